"""Turns a published procedure into what a citizen compares it by: one card, and time and fee in a few words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from motcua.catalog.models import Channel
from motcua.catalog.queries import Found
from motcua.ratings.queries import Figures
from motcua.web.portal import opening
from motcua.web.ui.procedures import Way, way
from motcua.web.ui.wording import grouped


@dataclass(frozen=True, slots=True)
class Card:
    """A procedure in a list of results."""

    code: str
    name: str
    marks: tuple[tuple[int, int], ...]
    body: str
    field: str
    time: str
    fee: str
    online: str


def level_names(codes: Iterable[str]) -> list[str]:
    names = {"BO": _("Bộ, ngành"), "TINH": _("Cấp tỉnh"), "XA": _("Cấp xã"), "KHAC": _("Cơ quan khác")}
    return [names[code] for code in codes if code in names]


def card(found: Found, channels: Iterable[Channel], *, on: date) -> Card:
    """The facts that tell two procedures apart before they are opened."""
    ways = [way(channel, on=on) for channel in channels]
    return Card(
        code=found.code,
        name=found.name,
        marks=found.marks,
        body=" · ".join(level_names(found.levels)),
        field=found.field,
        online=_online(on) if any(w.kind == "online" for w in ways) else "",
        **in_short(ways),
    )


def _online(on: date) -> str:
    return _("Nộp trực tuyến") if opening.takes_online(on=on) else _("Nộp tại Cổng quốc gia")


def in_short(ways: list[Way]) -> dict[str, str]:
    """Time and fee in a few words: the value when all ways agree, else that it depends."""
    return {
        "time": _one(["" if w.time_unclear else w.time for w in ways]) or _("Thời hạn tùy trường hợp"),
        "fee": _one([_fee_in_short(w) for w in ways]) or _("Phí, lệ phí tùy trường hợp"),
    }


def _one(values: list[str]) -> str:
    """The value when all agree, else nothing."""
    return values[0] if values and len(set(values)) == 1 else ""


def _fee_in_short(way: Way) -> str:
    if way.fee_unclear or len(way.amounts) > 1:
        return ""
    return way.amounts[0] if way.amounts else _("Không thu phí")


def satisfaction(found: Figures | None) -> str:
    """How satisfied those served were, in one line; nothing while too few have said."""
    if found is None:
        return ""
    tenths = round(found.mean * 10)
    mark = "." if (get_language() or "vi").startswith("en") else ","
    return ngettext(
        "%(mean)s/5 theo %(count)s đánh giá trong 12 tháng qua",
        "%(mean)s/5 theo %(count)s đánh giá trong 12 tháng qua",
        found.count,
    ) % {"mean": f"{tenths // 10}{mark}{tenths % 10}", "count": grouped(found.count)}
