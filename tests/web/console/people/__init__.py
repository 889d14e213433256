"""The people area of the console."""
