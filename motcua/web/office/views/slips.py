"""The control slip: who had the dossier when, on the screen and as the form the law prescribes."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.dossiers import queries
from motcua.gateways import documents
from motcua.people import queries as people
from motcua.web.office import frame
from motcua.web.office.case import Case, named, of_dossier
from motcua.web.office.presenting import dossier as shown
from motcua.web.office.presenting import slips
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb, Key
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.SEE_DOSSIERS)
@of_dossier
def slip(request: HttpRequest, case: Case) -> HttpResponse:
    """The slip as a table, drawn from the steps alone."""
    page = reverse("office:dossier", args=[case.id])
    steps = case.page.steps
    values = {
        "head": shown.head(case.page, case.now),
        "lines": slips.lines(steps, queries.control_slip(steps), people.names_of(named(case)), case.now),
        "crumbs": [Crumb(_("Hộp việc"), reverse("office:inbox")), Crumb(case.code, page), Crumb(_("Phiếu kiểm soát"))],
        "pdf_url": reverse("office:slip_pdf", args=[case.id]),
        "back_url": page,
        "keys": [Key("I", _("Tải bản in"))],
    }
    return frame.draw(request, "office/slip.html", values)


@permission(Permission.SEE_DOSSIERS)
@of_dossier
@in_vietnamese
def slip_pdf(request: HttpRequest, case: Case) -> HttpResponse:
    """Form 06 as PDF, by the wording of the day (law:control-slip)."""
    form = slips.document(case.page, people.names_of(named(case)), on=case.desk.today)
    try:
        pdf = documents.render(form, on=case.desk.today)
    except REFUSED as refused:
        return frame.draw(request, "office/out_of_reach.html", {"words": said(refused)}, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="phieu-kiem-soat-{case.code}.pdf"'
    return response
