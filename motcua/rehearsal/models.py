"""Tables of `rehearsal`."""
