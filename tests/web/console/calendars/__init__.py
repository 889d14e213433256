"""The calendars' area of the console."""
