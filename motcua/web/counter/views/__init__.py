"""The desk's pages: what waits, taking in, one dossier, printing, search."""
