"""Tables of `fees`."""
