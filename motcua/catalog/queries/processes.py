"""Processes as those who write them see them: which there are, how each stands, who works by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from motcua.base import sql
from motcua.catalog.models import ProcessVersion
from motcua.core import flow
from motcua.core.vietnam import collation_key, fold

STATEMENTS = sql.load("motcua.catalog")


class Which(StrEnum):
    """How a list of processes is narrowed."""

    ALL = ""
    DRAFT = "ban-nhap"
    IN_USE = "dang-dung"
    UNUSED = "chua-dung"
    TEMPLATE = "quy-trinh-mau"


@dataclass(frozen=True, slots=True)
class Known:
    """A process by its names, and by what a list is narrowed."""

    id: int
    key: str
    name: str
    has_draft: bool
    is_template: bool
    codes: tuple[str, ...]

    def is_(self, which: Which) -> bool:
        match which:
            case Which.ALL:
                return True
            case Which.DRAFT:
                return self.has_draft
            case Which.IN_USE:
                return bool(self.codes)
            case Which.UNUSED:
                return not self.codes and not self.is_template
            case Which.TEMPLATE:
                return self.is_template


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One line of the list."""

    known: Known
    draft_id: int | None
    draft_number: int | None
    draft_saved_at: datetime | None
    draft_errors: int
    live_id: int | None
    live_number: int | None
    live_from: date | None
    coming_id: int | None
    coming_number: int | None
    coming_from: date | None
    steps: int
    norm_hours: Decimal | None


@dataclass(frozen=True, slots=True)
class UsedBy:
    """A procedure (or one case of it) worked by a process; `number` is the version it was bound to."""

    code: str
    name: str
    case_name: str
    number: int


def processes_known(*, text: str = "") -> tuple[list[Known], Mapping[Which, int]]:
    """Return the processes a text finds by name, key or procedure code, in order, and how many of each kind."""
    wanted = fold(text.strip())
    found = []
    for row in sql.rows(STATEMENTS.process_names):
        known = Known(
            row["id"], row["key"], row["name"], row["has_draft"], row["is_template"], tuple(row["codes"] or ())
        )
        if not wanted or wanted in fold(known.name) or wanted in fold(known.key) or _names(known, wanted):
            found.append(known)
    found.sort(key=lambda known: (collation_key(known.name), known.key))
    return found, {which: sum(known.is_(which) for known in found) for which in Which}


def process_rows(known: Sequence[Known], *, on: date) -> list[ProcessRow]:
    """Return how some processes stand on a day, in the order given. One statement."""
    rows = {row["id"]: row for row in sql.rows(STATEMENTS.process_rows, ids=[each.id for each in known], day=on)}
    fields = set(ProcessRow.__dataclass_fields__) - {"known"}
    return [ProcessRow(each, **{name: rows[each.id][name] for name in fields}) for each in known if each.id in rows]


def process_versions(process_id: int) -> list[ProcessVersion]:
    """Return the versions of a process, newest first."""
    return list(
        ProcessVersion.objects.filter(process_id=process_id)
        .select_related("process", "saved_by", "published_by", "template__process")
        .order_by("-number")
    )


def may_succeed(version_id: int, other_id: int, *, on: date) -> bool:
    """Tell whether dossiers of one version may go on under the other: of one process, published and in force."""
    other = ProcessVersion.objects.filter(pk=other_id, status=ProcessVersion.Status.PUBLISHED, valid_from__lte=on)
    return other.filter(process__versions=version_id).exists()


def process_used_by(process_id: int) -> list[UsedBy]:
    """Return the procedures that a process works."""
    rows = sql.rows(STATEMENTS.process_used_by, process=process_id)
    return [UsedBy(row["code"], row["name"], row["case_name"] or "", row["number"]) for row in rows]


def table_of(version: ProcessVersion) -> flow.ProcessDef:
    """Return the step table of a version, draft or published."""
    return flow.from_rows(version.definition)


def _names(known: Known, wanted: str) -> bool:
    return any(code.startswith(wanted) for code in known.codes)
