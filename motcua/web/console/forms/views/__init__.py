"""The pages of the forms' area."""
