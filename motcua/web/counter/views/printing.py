"""Handing out what belongs to a dossier: printed forms, scans, the result."""

from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from motcua.access import Permission
from motcua.access.models import LookLog
from motcua.files import actions as files
from motcua.files import answers, papers
from motcua.files import refusals as missing
from motcua.files.models import StoredFile
from motcua.gateways import documents
from motcua.results import printing as written
from motcua.web.counter import slips
from motcua.web.counter.clerk import Clerk, at_desk
from motcua.web.counter.issuing import issue, print_again
from motcua.web.counter.views.dossier import seen, to_print
from motcua.web.ui import errors, sending
from motcua.web.ui.declaring import printing as declaring
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.refusals import REFUSED, said
from motcua.web.ui.shell import SITE


@at_desk(Permission.SEE_DOSSIERS)
@in_vietnamese
def form(request: HttpRequest, clerk: Clerk, dossier_id: int, slug: str) -> HttpResponse | FileResponse:
    """A form that belongs to what happened to the dossier, as a PDF: made at first, from the store afterwards."""
    page = seen(clerk, dossier_id, f"in {slug}"[:200])
    slip = slips.of(page).get(slug)
    if slip is None:
        raise Http404
    try:
        stored = issue(slip, page, clerk)
        copy = print_again(slip, page, clerk) if "in-lai" in request.GET else None
    except (documents.Unprintable, documents.NoSuchForm) as refused:
        return HttpResponse(said(refused), status=409, content_type="text/plain; charset=utf-8")
    if copy is not None:
        return _pdf(copy, f"{slug}-in-lai.pdf")
    handed = files.hand_out(
        file_id=stored.pk,
        to=clerk.account,
        may=lambda file: file.dossier_id == page.dossier.pk,
        now=clerk.now,
        purpose=LookLog.Purpose.RECEPTION,
    )
    response = answers.respond(handed)
    # Our own paper, made by ourselves: it may open in the browser, whose print key is nearer than a download.
    response.headers["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; plugin-types application/pdf"
    return response


@at_desk(Permission.SEE_PAPERS)
@in_vietnamese
def declaration(request: HttpRequest, clerk: Clerk, dossier_id: int) -> HttpResponse:
    """What the applicant declared, as a paper to sign."""
    page = seen(clerk, dossier_id, "quầy: tờ khai")
    made = declaring.printed(page, place=SITE.place.removeprefix("Tỉnh "))
    if made is None:
        raise Http404
    return made


@at_desk(Permission.SEE_PAPERS)
def paper(request: HttpRequest, clerk: Clerk, dossier_id: int, file_id: int) -> HttpResponse | FileResponse:
    """A scan of the dossier's papers."""
    return _file(request, clerk, dossier_id, file_id, (StoredFile.Kind.PAPER, StoredFile.Kind.PROOF))


@at_desk(Permission.SEE_PAPERS)
def proof(request: HttpRequest, clerk: Clerk, dossier_id: int, file_id: int, number: int) -> HttpResponse:
    """A first page of a proof of payment, small."""
    page = seen(clerk, dossier_id, f"chứng từ {file_id}", to_draw=False)
    found = next((each.file for each in page.payment_proofs if each.file_id == file_id), None)
    if found is None:
        raise Http404
    try:
        picture = papers.preview(found, number)
    except REFUSED as refused:
        return HttpResponse(said(refused), status=404, content_type="text/plain; charset=utf-8")
    return sending.small_picture(picture)


def _file(
    request: HttpRequest, clerk: Clerk, dossier_id: int, file_id: int, kinds: tuple[StoredFile.Kind, ...]
) -> HttpResponse | FileResponse:
    page = seen(clerk, dossier_id, f"tệp {file_id}")
    return _hand_out(request, clerk, file_id, lambda file: file.dossier_id == page.dossier.pk and file.kind in kinds)


def _hand_out(
    request: HttpRequest, clerk: Clerk, file_id: int, may: Callable[[StoredFile], bool]
) -> HttpResponse | FileResponse:
    try:
        handed = files.hand_out(
            file_id=file_id, to=clerk.account, may=may, now=clerk.now, purpose=LookLog.Purpose.RECEPTION
        )
    except missing.NoSuchFile as absent:
        raise Http404 from absent
    except (missing.StillScanned, missing.FoundInfected):
        return errors.page(request, 409) if 409 in errors.WORDS else HttpResponse(status=409)
    return answers.respond(handed, in_place=True)


@at_desk(Permission.SEE_DOSSIERS)
@in_vietnamese
def result(request: HttpRequest, clerk: Clerk, dossier_id: int) -> HttpResponse | FileResponse:
    """The answer once it stands in the register: the file that was issued, or the text written here as a paper."""
    page = seen(clerk, dossier_id, "in ket-qua")
    found = to_print(page)
    if found is None:
        raise Http404
    if found.file_id:
        return _hand_out(request, clerk, found.file_id, lambda file: file.kind == StoredFile.Kind.RESULT)
    try:
        content = written.pdf(
            found,
            dossier=page.dossier,
            tracking_url=f"{settings.PUBLIC_URL}{reverse('portal:key', args=[page.dossier.key])}",
            now=clerk.now,
        )
    except (documents.Unprintable, documents.NoSuchForm) as refused:
        return HttpResponse(said(refused), status=409, content_type="text/plain; charset=utf-8")
    return _pdf(content, f"ket-qua-{page.dossier.code}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
