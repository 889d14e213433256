"""Tables of `catalog`."""
