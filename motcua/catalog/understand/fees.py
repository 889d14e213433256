"""Fees and levies as published: `200000 VNĐ (đồng/lần)`, `0 VNĐ (Theo quy định của HĐND tỉnh)`, `Phí : 0 Đồng`."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.catalog.understand import Status
from motcua.catalog.understand.money import (
    LEGAL_REFERENCE,
    SMALLEST_PAYABLE,
    Period,
    Sum,
    decree_in,
    period_in,
    sums_in,
)
from motcua.catalog.understand.text import clean


class FeeKind(StrEnum):
    """Phí pays for a service, lệ phí is a fixed charge; the law keeps them apart, the sources often do not."""

    FEE = "fee"
    LEVY = "levy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One amount a text names, with the days and the case it is for. `amount` None: a share or a formula in words."""

    amount: Decimal | None
    currency: str = "VND"
    kind: FeeKind = FeeKind.UNKNOWN
    valid_from: date | None = None
    valid_to: date | None = None
    words: str = ""
    legal: str = ""


@dataclass(frozen=True, slots=True)
class FeeReading:
    """What a published fee means.

    Only an UNDERSTOOD fee is charged without asking: its items are one amount and exemptions limited to certain days.
    """

    status: Status
    items: tuple[FeeItem, ...] = ()
    defects: tuple[str, ...] = ()

    def charge_on(self, day: date) -> Decimal | None:
        """Return what is charged without asking a clerk for a dossier filed on that day, or None."""
        return charge_on(self.status, self.items, day)


def charge_on(status: Status, items: Iterable[FeeItem], day: date) -> Decimal | None:
    """Return the amount in force on a day when the fee was understood; a dated amount goes before an undated one."""
    if status is not Status.UNDERSTOOD:
        return None
    in_force = [item for item in items if (item.valid_from or day) <= day <= (item.valid_to or day)]
    dated = [item for item in in_force if item.valid_from or item.valid_to]
    return next((item.amount for item in dated or in_force), None)


_PORTAL_PART: Final = re.compile(r"\s*(?P<number>\d+(?:[.,]\d+)*)\s*VNĐ\s*\((?P<note>.*?)\)?\s*", re.S)
_NAMED_PART: Final = re.compile(
    r"\s*(?P<kind>Phí|Lệ phí)\s*:\s*(?P<number>[\d.,]+|o|không)?\s*(?P<unit>Đồng|USD)?\s*(?:\((?P<note>.*)\))?\s*",
    re.S | re.I,
)
_NAMED_HEADS: Final = re.compile(r"(?<=[\s.])(?<!Lệ )(?=(?:Lệ phí|Phí)\s*:)|Xem chi tiết")
_UNKNOWN: Final = re.compile(r"(?:không có thông tin|không quy định|theo quy định|chưa có|--|-|\|)?[\s.|]*", re.I)
_FREE_WORDS: Final = re.compile(
    r"(?:miễn (?:phí|lệ phí|thu)|không (?:thu|mất|có|phải nộp)?\s*(?:phí|lệ phí|phí, lệ phí|tiền)?|không)[\s.]*", re.I
)
_EXEMPT_DAYS: Final = re.compile(
    r"[(;,.\s]*miễn\s*(?:thu\s*)?(?:phí|lệ phí)?[^()]{0,30}?\btừ[^()]*?\d{4}[^()]*?đến[^()]*?\d{4}[^()]*\)?", re.I
)
_PER_DOSSIER: Final = re.compile(
    r"[\s*+\-]*(?:(?:mức\s+)?(?:thu\s+)?(?:phí|lệ phí)?\s*:?\s*)?(?:đồng|vnđ|đ)?\s*(?:/\s*)?(?:(?:1|01|một)\s*)?"
    r"(?:lần/người|lần/hồ sơ|hồ sơ|bộ hồ sơ|lần|lượt hồ sơ)?[\s.;)]*",
    re.I,
)
# Words that make an amount one of several, or tell that more must be known before it can be charged.
_CONDITION: Final = re.compile(
    r"trường hợp|đối với|nếu |tùy|hoặc|giảm|miễn|bằng \d|%|tối đa|tối thiểu|từ \d|trên \d|dưới \d|đến \d|\bloại\b"
    r"|hạng|nhóm|cấp lại|cấp đổi|cấp mới|lần đầu|bổ sung|thay đổi|gia hạn|trực tuyến|trực tiếp|qua mạng|online|\bx\b|\+"
    r"|không bao gồm|cộng|mỗi|từng|áp dụng|trang|bản sao|phút|người|cái|chiếc"
    r"|lô|tấn|tem|tờ|xe|giấy|thẻ|văn bằng|phương tiện|thiết bị|mẫu|sản phẩm|/",
    re.I,
)
_LABEL: Final = re.compile(r"[\s*+\-]*(?:mức )?(?:thu )?(?:phí|lệ phí)\b[^:|]*", re.I)


