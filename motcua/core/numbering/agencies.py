"""Identifier codes of agencies under both schemes, and the map between them.

Old (law:agency-codes-old): four groups read right to left, `000.17.22.H56`: commune 17 of district 22 of province H56.
New (law:agency-codes-new): as many groups as needed, left to right: `H56.22.17`.
The map is one of form. Agencies that were given other numbers keep both codes as dated rows, and rows win.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from motcua.core.vietnam import Unreadable

LONGEST: Final = 35
_OLD_WIDTHS: Final = (3, 2, 2)  # below the province, from the province outwards: 2, 2, 3
_OLD: Final = re.compile(r"([A-Z0-9]{3})\.([A-Z0-9]{2})\.([A-Z0-9]{2})\.([A-Y]\d{2})")
_NEW: Final = re.compile(r"[A-Y]\d{2}(?:\.[A-Z0-9]{1,8}){0,8}")
_OTHER: Final = re.compile(r"Z\d{2}(?:\.?[A-Z0-9.]{1,32})?")
_EMPTY: Final = re.compile(r"0+")


class Scheme(StrEnum):
    """Which code of an agency is meant; GSO codes belong to places, not to bodies."""

    OLD = "old"
    NEW = "new"
    GSO = "gso"


@dataclass(frozen=True, slots=True)
class AgencyId:
    """An identifier; `groups` run from the province down in both schemes."""

    scheme: Scheme
    groups: tuple[str, ...]

    def __str__(self) -> str:
        if self.scheme is Scheme.NEW:
            return ".".join(self.groups)
        below = [*self.groups[1:], *("0" * width for width in reversed(_OLD_WIDTHS[: 4 - len(self.groups)]))]
        return ".".join([*reversed(below), self.groups[0]])

    @property
    def top(self) -> str:
        """The province or ministry: `H56`."""
        return self.groups[0]

    @property
    def level(self) -> int:
        """1 for the province itself, 2 for its departments and districts, 3 for communes of a district …"""
        return len(self.groups)

    @property
    def parent(self) -> "AgencyId | None":
        return AgencyId(self.scheme, self.groups[:-1]) if len(self.groups) > 1 else None

    def in_scheme(self, scheme: Scheme) -> "AgencyId | None":
        """Return the code that the other scheme's form gives; None where it has no room for it."""
        if scheme is self.scheme:
            return self
        if scheme is Scheme.NEW:
            # 005.00.14.H56, a unit right below a level-2 agency, has an empty group that the new form does not need.
            return AgencyId(Scheme.NEW, tuple(group for group in self.groups if not _EMPTY.fullmatch(group)))
        fits = len(self.groups) <= 4 and all(
            len(group) == width for group, width in zip(self.groups[1:], reversed(_OLD_WIDTHS), strict=False)
        )
        return AgencyId(Scheme.OLD, self.groups) if fits and scheme is Scheme.OLD else None


def read_agency_id(text: str) -> AgencyId:
    """Read a code of either scheme. :raises Unreadable:"""
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    old = _OLD.fullmatch(code)
    if old:
        return _from_old(old.groups())
    if len(code) <= LONGEST and (_NEW.fullmatch(code) or _OTHER.fullmatch(code)):
        return AgencyId(Scheme.NEW, tuple(code.split(".")))
    raise Unreadable(
        "agency_id",
        f"“{text.strip()[:40]}” không phải mã định danh cơ quan (ví dụ H56.14 hoặc 000.00.14.H56).",
        f"“{text.strip()[:40]}” is no agency code (for example H56.14 or 000.00.14.H56).",
    )


def _from_old(right_to_left: tuple[str, ...]) -> AgencyId:
    groups = list(reversed(right_to_left))
    while len(groups) > 1 and _EMPTY.fullmatch(groups[-1]):
        groups.pop()
    return AgencyId(Scheme.OLD, tuple(groups))


class DatedCode(Protocol):
    """A row of the table of codes: valid from its first to its last day, both included."""

    @property
    def scheme(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


def id_on(codes: Iterable[DatedCode], day: date) -> AgencyId | None:
    """Return the code an agency puts on a dossier that day: the new one as soon as it has one, else the old one."""
    valid = {
        row.scheme: row.code for row in codes if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
    }
    code = valid.get(Scheme.NEW) or valid.get(Scheme.OLD)
    return read_agency_id(code) if code else None
