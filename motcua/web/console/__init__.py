"""The administrator’s door."""
