"""Who is where on a day, what became of whom, and the working calendar each agency keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import FilteredRelation, Q, QuerySet

from motcua.base import sql
from motcua.base.sql import Statement
from motcua.core import numbering, vietnam, worktime
from motcua.core.numbering import AgencyId
from motcua.core.worktime import WorkCalendar
from motcua.org.models import Agency, AgencyCode, CalendarVersion, Unit
from motcua.org.models.periods import holding
from motcua.org.refusals import NoCalendar, UnknownAgency

STATEMENTS = sql.load("motcua.org")
USUAL_CALENDAR = "office"


@dataclass(slots=True)
class Node:
    """An agency in the tree of a day; children in the order of their names, higher bodies first."""

    id: int
    name: str
    short_name: str
    level: str
    kind: str
    parent_id: int | None
    is_one_stop: bool
    is_verified: bool
    codes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The place a People's Committee is named after: `UBND phường Hạc Thành` → `Phường Hạc Thành`."""
        return place_of(self.short_name)

    def walk(self) -> Iterator[Node]:
        """Yield this agency and all below it, parents before children."""
        yield self
        for child in self.children:
            yield from child.walk()


def place_of(short_name: str) -> str:
    """The place a People's Committee is named after."""
    name = short_name.removeprefix("Ủy ban nhân dân ").removeprefix("UBND ")
    return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Tree:
    """The agencies of one day."""

    on: date
    roots: Sequence[Node]
    by_id: Mapping[int, Node]

    def communes(self) -> dict[str, str]:
        """Return the code of each commune by the name of the place; an empty code where it has none."""
        return {node.place: node.codes.get("gso", "") for node in self.at_level("commune")}

    def walk(self) -> Iterator[Node]:
        """Yield every agency, parents before children."""
        for root in self.roots:
            yield from root.walk()

    def at_level(self, level: str) -> list[Node]:
        """Return the agencies of one level, in the order of the tree."""
        return [node for node in self.walk() if node.level == level]


@dataclass(frozen=True, slots=True)
class Heir:
    """An agency at the other end of one or more reorganisations."""

    agency_id: int
    part: bool  # only a part went this way
    is_default: bool  # takes what cannot be told apart
    is_verified: bool


_LEVELS = [str(level) for level in (Agency.Level.PROVINCE, Agency.Level.DEPARTMENT, Agency.Level.CENTRE)]


def tree(*, on: date) -> Tree:
    """Return the tree of a day under the names of that day, in two queries whatever its size."""
    codes: dict[int, dict[str, str]] = {}
    for agency_id, scheme, code in AgencyCode.objects.filter(holding(on)).values_list("agency_id", "scheme", "code"):
        codes.setdefault(agency_id, {})[scheme] = code
    called = FilteredRelation("names", condition=holding(on, "names__"))
    columns = ("id", "name", "short_name", "level", "kind", "parent_id", "is_one_stop", "is_verified", "sort_key")
    found = agencies(on=on).annotate(called=called).values_list(*columns, "called__name", "called__short_name")
    rows = sorted(
        (_called(*row) for row in found),
        key=lambda row: (_LEVELS.index(row[3]) if row[3] in _LEVELS else len(_LEVELS), row[8], row[0]),
    )
    nodes = {row[0]: _node(row, codes) for row in rows}
    roots: list[Node] = []
    for node in nodes.values():
        siblings = nodes[node.parent_id].children if node.parent_id else roots
        siblings.append(node)
    return Tree(on, roots, nodes)


def _node(row: Sequence[Any], codes: Mapping[int, Mapping[str, str]]) -> Node:
    agency_id, name, short_name, level, kind, parent_id, is_one_stop, is_verified = row[:8]
    known = codes.get(agency_id, {})
    return Node(agency_id, name, short_name, level, kind, parent_id, is_one_stop, is_verified, known)


def _called(*row: Any) -> Sequence[Any]:
    """A row of the tree under the name its agency had that day, where it was ever renamed."""
    columns, name, short_name = row[:-2], row[-2], row[-1]
    if name is None or (name, short_name) == columns[1:3]:
        return columns
    return (columns[0], name, short_name, *columns[3:8], vietnam.collation_key(short_name))


def agencies(*, on: date) -> QuerySet[Agency]:
    """Return the agencies of a day."""
    return Agency.objects.filter(holding(on))


def communes(*, on: date) -> dict[str, list[tuple[str, str]]]:
    """Return the communes of a day by the code of their province, each with its code and place, in Vietnamese order."""
    rows = sql.rows(STATEMENTS.communes, day=on)
    if any(row["then_name"] for row in rows):  # renamed since: its order is that of the earlier name
        rows = sorted(rows, key=lambda row: vietnam.collation_key(row["then_name"] or row["short_name"]))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row["province"], []).append((row["code"], place_of(row["then_name"] or row["short_name"])))
    return found


def units_named(*, on: date) -> dict[int, list[tuple[int, str]]]:
    """Return the divisions of each agency on a day under the names of that day, in Vietnamese order."""
    found: dict[int, list[tuple[int, str]]] = {}
    called = FilteredRelation("names", condition=holding(on, "names__"))
    rows = (
        Unit.objects.filter(holding(on)).annotate(called=called).values_list("agency_id", "pk", "name", "called__name")
    )
    named = ((agency_id, pk, then_name or name) for agency_id, pk, name, then_name in rows)
    for agency_id, pk, name in sorted(named, key=lambda row: (vietnam.collation_key(row[2]), row[1])):
        found.setdefault(agency_id, []).append((pk, name))
    return found


