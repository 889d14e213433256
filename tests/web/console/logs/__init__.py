"""The logs area of the console."""
