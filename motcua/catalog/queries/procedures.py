"""Procedures as those who manage them see them: which there are, what each lacks, its versions, its publications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from django.db.models import F

from motcua.base import sql
from motcua.catalog.models import Field, Procedure, ProcedureDraft, ProcedureVersion, Publication
from motcua.catalog.queries.records import whole_versions
from motcua.catalog.refusals import NotFound
from motcua.core.publication import Decision, Issuer
from motcua.core.vietnam import ZONE, fold

STATEMENTS = sql.load("motcua.catalog")
MOST_PUBLICATIONS: Final = 500


class Lacking(StrEnum):
    """How a list of procedures is narrowed; the value is that of its address."""

    ALL = ""
    CHOOSE = "can-bo-phai-chon"
    NO_PROCESS = "chua-quy-trinh"
    NO_FORM = "chua-bieu-mau"
    DRAFT = "dang-soan"
    DUE = "cho-cong-khai"
    ABOLISHED = "bai-bo"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for."""

    text: str = ""
    field_id: int | None = None
    level: str = ""
    agency_id: int | None = None
    lacking: Lacking = Lacking.ALL


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """One line of the list: the version shown, what it lacks, its draft."""

    version_id: int
    code: str
    name: str
    field: str
    levels: tuple[str, ...]
    number: int
    versions: int
    valid_from: date
    valid_to: date | None
    abolished_on: date | None
    without_process: bool
    without_form: bool
    must_choose: bool
    has_draft: bool
    decision: Decision | None  # of the draft, where one is named


@dataclass(frozen=True, slots=True)
class Published:
    """What a decision did to a procedure, and when it was made public."""

    code: str
    name: str
    version: int | None
    what: Publication.What
    number: str
    public_at: datetime
    by: str
    decision: Decision


def procedure_list(
    wanted: Wanted, *, on: date, skip: int = 0, most: int = 50
) -> tuple[list[ProcedureRow], Mapping[Lacking, int]]:
    """Return some procedures by name, and how many there are of each kind. One statement.

    Words are found anywhere in the name, accents optional; a code by its beginning.
    """
    text = " ".join(wanted.text.split())
    is_code = text[:1].isdigit() and not text.replace(".", "").strip("0123456789")
    rows = sql.rows(
        STATEMENTS.procedure_list,
        day=on,
        field=wanted.field_id,
        level=wanted.level,
        agency=wanted.agency_id,
        code=text[:8] if is_code else "",
        words=[] if is_code else fold(text).split(),
        standing=wanted.lacking.name.lower(),
        skip=skip,
        most=most,
    )
    counts = rows[0]["counts"]
    return (
        [_row(row) for row in rows if row["version_id"] is not None],
        {each: counts[each.name.lower()] for each in Lacking},
    )


def first_drafts() -> list[ProcedureDraft]:
    """Return the drafts of procedures the catalogue does not have yet, by code."""
    return list(ProcedureDraft.objects.filter(base=None).select_related("saved_by").order_by("code"))


def all_fields() -> list[Field]:
    """Return every subject area, by name."""
    return list(Field.objects.order_by("sort_key"))


def procedure_draft(code: str) -> ProcedureDraft | None:
    """Return the draft of a procedure."""
    return ProcedureDraft.objects.select_related("base", "saved_by").filter(code=code).first()


def versions_of(code: str) -> list[ProcedureVersion]:
    """Return the versions of a procedure without their texts, the newest first.  :raises NotFound:"""
    found = (
        ProcedureVersion.objects.filter(procedure__national_code=code)
        .select_related("procedure", "field", "publication__decision", "publication__public_by")
        .defer("source", "steps", "conditions", "description")
    )
    versions = list(found.order_by("-number"))
    if not versions:
        raise NotFound(code=code)
    return versions


def agencies_of_versions(version_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the issuing and the executing agency of each version, as published."""
    rows = ProcedureVersion.objects.filter(pk__in=version_ids)
    return {
        pk: (issuing, executing)
        for pk, issuing, executing in rows.values_list("pk", "issuing_agency", "executing_agency")
    }


def version_with_all(version_id: int) -> ProcedureVersion:
    """Return a version with all it holds; a fixed number of queries.  :raises ProcedureVersion.DoesNotExist:"""
    version: ProcedureVersion = whole_versions().defer("source").get(pk=version_id)
    return version


def shown_of(versions: Sequence[ProcedureVersion], on: date) -> ProcedureVersion:
    """Return the version of a day, or else the next to come, or else the last there was."""
    holding = [each for each in versions if each.valid_to is None or each.valid_to >= each.valid_from]
    for each in holding:
        if each.valid_from <= on and (each.valid_to is None or each.valid_to >= on):
            return each
    coming = [each for each in holding if each.valid_from > on]
    return coming[-1] if coming else (holding or versions)[0]


def publications(*, since: datetime, code: str = "") -> list[Published]:
    """Return what decisions did since a moment, the newest first."""
    rows = sql.rows(STATEMENTS.publications, code=code, since=since, most=MOST_PUBLICATIONS)
    return [
        Published(
            code=row["code"],
            name=row["name"] or "",
            version=row["version"],
            what=Publication.What(row["what"]),
            number=row["decision"],
            public_at=row["public_at"],
            by=row["by"] or "",
            decision=Decision(
                Issuer(row["issuer"]), row["decided_on"], row["effective_on"], row["public_at"].astimezone(ZONE).date()
            ),
        )
        for row in rows
    ]


def drafts_due() -> list[ProcedureDraft]:
    """Return the drafts whose decision is signed, the oldest decision first."""
    due = ProcedureDraft.objects.filter(decided_on__isnull=False).select_related("saved_by", "base")
    return list(due.order_by(F("decided_on"), "code"))


def procedure(code: str) -> Procedure:
    """:raises NotFound:"""
    found = Procedure.objects.filter(national_code=code).first()
    if found is None:
        raise NotFound(code=code)
    return found


def _row(row: Mapping[str, Any]) -> ProcedureRow:
    values = {name: row[name] for name in ProcedureRow.__dataclass_fields__ if name not in ("levels", "decision")}
    decision = Decision(Issuer(row["issuer"]), row["decided_on"], row["effective_on"]) if row["has_draft"] else None
    return ProcedureRow(**values, levels=tuple(row["levels"]), decision=decision)
