"""A published procedure in plain words, the same at every door: ways to file, terms, fees and papers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalog.models import Channel, Fee, Paper
from motcua.web.ui import parts
from motcua.web.ui.wording import money

LONGEST_NOTE = 20  # "đồng/lần", "đồng/hồ sơ"
UNDERSTOOD = "understood"
_BULLET = re.compile(r"^[\s*+\-–•]+")
_MACHINE_WORDS = re.compile(r"\b(?:OTHER|WORKING_DAY|DAY|HOUR|MONTH|YEAR)\b")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to file, with its time and fee."""

    kind: str
    name: str
    icon: str
    time: str
    time_unclear: bool
    fees: list[str]
    amounts: list[str]
    fee_unclear: bool
    case: str
    description: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The papers of one case; notes are the sentences that stood among the papers without being one."""

    case: str
    papers: list[parts.Paper]
    notes: list[str]


def tidied(text: str) -> str:
    """A published line without the bullet it was typed with; the record keeps the line as it was."""
    return _BULLET.sub("", text).strip()


def way(channel: Channel, *, on: date) -> Way:
    names = {"direct": _("Trực tiếp"), "online": _("Trực tuyến"), "postal": _("Qua bưu chính công ích")}
    icons = {"direct": "landmark", "online": "monitor", "postal": "mail"}
    in_force = [fee for fee in channel.fees.all() if _in_force(fee, on)]
    fees = [fee_words(fee) for fee in in_force]
    unclear_fee = channel.fee_status != UNDERSTOOD
    if unclear_fee:
        fees = _published(channel.fee_raw)
    return Way(
        kind=channel.kind,
        name=names.get(channel.kind, channel.kind),
        icon=icons.get(channel.kind, "file-text"),
        time=norm_words(channel.time_value, channel.time_unit)
        if channel.time_unit
        else "".join(_published(channel.time_raw)),
        time_unclear=channel.time_status != UNDERSTOOD,
        fees=fees,
        amounts=[_in_short(fee) for fee in in_force],
        fee_unclear=unclear_fee,
        case=channel.case.name if channel.case else "",
        description=channel.description,
    )


def _published(raw: str) -> list[str]:
    """The published words, unless they are the machine words of the portal."""
    return [raw.strip()] if raw.strip() and not _MACHINE_WORDS.search(raw) else []


def norm_words(value: Decimal | None, unit: str) -> str:
    """A processing time in words: 08 ngày làm việc."""
    if unit == "none":
        return _("Không quy định thời hạn")
    if unit == "same_day":
        return _("Trong ngày làm việc")
    if value is None:
        return ""
    count = int(value) if value == value.to_integral_value() else value
    shown = f"{count:02d}" if isinstance(count, int) else str(count).rstrip("0").replace(".", ",")
    number = count if isinstance(count, int) else 2
    words = {
        "working_day": ngettext("%(count)s ngày làm việc", "%(count)s ngày làm việc", number),
        "calendar_day": ngettext("%(count)s ngày", "%(count)s ngày", number),
        "working_hour": ngettext("%(count)s giờ làm việc", "%(count)s giờ làm việc", number),
        "month": ngettext("%(count)s tháng", "%(count)s tháng", number),
    }
    return words[unit] % {"count": shown}


def fee_words(fee: Fee) -> str:
    kinds = {"fee": _("Phí"), "levy": _("Lệ phí")}
    if fee.amount_vnd == 0:
        amount = _("không thu")
    elif fee.amount_vnd is not None:
        amount = money(fee.amount_vnd)
    elif fee.foreign_amount is not None:
        amount = f"{fee.foreign_amount.normalize():f} {fee.currency}"
    else:
        amount = ""
    kind = kinds.get(fee.kind, _("Phí, lệ phí"))
    words = f"{kind}: {amount}" if amount else kind
    return f"{words} ({fee.words})" if fee.words else words


def _in_short(fee: Fee) -> str:
    """The bare amount; a fee that needs words to be understood depends on the case."""
    if len(fee.words) > LONGEST_NOTE or fee.amount_vnd is None:
        return ""
    return _("Không thu phí") if fee.amount_vnd == 0 else money(fee.amount_vnd)


def _in_force(fee: Fee, on: date) -> bool:
    return (fee.valid_from or on) <= on <= (fee.valid_to or on)


def paper_groups(papers: Iterable[Paper]) -> list[PaperGroup]:
    """Papers by case, in the published order."""
    groups: dict[str, PaperGroup] = {}
    for paper in papers:
        case = tidied(paper.case.name).rstrip(":") if paper.case else ""
        group = groups.setdefault(case, PaperGroup(case, [], []))
        if paper.kind == "note":
            group.notes.append(tidied(paper.name))
        else:
            group.papers.append(paper_line(paper))
    return list(groups.values())


def paper_line(paper: Paper) -> parts.Paper:
    remarks = {
        "conditional": _("Nộp khi thuộc trường hợp này."),
        "one_of_group": _("Nộp một trong các giấy tờ cùng nhóm."),
        "present_only": _("Chỉ xuất trình để đối chiếu, không phải nộp."),
    }
    return parts.Paper(
        name=tidied(paper.name).rstrip(";"),
        amount=paper_amount(paper),
        note=remarks.get(paper.kind, ""),
        optional=paper.kind == "conditional",
        key=str(paper.position),
    )


def paper_amount(paper: Paper) -> str:
    pieces = []
    if paper.originals:
        originals = ngettext("%(count)d bản chính", "%(count)d bản chính", paper.originals)
        pieces.append(originals % {"count": paper.originals})
    if paper.copies:
        copies = ngettext("%(count)d bản sao", "%(count)d bản sao", paper.copies)
        pieces.append(copies % {"count": paper.copies})
    return " + ".join(pieces)
