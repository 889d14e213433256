"""The receiving desk’s door."""
