"""A world for planning without a database: three offices, terms of every unit, the calendar of 2021."""

from decimal import Decimal
from functools import cache

from motcua.catalog.step_tables import templates
from motcua.core import worktime
from motcua.core.deadline import DuePolicy, Norm, Unit
from motcua.org import calendars
from motcua.rehearsal.planning import Office, Place, Service, Way, World, stages_of

PROCESS = 1
TERMS = {
    1: Norm(Decimal(1), Unit.WORKING_DAY),
    2: Norm(Decimal(5), Unit.WORKING_DAY),
    3: Norm(Decimal("2.5"), Unit.WORKING_DAY),
    4: Norm(Decimal(8), Unit.WORKING_HOUR),
    5: Norm(Decimal(0), Unit.SAME_DAY),
    6: Norm(Decimal(45), Unit.CALENDAR_DAY),
    7: Norm(Decimal(2), Unit.MONTH),
    8: Norm(Decimal(0), Unit.NONE),
    9: Norm(Decimal(12), Unit.WORKING_DAY),
}


@cache
def calendar() -> worktime.WorkCalendar:
    """The province's usual hours."""
    return worktime.build(worktime.from_table(calendars.table("office")))


def service(number: int, norm: Norm, *, weight: float = 1.0) -> Service:
    """A procedure of a field of its own, by every channel."""
    ways = tuple(Way(channel, norm, False, share) for channel, share in (("direct", 6), ("online", 3), ("postal", 1)))
    return Service(number, f"1.{number:06d}", number, PROCESS, DuePolicy(), ways, weight)


def world(terms: dict[int, Norm] | None = None) -> World:
    """Three offices that offer everything."""
    services = tuple(service(number, norm) for number, norm in (terms or TERMS).items())
    offices = (
        Office("department", 1.0, (Place(10, 1),), services),
        Office("district", 2.0, (Place(20, 20), Place(21, 21)), services),
        Office("commune", 3.0, tuple(Place(30 + n, 30 + n, 1 + n) for n in range(3)), services),
    )
    return World(offices, calendar(), {PROCESS: stages_of(templates()["mau-cap-xa"])})
