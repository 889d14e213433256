"""The agencies area of the console."""
