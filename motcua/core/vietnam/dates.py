"""Dates as people here write them, dates of which only the year or the month is known, and how both are shown."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from motcua.core.vietnam.refusal import Unreadable

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_FULL: Final = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d+)")
_IN_WORDS: Final = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d+)", re.IGNORECASE)
_MONTH: Final = re.compile(r"(?:tháng\s+)?(\d{1,2})\s*(?:[/.\-]|\s+năm\s+)\s*(\d{4})", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:năm\s+)?(\d{4})", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"\d{4}[/.\-]\d{1,2}([/.\-]\d{1,2})?([T ].*)?")


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and the month, may be unknown; many old papers know only a year of birth."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """The form that is stored and sorts by time: `1975`, `1975-03`, `1975-03-05`."""
        return "-".join(f"{part:0{width}}" for part, width in ((self.year, 4), (self.month, 2), (self.day, 2)) if part)

    def may_be(self, other: "PartialDate") -> bool:
        """Tell whether both can be the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        return "/".join(f"{part:0{width}}" for part, width in ((self.day, 2), (self.month, 2), (self.year, 4)) if part)


def read_date(text: str) -> date:
    """Read a full date written day first. :raises Unreadable:"""
    typed = _typed(text)
    match = _FULL.fullmatch(typed)
    if match:
        day, _, month, year = match.groups()
        return _checked(day, month, year)
    match = _IN_WORDS.fullmatch(typed)
    if match:
        return _checked(*match.groups())
    raise _not_a_date(typed)


def read_partial_date(text: str) -> PartialDate:
    """Read a date whose day and month may be missing: `1975`, `03/1975`, `05/03/1975`. :raises Unreadable:"""
    typed = _typed(text)
    match = _YEAR.fullmatch(typed)
    if match:
        return PartialDate(_checked("1", "1", match[1]).year)
    match = _MONTH.fullmatch(typed)
    if match:
        first = _checked("1", match[1], match[2])
        return PartialDate(first.year, first.month)
    full = read_date(typed)
    return PartialDate(full.year, full.month, full.day)


def partial_from_iso(stored: str) -> PartialDate:
    """Return the date kept as `PartialDate.iso`."""
    return PartialDate(*(int(part) for part in stored.split("-")))


def day_text(day: date) -> str:
    """`05/01/2026`"""
    return f"{day:%d/%m}/{day.year:04}"


def moment_text(moment: datetime) -> str:
    """`16:30 05/01/2026`, on the clock of Vietnam. :raises ValueError: for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    local = moment.astimezone(ZONE)
    return f"{local:%H:%M} {day_text(local)}"


def weekday(day: date) -> str:
    """`thứ Hai` … `Chủ nhật`"""
    return _WEEKDAYS[day.weekday()]


def signing_place_and_day(place: str, day: date) -> str:
    """`Thanh Hóa, ngày 05 tháng 01 năm 2026`: two digits for days below 10 and months 1 and 2 (law:clerical)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def _typed(text: str) -> str:
    typed = " ".join(unicodedata.normalize("NFKC", text).split())
    if not typed:
        raise Unreadable("empty", "Chưa nhập ngày.", "Enter a date.")
    return typed


def _checked(day_text: str, month_text: str, year_text: str) -> date:
    day, month = int(day_text), int(month_text)
    if len(year_text) != 4:
        raise Unreadable("year_digits", "Năm phải viết đủ bốn chữ số.", "Write the year with all four digits.")
    year = int(year_text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable("year", f"Năm {year} không hợp lý.", f"The year {year} is not plausible.")
    if not 1 <= month <= 12:
        hint_vi = " Viết ngày trước, tháng sau." if 1 <= day <= 12 else ""
        hint_en = " Write the day first, then the month." if 1 <= day <= 12 else ""
        raise Unreadable("month", f"Không có tháng {month}.{hint_vi}", f"There is no month {month}.{hint_en}")
    if not 1 <= day <= monthrange(year, month)[1]:
        raise Unreadable(
            "day",
            f"Tháng {month}/{year} không có ngày {day}.",
            f"Month {month}/{year} has no day {day}.",
        )
    return date(year, month, day)


def _not_a_date(typed: str) -> Unreadable:
    shown = typed[:40]
    if _YEAR_FIRST.fullmatch(typed):
        return Unreadable(
            "year_first",
            f"“{shown}” viết năm trước. Viết ngày/tháng/năm, ví dụ 05/03/1975.",
            f"“{shown}” puts the year first. Write day/month/year, for example 05/03/1975.",
        )
    return Unreadable(
        "form",
        f"Không đọc được ngày “{shown}”. Viết ngày/tháng/năm, ví dụ 05/03/1975.",
        f"The date “{shown}” cannot be read. Write day/month/year, for example 05/03/1975.",
    )
