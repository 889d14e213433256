"""Procedures and everything versioned with them."""
