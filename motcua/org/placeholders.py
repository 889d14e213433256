"""Codes for agencies whose true code is not known, so that a rehearsal can number dossiers; marked, never official.

All their groups begin with T (tạm) or a later letter: no such group was seen in a true code.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from motcua.org.gazetteer import NEW_CODES, AgencyRow, CodeRow, Gazetteer

_LETTERS: Final = "TUVWXYZ"
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TOP: Final = "H56"


def add_placeholders(gazetteer: Gazetteer) -> None:
    """Give every agency that lacks one a code of the old form until the change of schemes and of the new one since."""
    groups: dict[str | None, Iterator[str]] = defaultdict(_groups)
    taken: dict[str, str] = {}
    for row in list(gazetteer.agencies.values()):
        if row.level == "province":
            continue
        if row.level == "commune" and row.valid_from >= NEW_CODES:
            old = ""  # it never had a code of the old form
        elif row.level == "commune":
            old = f"000.{next(groups[row.parent])}.{taken[row.parent or '']}.{_TOP}"
        else:
            taken[row.key] = next(groups["province"])
            old = f"000.00.{taken[row.key]}.{_TOP}"
        place = next((code.code for code in row.codes if code.scheme == "gso"), "")
        new = f"{_TOP}.T{place}" if place else old_to_new(old)
        gazetteer.add(replace(row, codes=row.codes + tuple(_missing(row, old, new))))


def old_to_new(old: str) -> str:
    """Turn `000.00.T3.H56` into `H56.T3`."""
    return ".".join([_TOP, *(group for group in reversed(old.split(".")[:-1]) if group.strip("0"))])


def _missing(row: AgencyRow, old: str, new: str) -> Iterator[CodeRow]:
    known = {code.scheme for code in row.codes}
    last_of_old = NEW_CODES - timedelta(days=1)
    if row.valid_from < NEW_CODES and "old" not in known:
        yield CodeRow("old", old, row.valid_from, min(last_of_old, row.valid_to or date.max), is_placeholder=True)
    if (row.valid_to is None or row.valid_to >= NEW_CODES) and "new" not in known:
        yield CodeRow("new", new, max(NEW_CODES, row.valid_from), row.valid_to, is_placeholder=True)


def _groups() -> Iterator[str]:
    return (letter + digit for letter in _LETTERS for digit in _DIGITS)