@dataclass(frozen=True, slots=True)
class _Part:
    number: Decimal | None
    note: str
    kind: FeeKind
    currency: str = "VND"


def read_fee(raw: str | None, currencies: Collection[str] = ()) -> FeeReading:
    """Read a published fee.

    :param currencies: currencies the portal shows for this procedure; one that is not VNĐ makes small amounts foreign.
    """
    text = " ".join(clean(raw or "", Counter()).split())
    parts = [part for part in _parts(text) if part is not None]
    if _UNKNOWN.fullmatch(text) or not parts:
        return FeeReading(Status.CLERK_MUST_CHOOSE, defects=("unstated",))
    foreign = any(currency.upper() == "USD" for currency in currencies)
    items: list[FeeItem] = []
    defects: list[str] = []
    for part in parts:
        found, wrong = _items(part, foreign=foreign)
        items += [item for item in found if item not in items]
        defects += [defect for defect in wrong if defect not in defects]
    if len(parts) == 1 and not foreign:
        charged = _charged(parts[0], items, defects)
        if charged is not None:
            return charged
    status = Status.CLERK_MUST_CHOOSE if items else Status.TEXT
    return FeeReading(status, tuple(items), tuple(defects))


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    for piece in text.split(" | "):
        portal = _PORTAL_PART.fullmatch(piece)
        if portal:
            parts.append(_Part(_number(portal["number"]), portal["note"].strip(), kind_of(portal["note"])))
            continue
        for named in _NAMED_HEADS.split(piece):
            if named.strip(" |"):
                parts.append(_named(named.strip(" |")))
    return parts


def _named(text: str) -> _Part:
    match = _NAMED_PART.fullmatch(text)
    if not match or (match["number"] is None and not match["unit"]):
        return _Part(None, text, kind_of(text))
    number = match["number"]
    value = None if number is None else Decimal(0) if number.lower() in {"o", "không"} else _number(number)
    currency = "USD" if (match["unit"] or "").upper() == "USD" else "VND"
    return _Part(value, (match["note"] or "").strip(), kind_of(match["kind"]), currency)


