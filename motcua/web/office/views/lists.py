"""Questions of other agencies to answer; and the search."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.access import Permission, permission
from motcua.access.actions import note_look
from motcua.access.models import LookLog
from motcua.access.queries import Reach
from motcua.base.words import gettext_lazy as _
from motcua.dossiers import queries
from motcua.dossiers.filing import vietnam_digits
from motcua.web.office import desk as desks
from motcua.web.office import frame, navigation, reach
from motcua.web.office.desk import Desk
from motcua.web.office.presenting import lists
from motcua.web.ui import searching
from motcua.web.ui.parts import Key

PAGE = 50
SIFTED = 200  # so many are found of an agency where only a part of them is within reach
KEYS = [
    Key("JK", _("Lên, xuống")),
    Key(["Enter"], _("Mở")),
    Key("X", _("Chọn")),
    Key("C", _("Chuyển bước")),
    Key("B", _("Bổ sung")),
    Key("/", _("Tìm")),
    Key("?", _("Tất cả phím tắt")),
]


@permission(Permission.ANSWER_CONSULTATION)
def consultations(request: HttpRequest) -> HttpResponse:
    """Questions other agencies have put to this one."""
    desk = desks.of(request)
    values = {
        "tabs": navigation.tabs(desk, "consultations"),
        "lines": lists.consultations(desk.to_answer, desk.calendar, desk.now),
        "keys": KEYS[:2],
    }
    return frame.draw(request, "office/consultations.html", values)


@permission(Permission.SEE_DOSSIERS)
def search(request: HttpRequest) -> HttpResponse:
    """Find by code, name, ID number or telephone, within the officer's reach. Looking up by a number is logged.

    What was typed comes in the body and is kept under a key: no number of a person stands in an address.
    """
    desk = desks.of(request)
    if request.method == "POST":
        return searching.sent(request, now=desk.now)
    looked = searching.asked(request, now=desk.now)
    text = looked.text[:100]
    rows = _find(desk, text, desk.reach(Permission.SEE_DOSSIERS)) if text else []
    if rows and is_number(text):
        note_search(desk, "number")
    elif any(row["by_answers"] for row in rows):
        note_search(desk, "answers")
    values = {
        "search_value": text,
        "lines": lists.found(rows, desk.now),
        "asked": bool(text),
        "forgotten": looked.forgotten,
        "keys": KEYS[:2],
    }
    return frame.draw(request, "office/search.html", values)


def _find(desk: Desk, text: str, within: Reach) -> list[dict[str, Any]]:
    if within.everywhere:
        return queries.find(text, agencies=None)
    places = reach.places_in(desk.actor, within)
    if not places and not within.own:
        return queries.find(text, agencies=within.agency_ids)
    agencies = reach.agencies_of(desk.actor, within) | {post.agency_id for post in desk.actor.posts}
    rows = queries.find(text, agencies=agencies, limit=SIFTED)
    near = queries.reached(
        [row["id"] for row in rows],
        agencies=within.agency_ids,
        places=places,
        officers=reach.officers_of(desk.actor),
    )
    return [row for row in rows if row["id"] in near][:PAGE]


def is_number(text: str) -> bool:
    return vietnam_digits(text).isdigit()


def note_search(desk: Desk, among: str) -> None:
    """A search that looked at numbers of people, or at what they declared, leaves a trace; what was typed does not."""
    note_look(
        officer_id=desk.account.officer.pk,
        dossier_id=None,
        purpose=LookLog.Purpose.SEARCH,
        what=f"search:{among}",
        at=desk.now,
    )
