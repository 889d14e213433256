"""The citizen’s door."""
