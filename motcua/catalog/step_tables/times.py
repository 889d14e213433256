"""How long a step takes, from the words a step table prints: hours, not counted, or text left for a clerk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.core.flow import HOURS_PER_DAY
from motcua.core.vietnam import fold, tidy

# law:step-hours — a day of a step table is a working day of eight hours, whether or not it says "làm việc".
_DURATION: Final = re.compile(r"(?P<number>\d+(?:[.,]\d+)?|\d+/\d+)\s*(?P<unit>gio|ngay|phut)(?P<working> lam viec)?")
_HIGHER: Final = re.compile(r"quy trinh giai quyet tai (?:cap .+|so .+) \((?P<time>[^()]+)\)")
_HOURS_OF: Final = {"gio": (1, 1), "ngay": (HOURS_PER_DAY, 1), "phut": (1, 60)}
_NOT_COUNTED: Final = ("khong tinh thoi gian", "gio hanh chinh", "khong tinh")


class TimeKind(StrEnum):
    HOURS = "hours"
    NOT_COUNTED = "not_counted"
    TEXT = "text"  # not understood; the words are kept
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class StepTime:
    kind: TimeKind
    hours: Decimal | None = None
    plain_days: bool = False  # "ngày" without "làm việc", taken as working days
    at_higher_level: bool = False  # the row stands for a whole process elsewhere


def read_time(text: str) -> StepTime:
    """Read one cell of the time column."""
    folded = fold(tidy(text)).strip(" .;")
    if not folded:
        return StepTime(TimeKind.MISSING)
    if folded in _NOT_COUNTED:
        return StepTime(TimeKind.NOT_COUNTED)
    higher = _HIGHER.fullmatch(folded)
    found = _DURATION.fullmatch(higher["time"].strip() if higher else folded)
    hours = _hours(found) if found else None
    if found is None or hours is None:
        return StepTime(TimeKind.TEXT)
    plain = found["unit"] == "ngay" and not found["working"]
    return StepTime(TimeKind.HOURS, hours, plain_days=plain, at_higher_level=higher is not None)


def first_duration(text: str) -> Decimal | None:
    """Return the hours of the one time a sentence names; None when it names none, or several that differ."""
    found = {_hours(match) for match in _DURATION.finditer(fold(tidy(text)))}
    return found.pop() if len(found) == 1 else None


def _hours(found: re.Match[str]) -> Decimal | None:
    number = found["number"].replace(",", ".")
    above, stroke, below = number.partition("/")
    if stroke and not int(below):
        return None
    amount = Decimal(above) / Decimal(below) if stroke else Decimal(number)
    if amount <= 0 or (stroke and amount >= 1):  # "1/2" is a half; "12/10" is more likely a date
        return None
    times, parts = _HOURS_OF[found["unit"]]
    hours = amount * times / parts
    return plain(hours) if hours == hours.quantize(Decimal("0.01")) else None


def plain(hours: Decimal) -> Decimal:
    """Return the same number without needless zeros and without an exponent: 120, 0.5."""
    return Decimal(format(hours.normalize(), "f"))
