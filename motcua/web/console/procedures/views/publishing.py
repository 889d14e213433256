"""Making a change public: what it changes and for whom, by which decision, from when; then doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.catalog import actions, queries
from motcua.catalog.actions import Plan
from motcua.catalog.models import Offering, ProcedureDraft, ProcedureVersion
from motcua.catalog.refusals import NewerVersionPublished
from motcua.core.publication import Issuer
from motcua.core.vietnam import day_text
from motcua.dossiers import queries as dossiers
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.procedures import differing, reach, words
from motcua.web.console.procedures.forms import AbolishForm, PublishForm
from motcua.web.console.procedures.views import showing
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_CATALOG)
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """What publishing the draft changes, and for whom; then doing it."""
    desk = reach.changing(request)
    draft = queries.procedure_draft(code)
    if draft is None:
        messages.warning(request, _("Thủ tục %(code)s không còn bản nháp nào.") % {"code": code})
        return redirect("console:procedures")
    begins = max(draft.effective_on or desk.today, desk.today)
    form = PublishForm(request.POST or None, initial={"valid_from": begins})
    status, refused_for, newer = 200, "", False
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                version = actions.publish_procedure_draft(
                    code=code,
                    valid_from=form.cleaned_data["valid_from"],
                    begun_from=request.POST.get("mark", ""),
                    pinned_until=pinned_until(code),
                    by=desk.actor,
                    now=desk.now,
                )
            except NewerVersionPublished as refused:
                refused_for, newer, status = said(refused), True, 409
            except REFUSED as refused:
                refused_for, status = said(refused), 409
            else:
                day = day_text(version.valid_from)
                messages.success(request, _("Đã công khai, áp dụng từ %(day)s.") % {"day": day})
                return redirect("console:procedure", code)
    values = {"form": form, "draft": draft, "refused_for": refused_for, "newer": newer, **_values(draft, desk)}
    way = [Crumb(_("Thủ tục"), reverse("console:procedures")), Crumb(code), Crumb(_("Công khai"))]
    return frame.draw(request, "console/procedures/publish.html", values, way=way, status=status)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """The draft was held against the version published meanwhile and stands."""
    desk = reach.changing(request)
    try:
        actions.follow_newest(code=code, begun_from=request.POST.get("mark", ""), by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Bản nháp đã được đối chiếu với phiên bản mới nhất."))
    return redirect("console:procedure_publish", code)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take back the version whose day has not come."""
    desk = reach.changing(request)
    newest = showing.newest_of(reach.versions(code))
    try:
        actions.withdraw_version(version_id=newest.pk, by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Đã thu hồi phiên bản %(number)s.") % {"number": newest.number})
    return redirect("console:procedure", code)


@permission(Permission.MANAGE_CATALOG)
def abolish(request: HttpRequest, code: str) -> HttpResponse:
    """What ends with a procedure; then ending it from a day."""
    desk = reach.changing(request)
    versions = reach.versions(code)
    form = AbolishForm(request.POST or None, initial={"on": desk.today})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            plan = Plan(
                decision_number=given["decision_number"], decided_on=given["decided_on"], issuer=Issuer(given["issuer"])
            )
            try:
                actions.abolish(code=code, on=given["on"], plan=plan, by=desk.actor, now=desk.now)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã ghi nhận bãi bỏ từ %(day)s.") % {"day": day_text(given["on"])})
                return redirect("console:procedure", code)
    pinned = dossiers.pinned_to_versions(each.pk for each in versions)
    offering = Offering.objects.filter(procedure=versions[0].procedure, valid_to__isnull=True)
    values = {
        "form": form,
        "code": code,
        "name": showing.newest_of(versions).name,
        "running": showing.running(sum(each.running for each in pinned.values())),
        "agencies": list(offering.select_related("agency").order_by("agency__sort_key")),
        "draft": queries.procedure_draft(code),
    }
    way = [
        Crumb(_("Thủ tục"), reverse("console:procedures")),
        Crumb(code, reverse("console:procedure", args=[code])),
        Crumb(_("Bãi bỏ")),
    ]
    return frame.draw(request, "console/procedures/abolish.html", values, way=way, status=status)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Take an abolition back before its day."""
    desk = reach.changing(request)
    try:
        actions.take_back_abolition(code=code, by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Đã hủy việc bãi bỏ."))
    return redirect("console:procedure", code)


def pinned_until(code: str) -> Any:
    """The last day on which a dossier was filed under a version of a procedure."""
    versions = ProcedureVersion.objects.filter(procedure__national_code=code).values_list("pk", flat=True)
    days = [each.last for each in dossiers.pinned_to_versions(versions).values() if each.last]
    return max(days, default=None)


def _values(draft: ProcedureDraft, desk: Desk) -> dict[str, Any]:
    tried = _tried(draft, desk)
    running = 0
    if draft.base is not None:
        pinned = dossiers.pinned_to_versions(
            ProcedureVersion.objects.filter(procedure_id=draft.base.procedure_id).values_list("pk", flat=True)
        )
        running = sum(each.running for each in pinned.values())
    return {
        "duties": words.duties(words.decision_of(draft), desk.calendar, desk.today),
        "has_decision": bool(draft.decision_number and draft.decided_on),
        "pinned": showing.running(running),
        "is_first": draft.base is None,
        "missing": _missing(draft.data),
        "before_head": _("Phiên bản %(number)s") % {"number": draft.base.number} if draft.base else "",
        "after_head": _("Bản nháp này"),
        **tried,
    }


def _tried(draft: ProcedureDraft, desk: Desk) -> dict[str, Any]:
    """What publishing would make, looked at and taken back: the same code that does it says what it does."""
    try:
        with actions.tried(draft, now=desk.now) as made:
            after = queries.version_with_all(made.pk)
            before = queries.version_with_all(draft.base_id) if draft.base_id else None
            return {
                "cannot": "",
                "changes": differing.differing(before, after) if before else [],
                "must_choose": showing.must_choose(after),
                "keeps_process": after.processes.exists(),
                "keeps_form": after.forms.exists(),
            }
    except REFUSED as refused:
        return {"cannot": said(refused), "changes": [], "must_choose": 0}


def _missing(data: dict[str, Any]) -> list[str]:
    """law:procedure-parts — the parts a procedure must have and this one lacks."""
    parts = (
        (_("tên thủ tục"), data.get("name")),
        (_("trình tự thực hiện"), data.get("steps")),
        (_("cách thức thực hiện"), data.get("methods")),
        (_("thành phần, số lượng hồ sơ"), data.get("documents")),
        (_("thời hạn giải quyết"), any(each.get("time_raw") for each in data.get("methods") or ())),
        (_("đối tượng thực hiện"), data.get("targets")),
        (_("cơ quan thực hiện"), data.get("executing_agency")),
    )
    return [name for name, held in parts if not held]
