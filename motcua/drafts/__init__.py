"""What a citizen is still typing: kept for a month, on any device, until it becomes a dossier."""
