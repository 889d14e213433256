"""Tables of `results`."""
