"""Days, months, years, times of day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.forms.kinds.numbers import to_decimals
from motcua.core.forms.kinds.ways import Around, plain
from motcua.core.forms.model import Field
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_TIME: Final = re.compile(r"([01]?\d|2[0-3])\s*(?:[:hg]|giờ)\s*([0-5]\d)?(?:\s*phút)?", re.IGNORECASE)


def day(raw: Any, field: Field, around: Around) -> str:
    typed = plain(raw)
    if _ISO.fullmatch(typed):
        try:
            return date.fromisoformat(typed).isoformat()
        except ValueError as error:
            raise Unreadable("not-a-date", "Ngày không có trong lịch.", "There is no such day.") from error
    return vietnam.read_date(typed[:60]).isoformat()


def partial(raw: Any, field: Field, around: Around) -> str:
    typed = plain(raw)
    if _ISO.fullmatch(typed):
        return day(raw, field, around)
    if _ISO_MONTH.fullmatch(typed):
        typed = "/".join(reversed(typed.split("-")))
    return vietnam.read_partial_date(typed[:60]).iso


def month(raw: Any, field: Field, around: Around) -> str:
    kept = partial(raw, field, around)
    if len(kept) != 7:
        raise Unreadable(
            "not-a-month", "Xin nhập tháng và năm, ví dụ 03/2026.", "Enter month and year, such as 03/2026."
        )
    return kept


def year(raw: Any, field: Field, around: Around) -> int:
    given = int(to_decimals(raw, 0))
    if not 1800 <= given <= 2199:
        raise Unreadable("not-a-year", "Xin nhập năm đủ bốn chữ số.", "Enter the year with four digits.")
    return given


def time_of_day(raw: Any, field: Field, around: Around) -> str:
    match = _TIME.fullmatch(plain(raw)[:40])
    if not match:
        raise Unreadable("not-a-time", "Xin nhập giờ và phút, ví dụ 16:30.", "Enter hours and minutes, such as 16:30.")
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def earliest(kept: Any) -> date:
    return vietnam.partial_from_iso(kept).earliest


def words(kept: Any, field: Field, around: Around) -> Words:
    shown = str(vietnam.partial_from_iso(kept))
    return Words(shown, shown)
