"""Templates for opinions and answers: the list, and the page where one is written and tried on a dossier."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.catalog import queries as catalog
from motcua.dossiers import queries as dossiers
from motcua.web.office import actions, frame, merging, templating
from motcua.web.office import desk as desks
from motcua.web.office.case import OutOfReach, open_case
from motcua.web.office.desk import Desk
from motcua.web.office.forms.templates import TemplateForm
from motcua.web.office.models import TextTemplate
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

TRY, FORGET = "thu", "xoa"


@permission(Permission.WORK_STEP)
def templates(request: HttpRequest) -> HttpResponse:
    """Everything this officer may write with."""
    desk = desks.of(request)
    found = [(each, templating.may_change(desk, each)) for each in templating.of_desk(desk)]
    return frame.draw(request, "office/templates.html", {"templates": found})


@permission(Permission.WORK_STEP)
def template(request: HttpRequest, template_id: int | None = None) -> HttpResponse:
    """Write, try, keep or remove one template."""
    desk = desks.of(request)
    kept = _kept(desk, template_id) if template_id else None
    if request.method != "POST":
        return _page(request, kept, _form(desk, kept, None))
    if kept and FORGET in request.POST:
        actions.forget_template(template=kept)
        messages.success(request, _("Đã xóa mẫu “%(name)s”.") % {"name": kept.name})
        return redirect("office:templates")
    form = _form(desk, kept, request.POST)
    if not form.is_valid():
        return _page(request, kept, form, status=422)
    if TRY in request.POST:
        return _page(request, kept, form, tried=_tried(desk, form.cleaned_data))
    given = form.cleaned_data
    wanted = actions.Wanted(
        given["kind"],
        given["name"],
        given["body"],
        agency_id=int(given["holder"]) if given["holder"] else None,
        procedure_id=given["procedure"],
    )
    try:
        saved = actions.keep_template(
            wanted, by=desk.account.officer, now=desk.now, template=kept, edition=given["edition"] or 0
        )
    except REFUSED as refused:
        form.add_error(None, said(refused))
        return _page(request, kept, form, status=409)
    messages.success(request, _("Đã lưu mẫu “%(name)s”.") % {"name": saved.name})
    return redirect("office:templates")


def _kept(desk: Desk, template_id: int) -> TextTemplate:
    found = templating.of_desk(desk).filter(pk=template_id).first()
    if found is None or not templating.may_change(desk, found):
        raise Http404
    return found


def _form(desk: Desk, kept: TextTemplate | None, data: Any) -> TemplateForm:
    agencies = [post.agency_id for post in desk.posts]
    offered = catalog.offered_by(agencies, desk.today).values_list("procedure_id", "procedure__national_code", "name")
    procedures = {f"{code} · {name}": procedure_id for procedure_id, code, name in offered}
    initial: dict[str, Any] = {"kind": TextTemplate.Kind.OPINION, "holder": ""}
    if kept:
        chosen = next((said for said, number in procedures.items() if number == kept.procedure_id), "")
        initial = {
            "name": kept.name,
            "kind": kept.kind,
            "holder": str(kept.agency_id or ""),
            "procedure": chosen,
            "body": kept.body,
            "edition": kept.edition,
        }
    holders = [
        (str(number), _("Dùng chung ở %(name)s") % {"name": name})
        for number, name in templating.shared_by(desk).items()
    ]
    return TemplateForm(data, initial=initial, holders=holders, procedures=procedures)


def _tried(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """The text as it would read for a dossier; whose data it shows is logged as any look."""
    try:
        case = open_case(desk, dossiers.by_code(given["ho_so"]))
    except (OutOfReach, *REFUSED):
        return {"words": _("Không tìm thấy hồ sơ này trong phạm vi Ông/Bà được xem.")}
    templating.note_merging(case)
    merged = merging.filled(case, given["body"])
    return {"text": merged.text, "lacking": ", ".join((*merged.empty, *merged.unknown))}


def _page(
    request: HttpRequest, kept: TextTemplate | None, form: TemplateForm, *, tried: Any = None, status: int = 200
) -> HttpResponse:
    title = _("Sửa mẫu") if kept else _("Thêm mẫu")
    values = {
        "title": title,
        "kept": kept,
        "form": form,
        "tried": tried,
        "names": merging.NAMES,
        "crumbs": [Crumb(_("Mẫu câu, mẫu văn bản"), reverse("office:templates")), Crumb(title)],
    }
    return frame.draw(request, "office/template.html", values, status=status)
