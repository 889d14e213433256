"""What changes the organisation: founding and ending agencies, codes, successions, units, calendars, imports."""

from motcua.org.actions.agencies import (
    assign_code,
    end,
    establish,
    found_agency,
    give_code,
    open_unit,
    rename,
    set_one_stop,
    state_succession,
    take_up_names,
)
from motcua.org.actions.calendars import assign_calendar, confirm_year, load_calendars
from motcua.org.actions.importing import Report, import_units
from motcua.org.actions.succeeding import lock_all, succeed, units_kept
from motcua.org.actions.units import add_unit, end_unit, rename_unit, take_up_unit_names

__all__ = [
    "Report",
    "add_unit",
    "assign_calendar",
    "assign_code",
    "confirm_year",
    "end",
    "end_unit",
    "establish",
    "found_agency",
    "give_code",
    "import_units",
    "load_calendars",
    "lock_all",
    "open_unit",
    "rename",
    "rename_unit",
    "set_one_stop",
    "state_succession",
    "succeed",
    "take_up_names",
    "take_up_unit_names",
    "units_kept",
]
