"""Sending the papers a supplement notice asks for: each at its own place, photographs joined, nothing lost on the way.

What was uploaded waits at the notice, on whatever device, until it is sent.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.dossiers import actions
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.queries import Page
from motcua.people.queries import actor_of
from motcua.web.portal import telling
from motcua.web.portal.forms import SupplementForm
from motcua.web.portal.views.tracking import own
from motcua.web.ui import resuming, uploads
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import said
from motcua.web.ui.uploads import Kept


class Supplement:
    """The papers of one supplement on their way."""

    def __init__(self, request: HttpRequest, page: Page, items: list[str], *, now: datetime) -> None:
        self.page, self.now = page, now
        self.account = uploads.owner_of(request)
        self.place = f"bo-sung:{page.dossier.code}:{page.supplements[-1].number}"
        self.form = SupplementForm(request.POST or None, request.FILES or None, items=items)
        self.attached = resuming.attached(request, self.place, door="portal")
        self.asks_for_room = resuming.asks_for_room(request)

    @property
    def rows(self) -> list[tuple[Any, list[Kept]]]:
        """Each control with what is there already."""
        kept = self.attached.by_control
        return [(self.form[name], kept.get(name, [])) for name in self.form.places]

    def is_valid(self) -> bool:
        """Keep what came with the page; then there must be something to send."""
        right = self.form.is_valid()
        for name in self.form.places:
            try:
                self.attached.add(name, self.form.cleaned_data.get(name) or (), now=self.now)
            except uploads.REFUSED as refused:
                self.form.add_error(name, said(refused))
                right = False
        if right and not self.asks_for_room and not self.attached.all:
            self.form.add_error(self.form.places[0], _("Xin chọn giấy tờ bổ sung."))
        return right and not self.form.errors

    def papers(self) -> Iterator[PaperIn]:
        """The papers as they are handed in: what was asked for under its name, anything else under its file's."""
        for name in self.form.places:
            for kept in self.attached.of(name):
                yield replace(kept.as_paper(), name=self.form.items.get(name, kept.name)[:500])


@permission(Permission.FILE_DOSSIER)
def supply(request: HttpRequest, code: str) -> HttpResponse:
    """Send the papers a supplement notice asks for."""
    now = clock.now()
    page = own(request, code, now)
    told = telling.tell(page, None, now=now, masked=False)
    if told.asked is None:
        return redirect("portal:tracked", code)
    supplement = Supplement(request, page, told.asked.items, now=now)
    form = supplement.form
    if request.method == "POST" and supplement.is_valid() and not supplement.asks_for_room:
        try:
            _send(request, supplement)
        except uploads.REFUSED as refused:
            supplement.attached.part()
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("Giấy tờ bổ sung đã gửi. Cơ quan tiếp nhận sẽ kiểm tra và báo cho Ông/Bà."))
            return redirect("portal:tracked", code)
    crumbs = [Crumb(_("Hồ sơ của tôi"), reverse("portal:mine")), Crumb(code, reverse("portal:tracked", args=[code]))]
    values = {"here": "mine", "form": form, "told": told, "crumbs": [*crumbs, Crumb(_("Bổ sung giấy tờ"))]}
    values |= {"supplement": supplement, "code": code}
    return render(request, "portal/supply.html", values, status=422 if form.errors else 200)


def _send(request: HttpRequest, supplement: Supplement) -> None:
    """The move and its files: all or nothing."""
    attached, now = supplement.attached, supplement.now
    attached.join(supplement.form.items, now=now)
    with transaction.atomic():
        moved = actions.supply(
            dossier_id=supplement.page.dossier.pk,
            papers=tuple(supplement.papers()),
            by=actor_of(request.user, now),
            now=now,
            key=supplement.form.cleaned_data["key"],
        )
        if not moved.was_replayed:
            uploads.hand_in(attached.handed, dossier_id=moved.id, account=supplement.account)
    if moved.was_replayed:
        attached.part()
    else:
        attached.done()
