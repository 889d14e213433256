"""The one door out to other people's systems."""
