"""The display boards."""