def answering(agency_id: int, on: date) -> int:
    """Return with whom an agency's work is on a day: itself while it holds, else who took the main part of it."""
    return int(sql.value(STATEMENTS.answering, agency=agency_id, day=on))


def find(text: str, *, on: date, level: str = "") -> QuerySet[Agency]:
    """Return the agencies of a day whose name holds every word of the text, accents optional, in Vietnamese order."""
    found = agencies(on=on).filter(*(Q(name_folded__contains=word) for word in vietnam.fold(text).split()))
    return (found.filter(level=level) if level else found).order_by("sort_key", "id")


def subtree_ids(agency_id: int, on: date) -> frozenset[int]:
    """Return an agency and all below it on a day; empty when it does not hold on that day."""
    return frozenset(row["id"] for row in sql.rows(STATEMENTS.subtree, agency=agency_id, day=on))


def successors(agency_id: int, on: date) -> list[Heir]:
    """Return who answers on a day for what the agency was: itself while it holds; the default heir comes first."""
    return _heirs(STATEMENTS.successors, agency_id, on)


def predecessors(agency_id: int, on: date) -> list[Heir]:
    """Return whose work of an earlier day the agency answers for: itself, if it held already, and all it inherited."""
    return _heirs(STATEMENTS.predecessors, agency_id, on)


def _heirs(statement: Statement, agency_id: int, on: date) -> list[Heir]:
    return [
        Heir(row["id"], row["part"], row["is_default"], row["is_verified"])
        for row in sql.rows(statement, agency=agency_id, day=on)
    ]


def agency_by_code(code: str, *, on: date | None = None) -> Agency:
    """Return the agency that has a code under any scheme, on a day or, without one, most lately.

    A code nobody has is tried in the form of the other scheme as well. :raises UnknownAgency:
    """
    typed = numbering.lookup_form(code)
    found = AgencyCode.objects.select_related("agency").order_by("-valid_from")
    if on is not None:
        found = found.filter(holding(on))
    for form in _forms(typed):
        row = found.filter(code=form).first()
        if row is not None:
            return row.agency
    raise UnknownAgency(given=code.strip()[:40])


def _forms(typed: str) -> list[str]:
    forms = [typed]
    try:
        read = numbering.read_agency_id(typed)
    except vietnam.Unreadable:
        return forms
    for scheme in (numbering.Scheme.NEW, numbering.Scheme.OLD):
        other = read.in_scheme(scheme)
        if other is not None and other != read:
            forms.append(str(other))
    return forms


def id_of(agency_id: int, on: date) -> AgencyId | None:
    """Return the identifier the agency puts on dossiers of that day."""
    return numbering.id_on(AgencyCode.objects.filter(agency_id=agency_id).exclude(scheme="gso"), on)


def calendar_version_id(agency_id: int, on: date) -> int:
    """Return the calendar version a dossier accepted that day pins. :raises NoCalendar:"""
    found = sql.value(STATEMENTS.calendar_version, agency=agency_id, day=on, usual=USUAL_CALENDAR)
    if found is None:
        raise NoCalendar(day=vietnam.day_text(on))
    return int(found)


def calendar_of(agency_id: int, on: date) -> WorkCalendar:
    """Return the working calendar an agency keeps. :raises NoCalendar:"""
    return work_calendar(calendar_version_id(agency_id, on))


def newest_calendars() -> list[CalendarVersion]:
    """Return the newest version of each calendar, by name."""
    newest = CalendarVersion.objects.select_related("calendar").order_by("calendar_id", "-valid_from", "-pk")
    return sorted(newest.distinct("calendar_id"), key=lambda version: vietnam.collation_key(version.calendar.name))


def versions_of(calendar_id: int) -> QuerySet[CalendarVersion]:
    """Return what a calendar was, the newest first."""
    return CalendarVersion.objects.filter(calendar_id=calendar_id).defer("spec").order_by("-valid_from", "-pk")


_built: dict[tuple[str, int], WorkCalendar] = {}
_building = Lock()


def work_calendar(version_id: int) -> WorkCalendar:
    """Return a calendar version, built once a process: versions never change. :raises CalendarVersion.DoesNotExist:"""
    key = (str(connection.settings_dict["NAME"]), version_id)
    calendar = _built.get(key)
    if calendar is None:
        spec = CalendarVersion.objects.values_list("spec", flat=True).get(pk=version_id)
        with _building:
            calendar = _built.setdefault(key, worktime.build(worktime.from_table(spec)))
    return calendar


def committee_of(agency_id: int, on: date) -> int:
    """Return the provincial People's Committee above an agency: where a part at a higher level is decided.

    :raises UnknownAgency: nothing of that level stands above it on that day.
    """
    found = sql.value(STATEMENTS.committee, agency=agency_id, day=on)
    if found is None:
        raise UnknownAgency(given=agency_id)
    return int(found)
