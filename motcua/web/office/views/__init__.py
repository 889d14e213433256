"""The pages of the officers: one module a subject."""
