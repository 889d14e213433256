"""Tickets, counters, calls: the waiting hall."""
