"""Many steps at once: shown before, done one by one, and every one of them accounted for afterwards."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.base.words import gettext_lazy
from motcua.web.office import actions, frame, many
from motcua.web.office import desk as desks
from motcua.web.office.actions import Ordered
from motcua.web.office.desk import Desk
from motcua.web.office.forms import CommandForm
from motcua.web.office.forms.steps import BatchAssignForm, BatchForm
from motcua.web.office.many import Chosen
from motcua.web.office.models import MOST_LINES, Bulk
from motcua.web.office.presenting import bulks
from motcua.web.office.views.steps import assignees, outcome_words
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

NOTHING = gettext_lazy("Chưa chọn hồ sơ nào. Đánh dấu ở đầu dòng (phím X) rồi chọn việc cần làm.")


@permission(Permission.WORK_STEP)
def forward(request: HttpRequest) -> HttpResponse:
    """Show what would become of the ticked steps; when it is sent, end each with its ordinary outcome."""
    desk = desks.of(request)
    if (account := before(request, desk)) is not None:
        return account
    chosen = many.to_forward(many.ticked(desk, request))
    able = [each for each in chosen if not each.obstacle]
    form = BatchForm(request.POST or None, assignees=many.common(able, assignees))
    if request.method == "POST" and form.is_valid():
        given = {"note": form.cleaned_data["note"], "assign_to": form.cleaned_data.get("assign_to")}
        return _done(request, desk, Bulk.Kind.FORWARD, form, able, given)
    becomes = [outcome_words(each.case, each.work.definition, each.outcome) if each.work else "" for each in chosen]
    return _shown(request, _("Chuyển nhiều hồ sơ"), _("Chuyển"), form, chosen, becomes)


@permission(Permission.WORK_STEP)
def assign(request: HttpRequest) -> HttpResponse:
    """Give the ticked steps to one officer."""
    desk = desks.of(request)
    if (account := before(request, desk)) is not None:
        return account
    chosen = many.to_assign(many.ticked(desk, request))
    able = [each for each in chosen if not each.obstacle]
    form = BatchAssignForm(request.POST or None, officers=many.receivers(able, on=desk.today))
    if request.method == "POST" and form.is_valid():
        given = {"officer": form.cleaned_data["officer"], "reason": form.cleaned_data["reason"]}
        return _done(request, desk, Bulk.Kind.ASSIGN, form, able, given)
    return _shown(request, _("Giao lại nhiều hồ sơ"), _("Giao lại"), form, chosen, [_("Giao lại")] * len(chosen))


def _shown(
    request: HttpRequest, title: str, verb: str, form: CommandForm, chosen: Sequence[Chosen], becomes: Sequence[str]
) -> HttpResponse:
    if not chosen:
        messages.warning(request, NOTHING)
        return redirect("office:inbox")
    able = sum(not each.obstacle for each in chosen)
    values = {
        "title": title,
        "chosen": list(zip(chosen, becomes, strict=True)),
        "able": able,
        "button": _("%(verb)s %(able)s hồ sơ") % {"verb": verb, "able": able},
        "form": form,
        "most": MOST_LINES,
        "crumbs": [Crumb(_("Hộp việc"), reverse("office:inbox")), Crumb(title)],
    }
    return frame.draw(request, "office/batch.html", values, status=422 if form.errors else 200)


def _done(
    request: HttpRequest, desk: Desk, kind: Bulk.Kind, form: CommandForm, able: Sequence[Chosen], given: dict[str, Any]
) -> HttpResponse:
    ordered = [Ordered(each.case.id, each.step.id, each.outcome) for each in able]
    if not ordered:
        messages.warning(request, NOTHING)
        return redirect("office:inbox")
    return ordered_now(request, desk, kind, form.cleaned_data["key"], ordered, given)


def ordered_now(
    request: HttpRequest, desk: Desk, kind: Bulk.Kind, key: str, ordered: Sequence[Ordered], given: dict[str, Any]
) -> HttpResponse:
    """Begin the command, do as much as one request may, and show how far it came."""
    officer_id = desk.account.officer.pk
    try:
        bulk = actions.begin_bulk(key=key, kind=kind, officer_id=officer_id, ordered=ordered, given=given, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
        return redirect("office:inbox")
    actions.go_on(bulk, by=desk.actor)
    return redirect("office:bulk", bulk.pk)


def before(request: HttpRequest, desk: Desk) -> HttpResponse | None:
    """Pressed a second time, the same command goes on where it is and shows the same account."""
    key = request.POST.get("key", "").replace("\x00", "")
    found = Bulk.objects.filter(key=key, officer_id=desk.account.officer.pk).first() if key else None
    if found is None:
        return None
    actions.go_on(found, by=desk.actor)
    return redirect("office:bulk", found.pk)


@permission(Permission.WORK_STEP)
def bulk(request: HttpRequest, bulk_id: int) -> HttpResponse:
    """The account of one such command; where it was interrupted, the way to go on."""
    desk = desks.of(request)
    found = Bulk.objects.filter(pk=bulk_id, officer_id=desk.account.officer.pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.go_on(found, by=desk.actor)
        return redirect("office:bulk", found.pk)
    lines = list(found.lines.select_related("dossier__procedure_version", "step"))
    title = _("Kết quả: %(kind)s nhiều hồ sơ") % {"kind": found.get_kind_display().lower()}
    values = {
        "title": title,
        "account": bulks.account(lines),
        "lines": bulks.lines(lines),
        "made_at": found.made_at,
        "crumbs": [Crumb(_("Hộp việc"), reverse("office:inbox")), Crumb(title)],
    }
    return frame.draw(request, "office/bulk.html", values)
