"""Code tables in the console."""
