"""Forms from elsewhere and to elsewhere: another procedure's, a JSON Schema."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.access import Permission, permission
from motcua.catalog import actions as catalog
from motcua.catalog import queries
from motcua.core import forms
from motcua.web.console import desk as desks
from motcua.web.console.forms import working
from motcua.web.console.forms.views.standing import CopyForm, TakeForm, drawn
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.refusals import REFUSED, said
from motcua.web.ui.wording import said as words_said

UNADDRESSABLE = frozenset({"wrong-key", "duplicate-key", "section-key", "too-large", "too-deep"})


@permission(Permission.MANAGE_CATALOG)
@require_POST
def copy(request: HttpRequest, version_id: int) -> HttpResponse:
    """Begin the draft with another procedure's form."""
    work, desk = working.on_the_table(version_id), desks.of(request)
    offered = queries.copiable_forms(on=desk.today, but=version_id)
    form = CopyForm(request.POST, offered=offered, auto_id="chep_%s")
    if not form.is_valid():
        return drawn(request, work, status=422, copy_form=form)
    try:
        catalog.copy_form(
            from_version_id=form.cleaned_data["source"],
            to_version_id=version_id,
            by=desk.actor,
            now=desk.now,
            begun_from=request.POST.get("mark", ""),
        )
    except REFUSED as refused:
        form.add_error(None, said(refused))
        return drawn(request, work, status=409, copy_form=form)
    messages.success(request, _("Đã chép biểu mẫu thành bản nháp."))
    return redirect("console:form_build", version_id)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def take(request: HttpRequest, version_id: int) -> HttpResponse:
    """Take a JSON Schema as the draft."""
    work, desk = working.on_the_table(version_id), desks.of(request)
    form = TakeForm(request.POST, request.FILES, auto_id="nhap_%s")
    if not form.is_valid():
        return drawn(request, work, status=422, take_form=form)
    try:
        given = json.loads(form.cleaned_data["file"].read().decode("utf-8-sig"))
        definition = forms.from_schema(given if isinstance(given, dict) else {})
        wrong = [each for each in forms.errors(definition, queries.table_keys()) if each.code in UNADDRESSABLE]
        if wrong:
            form.add_error("file", " ".join(words_said(each.words) for each in wrong[:3]))
            return drawn(request, work, status=422, take_form=form)
        working.keep(desk, version_id, definition, begun_from=request.POST.get("mark", ""))
    except (ValueError, RecursionError):
        form.add_error("file", _("Tệp không phải JSON."))
        return drawn(request, work, status=422, take_form=form)
    except REFUSED as refused:
        form.add_error("file", said(refused))
        return drawn(request, work, status=409, take_form=form)
    messages.success(request, _("Đã nhập biểu mẫu thành bản nháp."))
    return redirect("console:form_build", version_id)


@permission(Permission.MANAGE_CATALOG)
@require_GET
@in_vietnamese
def give(request: HttpRequest, version_id: int, number: int) -> HttpResponse:
    """A form as a JSON Schema, whole: taken in again it is the same form."""
    found = next((each for each in queries.form_versions(version_id) if each.number == number), None)
    if found is None:
        raise Http404
    schema = forms.to_schema(forms.read(found.definition))
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/schema+json; charset=utf-8")
    name = f"bieu-mau-{working.on_the_table(version_id).version.procedure}-{number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
