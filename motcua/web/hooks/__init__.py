"""Callbacks of other systems."""