def _number(text: str) -> Decimal:
    """Read the number field: `200000`, `150.000`, `1.5`."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text)
    return Decimal(re.sub(r"[.,]", "", text)) if grouped else Decimal(text.replace(",", ".").strip("."))


def kind_of(words: str) -> FeeKind:
    """Tell a levy from a fee when the words name one of them only."""
    lowered = words.lower()
    levy = "lệ phí" in lowered
    fee = re.search(r"\bphí\b", lowered.replace("lệ phí", "").replace("miễn phí", "")) is not None
    return FeeKind.UNKNOWN if levy == fee else FeeKind.LEVY if levy else FeeKind.FEE


def _items(part: _Part, *, foreign: bool) -> tuple[list[FeeItem], list[str]]:
    note, exempt = _without_exempt_days(part.note)
    sums = [found for found in sums_in(note) if found.amount]
    defects = [f"note_{found.defect}" for found in sums if found.defect]
    named = _named_items(note, sums, part)
    own = _own_item(part, note, foreign=foreign)
    if own is None:
        if named and part.number == 0:
            defects.append("amount_in_the_note")
        return [*named, *exempt], defects
    if part.currency == "VND" and own.currency == "VND" and own.amount and own.amount < SMALLEST_PAYABLE:
        defects.append("thousands_lost")
        return [*(named or [replace(own, amount=None)]), *exempt], defects
    if own.currency != part.currency:
        defects.append("currency_lost")
    if any(item.amount == own.amount for item in named):
        if len({item.amount for item in named}) == 1:
            return [own, *exempt], defects
        return [*named, *exempt], defects
    period = period_in(note) if named else None
    if period:  # "5000000 VNĐ (2.500.000 đồng từ … đến …)": the period belongs to the amount in the note
        own = replace(own, valid_from=None, valid_to=None)
    return [own, *named, *exempt], defects


def _own_item(part: _Part, note: str, *, foreign: bool) -> FeeItem | None:
    if not part.number:
        return (
            FeeItem(Decimal(0), kind=part.kind)
            if part.number == 0 and (not note or _FREE_WORDS.fullmatch(note))
            else None
        )
    period = period_in(note) or Period()
    currency = "USD" if part.currency == "USD" or (foreign and part.number < SMALLEST_PAYABLE) else "VND"
    return FeeItem(part.number, currency, part.kind, period.first, period.last, note, decree_in(note))


def _named_items(note: str, sums: list[Sum], part: _Part) -> list[FeeItem]:
    """Return the amounts a note names, each with the words around it."""
    items = []
    for number, found in enumerate(sums):
        before = sums[number - 1].end if number else 0
        after = sums[number + 1].start if number + 1 < len(sums) else len(note)
        period = period_in(note if len(sums) == 1 else note[found.end : after]) or Period()
        words = note[before : after if number + 1 == len(sums) else found.end].strip(" ;,.-+():/")
        kind = kind_of(words) if kind_of(words) is not FeeKind.UNKNOWN else part.kind
        legal = decree_in(note[found.end : after]) or decree_in(note)
        items.append(FeeItem(found.amount, found.currency, kind, period.first, period.last, words, legal))
    return items


def _without_exempt_days(note: str) -> tuple[str, list[FeeItem]]:
    """Take "miễn phí từ ngày … đến ngày …" out of a note: nothing is charged on those days."""
    items = []
    for match in _EXEMPT_DAYS.finditer(note):
        period = period_in(match[0])
        if period and period.first and period.last:
            items.append(
                FeeItem(
                    Decimal(0),
                    "VND",
                    FeeKind.UNKNOWN,
                    period.first,
                    period.last,
                    match[0].strip(" ()"),
                    decree_in(match[0]),
                )
            )
    return (_EXEMPT_DAYS.sub(" ", note).strip() if items else note), items


def _charged(part: _Part, items: list[FeeItem], defects: list[str]) -> FeeReading | None:
    """Return the reading of a fee that may be charged without asking, or None when anything is left open."""
    if part.currency != "VND" or part.number is None or defects:
        return None
    note, exempt = _without_exempt_days(part.note)
    note = note.removesuffix("(").strip()
    if part.number == 0:
        if note and not _FREE_WORDS.fullmatch(note):
            return None
        return FeeReading(
            Status.UNDERSTOOD, (FeeItem(Decimal(0), kind=part.kind), *exempt), () if note else ("free_or_unstated",)
        )
    if part.number < SMALLEST_PAYABLE or period_in(note):
        return None
    plain = LEGAL_REFERENCE.sub(" ", note).strip()
    if not (_PER_DOSSIER.fullmatch(plain) or _label_only(plain, part.number)):
        return None
    own = FeeItem(part.number, "VND", part.kind, words=part.note, legal=decree_in(note))
    return FeeReading(Status.UNDERSTOOD, (own, *exempt))


def _label_only(note: str, number: Decimal) -> bool:
    """Tell whether a note only names the fee, or names it and repeats its amount."""
    label, _, rest = note.partition(":")
    if not _LABEL.fullmatch(label) or _CONDITION.search(label):
        return False
    sums = sums_in(rest)
    if not rest.strip():
        return not re.search(r"\d", label)
    if len(sums) != 1 or sums[0].amount != number or sums[0].defect:
        return False
    return bool(_PER_DOSSIER.fullmatch(rest[: sums[0].start])) and bool(_PER_DOSSIER.fullmatch(rest[sums[0].end :]))
