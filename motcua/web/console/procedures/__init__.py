"""Procedures in the console: found, read version by version, drafted, made public in time, offered, exchanged."""
