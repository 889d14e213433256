"""What waits at the desk, and finding a dossier."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.access import Permission
from motcua.access import actions as access
from motcua.access.models import LookLog
from motcua.base.words import gettext_lazy as _
from motcua.catalog import queries as catalog
from motcua.core import numbering, vietnam
from motcua.core.lifecycle import STANDINGS, ProposalStage, State
from motcua.core.status_words import STATUSES
from motcua.core.tariff import CERTIFIED_COPIES
from motcua.dossiers import queries
from motcua.dossiers.actions import NoSuchDossier
from motcua.web.counter import piles
from motcua.web.counter.clerk import Clerk, at_desk, shell
from motcua.web.ui import searching, wording
from motcua.web.ui.parts import Key, Page, Tab

PAGE_SIZE = 50
KEYS = [Key("JK", _("Lên, xuống")), Key(["Enter"], _("Mở")), Key(["/"], _("Tìm")), Key(["N"], _("Tiếp nhận mới"))]


@at_desk(Permission.SEE_DOSSIERS)
def desk(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """One pile of the desk; the first with something in it, unless one is asked for."""
    mine = [pile for pile in piles.PILES if clerk.agencies_as(*pile.roles)]
    signed = queries.proposals_waiting(clerk.agencies, ProposalStage.SIGNED, desk=True)
    letters = [row for row in signed if row["kind"] in piles.NOTICES]
    counts = {
        pile.slug: sum(clerk.counts.get(state, 0) for state in pile.states) if pile.states else len(letters)
        for pile in mine
    }
    first = next((pile for pile in mine if counts[pile.slug]), mine[0])
    shown = piles.of(request.GET.get("muc", ""), mine) or first
    page = Page.asked(request.GET.get("trang"), size=PAGE_SIZE, total=counts[shown.slug])
    if shown.states:
        rows = queries.desk(clerk.agencies, shown.states, limit=PAGE_SIZE, offset=page.start)
        lines = [piles.line(row, now=clerk.now, home=clerk.desk.pk) for row in rows]
    else:
        lines = [piles.notice(row, now=clerk.now) for row in letters[page.start : page.stop]]
    here = reverse("counter:desk")
    values = {
        "tabs": [
            Tab(pile.title, f"{here}?muc={pile.slug}", counts[pile.slug] or None, current=pile is shown)
            for pile in mine
        ],
        "pile": shown,
        "lines": lines,
        "page": page,
        "keys": KEYS,
        "may_receive": any(pile.slug == "kiem-tra" for pile in mine),
        "certifies": bool(CERTIFIED_COPIES & catalog.offered_codes([clerk.desk.pk], clerk.today)),
    }
    return _private(render(request, "counter/desk.html", shell(clerk) | values))


@at_desk(Permission.SEE_DOSSIERS)
def search(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Dossiers of the desk's agencies by code, name, ID number or telephone; a whole code opens the dossier.

    What is typed comes in the body. Only what a scanner read off a receipt comes by the address: `khoa`, the key of its
    QR code, and `ma`, a dossier's code.
    """
    if request.method == "POST":
        return searching.sent(request, now=clerk.now)
    if "khoa" in request.GET:
        return _by_key(request.GET["khoa"])
    looked = searching.asked(request, now=clerk.now)
    text = looked.text or _code(request.GET.get("ma", ""))
    found = queries.find(text, agencies=clerk.agencies)
    if text:
        what = f"tìm hồ sơ: {len(found)} kết quả"  # what was typed is personal data itself
        access.note_look(
            officer_id=clerk.account.officer.pk,
            dossier_id=None,
            purpose=LookLog.Purpose.SEARCH,
            what=what,
            at=clerk.now,
        )
    if len(found) == 1 and "-" in text:
        return redirect("counter:dossier", found[0]["id"])
    values = {
        "search_value": text,
        "forgotten": looked.forgotten,
        "rows": [(row, STATUSES[STANDINGS[State(row["state"])].national or 1], _state_name(row)) for row in found],
        "keys": KEYS[:3],
    }
    return _private(render(request, "counter/search.html", shell(clerk) | values))


def _code(text: str) -> str:
    """A dossier's code; nothing where it is anything else, such as a number of a person."""
    try:
        return numbering.read_dossier_code(text[:80]).text
    except vietnam.Unreadable:
        return ""


def _by_key(key: str) -> HttpResponse:
    """The dossier whose QR code was scanned; its page asks whether this desk may see it."""
    try:
        return redirect("counter:dossier", queries.by_key(key))
    except NoSuchDossier as missing:
        raise Http404 from missing


def _state_name(row: dict[str, str]) -> str:
    return wording.said(STANDINGS[State(row["state"])].words)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
