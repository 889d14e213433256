"""Một Cửa: the one-stop mechanism of a Vietnamese province, end to end."""
