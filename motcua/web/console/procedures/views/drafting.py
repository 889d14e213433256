"""Writing the next version of a procedure: what is typed is kept on the page until it is saved, and nobody's work is
written over.
"""

from dataclasses import dataclass
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
from motcua.catalog.models import Paper, ProcedureDraft, TimeUnit
from motcua.catalog.refusals import ProcedureChangedMeanwhile
from motcua.catalog.understand import Status
from motcua.catalog.understand.fees import read_fee
from motcua.catalog.understand.papers import read_paper
from motcua.catalog.understand.procedure import norm_of
from motcua.catalog.understand.times import read_time
from motcua.core.publication import Issuer
from motcua.core.vietnam import moment_text
from motcua.web.console import frame
from motcua.web.console.procedures import reach, typed, words
from motcua.web.console.procedures.forms import NewProcedureForm, PlanForm
from motcua.web.console.procedures.typed import Problem, Typed
from motcua.web.console.procedures.views.showing import alternative
from motcua.web.ui import procedures as said_of
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said
from motcua.web.ui.wording import money


@dataclass(frozen=True, slots=True)
class EditRow:
    """One row of a list in the form: what is typed, what the system reads in it, what is wrong."""

    no: int
    at: str
    row: dict[str, str]
    read: str
    alternatives: list[str]
    unclear: bool
    fee_read: str
    fee_unclear: bool
    problems: list[str]


@permission(Permission.MANAGE_CATALOG)
def begin(request: HttpRequest) -> HttpResponse:
    """A procedure the catalogue does not have yet."""
    desk = reach.changing(request)
    form = NewProcedureForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                draft = actions.begin_procedure(**form.cleaned_data, by=desk.actor, now=desk.now)
            except REFUSED as refused:
                form.add_error("code", said(refused))
                status = 409
            else:
                messages.success(request, _("Đã lập bản nháp; hãy nhập nội dung rồi công khai."))
                return redirect("console:procedure_edit", draft.code)
    way = [Crumb(_("Thủ tục"), reverse("console:procedures")), Crumb(_("Thủ tục mới"))]
    return frame.draw(request, "console/procedures/new.html", {"form": form}, way=way, status=status)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Go to the draft of a procedure; begin one where there is none."""
    desk = reach.changing(request)
    try:
        actions.begin_procedure_draft(code=code, by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
        return redirect("console:procedures")
    return redirect("console:procedure_edit", code)


@permission(Permission.MANAGE_CATALOG)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The editor. Its buttons change what was typed; only “save” changes the draft."""
    reach.changing(request)
    found = queries.procedure_draft(code)
    if found is None:
        messages.warning(request, _("Thủ tục %(code)s không còn bản nháp nào.") % {"code": code})
        return redirect("console:procedures")
    if request.method != "POST":
        return _page(request, found, typed.of(found.data), _plan_form(found), found.mark)
    given = typed.posted(request.POST)
    verb, _colon, argument = request.POST.get("op", "save").partition(":")
    mark = request.POST.get("mark", "")
    plan = PlanForm(request.POST, prefix="plan")
    if verb in ("save", "over"):
        return _save(request, found, given, plan, mark=argument if verb == "over" else mark, began=mark)
    focus = _change(given, verb, argument)
    plan.leave_unjudged()
    return _page(request, found, given, plan, mark, focus=focus)


def _change(given: Typed, verb: str, argument: str) -> str:
    """Do what a button of a list says; return the place to go on at."""
    name, _colon, place = argument.partition(":")
    if name not in typed.COLUMNS:
        return ""
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
    match verb:
        case "add":
            return f"{name}.{given.add(name)}.{typed.COLUMNS[name][0]}"
        case "remove":
            given.remove(name, at)
        case "up":
            given.move(name, at, -1)
        case "down":
            given.move(name, at, 1)
    return ""


