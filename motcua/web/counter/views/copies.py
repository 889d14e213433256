"""Certified copies on one page: taken in and sent to be signed, returned when signed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.base.words import gettext_lazy
from motcua.core import tariff
from motcua.core.lifecycle import STANDINGS, State
from motcua.core.roles import Role
from motcua.core.status_words import STATUSES, Tone
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.web.counter import copies
from motcua.web.counter.clerk import Clerk, at_desk, shell
from motcua.web.counter.copies import Lane
from motcua.web.counter.forms import CommandForm
from motcua.web.ui import uploads, wording
from motcua.web.ui.parts import Crumb, Key

KEYS = [
    Key(["Enter"], gettext_lazy("Ô tiếp theo")),
    Key(["Ctrl", "Enter"], gettext_lazy("Nhận và chuyển ký")),
    Key(["/"], gettext_lazy("Tìm")),
]
SHOWN = 50


@at_desk(Permission.ACCEPT_DOSSIER)
def lane(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """The request on the left, what waits for its signature or to be collected on the right."""
    page = copies.page_of(clerk)
    if page is None or clerk.desk.pk not in clerk.agencies_as(Role.RECEPTION):
        raise Http404
    given = Lane(request.POST if request.method == "POST" else None, clerk, page)
    refused, status = "", 200
    if request.method == "POST":
        if given.is_valid():
            try:
                return _take_in(request, clerk, given)
            except uploads.REFUSED as no:
                refused, status = uploads.said(no), 409
        else:
            status = 422
    rows = queries.open_for(page.procedure.pk, agencies=clerk.agencies, limit=SHOWN)
    values = shell(clerk) | {
        "lane": given,
        "form": next((form for form in given.forms if form.is_bound and form.errors), None),
        "tariff": tariff.copy_tariff(clerk.today),
        "waiting": [_shown(row) for row in rows if not _ready(row.state)],
        "ready": [row for row in rows if _ready(row.state)],
        "refused": refused,
        "new_key": CommandForm().fields["key"].initial,
        "crumbs": [Crumb(_("Việc tại quầy"), reverse("counter:desk")), Crumb(_("Chứng thực bản sao"))],
        "keys": KEYS,
    }
    response = render(request, "counter/copies.html", values, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(row: Dossier) -> tuple[Dossier, Tone, str]:
    standing = STANDINGS[State(row.state)]
    return row, STATUSES[standing.national or 1].tone, wording.said(standing.words)


def _ready(state: str) -> bool:
    return state == State.PROCESSED


def _take_in(request: HttpRequest, clerk: Clerk, given: Lane) -> HttpResponse:
    """Take in and pass on in one go: papers to be copied are not kept waiting at the desk."""
    case = str(given.page.cases[0].position) if given.page.cases else ""
    key = given.who.cleaned_data["key"]
    moved = actions.receive(given.filing(case), by=clerk.actor, now=clerk.now, key=key)
    actions.transfer(dossier_id=moved.id, by=clerk.actor, now=clerk.now, key=f"{key}:chuyen")
    said = _("Đã nhận và chuyển ký %(code)s. Phí chứng thực: %(money)s.") % {
        "code": moved.code,
        "money": wording.money(given.total_vnd),
    }
    messages.success(request, said)
    return redirect("counter:copies")
