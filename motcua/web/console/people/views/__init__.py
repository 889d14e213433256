"""The pages of the people's area."""
