"""Formats of dates and numbers, where Django's own differ from the administration's."""
