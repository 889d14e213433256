"""What a clerk decides about a version: a term, a fee, a paper the text leaves open, the process to work by."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.catalog import actions
from motcua.catalog.models import Channel, Paper, ProcedureVersion, Understanding
from motcua.catalog.refusals import AlreadyClear
from motcua.web.console.procedures import reach
from motcua.web.console.procedures.forms import BindForm, PaperForm, TermForm, process_choices
from motcua.web.console.procedures.views.showing import drawn
from motcua.web.ui.forms import Form
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_CATALOG)
@require_POST
def term(request: HttpRequest, code: str, channel_id: int) -> HttpResponse:
    """Choose the term or the fee of a way to file."""
    desk = reach.changing(request)
    channel = Channel.objects.select_related("version").filter(pk=channel_id, version__procedure__national_code=code)
    found = channel.first()
    if found is None:
        raise Http404
    time, fee = (each != Understanding.UNDERSTOOD for each in (found.time_status, found.fee_status))
    if not time and not fee:
        return _clear(request, found.version, code)
    form = TermForm(request.POST, time=time, fee=fee, auto_id=f"c{channel_id}_%s")
    if not form.is_valid():
        return _again(request, code, found.version, form, 422)
    norm, amount = form.norm(), form.cleaned_data.get("amount")
    if norm is not None:
        actions.choose_time(channel_id=channel_id, norm=norm, by=desk.actor, now=desk.now)
    if amount is not None:
        given = form.cleaned_data
        actions.choose_fee(
            channel_id=channel_id,
            amount_vnd=amount,
            kind=given["kind"],
            words=given["words"],
            by=desk.actor,
            now=desk.now,
        )
    messages.success(request, _("Đã ghi nhận lựa chọn của cán bộ; nguyên văn vẫn giữ."))
    return _back(code, found.version)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def paper(request: HttpRequest, code: str, paper_id: int) -> HttpResponse:
    """Say what a row of the list of papers is."""
    desk = reach.changing(request)
    found = Paper.objects.select_related("version").filter(pk=paper_id, version__procedure__national_code=code).first()
    if found is None:
        raise Http404
    form = PaperForm(request.POST, auto_id=f"p{paper_id}_%s")
    if not form.is_valid():
        return _again(request, code, found.version, form, 422)
    try:
        actions.choose_paper(paper_id=paper_id, **form.cleaned_data, by=desk.actor, now=desk.now)
    except AlreadyClear:
        return _clear(request, found.version, code)
    messages.success(request, _("Đã ghi nhận lựa chọn của cán bộ; nguyên văn vẫn giữ."))
    return _back(code, found.version)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def bind(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say by which process a version is worked."""
    desk = reach.changing(request)
    version = reach.version(code, number)
    form = BindForm(request.POST, processes=process_choices(), cases=list(version.cases.all()))
    if not form.is_valid():
        return _again(request, code, version, form, 422)
    given = form.cleaned_data
    try:
        actions.bind_process(
            version_id=version.pk,
            process_version_id=given["process"],
            case_key=given.get("case", ""),
            by=desk.actor,
            now=desk.now,
        )
    except REFUSED as refused:
        form.add_error(None, said(refused))
        return _again(request, code, version, form, 409)
    messages.success(request, _("Đã gắn quy trình."))
    return _back(code, version)


def _again(request: HttpRequest, code: str, version: ProcedureVersion, form: Form, status: int) -> HttpResponse:
    return drawn(request, reach.versions(code), version, refused=form, status=status)


def _clear(request: HttpRequest, version: ProcedureVersion, code: str) -> HttpResponse:
    messages.warning(request, said(AlreadyClear()))
    return _back(code, version)


def _back(code: str, version: ProcedureVersion) -> HttpResponse:
    return redirect(f"{reverse('console:procedure', args=[code])}?ban={version.number}")
