"""The work itself: end a step, return it, take it back, give it to another."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.core.flow import END, Outcome, StepDef
from motcua.core.lifecycle import Step
from motcua.core.roles import Role
from motcua.core.status_words import Due
from motcua.dossiers import actions, queries
from motcua.people import queries as people
from motcua.results import actions as results
from motcua.web.office import offers
from motcua.web.office.acting import act
from motcua.web.office.case import Case, of_dossier
from motcua.web.office.forms import ConfirmForm, ReasonForm
from motcua.web.office.forms.steps import CompleteForm, IssueForm, ReassignForm
from motcua.web.office.offers import APPROVE, HEADS, Work
from motcua.web.office.presenting import lists, symbols
from motcua.web.office.presenting.words import OUTCOMES

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Card:
    """An own step on the dossier page: how much time is left, and the form that ends it."""

    work: Work
    due: Due
    form: CompleteForm | IssueForm | None
    url: str


def work_cards(case: Case) -> list[Card]:
    """The officer's open steps with their forms."""
    return [_card(case, work) for work in offers.works(case)]


def _card(case: Case, work: Work) -> Card:
    step = work.step
    due = lists.due_of_step(case.dossier.state, step.opened_at, step.due_at, case.desk.calendar, case.now)
    form = None if work.waits_for else _form(case, work, None)
    return Card(work, due, form, work.main.url)


def _form(case: Case, work: Work, data: Any) -> CompleteForm | IssueForm:
    if work.issues:
        return IssueForm(data, symbols=symbols.suggested(case.result, case.row.competent_agency))
    return CompleteForm(data, outcomes=_outcomes(case, work), assignees=assignees(case, work))


def _outcomes(case: Case, work: Work) -> Choices:
    return [(choice, outcome_words(case, work.definition, choice)) for choice in work.choices]


def outcome_words(case: Case, definition: StepDef, choice: str) -> str:
    """An outcome as a choice: what is said, and the step that follows."""
    outcome = offers.approving(definition) if choice == APPROVE else Outcome(choice)
    said = _("Duyệt kết quả") if choice == APPROVE else OUTCOMES[outcome]
    following = [case.process.step(key).name for key in definition.next[outcome] if key != END]
    return f"{said} → {', '.join(following)}" if following else said


def assignees(case: Case, work: Work) -> Choices:
    """Whom a head may give the next step to: those of its role, where it has not been somebody's before."""
    if work.step.role not in HEADS:
        return []
    had = {step.key for step in case.dossier.steps}
    keys = {key for following in work.definition.next.values() for key in following if key != END} - had
    for definition in (case.process.step(key) for key in sorted(keys)):
        if definition.role is Role.CASE_OFFICER:
            return _holders(case, definition.role, definition)
    return []


def _holders(case: Case, role: Role, definition: StepDef) -> Choices:
    place = queries.performer(case.row, role, definition.unit_rule, on=case.desk.today)
    found = people.officers_with(place.role, on=case.desk.today, agency_id=place.agency_id, unit_id=place.unit_id)
    return [(str(officer.pk), officer.full_name) for officer in found]


