"""Dossier codes: agency, day of submission, running number of that day (law:dossier-code).

A code is unique, never reused and kept for life; a code of the general form from outside is kept as it came.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from motcua.core.numbering.agencies import AgencyId, Scheme, read_agency_id
from motcua.core.vietnam import ZONE, Unreadable

LONGEST: Final = 64
# The general form of every code seen; what a scanner or a person sends is brought to it by `lookup_form`.
GENERAL: Final = re.compile(r"[A-Z0-9]{3}(\.[A-Z0-9]{1,8}){0,8}-\d{6}(\d{2})?-\d{4,10}")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# From this day codes of centrally provided systems carry the owner's two digits before the number (law:central-code).
CENTRAL_SINCE: Final = date(2026, 1, 25)
_CENTRAL_DIGITS: Final = 6
_LAST_NEW_SERIAL: Final = 99_999


class CodeStyle(StrEnum):
    OLD = "old"  # 000.17.22.H56-210531-0001
    NEW = "new"  # H56.14-240823-0001
    CENTRAL = "central"  # G01.002.03-260801-120001: AAXXXX, AA = owner of the central system
    NATIONAL = "national"  # G09.20-20260609-0092637: handed out by the centre
    OTHER = "other"  # of the general form, from a system whose rule is not known


class SeriesFull(ValueError):
    """A hundred thousand submissions to one agency in one day: the next number would read as a central code."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A dossier code taken apart; `text` is the code itself."""

    text: str
    style: CodeStyle
    agency: AgencyId | None
    day: date | None
    serial: int
    owner: str = ""

    def __str__(self) -> str:
        return self.text


def day_of_submission(submitted_at: datetime) -> date:
    """Return the day on the clock of Vietnam; it names the series. :raises ValueError: for a moment without a zone."""
    if submitted_at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return submitted_at.astimezone(ZONE).date()


def dossier_code(agency: AgencyId, submitted_at: datetime, serial: int) -> DossierCode:
    """Return the code of the `serial`-th dossier submitted to an agency that day, in the style of its identifier.

    :raises SeriesFull:
    """
    if serial < 1:
        raise ValueError("running numbers begin at 1")
    if agency.scheme is Scheme.NEW and serial > _LAST_NEW_SERIAL:
        raise SeriesFull(f"{agency} has no number left for {day_of_submission(submitted_at)}")
    day = day_of_submission(submitted_at)
    style = CodeStyle.NEW if agency.scheme is Scheme.NEW else CodeStyle.OLD
    return DossierCode(f"{agency}-{day:%y%m%d}-{serial:04}", style, agency, day, serial)


def lookup_form(text: str) -> str:
    """Return what is compared when a code is looked up: case, blanks and the kind of dash do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split()).upper()


def read_dossier_code(text: str) -> DossierCode:
    """Read a code as typed or scanned. :raises Unreadable: it is not of the general form."""
    code = lookup_form(text)
    if len(code) > LONGEST or not GENERAL.fullmatch(code):
        raise Unreadable(
            "dossier_code",
            f"“{text.strip()[:64]}” không phải mã hồ sơ. Mã hồ sơ có dạng H56.14-240823-0001, in trên giấy tiếp nhận.",
            f"“{text.strip()[:64]}” is no dossier code. It looks like H56.14-240823-0001 and stands on the receipt.",
        )
    prefix, day_digits, digits = code.split("-")
    agency, day = _agency(prefix), _day(day_digits)
    style = _style(agency, day, day_digits, digits)
    owner = digits[:2] if style is CodeStyle.CENTRAL else ""
    return DossierCode(code, style, agency, day, int(digits[len(owner) :]), owner)


def _style(agency: AgencyId | None, day: date | None, day_digits: str, digits: str) -> CodeStyle:
    if agency is None or day is None:
        return CodeStyle.OTHER
    if len(day_digits) == 8:
        return CodeStyle.NATIONAL
    if agency.scheme is Scheme.OLD:
        return CodeStyle.OLD
    central = len(digits) >= _CENTRAL_DIGITS and day >= CENTRAL_SINCE
    return CodeStyle.CENTRAL if central else CodeStyle.NEW


def _agency(prefix: str) -> AgencyId | None:
    try:
        return read_agency_id(prefix)
    except Unreadable:
        return None


def _day(digits: str) -> date | None:
    year = 2000 + int(digits[:2]) if len(digits) == 6 else int(digits[:4])
    try:
        return date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        return None
