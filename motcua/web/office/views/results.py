"""The answer as it is drafted. Approving it is how a leader agrees to the signing step; numbering it ends the work."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.access.actions import note_look
from motcua.files import actions as files
from motcua.files import uploads
from motcua.files.models import StoredFile
from motcua.results import actions as results
from motcua.results import printing
from motcua.web.office import frame, templating
from motcua.web.office.acting import act
from motcua.web.office.case import Case, of_dossier
from motcua.web.office.forms.beside import DraftForm
from motcua.web.office.models import TextTemplate
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.WORK_STEP)
@of_dossier
def draft(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """Write or rewrite the draft of the answer: a file, or a text written here."""
    case.step(step_id)
    before = case.own_result
    held = before.file if before else None
    initial = {"title": before.title, "body": before.body, "is_negative": before.is_negative} if before else {}
    form = DraftForm(request.POST or None, request.FILES or None, initial=initial, has_file=held is not None)

    templates = templating.ready(case, TextTemplate.Kind.RESULT)
    if templates:
        templating.note_merging(case)

    def do(given: dict[str, Any]) -> None:
        file_id = None if given["body"].strip() else (held.pk if held else None)
        if given["file"]:
            file_id = _kept(request, case)
        proposed = results.Draft(given["title"], given["body"], file_id, given["is_negative"])
        results.draft(step_id=step_id, draft=proposed, by=case.actor, now=case.now, key=given["key"])

    return act(
        request,
        case,
        title=_("Dự thảo kết quả"),
        form=form,
        do=do,
        done=_("Đã lưu dự thảo kết quả. Chuyển bước để trình lãnh đạo duyệt."),
        template="office/draft.html",
        held=held,
        templates=templates,
    )


def _kept(request: HttpRequest, case: Case) -> int:
    """Store the file of the answer.  :raises files.refusals.NotTaken: it is hostile, empty or too large."""
    arrived = uploads.taken(request, "file")
    kept = files.keep(arrived, kind=StoredFile.Kind.RESULT, by=case.desk.account, now=case.now, dossier_id=case.id)
    return int(kept.pk)


@permission(Permission.SEE_DOSSIERS)
@of_dossier
@in_vietnamese
def printed(request: HttpRequest, case: Case) -> HttpResponse:
    """The written answer as a paper, marked a draft until it is in the register."""
    if case.result is None or not printing.is_printable(case.result) or not case.sees_answer:
        raise Http404
    officer_id, purpose = case.desk.account.officer.pk, case.purpose
    note_look(officer_id=officer_id, dossier_id=case.id, purpose=purpose, what="result:printed", at=case.now)
    url = f"{settings.PUBLIC_URL}{reverse('portal:key', args=[case.row.key])}"
    try:
        pdf = printing.pdf(case.result, dossier=case.row, tracking_url=url, now=case.now)
    except REFUSED as refused:
        return frame.draw(request, "office/out_of_reach.html", {"words": said(refused)}, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="ket-qua-{case.code}.pdf"'
    return response
