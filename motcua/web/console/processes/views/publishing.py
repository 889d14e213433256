"""Publishing a draft: errors block it, warnings want a reason, the day decides who works by it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.access import Permission, permission
from motcua.catalog import actions, queries
from motcua.catalog.models import ProcessVersion
from motcua.catalog.refusals import TrialsFailing, WarningsNotConfirmed
from motcua.core import flow
from motcua.core.vietnam import day_text
from motcua.dossiers import queries as dossiers
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.processes import reach, table
from motcua.web.console.processes.forms import PublishForm
from motcua.web.console.processes.views.looking import changes
from motcua.web.console.processes.views.trials import shown
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_PROCESSES)
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """What publishing changes, and for whom; then doing it."""
    desk = reach.changing(request)
    version = reach.version(version_id)
    if version.status != ProcessVersion.Status.DRAFT:
        return redirect("console:process", version.pk)
    form = PublishForm(request.POST or None, initial={"valid_from": desk.today})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _not_past(form, desk):
            try:
                actions.publish_process(
                    process_version_id=version.pk,
                    valid_from=form.cleaned_data["valid_from"],
                    reason=form.cleaned_data["reason"],
                    begun_from=request.POST.get("mark", ""),
                    calendar=desk.calendar,
                    by=desk.actor,
                    now=desk.now,
                )
            except WarningsNotConfirmed:
                form.add_error("reason", _("Quy trình còn cảnh báo: hãy ghi lý do vẫn ban hành."))
            except TrialsFailing:
                form.add_error("reason", _("Có tình huống thử không còn đúng: hãy ghi lý do vẫn ban hành."))
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                begins = day_text(form.cleaned_data["valid_from"])
                messages.success(request, _("Đã ban hành, áp dụng từ %(day)s.") % {"day": begins})
                return redirect("console:process", version.pk)
    version.refresh_from_db()
    return frame.draw(
        request, "console/processes/publish.html", _values(version, form, desk), way=_way(version), status=status
    )


def _not_past(form: PublishForm, desk: Desk) -> bool:
    if form.cleaned_data["valid_from"] >= desk.today:
        return True
    form.add_error("valid_from", _("Ngày áp dụng không được trước hôm nay: hồ sơ đã nộp giữ phiên bản cũ."))
    return False


def _values(version: ProcessVersion, form: PublishForm, desk: Desk) -> dict[str, Any]:
    process = queries.table_of(version)
    told = table.told(flow.findings(process, version.norm_hours))
    before = version.process.versions.filter(status=ProcessVersion.Status.PUBLISHED).order_by("-number").first()
    used = queries.process_used_by(version.process_id)
    tried = [shown(process, verdict) for verdict in actions.verdicts(version, desk.calendar)]
    pinned = dossiers.running_by_process(version.process.versions.values_list("pk", flat=True))
    return {
        "form": form,
        "version": version,
        "name": process.name or version.process.name,
        "told": told,
        "blocked": any(each.is_error for each in told),
        "before": before,
        "trials": tried,
        "failing": any(not each.passed for each in tried),
        "pinned": ngettext(
            "%(count)s hồ sơ đang giải quyết theo các phiên bản trước giữ nguyên phiên bản của mình đến khi kết thúc.",
            "%(count)s hồ sơ đang giải quyết theo các phiên bản trước giữ nguyên phiên bản của mình đến khi kết thúc.",
            pinned,
        )
        % {"count": pinned},
        **(changes(queries.table_of(before), process) if before else {}),
        "before_head": _("Phiên bản %(number)s") % {"number": before.number} if before else "",
        "after_head": _("Bản nháp này"),
        "used": ngettext(
            "%(count)s thủ tục đang gắn với quy trình này sẽ theo phiên bản mới từ ngày áp dụng.",
            "%(count)s thủ tục đang gắn với quy trình này sẽ theo phiên bản mới từ ngày áp dụng.",
            len(used),
        )
        % {"count": len(used)}
        if used
        else "",
    }


def _way(version: ProcessVersion) -> list[Crumb]:
    return [
        Crumb(_("Quy trình"), reverse("console:processes")),
        Crumb(version.process.name, reverse("console:process", args=[version.pk])),
        Crumb(_("Ban hành")),
    ]
