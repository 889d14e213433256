"""Amounts of money, periods and legal references as they stand in running text."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

# An amount below this is never payable as it stands: the source lost its thousands or its currency.
SMALLEST_PAYABLE: Final = 1_000

_GROUPED: Final = r"\d{1,4}(?:[.,]\d{3,4})+"
_MONEY: Final = re.compile(
    rf"(?<![\d/.,])(?:(?P<grouped>{_GROUPED})(?P<million1>\s*(?:triệu|nghìn|ngàn))?\s*"
    r"(?P<unit1>đồng|vnđ|vnd|đ(?!\w)|usd|đô la)?"
    r"|(?P<short>\d+(?:,\d+)?)\s*(?:\([^()\d]*\)\s*)?(?P<scale>triệu|nghìn|ngàn)\s*(?:đồng|vnđ|vnd|đ(?!\w))"
    r"|(?P<plain>\d+(?:\.\d+)?)\s*(?P<unit2>đồng|vnđ|vnd|đ(?!\w)|usd|đô la))(?![\d])",
    re.I,
)
_SCALES: Final = {"triệu": 1_000_000, "nghìn": 1_000, "ngàn": 1_000}
_DAY: Final = r"(\d{1,2}\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
_PERIOD: Final = re.compile(rf"từ\s*(?:ngày\s*)?{_DAY}[\s,]*(?:cho\s+)?đến\s*(?:hết\s*)?(?:ngày\s*)?{_DAY}", re.I)
_UNTIL: Final = re.compile(rf"đến\s*(?:hết\s*)?(?:ngày\s*)?{_DAY}", re.I)
_DECREE: Final = re.compile(r"\b\d{1,4}/\d{4}/[A-ZĐ][A-ZĐ0-9]*(?:-[A-ZĐ0-9]+)*")
LEGAL_REFERENCE: Final = re.compile(
    r"[(*\s]*(?:(?:được |thực hiện |áp dụng )*(?:theo|căn cứ|tại|quy định tại|thực hiện theo)\s+)*(?:quy định\s+)?"
    r"(?:tại\s+)?(?:biểu (?:phí|mức thu)[^()]{0,60}?)?"
    r"(?:thông tư|nghị định|nghị quyết|quyết định|luật|pháp lệnh)\s*(?:số\s*)?\d{1,4}/\d{4}/[\w-]+"
    r"(?:\s*,?\s*ngày\s*(?:\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
    r"(?:\s*của\s+(?:bộ trưởng\s+)?(?:bộ|chính phủ|hội đồng|hđnd|ubnd|ủy ban|thủ tướng)[^();.:|]{0,60})?[\s).]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount found in a text; `start` and `end` tell where."""

    amount: Decimal
    currency: str
    start: int
    end: int
    defect: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which something holds; an open end is None."""

    first: date | None = None
    last: date | None = None


def sums_in(text: str) -> list[Sum]:
    """Return every amount of money the text names; numbers of documents and dates are none."""
    return [_sum(match) for match in _MONEY.finditer(text)]


def _sum(match: re.Match[str]) -> Sum:
    currency = "USD" if (match["unit1"] or match["unit2"] or "").lower() in {"usd", "đô la"} else "VND"
    if match["grouped"]:
        amount, defect = _grouped(match["grouped"])
        if match["million1"]:
            defect = "thousands_named_twice"
        return Sum(amount, currency, match.start(), match.end(), defect)
    if match["short"]:
        value = Decimal(match["short"].replace(",", ".")) * _SCALES[match["scale"].lower()]
        return Sum(value, "VND", match.start(), match.end())
    return Sum(Decimal(match["plain"]), currency, match.start(), match.end())


def _grouped(text: str) -> tuple[Decimal, str]:
    """Read `1.250.000`; a group of four digits (`10.000.0000`) holds one zero too many."""
    first, *groups = re.split(r"[.,]", text)
    odd = any(len(group) != 3 for group in groups) or len(first) > 3 or first == "0"
    kept = [group[:3] for group in groups]
    if len(first) > 3:
        return Decimal(first + "".join(kept)), "grouping"
    return Decimal(first + "".join(kept)), "grouping" if odd else ""


def period_in(text: str) -> Period | None:
    """Return the days a text limits itself to, `từ ngày 01/7/2025 đến hết ngày 31/12/2026`, or None."""
    both = _PERIOD.search(text)
    if both:
        return Period(day(both[1]), day(both[2]))
    until = _UNTIL.search(text)
    return Period(None, day(until[1])) if until else None


def day(text: str) -> date | None:
    """Read a Vietnamese date; an impossible one is None."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except (ValueError, IndexError):
        return None


def decree_in(text: str) -> str:
    """Return the number of the first decree, circular or resolution named, or nothing."""
    found = _DECREE.search(text)
    return found[0] if found else ""
