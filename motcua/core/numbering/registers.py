"""Numbers of official documents: `123/QĐ-UBND`, running per agency, kind and year (law:clerical)."""

import re
from dataclasses import dataclass
from typing import Final

from motcua.core.vietnam import Unreadable, tidy

_NUMBER: Final = re.compile(r"(?:số\s*:?\s*)?(\d{1,7})\s*/\s*(?:(\d{4})\s*/\s*)?([^\W\d_][\w.&-]{0,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """The number and sign of a document; rule-making documents carry the year between them."""

    number: int
    symbol: str
    year: int | None = None

    def __str__(self) -> str:
        # law:clerical — numbers below ten are written with a leading zero.
        parts = [f"{self.number:02}", *([str(self.year)] if self.year else []), self.symbol]
        return "/".join(parts)


def register_number(number: int, symbol: str, *, year: int | None = None) -> RegisterNumber:
    """Return the number a clerk gives out. :raises ValueError: registers begin at 1."""
    if number < 1:
        raise ValueError("registers begin at 1")
    return RegisterNumber(number, tidy(symbol), year)


def read_register_number(text: str) -> RegisterNumber:
    """Read `123/QĐ-UBND`, `Số: 05/2025/QĐ-UBND`. :raises Unreadable:"""
    match = _NUMBER.fullmatch(tidy(text))
    if match is None or int(match[1]) == 0:
        raise Unreadable(
            "register_number",
            f"“{text.strip()[:40]}” không phải số, ký hiệu văn bản (ví dụ 123/QĐ-UBND).",
            f"“{text.strip()[:40]}” is no document number (for example 123/QĐ-UBND).",
        )
    return RegisterNumber(int(match[1]), match[3], int(match[2]) if match[2] else None)