def _save(
    request: HttpRequest, found: ProcedureDraft, given: Typed, plan: PlanForm, *, mark: str, began: str
) -> HttpResponse:
    desk = reach.changing(request)
    data, problems = typed.record(given, found.data)
    if not plan.is_valid() or problems:
        return _page(request, found, given, plan, began, problems=problems, status=422)
    meant = plan.cleaned_data
    try:
        actions.save_procedure_draft(
            code=found.code,
            data=data,
            plan=Plan(
                meant["effective_on"],
                meant["decision_number"],
                meant["decided_on"],
                Issuer(meant["issuer"]),
                meant["supplement_policy"],
            ),
            begun_from=mark,
            by=desk.actor,
            now=desk.now,
        )
    except ProcedureChangedMeanwhile as refused:
        found.refresh_from_db()
        more = {"conflict": said(refused), "over": f"over:{found.mark}"}
        return _page(request, found, given, plan, began, more=more, status=409)
    except REFUSED as refused:
        plan.add_error(None, said(refused))
        return _page(request, found, given, plan, began, status=409)
    messages.success(request, _("Đã lưu bản nháp lúc %(at)s.") % {"at": moment_text(desk.now)})
    if request.POST.get("op") == "save:publish":
        return redirect("console:procedure_publish", found.code)
    return redirect("console:procedure_edit", found.code)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw a draft away."""
    desk = reach.changing(request)
    mark = request.POST.get("mark", "")
    try:
        actions.discard_procedure_draft(code=code, begun_from=mark, by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Đã bỏ bản nháp của thủ tục %(code)s.") % {"code": code})
    return redirect("console:procedures")


def _plan_form(found: ProcedureDraft) -> PlanForm:
    return PlanForm(prefix="plan", initial={name: getattr(found, name) for name in PlanForm.base_fields})


def _page(
    request: HttpRequest,
    found: ProcedureDraft,
    given: Typed,
    plan: PlanForm,
    mark: str,
    *,
    problems: list[Problem] | None = None,
    focus: str = "",
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    desk = reach.changing(request)
    values = {
        "draft": found,
        "typed": given,
        "mark": mark,
        "plan": plan,
        "problems": problems or [],
        "focus": focus,
        "lists": {name: _rows(name, given, problems or []) for name in typed.COLUMNS},
        "level_choices": [(key, name, key in given.levels) for key, name in words.LEVELS.items()],
        "fields": queries.all_fields(),
        "channel_names": [
            ("DIRECT", _("Trực tiếp")), ("ONLINE", _("Trực tuyến")), ("POSTAL", _("Qua bưu chính công ích"))
        ],
        "units": TimeUnit.choices,
        "paper_kinds": Paper.Kind.choices,
        "duties": words.duties(words.decision_of(found), desk.calendar, desk.today),
        "discarding": {"mark": found.mark},
        **(more or {}),
    }  # fmt: skip
    way = [Crumb(_("Thủ tục"), reverse("console:procedures")), Crumb(found.code), Crumb(_("Soạn"))]
    if found.base_id is not None:
        way[1] = Crumb(found.code, reverse("console:procedure", args=[found.code]))
    return frame.draw(request, "console/procedures/edit.html", values, way=way, status=status)


def _rows(name: str, given: Typed, problems: list[Problem]) -> list[EditRow]:
    return [_row(name, no, row, problems) for no, row in enumerate(given.lists[name])]


def _row(name: str, no: int, row: dict[str, str], problems: list[Problem]) -> EditRow:
    at = f"{name}.{no}"
    read, alternatives, unclear, fee_read, fee_unclear = "", [], False, "", False
    if name == "methods":
        time = read_time(row["time_raw"], row["description"])
        unclear = time.status is not Status.UNDERSTOOD
        read = "" if unclear else said_of.norm_words(*norm_of(time.deadline))
        alternatives = [
            alternative({"value": str(each.duration.value), "unit": str(each.duration.unit), "words": each.words})
            for each in time.alternatives
        ]
        fee = read_fee(row["fee_raw"])
        fee_unclear = fee.status is not Status.UNDERSTOOD
        fee_read = "; ".join(money(int(item.amount)) for item in fee.items if item.amount is not None)
    elif name == "documents" and row["name"]:
        counts = [
            int(row[each]) if row[each].isascii() and row[each].isdigit() else 0 for each in ("originals", "copies")
        ]
        paper = read_paper(row["name"], row["group"], *counts)
        unclear = paper.status is not Status.UNDERSTOOD and not row["kind"]
        read = str(Paper.Kind(paper.kind).label)
    here = [each.words for each in problems if each.where.startswith(at + ".")]
    return EditRow(no, at, row, read, alternatives, unclear, fee_read, fee_unclear, here)
