"""Tables of `journal`."""
