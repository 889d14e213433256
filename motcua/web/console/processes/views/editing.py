"""Editing a draft: a table typed into, a picture that follows, nobody's work written over."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.catalog import actions, queries, step_tables
from motcua.catalog.models import ProcessVersion
from motcua.catalog.refusals import ProcessChangedMeanwhile
from motcua.core import flow
from motcua.core.flow import Outcome, ProcessDef, StepKind, Together, UnitRule
from motcua.core.vietnam import fold, moment_text
from motcua.web.console import frame
from motcua.web.console.processes import picture, reach, sheet, table, words
from motcua.web.console.processes.forms import NewProcessForm
from motcua.web.console.processes.sheet import Person, Row, Sheet, Way
from motcua.web.console.processes.understanding import Understood, understand
from motcua.web.console.processes.views.looking import changes
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

BLANKS = 1  # empty places offered for one more answer, performer or shared time


@dataclass(frozen=True, slots=True)
class EditRow:
    """One step in the form: what is typed, room for more, what is wrong with it."""

    no: int
    row: Row
    ways: list[Way]
    people: list[Person]
    problems: list[str]
    opened: bool
    is_first: bool
    is_last: bool


@permission(Permission.MANAGE_PROCESSES)
def begin(request: HttpRequest) -> HttpResponse:
    """A new process, with the steps of a standard one."""
    desk = reach.changing(request)
    templates = step_tables.templates()
    form = NewProcessForm(request.POST or None, templates=[(key, each.name) for key, each in templates.items()])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            key = given["key"] or re.sub(r"[^a-z0-9]+", "-", fold(given["name"])).strip("-")[:80]
            try:
                made = actions.begin_process(
                    key=key,
                    name=given["name"],
                    template=templates[given["template"]],
                    by=desk.actor,
                    now=desk.now,
                )
            except REFUSED as refused:
                form.add_error("key", said(refused))
                status = 409
            else:
                messages.success(request, _("Đã lập quy trình; hãy sửa các bước rồi ban hành."))
                return redirect("console:process_edit", made.pk)
    way = [Crumb(_("Quy trình"), reverse("console:processes")), Crumb(_("Lập quy trình mới"))]
    return frame.draw(request, "console/processes/new.html", {"form": form}, way=way, status=status)


@permission(Permission.MANAGE_PROCESSES)
@require_POST
def draft(request: HttpRequest, version_id: int) -> HttpResponse:
    """Go to the draft of this process; begin one where there is none."""
    desk = reach.changing(request)
    version = reach.version(version_id)
    if version.status != ProcessVersion.Status.DRAFT:
        version = actions.begin_draft(version_id=version.pk, by=desk.actor, now=desk.now)
    return redirect("console:process_edit", version.pk)


@permission(Permission.MANAGE_PROCESSES)
def edit(request: HttpRequest, version_id: int) -> HttpResponse:
    """The editor. Its buttons change what was typed; only “save” changes the draft."""
    reach.changing(request)
    version = reach.version(version_id)
    if version.status != ProcessVersion.Status.DRAFT:
        messages.warning(request, _("Phiên bản này đã ban hành nên không sửa được; hãy lập bản nháp mới."))
        return redirect("console:process", version.pk)
    process = queries.table_of(version)
    if request.method != "POST":
        return _page(request, version, sheet.of(process, version.norm_hours), version.source_hash)
    typed = sheet.posted(request.POST)
    verb, _colon, argument = request.POST.get("op", "save").partition(":")
    mark = request.POST.get("mark", "")
    if verb in ("save", "over"):
        return _save(request, version, typed, mark=argument if verb == "over" else mark, began=mark)
    added = _change(typed, verb, argument)
    return _page(request, version, typed, mark, focus=added)


def _change(typed: Sheet, verb: str, argument: str) -> int:
    """Do what a button of the table says; return the number of a step just added."""
    at = int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 5 else -1
    match verb:
        case "add" if at >= 0:
            typed.add(at)
            return at + 1
        case "up":
            typed.move(at, -1)
        case "down":
            typed.move(at, 1)
        case "remove":
            typed.remove(at)
    return 0


def _save(request: HttpRequest, version: ProcessVersion, typed: Sheet, *, mark: str, began: str) -> HttpResponse:
    desk = reach.changing(request)
    understood = understand(typed, queries.table_of(version))
    if understood.problems:
        return _page(request, version, typed, began, understood=understood, status=422)
    try:
        actions.save_draft(
            version_id=version.pk,
            process=understood.process,
            norm_hours=understood.norm,
            begun_from=mark,
            by=desk.actor,
            now=desk.now,
        )
    except ProcessChangedMeanwhile as refused:
        version.refresh_from_db()
        conflict = {
            "conflict": said(refused),
            "over": f"over:{version.source_hash}",
            **changes(queries.table_of(version), understood.process),
            "before_head": _("Bản đang lưu"),
            "after_head": _("Bản của Ông/Bà"),
        }
        return _page(request, version, typed, began, understood=understood, more=conflict, status=409)
    except REFUSED as refused:
        messages.error(request, said(refused))
        return _page(request, version, typed, began, understood=understood, status=409)
    messages.success(request, _("Đã lưu bản nháp lúc %(at)s.") % {"at": moment_text(desk.now)})
    return redirect("console:process_edit", version.pk)


@permission(Permission.MANAGE_PROCESSES)
@require_POST
def preview(request: HttpRequest, version_id: int) -> HttpResponse:
    """Picture and findings of what is typed, not saved."""
    reach.changing(request)
    like = queries.table_of(reach.version(version_id))
    values = _looked_at(understand(sheet.posted(request.POST), like))
    return render(request, "console/processes/parts/preview.html", values)


@permission(Permission.MANAGE_PROCESSES)
@require_POST
def discard(request: HttpRequest, version_id: int) -> HttpResponse:
    """Throw a draft away."""
    desk = reach.changing(request)
    version = reach.version(version_id)
    try:
        actions.discard_draft(
            version_id=version.pk, begun_from=request.POST.get("mark", ""), by=desk.actor, now=desk.now
        )
    except REFUSED as refused:
        messages.error(request, said(refused))
        return redirect("console:process", version.pk)
    messages.success(request, _("Đã bỏ bản nháp %(number)s.") % {"number": version.number})
    return redirect("console:processes")


def _page(
    request: HttpRequest,
    version: ProcessVersion,
    typed: Sheet,
    mark: str,
    *,
    understood: Understood | None = None,
    focus: int = 0,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    judged = understood is not None
    understood = understood or understand(typed, queries.table_of(version))
    values = {
        "version": version,
        "mark": mark,
        "typed": typed,
        "focus": focus,
        "rows": _rows(typed, understood, judged=judged, focus=focus),
        "budgets": list(enumerate([*typed.budgets, *[("", "")] * BLANKS])),
        "problems": understood.problems if judged else [],
        "discarding": {"mark": version.source_hash},
        **_choices(),
        **_looked_at(understood),
        **(more or {}),
    }
    if request.headers.get("HX-Request"):
        return render(request, "console/processes/parts/editor.html", values)
    way = [
        Crumb(_("Quy trình"), reverse("console:processes")),
        Crumb(version.process.name, reverse("console:process", args=[version.pk])),
        Crumb(_("Sửa")),
    ]
    return frame.draw(request, "console/processes/edit.html", values, way=way, status=status)


def _looked_at(understood: Understood) -> dict[str, Any]:
    process = understood.process
    found = flow.findings(process, understood.norm)
    told = table.told(found)
    return {
        "told": told,
        "unread": understood.problems,
        "picture": picture.draw(process, table.wrong_steps(told)) if process.steps else None,
        "total": _total(process, found),
    }


def _total(process: ProcessDef, found: tuple[flow.Finding, ...]) -> str:
    if any(each.severity is flow.Severity.ERROR for each in found):
        return ""
    try:
        return words.hours_and_days(flow.run_through(process).hours)
    except flow.NeverEnds:
        return ""


def _rows(typed: Sheet, understood: Understood, *, judged: bool, focus: int) -> list[EditRow]:
    last = len(typed.rows)
    problems: dict[int, list[str]] = {}
    for each in understood.problems if judged else ():
        problems.setdefault(each.row, []).append(each.words)
    return [
        EditRow(
            no=no,
            row=row,
            ways=[*row.ways, *[Way()] * BLANKS],
            people=[*row.people, *[Person()] * BLANKS],
            problems=problems.get(no, []),
            opened=no == focus,
            is_first=no == 1,
            is_last=no == last,
        )
        for no, row in enumerate(typed.rows, start=1)
    ]


def _choices() -> dict[str, Any]:
    return {
        "roles": [(each.value, words.role(each)) for each in words.WORKING],
        "units": [(each.value, words.said(flow.UNIT_RULES[each])) for each in UnitRule],
        "outcomes": [(each.value, words.said(flow.OUTCOMES[each])) for each in Outcome],
        "kinds": [(each.value, words.said(flow.KINDS[each])) for each in StepKind],
        "togethers": [(each.value, words.said(flow.TOGETHER[each])) for each in Together],
    }
