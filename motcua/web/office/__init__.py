"""The official’s door."""
