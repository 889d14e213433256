"""Taking procedures in from a file: kept as it came, tried, looked at, then taken in or left."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import actions
from motcua.catalog.models import CatalogIntake, ProcedureVersion
from motcua.catalog.queries import Difference
from motcua.catalog.refusals import CatalogMovedOn
from motcua.dossiers import queries as dossiers
from motcua.web.console import frame
from motcua.web.console.procedures import reach
from motcua.web.console.procedures.differing import Marked, marked
from motcua.web.console.procedures.forms import TakeInForm
from motcua.web.ui.parts import Crumb, Fact
from motcua.web.ui.refusals import REFUSED, said

RECENT = 10
SHOWN = 200
FIELDS = {
    "code": gettext_lazy("Mã thủ tục"),
    "channel": gettext_lazy("Cách nộp"),
    "time": gettext_lazy("Thời hạn"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "paper": gettext_lazy("Giấy tờ"),
    "result": gettext_lazy("Kết quả"),
    "legal_basis": gettext_lazy("Căn cứ pháp lý"),
}
OUTCOMES = ("understood", "text", "clerk_must_choose", "note", "absent", "refused")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows of one field."""

    name: str
    counts: list[int]


@permission(Permission.MANAGE_CATALOG)
def receive(request: HttpRequest) -> HttpResponse:
    """A file is kept and tried; nothing changes yet."""
    desk = reach.changing(request)
    form = TakeInForm(request.POST or None, request.FILES or None, initial={"valid_from": desk.today})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                made = actions.receive_catalog(
                    name=str(file.name),
                    content=file.read(),
                    valid_from=form.cleaned_data["valid_from"],
                    by=desk.actor,
                    now=desk.now,
                )
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                return redirect("console:procedure_intake", made.pk)
    recent = CatalogIntake.objects.defer("content", "report").select_related("received_by", "taken_by")
    values = {"form": form, "recent": recent.order_by("-received_at", "-pk")[:RECENT]}
    way = [Crumb(_("Thủ tục"), reverse("console:procedures")), Crumb(_("Nhập từ tệp"))]
    return frame.draw(request, "console/procedures/take_in.html", values, way=way, status=status)


@permission(Permission.MANAGE_CATALOG)
def intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """What the trial of a file says; then taking it in."""
    desk = reach.changing(request)
    found = CatalogIntake.objects.defer("content").select_related("received_by", "taken_by").filter(pk=intake_id)
    kept = found.first()
    if kept is None:
        raise Http404
    status, refused_for = 200, ""
    if request.method == "POST":
        try:
            pinned = pinned_days(kept.report["changed_codes"])
            actions.take_catalog(intake_id=intake_id, pinned=pinned, by=desk.actor, now=desk.now)
        except CatalogMovedOn as refused:
            actions.try_again(intake_id=intake_id, now=desk.now)
            refused_for, status = said(refused), 409
        except REFUSED as refused:
            refused_for, status = said(refused), 409
        else:
            messages.success(request, _("Đã nhập tệp %(name)s.") % {"name": kept.name})
            return redirect("console:procedure_intake", intake_id)
        kept.refresh_from_db()
    values = {"intake": kept, "refused_for": refused_for, **_told(kept.report)}
    way = [
        Crumb(_("Thủ tục"), reverse("console:procedures")),
        Crumb(_("Nhập từ tệp"), reverse("console:procedure_import")),
        Crumb(kept.name),
    ]
    return frame.draw(request, "console/procedures/intake.html", values, way=way, status=status)


def pinned_days(codes: list[str]) -> dict[str, Any]:
    """The last day on which a dossier was filed, of each of these procedures."""
    versions = dict(
        ProcedureVersion.objects.filter(procedure__national_code__in=codes).values_list(
            "pk", "procedure__national_code"
        )
    )
    days: dict[str, Any] = {}
    for version_id, pinned in dossiers.pinned_to_versions(versions).items():
        if pinned.last is not None:
            code = versions[version_id]
            days[code] = max(days.get(code, pinned.last), pinned.last)
    return days


def _told(report: dict[str, Any]) -> dict[str, Any]:
    english = (get_language() or "vi").startswith("en")
    refused = [
        {"where": each["where"], "code": each["code"], "words": each["en" if english else "vi"]}
        for each in report["refused"]
    ]
    return {
        "facts": [
            Fact(_("Đã đọc"), str(report["read"])),
            Fact(_("Thủ tục mới"), str(report["new"])),
            Fact(_("Phiên bản mới của thủ tục đã có"), str(report["changed"])),
            Fact(_("Không đổi"), str(report["unchanged"] + report["confirmed"])),
            Fact(_("Bị từ chối"), str(len(refused))),
        ],
        "outcomes": [
            Outcome(str(label), [report["fields"][name]["rows"].get(each, 0) for each in OUTCOMES])
            for name, label in FIELDS.items()
            if name in report["fields"]
        ],
        "refused": refused[:SHOWN],
        "new_codes": report["new_codes"][:SHOWN],
        "changes": [(each["code"], each["name"], _marked(each["changes"])) for each in report["changes"]],
        "before_head": _("Đang có"),
        "after_head": _("Trong tệp"),
        "anything": bool(report["new_codes"] or report["changed_codes"]),
    }


def _marked(changes: list[dict[str, Any]]) -> list[Marked]:
    return marked(Difference(each["what"], each["label"], each["before"], each["after"]) for each in changes)
