"""Dossiers filed by the same declaration, as every door shows them: each with its state, in their order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.core import lifecycle
from motcua.core.lifecycle import State
from motcua.core.status_words import STATUSES, Tone, Words
from motcua.dossiers.queries import Linked, Sibling
from motcua.web.ui import wording

WAITS = Words("Chờ hồ sơ trước", "Waiting its turn")


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One dossier of the set; without an address where the reader may not open it."""

    position: int
    code: str
    procedure: str
    agency: str
    tone: Tone
    state: str
    detail: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class LinkedShown:
    """The set."""

    name: str
    rows: tuple[LinkedRow, ...]


def shown(found: Linked | None, *, here_id: int, url: Callable[[Sibling], str]) -> LinkedShown | None:
    """The set of a dossier for a page of it.

    :param url: where this reader sees a member; empty where they may not.
    """
    if found is None:
        return None
    english = (get_language() or "vi").startswith("en") and found.name_en
    return LinkedShown(
        found.name_en if english else found.name,
        tuple(_row(each, here_id, url) for each in found.members),
    )


def _row(each: Sibling, here_id: int, url: Callable[[Sibling], str]) -> LinkedRow:
    here = each.id == here_id
    status = STATUSES[lifecycle.national_status(each.state) or 1]
    waits = each.state is State.AWAITING_TURN
    return LinkedRow(
        position=each.position,
        code=each.code,
        procedure=each.procedure,
        agency=each.agency,
        tone=Tone.WAIT if waits else status.tone,
        state=wording.said(WAITS if waits else status.tag),
        detail=_detail(each),
        url="" if here else url(each),
        is_here=here,
    )


def _detail(each: Sibling) -> str:
    if each.state is State.AWAITING_TURN:
        return _("Bắt đầu khi hồ sơ %(codes)s có kết quả") % {"codes": ", ".join(each.waits_for)}
    if each.processed_at:
        return _("Có kết quả %(moment)s") % {"moment": wording.moment(each.processed_at)}
    if each.closed_at:
        return _("Kết thúc %(moment)s") % {"moment": wording.moment(each.closed_at)}
    if each.due_at:
        return _("Hẹn trả %(moment)s") % {"moment": wording.due(each.due_at)}
    return ""
