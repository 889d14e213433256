"""The BPMN modeler: a draft drawn, what is drawn taken in by the importer, or refused with the element named."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import actions, queries
from motcua.catalog.models import ProcessVersion
from motcua.catalog.refusals import ProcessChangedMeanwhile
from motcua.core.vietnam import moment_text
from motcua.gateways import bpmn
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.processes import reach, table, words
from motcua.web.console.processes.views.files import LARGEST
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_PROCESSES)
def model(request: HttpRequest, version_id: int) -> HttpResponse:
    """The page with the drawing; a draft's comes back by POST and is answered as JSON."""
    version = reach.version(version_id)
    editing = version.status == ProcessVersion.Status.DRAFT and reach.may_change(desks.of(request))
    if request.method == "POST":
        return _save(request, version)
    cannot = ""
    process = queries.table_of(version)
    try:
        bpmn.write(process, norm_hours=version.norm_hours, roles=words.role_names(), language=words.language())
    except bpmn.NotDrawable as refused:
        cannot = said(refused)
    values = {
        "version": version,
        "name": process.name or version.process.name,
        "editing": editing,
        "cannot": cannot,
    }
    way = [
        Crumb(_("Quy trình"), reverse("console:processes")),
        Crumb(version.process.name, reverse("console:process", args=[version.pk])),
        Crumb(_("Sơ đồ BPMN")),
    ]
    return frame.draw(request, "console/processes/model.html", values, way=way)


def _save(request: HttpRequest, version: ProcessVersion) -> JsonResponse:
    desk = reach.changing(request)
    file = request.FILES.get("xml")
    if not isinstance(file, UploadedFile) or (file.size or 0) > LARGEST:
        return _refused(_("Sơ đồ lớn hơn 4 MB hoặc chưa được gửi."))
    try:
        taken = actions.draw_draft(
            version_id=version.pk,
            data=file.read(),
            begun_from=request.POST.get("mark", ""),
            by=desk.actor,
            now=desk.now,
        )
    except bpmn.BpmnRefused as refused:
        found = [_reason(each.element, each) for each in refused.reasons]
        return _refused(_("Chưa lưu: sơ đồ có nội dung mà bảng bước không thể hiện được."), found)
    except ProcessChangedMeanwhile as refused:
        version.refresh_from_db()
        return _refused(said(refused), over=version.source_hash, status=409)
    except REFUSED as refused:
        return _refused(said(refused), status=409)
    told = table.told_again(taken.version.findings)
    reasons = [_reason(each.element, each) for each in taken.remarks]
    reasons += [{"element": "", "words": each.words} for each in told]
    return JsonResponse(
        {
            "said": _("Đã lưu bản nháp lúc %(at)s.") % {"at": moment_text(desk.now)},
            "mark": taken.version.source_hash,
            "reasons": reasons,
        }
    )


def _reason(element: str, each: bpmn.Reason | bpmn.Remark) -> dict[str, str]:
    return {"element": element, "words": each.en if words.language().startswith("en") else each.vi}


def _refused(
    told: str, reasons: list[dict[str, str]] | None = None, *, over: str = "", status: int = 422
) -> JsonResponse:
    values: dict[str, Any] = {"said": told, "reasons": reasons or []}
    return JsonResponse(values | ({"over": over} if over else {}), status=status)
