"""What changed between two versions of a procedure, field by field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model

from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.refusals import NotFound

_FIELDS: Final = (
    "name", "scope", "province", "kind", "decision_number", "issuing_agency", "executing_agency",
    "competent_authority", "delegated_agency", "coordinating_agency", "receiving_address", "steps", "conditions",
    "description", "keywords", "supplement_policy",
)  # fmt: skip
_ROWS: Final = {
    "cases": ("name",),
    "channels": ("kind", "description", "time_raw", "time_status", "time_value", "time_unit", "fee_raw", "fee_status"),
    "papers": ("name", "kind", "originals", "copies"),
    "legal_bases": ("number", "title"),
    "results": ("code", "name"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; `before` or `after` is None where it was added or taken away."""

    what: str
    label: str
    before: str | None
    after: str | None


def differences(code: str, *, number: int | None = None) -> list[Difference]:
    """Return what a version (the newest by default) changed against the one before it; nothing for the first.

    :raises NotFound: the catalogue does not know the code or the version.
    """
    procedure = Procedure.objects.filter(national_code=code).first()
    if procedure is None:
        raise NotFound(code=code)
    wanted = procedure.versions.order_by("-number").defer("source").select_related("field")
    version = wanted.filter(number=number).first() if number else wanted.first()
    if version is None:
        raise NotFound(code=f"{code} (#{number})")
    before = wanted.filter(number__lt=version.number).first()
    return [] if before is None else list(between(before, version))


def between(before: ProcedureVersion, after: ProcedureVersion) -> Iterable[Difference]:
    """Yield what differs between two versions."""
    if before.field_id != after.field_id:
        yield Difference("field", _label(before, "field"), before.field.name, after.field.name)
    for name in _FIELDS:
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield Difference(name, _label(before, name), one or None, other or None)
    for name in ("levels", "targets"):
        yield from _lists(name, _label(before, name), getattr(before, name), getattr(after, name))
    for relation, columns in _ROWS.items():
        one, other = (_lines(getattr(version, relation).all(), columns) for version in (before, after))
        label = str(getattr(before, relation).model._meta.verbose_name)
        yield from _lists(relation, label, one, other)


def _lines(rows: Iterable[Model], columns: Sequence[str]) -> list[str]:
    return [" | ".join(_shown(getattr(row, column)) for column in columns) for row in rows]


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _lists(what: str, label: str, before: Sequence[str], after: Sequence[str]) -> Iterable[Difference]:
    """Yield rows taken away and added; order alone is no change."""
    left = list(after)
    for row in before:
        if row in left:
            left.remove(row)
        else:
            yield Difference(what, label, row, None)
    for row in left:
        yield Difference(what, label, None, row)


def _label(version: ProcedureVersion, name: str) -> str:
    return str(version._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
