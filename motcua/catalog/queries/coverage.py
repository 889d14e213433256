"""How much of the catalogue is offered, online, and ready to be worked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from motcua.base import sql
from motcua.catalog.models import Offering, ProcedureVersion
from motcua.catalog.queries.pages import in_force

STATEMENTS = sql.load("motcua.catalog")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Procedures of one day: in force, offered by somebody, offered online, offered without a process."""

    on: date
    agencies: tuple[int, ...]
    in_force: int
    offered: int
    online: int
    without_process: int
    clerk_must_choose_time: int
    offerings: int
    by_level: dict[str, int]


def coverage(on: date, agency_ids: Sequence[int] = ()) -> Coverage:
    """Count the procedures of a day, of all agencies or of some. A procedure offered by several counts once."""
    row = sql.row(STATEMENTS.coverage, day=on, agencies=list(agency_ids))
    assert row is not None
    levels = sql.rows(STATEMENTS.offerings_by_level, day=on, agencies=list(agency_ids))
    return Coverage(
        on=on, agencies=tuple(agency_ids), by_level={each["level"]: each["count"] for each in levels}, **row
    )


def offered_by(agency_ids: Iterable[int], on: date) -> QuerySet[ProcedureVersion]:
    """Return the versions in force of what the agencies offer, in the order of names."""
    return (
        ProcedureVersion.objects.filter(
            in_force(on),
            procedure__offerings__in=_offerings(on).filter(agency_id__in=list(agency_ids)),
        )
        .select_related("procedure", "field")
        .defer("source")
        .order_by("sort_key")
        .distinct()
    )


def without_process(on: date, agency_ids: Iterable[int] | None = None) -> QuerySet[ProcedureVersion]:
    """Return what is offered on a day though nobody has said how it is worked."""
    offerings = _offerings(on)
    if agency_ids is not None:
        offerings = offerings.filter(agency_id__in=list(agency_ids))
    return (
        ProcedureVersion.objects.filter(in_force(on), procedure__offerings__in=offerings, processes__isnull=True)
        .select_related("procedure", "field")
        .defer("source")
        .order_by("sort_key")
        .distinct()
    )


def _offerings(on: date) -> QuerySet[Offering]:
    return Offering.objects.filter(in_force(on))
