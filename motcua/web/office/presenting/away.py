"""Days away and delegations in words, and a calendar of who is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.people.models import Delegation, Leave, Post
from motcua.web.ui import wording

MOST_DAYS = 15


def days(first: date, last: date, calendar: WorkCalendar | None) -> list[date]:
    """The working days between; Monday to Friday where no calendar reaches so far."""
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in every if _works(day, calendar)][:MOST_DAYS]


def _works(day: date, calendar: WorkCalendar | None) -> bool:
    if calendar is None:
        return day.weekday() < 5
    try:
        return calendar.is_working_day(day)
    except CalendarGap:
        return day.weekday() < 5


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the calendar: away or there on each of the days, and who stands in."""

    name: str
    cells: tuple[str, ...]  # the substitute's name on days away, else nothing


def rows(leaves: Iterable[Leave], shown: Sequence[date]) -> list[Row]:
    """Everybody who is away on one of the days."""
    people: dict[str, list[str]] = {}
    for leave in leaves:
        cells = people.setdefault(leave.officer.full_name, [""] * len(shown))
        for number, day in enumerate(shown):
            if leave.valid_from <= day <= leave.valid_to:
                cells[number] = leave.substitute.full_name
    return [Row(name, tuple(cells)) for name, cells in people.items() if any(cells)]


@dataclass(frozen=True, slots=True)
class Line:
    """One leave or loan as a line."""

    who: str
    days: str
    to: str
    more: str
    end_url: str


def line(leave: Leave, *, ends: bool) -> Line:
    return Line(
        who=leave.officer.full_name,
        days=_days(leave.valid_from, leave.valid_to),
        to=leave.substitute.full_name,
        more=leave.reason,
        end_url=reverse("office:end_leave", args=[leave.pk]) if ends else "",
    )


def loan(row: Delegation, officer_id: int, names: Mapping[int, str]) -> Line:
    """A role lent, from the side of the one who lends or of the one it is lent to."""
    place = row.unit.name if row.unit else row.agency.short_name
    fields = ", ".join(names.get(number, "?") for number in row.field_ids)
    within = " " + _("Chỉ lĩnh vực: %(fields)s.") % {"fields": fields} if fields else ""
    return Line(
        who=row.from_officer.full_name,
        days=_days(row.valid_from, row.valid_to),
        to=row.to_officer.full_name,
        more=f"{ROLES[Role(row.role)].title}, {place}.{within} {row.scope_note}",
        end_url=reverse("office:end_delegation", args=[row.pk]) if row.from_officer_id == officer_id else "",
    )


def post(row: Post) -> str:
    """A post as a choice."""
    place = row.unit.name if row.unit else row.agency.short_name
    return f"{row.title or ROLES[Role(row.role)].title}, {place}"


def _days(first: date, last: date) -> str:
    return wording.day(first) if first == last else f"{wording.day(first)} – {wording.day(last)}"
