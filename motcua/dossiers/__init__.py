"""The dossier and its steps, from draft to closed."""
