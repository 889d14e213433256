"""What an officer asks of the inbox, read from an address and written back into one.

Unknown and broken values are ignored: an old bookmark shows more, never an error. What was typed about a person stands
in no address: it comes in a body, and an address has the key it is kept under (`web.ui.searching`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from motcua.base.words import gettext_lazy as _
from motcua.dossiers.queries import ORDERS, Wanted
from motcua.web.office.columns import COLUMNS, USUAL
from motcua.web.office.models import SavedView
from motcua.web.office.navigation import LATE, SOON
from motcua.web.office.presenting.lists import CHANNELS
from motcua.web.ui import searching

NEW = "moi"
DUE = {LATE: _("Quá hạn bước"), SOON: _("Còn dưới 8 giờ làm việc"), NEW: _("Chưa mở")}
FILTERS = ("tim", "loc", "thu-tuc", "linh-vuc", "buoc", "kenh")
TEXT = "tim"
COLUMN, ORDER, VIEW, ALL = "cot", "xep", "xem", "tat-ca"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, order and columns."""

    text: str = ""
    due: str = ""
    procedure_id: int | None = None
    field_id: int | None = None
    step: str = ""
    channel: str = ""
    order: str = "due"
    columns: tuple[str, ...] = USUAL
    ticket: str = field(default="", compare=False)  # the key its text is kept under in this session

    @property
    def is_plain(self) -> bool:
        """Whether the usual list answers it: no filter but lateness, in the usual order, in the usual columns' data."""
        plain = replace(self, due="", columns=USUAL)
        return plain == Asked() and self.due != NEW and set(self.columns) <= {*USUAL, "received", "promise"}

    @property
    def filters(self) -> dict[str, str]:
        """The filters as an address names them."""
        given = {
            TEXT: self.text,
            "loc": self.due,
            "thu-tuc": self.procedure_id,
            "linh-vuc": self.field_id,
            "buoc": self.step,
            "kenh": self.channel,
        }
        return {name: str(value) for name, value in given.items() if value}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """All of it as an address names it: the text by its key."""
        found = [(name, value) for name, value in self.filters.items() if name != TEXT]
        if self.text and self.ticket:
            found.insert(0, (searching.PARAMETER, self.ticket))
        if self.order != "due":
            found.append((ORDER, self.order))
        if self.columns != USUAL:
            found += [(COLUMN, key) for key in self.columns]
        return found

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def reordered(self, order: str) -> "Asked":
        """The same in another order."""
        return replace(self, order=order) if order.removeprefix("-") in ORDERS else self

    def wanted(self, *, now: datetime, soon: datetime) -> Wanted:
        """The same for the statement that answers it."""
        return Wanted(
            text=self.text,
            procedure_id=self.procedure_id,
            field_id=self.field_id,
            step_name=self.step,
            channel=self.channel,
            due_from=now if self.due == SOON else None,
            due_before={LATE: now, SOON: soon}.get(self.due),
            new=self.due == NEW,
            order=self.order,
        )


def read(request: HttpRequest, *, now: datetime) -> Asked:
    """What a request asks for, in its body or by its address; the text is typed in a body only."""
    given = request.POST if request.method == "POST" else request.GET
    filters = {name: given.get(name, "") for name in FILTERS}
    filters[TEXT] = typed(request) or searching.found(request, given.get(searching.PARAMETER, ""), now=now).text
    return with_ticket(_asked(filters, given.get(ORDER, ""), given.getlist(COLUMN)), request, now=now)


def typed(request: HttpRequest) -> str:
    """What was typed into the filter that is being sent."""
    return request.POST.get(TEXT, "").replace("\x00", "").strip()[:LONGEST]


def is_forgotten(request: HttpRequest, *, now: datetime) -> bool:
    """Whether the address has the key of a text that is kept no longer."""
    return searching.asked(request, now=now).forgotten


def with_ticket(asked: Asked, request: HttpRequest, *, now: datetime) -> Asked:
    """The same, its text kept for the addresses that lead on from here."""
    return replace(asked, ticket=searching.keep(request, asked.text, now=now)) if asked.text else asked


def of_view(view: SavedView) -> Asked:
    """What a saved view asks for."""
    return _asked(view.asked, view.order, view.columns)


def _asked(filters: Mapping[str, Any], order: str, columns: list[str]) -> Asked:
    def text(name: str) -> str:
        return str(filters.get(name, "")).replace("\x00", "").strip()[:LONGEST]

    known = tuple(key for key in COLUMNS if key in columns)
    return Asked(
        text=text(TEXT),
        due=text("loc") if text("loc") in DUE else "",
        procedure_id=_number(text("thu-tuc")),
        field_id=_number(text("linh-vuc")),
        step=text("buoc"),
        channel=text("kenh") if text("kenh") in CHANNELS else "",
        order=order if order.removeprefix("-") in ORDERS else "due",
        columns=known or USUAL,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
