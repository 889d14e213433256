"""Papers from unit to unit: the desk makes a list, the other side confirms it, both print it.

The receiving side are officers of divisions too, who have no desk: whoever works steps may open these pages, and sees
the lists of their own side only.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, doors
from motcua.base import clock
from motcua.base.words import gettext_lazy
from motcua.core import handing, vietnam
from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.models import HandoverList
from motcua.dossiers.queries import handing as lists
from motcua.gateways import documents
from motcua.org import queries as org
from motcua.people import queries as people
from motcua.people.queries import actor_of
from motcua.web.counter.clerk import Clerk, at_desk, clerk_of, shell
from motcua.web.counter.forms import CommandForm
from motcua.web.counter.slip_words import desk_name
from motcua.web.ui import uploads
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb, Key
from motcua.web.ui.refusals import REFUSED, said
from motcua.web.ui.shell import SITE

KEYS = [
    Key(["Tab"], gettext_lazy("Ô tiếp theo")),
    Key(["Space"], gettext_lazy("Đánh dấu")),
    Key(["/"], gettext_lazy("Tìm")),
]


@doors.permission(Permission.WORK_STEP)
def handovers(request: HttpRequest) -> HttpResponse:
    """Lists to confirm, lists made; for a desk also what it holds on paper for others."""
    clerk = clerk_of(request)
    return _overview(request, clerk)


def _overview(request: HttpRequest, clerk: Clerk | None, *, refused: str = "", status: int = 200) -> HttpResponse:
    actor = _actor(request)
    desks = clerk.agencies_as(Role.RECEPTION, Role.RETURN_DESK) if clerk else frozenset()
    rows = queries.to_hand_over(desks) if desks else []
    values = _frame(request, clerk, actor) | {
        "to_confirm": queries.lists_for(actor),
        "made": queries.lists_of(desks) if desks else [],
        "groups": _groups(rows),
        "is_desk": bool(desks),
        "refused": refused,
        "key": CommandForm().fields["key"].initial,
        "crumbs": [Crumb(_("Bàn giao hồ sơ giấy"))],
    }
    return _private(render(request, "counter/handovers.html", values, status=status))


def _groups(rows: list[dict[str, Any]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The rows by receiver: (value of the form, name, rows)."""
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["agency_id"], row["unit_id"] or 0), []).append(row)
    return [
        (
            f"{agency}-{unit}",
            some[0]["unit_name"] or _("Bộ phận Một cửa %(agency)s") % {"agency": some[0]["agency_name"]},
            some,
        )
        for (agency, unit), some in found.items()
    ]


