"""Whole and broken numbers, money; written with points and a comma."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.forms.kinds.ways import Around, plain
from motcua.core.forms.model import Field, Kind
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

LARGEST: Final = Decimal(10) ** 15
_NUMBER: Final = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d{1,18}(\.\d{1,9})?")


def to_decimals(raw: Any, decimals: int) -> Decimal:
    """A number with so many digits after the comma. :raises Unreadable:"""
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise Unreadable("not-a-number", "Xin nhập một số.", "Enter a number.")
    typed = "".join(plain(str(raw)).split())
    if len(typed) > 40:
        raise Unreadable("not-a-number", "Số quá lớn.", "The number is too large.")
    if _NUMBER.fullmatch(typed):
        typed = typed.replace(".", "").replace(",", ".")
    elif not _PLAIN_NUMBER.fullmatch(typed):
        raise Unreadable(
            "not-a-number", "Xin nhập một số, ví dụ 1.250 hoặc 12,5.", "Enter a number, such as 1.250 or 12,5."
        )
    try:
        number = Decimal(typed)
    except InvalidOperation as error:  # pragma: no cover
        raise Unreadable("not-a-number", "Xin nhập một số.", "Enter a number.") from error
    if abs(number) >= LARGEST:
        raise Unreadable("too-large", "Số quá lớn.", "The number is too large.")
    if -int(number.normalize().as_tuple().exponent) > decimals:
        if decimals == 0:
            raise Unreadable("not-whole", "Xin nhập số nguyên.", "Enter a whole number.")
        vi, en = f"Nhiều nhất {decimals} chữ số sau dấu phẩy.", f"At most {decimals} digits after the comma."
        raise Unreadable("too-fine", vi, en)
    return number


def whole(raw: Any, field: Field, around: Around) -> int:
    return int(to_decimals(raw, 0))


def money(raw: Any, field: Field, around: Around) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else int(vietnam.read_money(plain(raw)[:60]))


def decimal(raw: Any, field: Field, around: Around) -> str:
    """Kept as a text with a comma, as it is written: a number with three decimals would else read as thousands."""
    number = to_decimals(raw.replace("%", "") if isinstance(raw, str) else raw, field.decimals)
    return f"{number.normalize():f}".replace(".", ",")


def _grouped(number: Decimal) -> str:
    whole, _, rest = f"{number:f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "") if whole.lstrip("-").isdigit() else whole


def to_number(kept: Any) -> Decimal:
    """What is kept of a number, as a number."""
    return Decimal(str(kept).replace(",", "."))


def words(kept: Any, field: Field, around: Around) -> Words:
    shown = _grouped(to_number(kept))
    unit = {Kind.PERCENT: Words("%", "%"), Kind.AREA: Words(" m²", " m²")}.get(field.kind)
    if unit is None:
        unit = Words(f" {field.unit.vi}", f" {field.unit.en}") if field.unit.vi else Words("", "")
    return Words(shown + unit.vi, shown + unit.en)


def money_words(kept: Any, field: Field, around: Around) -> Words:
    shown = vietnam.money(int(kept))
    return Words(shown, shown)


def typed(kept: Any, field: Field, around: Around) -> str:
    return _grouped(to_number(kept))
