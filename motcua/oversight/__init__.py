"""The inspection of figures."""
