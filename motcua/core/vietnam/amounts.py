"""Amounts of đồng: in figures with dots, and in the words a receipt must carry."""

import re
import unicodedata
from typing import Final

from motcua.core.vietnam.refusal import Unreadable

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES: Final = ("", "nghìn", "triệu")
_BILLION: Final = 10**9
LARGEST: Final = 10**18 - 1
_GROUPED: Final = re.compile(r"[0-9]{1,3}([. ])[0-9]{3}(?:\1[0-9]{3})*|[0-9]+")
_CURRENCY: Final = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)


def money(amount_vnd: int) -> str:
    """Return an amount as it is written here: `1.250.000 đ`, with a blank that does not break."""
    return f"{amount_vnd:,}".replace(",", ".") + "\u00a0đ"


def read_money(text: str) -> int:
    """Read a whole number of đồng, with dots or blanks between thousands or nothing. :raises Unreadable:"""
    typed = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).strip())
    if not typed:
        raise Unreadable("empty", "Chưa nhập số tiền.", "Enter an amount.")
    if not _GROUPED.fullmatch(typed):
        raise Unreadable(
            "amount",
            f"Không đọc được số tiền “{text.strip()[:40]}”. Viết số đồng nguyên, ví dụ 1.250.000.",
            f"The amount “{text.strip()[:40]}” cannot be read. Write whole đồng, for example 1.250.000.",
        )
    amount = int(re.sub(r"\D", "", typed)) if len(typed) < 40 else LARGEST + 1
    if amount > LARGEST:
        raise Unreadable("too_large", "Số tiền quá lớn.", "The amount is too large.")
    return amount


def amount_in_words(amount_vnd: int) -> str:
    """Return the sentence a receipt carries: `Một trăm linh năm nghìn đồng`."""
    words = in_words(amount_vnd) + " đồng"
    return words[0].upper() + words[1:]


def in_words(number: int) -> str:
    """Return a whole number in Vietnamese words, northern standard (linh, nghìn). :raises ValueError: beyond 10^18."""
    if abs(number) > LARGEST:
        raise ValueError(f"{number} is too large for words")
    if number < 0:
        return "âm " + in_words(-number)
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, _BILLION)
    words = [*_below_billion(billions, first=True), "tỷ"] if billions else []
    return " ".join([*words, *_below_billion(rest, first=not billions)])


def _below_billion(number: int, *, first: bool) -> list[str]:
    """Say up to nine digits; only the first group of a number may leave out its hundreds."""
    words: list[str] = []
    for scale in (2, 1, 0):
        group = number // 1000**scale % 1000
        if group:
            words += [*_group(group, padded=not first), _SCALES[scale]]
            first = False
    return [word for word in words if word]


def _group(number: int, *, padded: bool) -> list[str]:
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or padded else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif units and words:
        words.append("linh")
    if units:
        words.append(_unit(units, tens))
    return words


def _unit(units: int, tens: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 4 and tens > 1:
        return "tư"
    if units == 5 and tens:
        return "lăm"
    return _DIGITS[units]
