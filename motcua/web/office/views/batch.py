"""Several steps ended at once: the ordinary outcome of each, one opinion for all, every refusal said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.access import Permission, permission
from motcua.core.flow import Outcome
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import NoSuchDossier
from motcua.web.office import desk as desks
from motcua.web.office import frame, offers
from motcua.web.office.case import Case, OutOfReach, open_case
from motcua.web.office.desk import Desk
from motcua.web.office.forms import BatchForm
from motcua.web.office.offers import APPROVE, Work
from motcua.web.office.views.steps import assignees, outcome_words
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

MOST = 30


@dataclass(frozen=True, slots=True)
class Chosen:
    """A step that was ticked: what would become of it, or why it has to be done on its own."""

    case: Case
    work: Work
    becomes: str
    obstacle: str


@permission(Permission.WORK_STEP)
def batch(request: HttpRequest) -> HttpResponse:
    """Show what would become of the ticked steps; when it is sent, end each that can be ended this way."""
    desk = desks.of(request)
    chosen = _chosen(desk, request.POST.getlist("buoc") or request.GET.getlist("buoc"))
    if not chosen:
        messages.warning(request, "Chưa chọn hồ sơ nào. Đánh dấu ở đầu dòng (phím X) rồi chuyển.")
        return redirect("office:inbox")
    able = [each for each in chosen if not each.obstacle]
    form = BatchForm(request.POST or None, assignees=_common_assignees(able))
    if request.method == "POST" and form.is_valid():
        _end_all(request, able, form.cleaned_data)
        return redirect("office:inbox")
    values = {
        "chosen": chosen,
        "able": len(able),
        "form": form,
        "crumbs": [Crumb("Hộp việc", reverse("office:inbox")), Crumb("Chuyển nhiều hồ sơ")],
    }
    return frame.draw(request, "office/batch.html", values, status=422 if form.errors else 200)


def _chosen(desk: Desk, ticked: Sequence[str]) -> list[Chosen]:
    """The ticked steps that are in the officer's inbox."""
    ids = {int(text) for text in ticked[:MOST] if text.isascii() and text.isdigit()}
    rows = queries.inbox(desk.actor, limit=1000) if ids else []
    found = []
    for row in rows:
        if row["step_id"] in ids:
            try:
                found.append(_look(open_case(desk, row["dossier_id"]), row["step_id"]))
            except (NoSuchDossier, OutOfReach):
                continue
    return found


def _look(case: Case, step_id: int) -> Chosen:
    work = offers.work_on(case, case.step(step_id))
    main = work.definition.main_outcome.value
    obstacle = work.waits_for
    if work not in offers.works(case):
        obstacle = "Hồ sơ không ở bước xử lý."
    elif work.issues:
        obstacle = "Mở hồ sơ để vào sổ, cấp số."
    elif APPROVE in work.choices:
        obstacle = "Mở hồ sơ để xem và duyệt kết quả."
    elif main not in work.choices:
        obstacle = "Mở hồ sơ để chọn kết quả của bước."
    return Chosen(case, work, "" if obstacle else outcome_words(case, work.definition, main), obstacle)


def _common_assignees(able: list[Chosen]) -> list[tuple[str, str]]:
    """Those every one of the steps may be given to."""
    lists = [assignees(each.case, each.work) for each in able]
    first = lists[0] if lists else []
    return [person for person in first if all(person in other for other in lists)]


def _end_all(request: HttpRequest, able: list[Chosen], given: dict[str, Any]) -> None:
    assigned = int(given["assign_to"]) if given.get("assign_to") else None
    done = 0
    for each in able:
        step = each.work.step
        try:
            actions.complete_step(
                step_id=step.id or 0,
                outcome=Outcome(each.work.definition.main_outcome),
                by=each.case.actor,
                now=each.case.now,
                note=given["note"],
                assign_to=assigned,
                key=f"{given['key']}:{step.id}",
            )
        except REFUSED as refused:
            messages.error(request, f"{each.case.code}: {said(refused)}")
        else:
            done += 1
    if done:
        messages.success(request, f"Đã chuyển {done} hồ sơ sang bước sau.")
