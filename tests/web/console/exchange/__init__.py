"""Rows in and out of the console."""
