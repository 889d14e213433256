"""Satisfaction of those served."""