@at_desk(Permission.HAND_OVER_DOSSIER)
def make(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Make a list of what is ticked for one receiver."""
    if request.method != "POST":
        return redirect("counter:handovers")
    form = CommandForm(request.POST)
    agency, _dash, unit = request.POST.get("to", "").partition("-")
    if not form.is_valid() or not agency.isdecimal() or not unit.isdecimal():
        raise Http404
    ids = [int(each) for each in request.POST.getlist("dossier") if each.isascii() and each.isdecimal()]
    try:
        made = actions.make_list(
            dossier_ids=[each for each in ids if each < 2**62],
            giver_id=clerk.desk.pk,
            to_agency_id=int(agency),
            to_unit_id=int(unit) or None,
            by=clerk.actor,
            now=clerk.now,
            key=form.cleaned_data["key"],
        )
    except uploads.REFUSED as refused:
        return _overview(request, clerk, refused=uploads.said(refused), status=409)
    messages.success(request, _("Đã lập danh sách bàn giao %(list)s.") % {"list": made})
    return redirect("counter:handover", made.pk)


@doors.permission(Permission.WORK_STEP)
def handover(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list; whoever is on the receiving side confirms it here."""
    actor = _actor(request)
    found = _list(list_id, actor)
    if request.method != "POST":
        return _show(request, found, actor)
    items = [item.dossier_id for item in found.items.all()]
    try:
        actions.confirm_list(
            list_id=found.pk,
            received=[each for each in items if f"came-{each}" in request.POST],
            notes={each: request.POST.get(f"note-{each}", "") for each in items},
            by=actor,
            now=clock.now(),
        )
    except REFUSED as refused:
        return _show(request, found, actor, refused=said(refused))
    messages.success(request, _("Đã xác nhận danh sách bàn giao %(list)s.") % {"list": found})
    return redirect("counter:handover", found.pk)


def _show(request: HttpRequest, found: HandoverList, actor: Actor, *, refused: str = "") -> HttpResponse:
    sent = lists.sent(found)
    names = people.names_of(each for each in (found.made_by, found.confirmed_by) if each)
    typed = request.POST if refused else {}
    items = [
        (item, f"came-{item.dossier_id}" in typed if refused else True, typed.get(f"note-{item.dossier_id}", item.note))
        for item in found.items.all()
    ]
    values = _frame(request, clerk_of(request), actor) | {
        "list": found,
        "items": items,
        "refused": refused,
        "receiver": _receiver(found),
        "made_by": names.get(found.made_by, ""),
        "confirmed_by": names.get(found.confirmed_by or 0, ""),
        "confirms": not sent.is_confirmed and handing.may_confirm(sent, actor) and sent.made_by not in actor.stands_for,
        "crumbs": [Crumb(_("Bàn giao hồ sơ giấy"), reverse("counter:handovers")), Crumb(str(found))],
    }
    return _private(render(request, "counter/handover.html", values, status=409 if refused else 200))


@doors.permission(Permission.WORK_STEP)
@in_vietnamese
def slip(request: HttpRequest, list_id: int) -> HttpResponse:
    """The handover slip in two copies, as it stands: signed by hand, or with who confirmed it when."""
    found = _list(list_id, _actor(request))
    tree = org.tree(on=found.made_at.astimezone(vietnam.ZONE).date())
    node = tree.by_id.get(found.giver_id)
    above = tree.by_id.get(node.parent_id or 0) if node else None
    names = people.names_of(each for each in (found.made_by, found.confirmed_by) if each)
    day = found.made_at.astimezone(vietnam.ZONE).date()
    form = documents.HandoverSlip(
        letterhead=documents.Letterhead(
            above.name if above else "",
            found.giver.name,
            f"{found.number:02}/BG",
            SITE.place.removeprefix("Tỉnh "),
            day,
        ),
        giver_unit=desk_name(found.giver),
        giver=names.get(found.made_by, ""),
        receiver_unit=_receiver(found),
        receiver=names.get(found.confirmed_by or 0, ""),
        handed_at=found.made_at,
        dossiers=tuple(
            documents.HandedDossier(
                dossier_code=item.dossier.code or "",
                owner=item.dossier.owner_name,
                procedure=item.dossier.procedure_version.name,
                set_count=1,
                due_at=item.dossier.due_at,
                note=f"Chưa nhận: {item.note}" if item.received is False else item.note,
            )
            for item in found.items.all()
        ),
    )
    try:
        content = documents.render(form, on=day)
    except (documents.Unprintable, documents.NoSuchForm) as refused:
        return HttpResponse(said(refused), status=409, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="phieu-ban-giao-{found.number}-{found.year}.pdf"'
    return _private(response)


def _receiver(found: HandoverList) -> str:
    return found.to_unit.name if found.to_unit else desk_name(found.to_agency)


def _list(list_id: int, actor: Actor) -> HandoverList:
    found = queries.list_seen_by(list_id, actor)
    if found is None:
        raise Http404
    return found


def _actor(request: HttpRequest) -> Actor:
    return actor_of(uploads.owner_of(request), clock.now())


def _frame(request: HttpRequest, clerk: Clerk | None, actor: Actor) -> dict[str, Any]:
    if clerk is not None:
        return shell(clerk) | {"keys": KEYS}
    return {"officer_name": actor.name, "work_home": "/can-bo/", "keys": KEYS}


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
