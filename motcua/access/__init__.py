"""Permissions, roles and scopes: one table."""
