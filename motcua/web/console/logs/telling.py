"""A change of settings as people read it: whose, what, before and after, with personal numbers hidden."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.access.policy import ROLES
from motcua.catalog.models import CodeTable, ProcedureVersion, Process
from motcua.core import vietnam
from motcua.core.roles import Role
from motcua.journal.queries import Change
from motcua.org.models import Agency, Calendar, Unit
from motcua.people import queries as people
from motcua.people.models import Officer
from motcua.web.console.logs.wording import AREA_OF, DETAILS, WORDS

LONGEST: Final = 400
AGENCIES: Final = {"main", "parent", "agency", "successors", "predecessors"}
OFFICERS: Final = {"lent_by", "substitute"}
UNITS: Final = {"unit", "successor"}
_NUMBER: Final = re.compile(r"(?<![\w.-])(?:\+84\d{9}|0\d{9}|\d{12}|\d{9})(?![\w.-])")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Told:
    """One value: before and after, or just said."""

    name: str
    before: str
    after: str
    is_change: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words."""

    at: datetime
    who: str
    area: str
    what: str
    about: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the numbers in events stand for, read once for a page."""

    agencies: Mapping[int, str]
    units: Mapping[int, str]
    officers: Mapping[int, str]
    accounts: Mapping[int, str]
    procedures: Mapping[str, str]
    processes: Mapping[str, str]
    tables: Mapping[str, str]
    calendars: Mapping[str, str]


def lines(changes: Iterable[Change]) -> list[Line]:
    """Return changes in words; names are read together, whatever the number of changes."""
    found = list(changes)
    names = _names(found)
    return [_line(change, names) for change in found]


def masked(text: str) -> str:
    """Return a text with ID and telephone numbers and addresses of e-mail hidden."""
    hidden = _ADDRESS.sub(lambda found: vietnam.mask_email(found[0]), text)
    return _NUMBER.sub(lambda found: vietnam.mask_number(found[0]), hidden)


def _names(changes: list[Change]) -> _Names:
    agencies, units, officers = set[int](), set[int](), set[int]()
    subjects: dict[str, set[str]] = {}
    for change in changes:
        kind, _colon, rest = change.subject.partition(":")
        subjects.setdefault(kind, set()).add(rest)
        if change.actor.startswith("officer:"):
            officers |= _numbers(change.actor.partition(":")[2])
        for part in (change.details, change.details.get("before"), change.details.get("after")):
            if isinstance(part, dict):
                for name, value in part.items():
                    for wanted, into in ((AGENCIES, agencies), (UNITS, units), (OFFICERS, officers)):
                        into |= _numbers(value) if name in wanted else set()
    agencies |= {number for each in subjects.get("agency", ()) for number in _numbers(each)}
    accounts = {number for each in subjects.get("account", ()) for number in _numbers(each)}
    named = ProcedureVersion.objects.filter(procedure__national_code__in=subjects.get("procedure", ()))
    return _Names(
        dict(Agency.objects.filter(pk__in=agencies).values_list("pk", "short_name")),
        dict(Unit.objects.filter(pk__in=units).values_list("pk", "name")),
        people.names_of(officers),
        dict(Officer.objects.filter(account_id__in=accounts).values_list("account_id", "full_name")),
        dict(named.order_by("number").values_list("procedure__national_code", "name")),
        dict(Process.objects.filter(key__in=subjects.get("process", ())).values_list("key", "name")),
        dict(CodeTable.objects.filter(key__in=subjects.get("code_table", ())).values_list("key", "name")),
        dict(Calendar.objects.filter(key__in=subjects.get("calendar", ())).values_list("key", "name")),
    )


def _numbers(value: Any) -> set[int]:
    given = value if isinstance(value, list) else [value]
    return {int(each) for each in given if str(each).isascii() and str(each).isdigit() and len(str(each)) < 19}


def _line(change: Change, names: _Names) -> Line:
    kind, _colon, rest = change.actor.partition(":")
    who = next((names.officers[number] for number in _numbers(rest) if number in names.officers), "")
    return Line(
        change.at,
        who or (_("hệ thống") if kind == "system" else change.actor),
        str(AREA_OF.get(change.kind, "")),
        str(WORDS.get(change.kind, change.kind)),
        _about(change.subject, names),
        tuple(_told(change.details, names)),
    )


def _about(subject: str, names: _Names) -> str:
    kind, _colon, rest = subject.partition(":")
    number = next(iter(_numbers(rest)), 0)
    match kind:
        case "agency":
            return names.agencies.get(number, subject)
        case "account":
            return names.accounts.get(number, subject)
        case "procedure":
            return f"{rest} {names.procedures.get(rest, '')}".strip()
        case "process":
            return names.processes.get(rest, rest)
        case "code_table":
            return names.tables.get(rest, rest)
        case "calendar":
            return names.calendars.get(rest, rest)
    return subject


def _told(details: Mapping[str, Any], names: _Names) -> list[Told]:
    before, after = details.get("before"), details.get("after")
    told = []
    compared: set[str] = set()
    if isinstance(before, dict) and "after" not in details:  # what is now stands beside what was
        after = {name: details[name] for name in before if name in details}
    if isinstance(before, dict | None) and isinstance(after, dict):
        earlier = before or {}
        compared = set(earlier) | set(after)
        for name in [*after, *(each for each in earlier if each not in after)]:
            old, new = _said(name, earlier.get(name), names), _said(name, after.get(name), names)
            if old != new:
                told.append(Told(_named(name), old, new, is_change=True))
    elif before and not after:
        told.append(Told(_("Trước đó"), "", _said("", before, names), is_change=False))
    elif before or after:
        told.append(Told(_("Nội dung"), _said("", before, names), _said("", after, names), is_change=True))
    for name, value in details.items():
        if name not in ("before", "after") and name not in compared and value not in (None, "", [], {}):
            told.append(Told(_named(name), "", _said(name, value, names), is_change=False))
    return told


def _named(name: str) -> str:
    return str(DETAILS.get(name, name))


def _said(name: str, value: Any, names: _Names) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    for wanted, known in ((AGENCIES, names.agencies), (UNITS, names.units), (OFFICERS, names.officers)):
        if name in wanted and (numbers := _numbers(value)):
            return ", ".join(known.get(number, str(number)) for number in sorted(numbers))
    if isinstance(value, list):
        return _short("; ".join(_said("", each, names) for each in value))
    if isinstance(value, dict):
        return _short("; ".join(f"{_named(key)}: {_said(key, each, names)}" for key, each in value.items()))
    text = str(value)
    if name == "role" and text in {role.value for role in Role}:
        return str(ROLES[Role(text)].title)
    if _DAY.fullmatch(text):
        return vietnam.day_text(date.fromisoformat(text))
    return _short(masked(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
