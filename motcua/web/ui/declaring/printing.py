"""The declaration on paper: the answers under the titles of their form, with the dossier's QR code."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from motcua.catalog import queries as catalog
from motcua.core.forms import said, saying
from motcua.core.vietnam import ZONE
from motcua.dossiers.queries import Page
from motcua.gateways import documents
from motcua.gateways.documents import Declaration, DeclaredItem, DeclaredLine, DeclaredPart, Letterhead
from motcua.web.ui.declaring.showing import held
from motcua.web.ui.refusals import said as refusal_said


def printed(page: Page, *, place: str) -> HttpResponse | None:
    """The declaration as a PDF to be opened beside the page; None where nothing was declared on a form."""
    made = paper(page, place=place)
    if made is None:
        return None
    try:
        content = documents.render(made, on=made.letterhead.issued_on)
    except documents.Unprintable as refused:
        return HttpResponse(refusal_said(refused), status=409, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="to-khai-{page.dossier.code}.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; plugin-types application/pdf"
    response.headers["Cache-Control"] = "no-store"
    return response


def paper(page: Page, *, place: str) -> Declaration | None:
    """The declaration of a dossier as the printer takes it."""
    checked = held(page)
    if checked is None:
        return None
    dossier = page.dossier
    definition = catalog.form(page.form_id) if page.form_id else catalog.DEFAULT
    day: date = (dossier.submitted_at or dossier.state_since).astimezone(ZONE).date()
    parties = page.parties
    return Declaration(
        letterhead=Letterhead("", dossier.competent_agency.name, None, place, day),
        title=definition.title.vi,
        addressee=definition.addressee.vi or dossier.competent_agency.name,
        procedure=dossier.procedure_version.name,
        procedure_code=dossier.procedure_version.procedure.national_code,
        dossier_code=dossier.code or "",
        tracking_url=f"{settings.PUBLIC_URL}{reverse('portal:key', args=[dossier.key])}",
        parts=tuple(_part(part) for part in said(checked)),
        source=definition.source or "Biểu mẫu điện tử của thủ tục",
        is_compared=page.form_id is None or catalog.form_in_use(dossier.procedure_version_id).is_compared,
        signatory=(parties.get("submitter") or parties["owner"]).full_name,
    )


def _part(part: saying.Part) -> DeclaredPart:
    items: list[DeclaredItem] = []
    lines: list[DeclaredLine] = []
    for item in part.items:
        if isinstance(item, saying.Line):
            lines.append(_line(item))
            continue
        if lines:
            items.append(DeclaredItem("", tuple(lines), (), (), ""))
            lines = []
        items.append(_item(item))
    if lines:
        items.append(DeclaredItem("", tuple(lines), (), (), ""))
    return DeclaredPart(part.title.vi, tuple(items))


def _item(item: saying.Block | saying.Grid | saying.Statement) -> DeclaredItem:
    match item:
        case saying.Block():
            return DeclaredItem(item.label.vi, tuple(_line(line) for line in item.lines), (), (), "")
        case saying.Grid():
            rows = tuple(tuple(cell.vi for cell in row) for row in item.rows)
            return DeclaredItem(item.label.vi, (), tuple(each.vi for each in item.head), rows, "")
    return DeclaredItem("", (), (), (), item.words.vi)


def _line(line: saying.Line) -> DeclaredLine:
    return DeclaredLine(line.label.vi, line.words.vi)
