"""Tables of `org`: agencies and what became of them, their units, their working calendars."""

from motcua.org.models.agencies import Agency, AgencyCode, Succession, Unit
from motcua.org.models.calendars import AgencyCalendar, Calendar, CalendarVersion, CalendarYear
from motcua.org.models.names import AgencyName, UnitName

__all__ = [
    "Agency",
    "AgencyCalendar",
    "AgencyCode",
    "AgencyName",
    "Calendar",
    "CalendarVersion",
    "CalendarYear",
    "Succession",
    "Unit",
    "UnitName",
]
