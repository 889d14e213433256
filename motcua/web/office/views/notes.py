"""A note beside a dossier that nobody else reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.web.office import actions
from motcua.web.office.case import Case, of_dossier
from motcua.web.office.forms.templates import NoteForm
from motcua.web.office.models import PrivateNote
from motcua.web.ui.refusals import REFUSED, said


def form_for(case: Case) -> NoteForm:
    """The form with what this officer wrote before."""
    mine = PrivateNote.objects.filter(officer_id=case.desk.account.officer.pk, dossier_id=case.id).first()
    return NoteForm(initial={"text": mine.text if mine else ""}, auto_id="ghi_chu_%s")


@permission(Permission.SEE_DOSSIERS)
@require_POST
@of_dossier
def note(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep the note; an empty one is removed."""
    try:
        kept = actions.keep_note(
            officer_id=case.desk.account.officer.pk, dossier_id=case.id, text=request.POST.get("text", ""), now=case.now
        )
    except REFUSED as refused:
        messages.error(request, str(said(refused)))
    else:
        messages.success(request, _("Đã lưu ghi chú riêng.") if kept else _("Đã xóa ghi chú riêng."))
    return redirect(reverse("office:dossier", args=[case.id]) + "#ghi-chu")