@permission(Permission.WORK_STEP)
@of_dossier
def complete(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """End a step with one of its outcomes; a leader who agrees to a drafted result approves it."""
    work = offers.work_on(case, case.step(step_id))
    form = CompleteForm(request.POST or None, outcomes=_outcomes(case, work), assignees=assignees(case, work))

    def do(given: dict[str, Any]) -> None:
        told = {"step_id": step_id, "by": case.actor, "now": case.now, "key": given["key"], "note": given["note"]}
        if given["outcome"] == APPROVE:
            results.approve(**told)
            return
        assigned = int(given["assign_to"]) if given.get("assign_to") else None
        actions.complete_step(outcome=Outcome(given["outcome"]), assign_to=assigned, **told)

    return act(
        request,
        case,
        title=work.step.name,
        form=form,
        do=do,
        done=_("Đã xong bước “%(name)s” của hồ sơ %(code)s.") % {"name": work.step.name, "code": case.code},
        onward=reverse("office:inbox"),
        button=_("Chuyển bước"),
    )


@permission(Permission.WORK_STEP)
@of_dossier
def issue(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """Enter the approved answer in the register: with its number the dossier is processed."""
    step = case.step(step_id)

    def do(given: dict[str, Any]) -> None:
        results.issue(
            step_id=step_id, symbol=given["symbol"], note=given["note"], key=given["key"], by=case.actor, now=case.now
        )

    return act(
        request,
        case,
        title=_("Vào sổ, phát hành kết quả"),
        form=IssueForm(request.POST or None, symbols=symbols.suggested(case.result, case.row.competent_agency)),
        do=do,
        done=_("Đã vào sổ kết quả của hồ sơ %(code)s. Bộ phận Một cửa trả kết quả cho người nộp.")
        % {"code": case.code},
        text=_("Bước “%(name)s”. Sau khi cấp số, hồ sơ được ghi nhận đã xử lý xong và không mở lại.")
        % {"name": step.name},
        button=_("Cấp số và phát hành"),
    )


@permission(Permission.WORK_STEP)
@of_dossier
def give_back(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """Return a step to the one before, with a reason."""
    step = case.step(step_id)

    def do(given: dict[str, Any]) -> None:
        actions.return_step(step_id=step_id, reason=given["reason"], key=given["key"], by=case.actor, now=case.now)

    return act(
        request,
        case,
        title=_("Trả lại bước trước"),
        form=ReasonForm(request.POST or None, label=_("Lý do trả lại")),
        do=do,
        done=_("Đã trả lại bước trước của “%(name)s”, hồ sơ %(code)s.") % {"name": step.name, "code": case.code},
        onward=reverse("office:inbox"),
        text=_("Bước “%(name)s” được trả lại cho người đã chuyển đến. Thời hạn giải quyết vẫn tính tiếp.")
        % {"name": step.name},
        button=_("Trả lại"),
    )


@permission(Permission.WORK_STEP)
@of_dossier
def recall(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """Take back what was just sent on, while its receiver has not opened it."""
    step = case.step(step_id)

    def do(given: dict[str, Any]) -> None:
        actions.recall_step(step_id=step_id, key=given["key"], by=case.actor, now=case.now)

    return act(
        request,
        case,
        title=_("Thu hồi bước vừa chuyển"),
        form=ConfirmForm(request.POST or None),
        do=do,
        done=_("Đã thu hồi bước “%(name)s” của hồ sơ %(code)s.") % {"name": step.name, "code": case.code},
        text=_("Bước “%(name)s” mở lại cho Ông/Bà. Chỉ thu hồi được khi người nhận chưa mở.") % {"name": step.name},
        button=_("Thu hồi"),
    )


@permission(Permission.REASSIGN_STEP)
@of_dossier
def reassign(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """Give an open step to another officer of its role."""
    step = case.step(step_id)

    def do(given: dict[str, Any]) -> None:
        officer, reason = int(given["officer"]), given["reason"]
        actions.reassign(
            step_id=step_id, officer_id=officer, reason=reason, key=given["key"], by=case.actor, now=case.now
        )

    return act(
        request,
        case,
        title=_("Giao lại cho người khác"),
        form=ReassignForm(request.POST or None, officers=_colleagues(case, step, sent=request.method == "POST")),
        do=do,
        done=_("Đã giao lại bước “%(name)s” của hồ sơ %(code)s.") % {"name": step.name, "code": case.code},
        text=_("Bước “%(name)s”: hạn của bước giữ nguyên.") % {"name": step.name},
        button=_("Giao lại"),
    )


@permission(Permission.WORK_STEP)
@of_dossier
def take(request: HttpRequest, case: Case, step_id: int) -> HttpResponse:
    """Take over a step that is free to the division, or of somebody one stands in for."""
    step = case.step(step_id)

    def do(given: dict[str, Any]) -> None:
        mine, by = case.desk.account.officer.pk, case.actor
        actions.reassign(step_id=step_id, officer_id=mine, key=given["key"], by=by, now=case.now)

    return act(
        request,
        case,
        title=_("Nhận việc về mình"),
        form=ConfirmForm(request.POST or None),
        do=do,
        done=_("Ông/Bà đã nhận bước “%(name)s” của hồ sơ %(code)s.") % {"name": step.name, "code": case.code},
        text=_("Bước “%(name)s” sẽ do Ông/Bà làm; hạn của bước giữ nguyên.") % {"name": step.name},
        button=_("Nhận việc"),
    )


def _colleagues(case: Case, step: Step, *, sent: bool) -> Choices:
    """Whom to choose from. The present holder is one only when the form comes back: it may have been sent twice."""
    found = people.officers_with(step.role, on=case.desk.today, agency_id=step.agency_id, unit_id=step.unit_id)
    return [(str(officer.pk), officer.full_name) for officer in found if sent or officer.pk != step.officer_id]
