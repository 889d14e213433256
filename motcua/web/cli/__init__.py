"""The operator’s command `motcua`."""
