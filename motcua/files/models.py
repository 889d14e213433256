"""Tables of `files`."""
