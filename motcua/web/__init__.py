"""The doors people and machines come in by."""
