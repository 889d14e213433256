"""The console's own pages; those of an area stand with the area."""
