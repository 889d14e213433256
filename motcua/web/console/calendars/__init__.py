"""Working calendars: the days off of each year, proposed from the law and confirmed from the decision."""
