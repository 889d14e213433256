"""Saying that one has paid, from one's own dossier: what is owed, and the paper that shows it was transferred.

What was uploaded waits at the dossier, on whatever device, until it is sent. An officer records the payment.
"""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import ProofIn
from motcua.dossiers.queries import Page
from motcua.people.queries import actor_of, day_of
from motcua.web.portal import telling
from motcua.web.portal.forms import ProofForm
from motcua.web.portal.views.tracking import own
from motcua.web.ui import resuming, uploads
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import said

PAPERS = "papers"
NAME = "Chứng từ nộp tiền"


class Proof:
    """One proof of payment on its way."""

    def __init__(self, request: HttpRequest, page: Page, *, now: datetime) -> None:
        self.page, self.now = page, now
        self.account = uploads.owner_of(request)
        # What was sent before is answered on its own: the next proof has a place of its own.
        self.place = f"chung-tu:{page.dossier.code}:{len(page.payment_proofs)}"
        self.form = ProofForm(request.POST or None, request.FILES or None, today=day_of(now))
        self.attached = resuming.attached(request, self.place, door="portal")
        self.asks_for_room = resuming.asks_for_room(request)

    @property
    def row(self) -> tuple[object, list[uploads.Kept]]:
        """The control of the papers with what is there already."""
        return self.form[PAPERS], self.attached.by_control.get(PAPERS, [])

    def is_valid(self) -> bool:
        """Keep what came with the page; then there must be one paper, of one page or several photographs."""
        right = self.form.is_valid()
        try:
            self.attached.add(PAPERS, self.form.cleaned_data.get(PAPERS) or (), now=self.now)
        except uploads.REFUSED as refused:
            self.form.add_error(PAPERS, said(refused))
            right = False
        here = self.attached.by_control.get(PAPERS, [])
        if right and not self.asks_for_room and not here:
            self.form.add_error(PAPERS, _("Xin chọn ảnh hoặc tệp chứng từ."))
        if len(here) > 1 and not all(each.is_leaf for each in here):
            self.form.add_error(PAPERS, _("Mỗi lần gửi một chứng từ: một tệp PDF, hoặc các ảnh chụp của chứng từ ấy."))
        return right and not self.form.errors

    def send(self, request: HttpRequest) -> None:
        """The proof and its file: all or nothing.  :raises Refusal:"""
        attached, given = self.attached, self.form.cleaned_data
        attached.join({PAPERS: NAME}, now=self.now)
        whole = attached.of(PAPERS)[0]
        try:
            with transaction.atomic():
                kept_id = uploads.keep_proof(
                    whole.id, dossier_id=self.page.dossier.pk, account=self.account, now=self.now
                )
                moved = actions.send_proof(
                    dossier_id=self.page.dossier.pk,
                    proof=ProofIn(given["amount"], given["paid_on"], kept_id, given["reference"]),
                    by=actor_of(request.user, self.now),
                    now=self.now,
                    key=given["key"],
                )
                if moved.was_replayed:
                    transaction.set_rollback(True)
        finally:
            attached.part()
        if not moved.was_replayed:
            uploads.forget(attached.all)


def _was_sent(request: HttpRequest) -> bool:
    """Whether this very page was sent before: a second click, or the browser's way back."""
    key = request.POST.get("key", "")
    return ProofForm.is_key(key) and queries.was_carried_out(key)


@permission(Permission.FILE_DOSSIER)
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """Send the proof of a transfer; how those before it were answered."""
    now = clock.now()
    page = own(request, code, now)
    told = telling.tell(page, None, now=now, masked=False)
    here = reverse("portal:tracked", args=[code])
    if told.owed is None:
        return redirect(here)
    sending = Proof(request, page, now=now)
    form = sending.form
    if _was_sent(request):
        return redirect(here)
    if request.method == "POST" and sending.is_valid() and not sending.asks_for_room:
        try:
            sending.send(request)
        except uploads.REFUSED as refused:
            if _was_sent(request):
                return redirect(here)
            form.add_error(None, said(refused))
        else:
            messages.success(request, _("Chứng từ đã gửi. Cơ quan sẽ kiểm tra và báo cho Ông/Bà."))
            return redirect(here)
    crumbs = [Crumb(_("Hồ sơ của tôi"), reverse("portal:mine")), Crumb(code, here), Crumb(_("Chứng từ nộp tiền"))]
    values = {"here": "mine", "form": form, "told": told, "sending": sending, "crumbs": crumbs, "back_url": here}
    response = render(request, "portal/proof.html", values, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response
