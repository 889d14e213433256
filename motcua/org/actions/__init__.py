"""What changes the organisation: founding and ending agencies, codes, successions, units, calendars, imports."""

from motcua.org.actions.agencies import end, establish, give_code, open_unit, state_succession
from motcua.org.actions.calendars import assign_calendar, confirm_year, load_calendars
from motcua.org.actions.importing import Report, import_units
from motcua.org.actions.units import add_unit

__all__ = [
    "Report",
    "add_unit",
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
