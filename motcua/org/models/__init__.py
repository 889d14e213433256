"""Tables of `org`: agencies and what became of them, their units, their working calendars."""

from motcua.org.models.agencies import Agency, AgencyCode, Succession, Unit
from motcua.org.models.calendars import AgencyCalendar, Calendar, CalendarVersion, CalendarYear

__all__ = [
    "Agency",
    "AgencyCalendar",
    "AgencyCode",
    "Calendar",
    "CalendarVersion",
    "CalendarYear",
    "Succession",
    "Unit",
]
