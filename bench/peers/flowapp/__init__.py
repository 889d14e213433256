"""The Django application viewflow asks a flow to live in."""
