"""Where every dossier at the desk begins: one field that takes a scan or typing and knows what it is."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.access import Permission
from motcua.base.words import gettext_lazy as _
from motcua.catalog import queries as catalog
from motcua.catalog.queries import Results
from motcua.catalog.refusals import NotFound, NotInForce
from motcua.core import vietnam
from motcua.core.lifecycle import STANDINGS, State
from motcua.core.status_words import STATUSES
from motcua.dossiers import queries as dossiers
from motcua.dossiers.actions import NoSuchDossier
from motcua.dossiers.models import Dossier
from motcua.org import queries as org
from motcua.web.counter import competence, knowing
from motcua.web.counter.clerk import Clerk, at_desk, shell
from motcua.web.counter.intake import BEGIN
from motcua.web.counter.recognising import Kind, Read, recognise
from motcua.web.ui import wording
from motcua.web.ui.parts import Key
from motcua.web.ui.refusals import said

SHOWN = 12
KEYS = [Key(["Enter"], _("Nhận ra, chọn")), Key(["↓"], _("Đến danh sách")), Key(["Esc"], _("Xóa, quét lại"))]
CARRIED = ("owner-", "parcel-", "channel")


@at_desk(Permission.CREATE_DOSSIER)
def find(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """The one field. What it reads travels in the body of a request: a number of a person stands in no address."""
    if request.method == "POST" and "HX-Request" not in request.headers:
        read = recognise(request.POST.get("q", ""))
        return _ACTS.get(read.kind, _words)(request, clerk, read)
    words = vietnam.tidy((request.POST if request.method == "POST" else request.GET).get("q", ""))[:200]
    read = recognise(words)
    if "HX-Request" in request.headers:
        return render(request, "counter/parts/found.html", _found(clerk, read.value, request) | {"read": read})
    results = _search(clerk, words)
    if words and results.total == 1:
        return redirect("counter:take_in", results.found[0].code)
    return _page(request, clerk, words)


def _search(clerk: Clerk, words: str) -> Results:
    """What fits of all the desk may receive; without words its own procedures."""
    may = competence.of(clerk.desk, on=clerk.today)
    own = catalog.offered_codes(may.served, clerk.today)
    codes = competence.codes(may, on=clerk.today) if words or not own else own
    return catalog.search(words, on=clerk.today, codes=codes, limit=SHOWN)


def _found(clerk: Clerk, words: str, request: HttpRequest) -> dict[str, Any]:
    results = _search(clerk, words)
    own = catalog.offered_codes(competence.of(clerk.desk, on=clerk.today).served, clerk.today)
    return {
        "q": words,
        "total": results.total,
        "found": [(found, found.code not in own) for found in results.found],
        "carries": BEGIN in request.POST,
    }


def _page(request: HttpRequest, clerk: Clerk, words: str, **more: Any) -> HttpResponse:
    values = shell(clerk) | _found(clerk, words, request) | {"keys": KEYS, "carried": _carried(request)}
    response = render(request, "counter/find.html", values | more)
    response.headers["Cache-Control"] = "no-store"
    return response


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in request.POST.items() if name.startswith(CARRIED) and value]


# --- What was read, and what follows ----------------------------------------------------------------------------------
def _words(request: HttpRequest, clerk: Clerk, read: Read) -> HttpResponse:
    """Words, or a procedure's code: the only one that fits opens, with whoever was recognised before."""
    results = _search(clerk, read.value)
    if read.value and results.total == 1:
        return _open(request, results.found[0].code)
    return _page(request, clerk, read.value, chosen=bool(results.total))


def _open(request: HttpRequest, code: str) -> HttpResponse:
    target = reverse("counter:take_in", args=[code])
    if BEGIN not in request.POST:
        return redirect(target)
    return HttpResponse(status=307, headers={"Location": target})  # the same request again, there


def _person(request: HttpRequest, clerk: Clerk, read: Read) -> HttpResponse:
    communes = org.tree(on=clerk.today).communes()
    known = knowing.of(read.value, clerk, communes, knowing.of_card(read.card) if read.card else None)
    others = [(name, value) for name, value in _carried(request) if not name.startswith("owner-")]
    carried = [(f"owner-{name}", value) for name, value in known.values.items() if value]
    visits = [_visit(each) for each in knowing.visits(read.value, clerk)]
    return _page(request, clerk, "", known=known, visits=visits, carried=[*others, *carried], carries=True)


def _visit(dossier: Dossier) -> tuple[Dossier, Any, str]:
    standing = STANDINGS[State(dossier.state)]
    return dossier, STATUSES[standing.national or 1], wording.said(standing.words)


def _waybill(request: HttpRequest, clerk: Clerk, read: Read) -> HttpResponse:
    came = [_visit(each) for each in dossiers.by_waybill(read.value, agencies=clerk.agencies)]
    people = [(name, value) for name, value in _carried(request) if name.startswith("owner-")]
    carried = [*people, ("channel", "postal"), ("parcel-waybill", read.value)]
    return _page(request, clerk, "", waybill=read.value, visits=came, carried=carried, carries=True)


def _dossier(request: HttpRequest, clerk: Clerk, read: Read) -> HttpResponse:
    find = dossiers.by_key if read.kind is Kind.RECEIPT else dossiers.by_code
    try:
        return redirect("counter:dossier", find(read.value))
    except NoSuchDossier as missing:
        return _page(request, clerk, "", trouble=said(missing))


def _phone(request: HttpRequest, clerk: Clerk, read: Read) -> HttpResponse:
    return HttpResponse(status=307, headers={"Location": reverse("counter:search")})


def _unreadable(request: HttpRequest, clerk: Clerk, read: Read) -> HttpResponse:
    return _page(request, clerk, "", trouble=read.value)


_ACTS: dict[Kind, Callable[[HttpRequest, Clerk, Read], HttpResponse]] = {
    Kind.CARD: _person,
    Kind.NUMBER: _person,
    Kind.PHONE: _phone,
    Kind.DOSSIER: _dossier,
    Kind.RECEIPT: _dossier,
    Kind.WAYBILL: _waybill,
    Kind.UNREADABLE: _unreadable,
}


@at_desk(Permission.CREATE_DOSSIER)
def person(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """What is known of the owner being typed, for the form's script: values to fill in, twins to be warned of."""
    read = recognise(request.POST.get("number", ""))
    if request.method != "POST" or read.kind is not Kind.NUMBER:
        return HttpResponse(status=204)
    try:
        procedure = catalog.page(request.POST.get("procedure", ""), on=clerk.today).procedure.pk
    except (NotFound, NotInForce):
        return HttpResponse(status=204)
    communes = org.tree(on=clerk.today).communes()
    typed = {name: request.POST.get(name, "") for name in knowing.LABELS}
    known = knowing.of(read.value, clerk, communes, typed)
    values = {"known": known, "twins": knowing.twins([read.value], procedure, clerk)}
    response = render(request, "counter/parts/known.html", values)
    response.headers["Cache-Control"] = "no-store"
    return response
