"""The rules: pure functions and frozen values; no Django, no database, no clock."""
