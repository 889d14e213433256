"""Tables of `org`."""
