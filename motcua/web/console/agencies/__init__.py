"""Agencies as they stand on a day, their divisions, what became of them."""
