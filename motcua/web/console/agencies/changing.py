"""An agency founded, renamed, given a code; its divisions opened, renamed, ended."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.dossiers import actions as dossiers
from motcua.org import actions
from motcua.org.models import Unit
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.agencies.entering import CodeForm, FoundForm, RenameForm, UnitForm
from motcua.web.console.agencies.views import drawn, found, unit_end_form, unit_name_form
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_AGENCIES)
def add(request: HttpRequest) -> HttpResponse:
    """A new agency."""
    desk = desks.of(request)
    form = FoundForm(request.POST or None, today=desk.today)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = actions.found_agency(
                    **{name: given[name] for name in ("name", "short_name", "level", "since", "is_one_stop")},
                    parent_id=given["parent"],
                    by=f"officer:{desk.actor.id}",
                    at=desk.now,
                )
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã lập cơ quan. Cấp mã định danh để cơ quan nhận được hồ sơ."))
                return redirect("console:agency", made.pk)
    way = [Crumb(_("Cơ quan, đơn vị"), reverse("console:agencies")), Crumb(_("Thêm cơ quan"))]
    return frame.draw(request, "console/agencies/add.html", {"form": form}, way=way, status=status)


@permission(Permission.MANAGE_AGENCIES)
@require_POST
def rename(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Another name from a day on."""
    form = RenameForm(request.POST, auto_id="ten_%s")
    return _done(request, agency_id, "rename_form", form, actions.rename, _("Đã ghi tên mới."))


@permission(Permission.MANAGE_AGENCIES)
@require_POST
def give_code(request: HttpRequest, agency_id: int) -> HttpResponse:
    """A code from a day on."""
    form = CodeForm(request.POST, auto_id="ma_%s")
    return _done(request, agency_id, "code_form", form, actions.assign_code, _("Đã cấp mã."))


@permission(Permission.MANAGE_AGENCIES)
@require_POST
def open_unit(request: HttpRequest, agency_id: int) -> HttpResponse:
    """A new division."""
    form = UnitForm(request.POST, auto_id="phong_%s")
    return _done(request, agency_id, "unit_form", form, actions.add_unit, _("Đã mở phòng, đơn vị mới."))


def _done(
    request: HttpRequest, agency_id: int, name: str, form: Form, verb: Callable[..., Any], told: str
) -> HttpResponse:
    desk, agency = desks.of(request), found(agency_id)
    if not form.is_valid():
        return drawn(request, agency, 422, **{name: form})
    try:
        verb(agency_id=agency_id, by=f"officer:{desk.actor.id}", at=desk.now, **form.cleaned_data)
    except REFUSED as refused:
        form.add_error(None, said(refused))
        return drawn(request, agency, 409, **{name: form})
    messages.success(request, told)
    return redirect("console:agency", agency_id)


@permission(Permission.MANAGE_AGENCIES)
@require_POST
def rename_unit(request: HttpRequest, agency_id: int, unit_id: int) -> HttpResponse:
    """Another name of a division from a day on."""
    desk, unit = desks.of(request), _unit(agency_id, unit_id)
    form = unit_name_form(unit, desk.today, request.POST)
    if form.is_valid():
        try:
            actions.rename_unit(unit_id=unit_id, by=f"officer:{desk.actor.id}", at=desk.now, **form.cleaned_data)
        except REFUSED as refused:
            form.add_error(None, said(refused))
            return drawn(request, found(agency_id), 409, unit_id, unit_name_form=form)
        messages.success(request, _("Đã ghi tên mới của phòng."))
        return redirect("console:agency", agency_id)
    return drawn(request, found(agency_id), 422, unit_id, unit_name_form=form)


@permission(Permission.MANAGE_AGENCIES)
@require_POST
def end_unit(request: HttpRequest, agency_id: int, unit_id: int) -> HttpResponse:
    """The last day of a division; what it has in hand goes to another."""
    desk, unit = desks.of(request), _unit(agency_id, unit_id)
    form = unit_end_form(unit, desk.today, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            done = dossiers.end_unit(
                unit_id=unit_id,
                last_day=given["last_day"],
                successor_id=given["successor"],
                by=desk.actor,
                now=desk.now,
            )
        except REFUSED as refused:
            form.add_error(None, said(refused))
            return drawn(request, found(agency_id), 409, unit_id, unit_end_form=form)
        told = _("Đã ghi ngày kết thúc: chuyển %(posts)s vị trí, %(offerings)s thủ tục, %(dossiers)s hồ sơ.")
        counts = {"posts": done.posts, "offerings": done.offerings, "dossiers": done.dossiers}
        messages.success(request, told % counts)
        return redirect("console:agency", agency_id)
    return drawn(request, found(agency_id), 422, unit_id, unit_end_form=form)


def _unit(agency_id: int, unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk=unit_id, agency_id=agency_id).first()
    if unit is None:
        raise Http404
    return unit
