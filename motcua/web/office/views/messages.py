"""Messages of the owners: which are not read yet, and the talk of one dossier."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.access.actions import note_look
from motcua.core import lifecycle
from motcua.core.lifecycle import CLOSED
from motcua.dossiers import actions, queries
from motcua.web.office import desk as desks
from motcua.web.office import frame, reach
from motcua.web.office.case import Case, of_dossier
from motcua.web.office.forms.beside import MessageForm
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.SEE_PAPERS)
def waiting(request: HttpRequest) -> HttpResponse:
    """Dossiers within reach whose owners wrote and were not read."""
    desk = desks.of(request)
    within = desk.reach(Permission.SEE_PAPERS)
    rows = queries.messages_waiting(
        within.agency_ids, places=reach.places_in(desk.actor, within), officers=reach.officers_of(desk.actor)
    )
    return frame.draw(request, "office/messages.html", {"rows": rows})


@permission(Permission.SEE_PAPERS)
@of_dossier
def talk(request: HttpRequest, case: Case) -> HttpResponse:
    """What was said in a dossier; whoever has it in hand reads it for the office, and answers."""
    if not case.sees_papers:
        return frame.draw(request, "office/out_of_reach.html", {}, status=403)
    answers = lifecycle.may_write(case.dossier, case.actor)
    form = MessageForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.write_message(dossier_id=case.id, by=case.actor, now=case.now, **form.cleaned_data)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã gửi trả lời cho chủ hồ sơ."))
                return redirect("office:talk", case.id)
    note_look(
        officer_id=case.desk.account.officer.pk,
        dossier_id=case.id,
        purpose=case.purpose,
        what="dossier:messages",
        at=case.now,
    )
    said_so_far = list(queries.messages(case.id))
    if answers:
        actions.read_messages(dossier_id=case.id, by=case.actor, now=case.now)
    page = reverse("office:dossier", args=[case.id])
    values = {
        "case": case,
        "crumbs": [Crumb(_("Hộp việc"), reverse("office:inbox")), Crumb(case.code, page), Crumb(_("Tin nhắn"))],
        "said": said_so_far,
        "form": form if answers and case.row.state not in CLOSED else None,
        "back_url": page,
    }
    return frame.draw(request, "office/talk.html", values, status=status)
