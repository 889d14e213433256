"""Working time: when an office is open, and how much of that lies between two moments."""

from motcua.core.worktime.calendar import CalendarGap, NotAWorkingDay, WorkCalendar, build
from motcua.core.worktime.draft import draft_year, substitute_days
from motcua.core.worktime.spec import (
    WEEK,
    CalendarInvalid,
    CalendarSpec,
    CalendarYear,
    DayOff,
    Season,
    Session,
    Swap,
    WeekHours,
    YearStatus,
)
from motcua.core.worktime.table import from_table, to_table, year_from_table
from motcua.core.worktime.zone import NaiveMoment, local

__all__ = [
    "WEEK",
    "CalendarGap",
    "CalendarInvalid",
    "CalendarSpec",
    "CalendarYear",
    "DayOff",
    "NaiveMoment",
    "NotAWorkingDay",
    "Season",
    "Session",
    "Swap",
    "WeekHours",
    "WorkCalendar",
    "YearStatus",
    "build",
    "draft_year",
    "from_table",
    "local",
    "substitute_days",
    "to_table",
    "year_from_table",
]
