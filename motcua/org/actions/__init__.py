"""What changes the organisation: founding and ending agencies, codes, successions, units, calendars, imports."""

from motcua.org.actions.agencies import end, establish, give_code, open_unit, state_succession
from motcua.org.actions.calendars import assign_calendar, confirm_year, load_calendars
from motcua.org.actions.importing import Report, import_units

__all__ = [
    "Report",
    "assign_calendar",
    "confirm_year",
    "end",
    "establish",
    "give_code",
    "import_units",
    "load_calendars",
    "open_unit",
    "state_succession",
]
