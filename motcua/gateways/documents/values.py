"""Values on their way to paper: days, moments and amounts in official writing, texts made safe to print."""

import dataclasses
import re
import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.deadline import Timeliness
from motcua.gateways.documents.port import Letterhead, Party, ReceiptSlip, Unprintable

_LONG_WORD: Final = re.compile(r"\S{28}(?=\S{12})")
_TIMELINESS: Final = {Timeliness.EARLY: "Trước hạn", Timeliness.ON_TIME: "Đúng hạn", Timeliness.LATE: "Quá hạn"}


def of(value: Any, letters: frozenset[int]) -> Any:
    """Return a form, or a part of one, as plain data with every text fit to print.

    :raises Unprintable: a moment without a zone, or a value no form may hold.
    """
    match value:
        case None | bool() | int():
            return value
        case Timeliness():
            return _TIMELINESS[value]
        case StrEnum():
            return value.value
        case str():
            return printable(value, letters)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case tuple():
            return [of(item, letters) for item in value]
    if not dataclasses.is_dataclass(value):
        kind = type(value).__name__
        raise Unprintable(why_vi=f"không in được giá trị kiểu {kind}", why_en=f"a {kind} is no value of a form")
    return {
        field.name: amount(item) if field.name.endswith("_vnd") else of(item, letters)
        for field in dataclasses.fields(value)
        for item in [getattr(value, field.name)]
    } | _added(value, letters)


def _added(value: Any, letters: frozenset[int]) -> dict[str, Any]:
    match value:
        case Letterhead():
            return {"place_and_day": printable(vietnam.signing_place_and_day(value.place, value.issued_on), letters)}
        case Party():
            return {"signatory": "" if value.is_organisation else printable(value.name, letters)}
        case ReceiptSlip():
            return {
                "set_count_text": f"{value.set_count:02}",
                "total_vnd": amount(sum(fee.amount_vnd for fee in value.fees or ())),
            }
    return {}


def printable(text: str, letters: frozenset[int]) -> str:
    """Return the text composed and without invisible characters; a letter the font lacks becomes its code, `[U+1F600]`.

    Line breaks stay. A run of characters without a blank may be broken, so that it never leaves the page.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    shown = "".join(_shown(character, letters) for character in plain)
    return _LONG_WORD.sub(lambda found: found.group() + "\u200b", shown)


def _shown(character: str, letters: frozenset[int]) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cf"}:
        return ""
    if category in {"Zl", "Zp"}:
        return "\n"
    if ord(character) in letters:
        return character
    if category == "Zs":
        return " "
    return f"[U+{ord(character):04X}]"


def amount(amount_vnd: int) -> dict[str, str]:
    """`290.000 đồng`, and in words."""
    figures = vietnam.money(amount_vnd).removesuffix("đ") + "đồng"
    return {"figures": figures, "words": vietnam.amount_in_words(amount_vnd)}


def day(value: date) -> dict[str, str]:
    """`05/01/2026` and `ngày 05 tháng 01 năm 2026`."""
    return {"short": vietnam.day_text(value), "long": vietnam.signing_place_and_day("", value).removeprefix(", ")}


def moment(value: datetime) -> dict[str, str]:
    """`16:30 05/01/2026`, its parts, and `16 giờ 30 phút, ngày 05 tháng 01 năm 2026`. :raises Unprintable:"""
    if value.tzinfo is None:
        raise Unprintable(why_vi="thời điểm không có múi giờ", why_en="a moment has no time zone")
    local = value.astimezone(vietnam.ZONE)
    long_day = day(local)["long"]
    return {
        "short": vietnam.moment_text(local),
        "clock": f"{local:%H:%M}",
        "date": vietnam.day_text(local),
        "day": long_day.removeprefix("ngày "),
        "long": f"{local:%H} giờ {local:%M} phút, {long_day}",
    }
