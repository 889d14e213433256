"""A simulated province that lives through days and months by calling the real verbs."""
