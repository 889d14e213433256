"""Official documents in and out."""
