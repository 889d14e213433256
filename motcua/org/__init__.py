"""Agencies and their successors, units, working calendars."""
