"""Tables of `dossiers`."""
