"""Tables of `access`."""
