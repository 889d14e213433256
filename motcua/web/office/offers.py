"""What this officer may do with this dossier now: the lifecycle's table, the step process and who holds the step.

A button that would be refused is not offered. Nothing here decides: the domain asks everything again when it is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.core import flow, lifecycle, regime
from motcua.core.flow import Outcome, StepDef, StepKind
from motcua.core.lifecycle import (
    BEFORE_ACCEPTANCE,
    MOVES,
    Proposal,
    ProposalKind,
    ProposalStage,
    State,
    Step,
    Verb,
    moving,
    progress,
)
from motcua.core.regime import Regime
from motcua.core.roles import Role
from motcua.results.actions import LEADERS
from motcua.web.office import ruled
from motcua.web.office.case import Case

DRAFTERS = frozenset({Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.COMMITTEE_OFFICE})
HEADS = frozenset({Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.CENTRE_DIRECTOR})
APPROVE = "approve"  # agreeing to a step that has a drafted result before it is approving that result


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do, behind a button."""

    name: str
    label: str
    url: str
    icon: str
    kind: str = "secondary"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """An open step that is this officer's."""

    step: Step
    definition: StepDef
    choices: tuple[str, ...]  # outcomes it may end with, or `APPROVE`
    issues: bool  # it is the last counted step: what ends it is the number in the register
    waits_for: str  # why it cannot be ended yet
    main: Offer  # the page that ends it
    offers: tuple[Offer, ...]


def works(case: Case) -> list[Work]:
    """The officer's own open steps, each with the ways to end it."""
    if case.dossier.state is not State.IN_PROCESS:
        return []
    return [work_on(case, step) for step in case.own_steps]


def work_on(case: Case, step: Step) -> Work:
    """One step, open or just closed by somebody else: a form sent too late is still drawn and answered."""
    definition = case.process.step(step.key)
    processed = {outcome for outcome in definition.next if _processes(case, step, outcome)}
    choices = tuple(_choice(case, step, definition, outcome) for outcome in definition.next if outcome not in processed)
    issues = bool(processed)
    label, name = (_("Vào sổ, phát hành"), "issue") if issues else (_("Chuyển bước"), "complete")
    main = _offer(case, name, label, "stamp" if issues else "send", step=step, key="C")
    return Work(step, definition, choices, issues, _waits_for(case, issues), main, tuple(_step_offers(case, step)))


def _processes(case: Case, step: Step, outcome: Outcome) -> bool:
    """Whether this outcome leaves nothing but handing the result over."""
    try:
        return flow.complete(case.process, ruled.marking(case.dossier), step.no, outcome).processed
    except flow.MoveRefused:
        return False


def _choice(case: Case, step: Step, definition: StepDef, outcome: Outcome) -> str:
    return APPROVE if outcome is approving(definition) and may_approve(case, step) else outcome.value


def approving(definition: StepDef) -> Outcome:
    """The outcome by which a leader approves: agreeing, or where the table names no agreement, being done."""
    return Outcome.AGREED if Outcome.AGREED in definition.next else Outcome.DONE


def may_approve(case: Case, step: Step) -> bool:
    """Whether ending this step well is approving the drafted result: by a leader who neither drafted nor accepted."""
    result = case.own_result
    return (
        result is not None
        and step.role in LEADERS
        and Permission.APPROVE_RESULT in case.desk.permissions
        and not {result.drafted_by_id, case.dossier.accepted_by} & case.actor.stands_for
    )


def _waits_for(case: Case, issues: bool) -> str:
    if case.dossier.open_proposals:
        return _("Còn dự thảo chờ lãnh đạo ký hoặc chờ Bộ phận Một cửa gửi đi.")
    if case.dossier.open_consultations:
        return _("Còn cơ quan được lấy ý kiến chưa trả lời.")
    if issues and case.own_result is None:
        return _("Chưa có dự thảo kết quả. Hãy trả lại bước trước để soạn.")
    if issues and not _is_approved(case):
        return _("Kết quả chưa được lãnh đạo duyệt. Hãy trả lại bước trước để trình duyệt.")
    return ""


def _step_offers(case: Case, step: Step) -> Iterator[Offer]:
    if step.role in DRAFTERS and not _is_approved(case):
        label = _("Sửa dự thảo kết quả") if case.own_result else _("Soạn kết quả")
        yield _offer(case, "draft", label, "file-pen", step=step, key="D")
    if _returns(case, step):
        yield _offer(case, "return", _("Trả lại bước trước"), "undo-2", step=step)
    if step.officer_id != case.actor.id and step.role is not Role.RECEPTION and _allows(case, Verb.REASSIGN):
        yield _offer(case, "take", _("Nhận việc về mình"), "hand", step=step)


def _is_approved(case: Case) -> bool:
    return case.own_result is not None and bool(case.own_result.standing_approvals)


def _returns(case: Case, step: Step) -> bool:
    try:
        flow.return_to_previous(case.process, ruled.marking(case.dossier), step.no)
    except flow.MoveRefused:
        return False
    return _allows(case, Verb.RETURN_STEP)


def others(case: Case) -> list[Offer]:
    """Everything else that may be done with the dossier, by those who work on it or lead."""
    return [*_of_workers(case), *_of_heads(case), *_of_leaders(case)]


def _of_workers(case: Case) -> Iterator[Offer]:
    working = bool(case.own_steps)
    dossier = case.dossier
    if working and _allows(case, Verb.PROPOSE_SUPPLEMENT) and _live(case, ProposalKind.SUPPLEMENT) is None:
        yield _offer(case, "supplement", _("Đề nghị bổ sung"), "file-plus", key="B")
    if working and _allows(case, Verb.CONSULT) and (dossier.due_at is None or dossier.due_at > case.now):
        yield _offer(case, "consult", _("Lấy ý kiến cơ quan khác"), "messages-square")
    if working and _allows(case, Verb.PROPOSE_APOLOGY) and may_apologise(case):
        yield _offer(case, "apology", _("Xin lỗi, hẹn lại"), "calendar-clock")
    if working and _allows(case, Verb.ASK_PAYMENT):
        yield _offer(case, "payment", _("Yêu cầu nộp tiền"), "banknote")
    for step in dossier.steps:
        if _recallable(case, step):
            yield _offer(case, "recall", _("Thu hồi “%(name)s”") % {"name": step.name}, "rotate-ccw", step=step)


def may_apologise(case: Case) -> bool:
    """Whether a second date may still be given (law:second-date)."""
    once = case.dossier.postponements < regime_of(case).extension_max
    return case.dossier.due_at is not None and once and _live(case, ProposalKind.APOLOGY) is None


def _recallable(case: Case, step: Step) -> bool:
    if step.done_by not in case.actor.stands_for or not _allows(case, Verb.RECALL_STEP):
        return False
    try:
        flow.recall(case.process, ruled.marking(case.dossier), step.no)
    except flow.MoveRefused:
        return False
    return True


def _of_heads(case: Case) -> Iterator[Offer]:
    if Permission.REASSIGN_STEP not in case.desk.permissions or not _allows(case, Verb.REASSIGN):
        return
    for step in case.dossier.open_steps:
        if step.kind is StepKind.HIGHER_LEVEL:
            continue  # nobody's: it ends with its part
        heads = case.actor.holds(HEADS, frozenset({step.agency_id}))
        if step.role is not Role.RECEPTION and (heads or progress.is_for(step, case.actor)):
            yield _offer(case, "reassign", _("Giao lại “%(name)s”") % {"name": step.name}, "user-round-pen", step=step)


def _of_leaders(case: Case) -> Iterator[Offer]:
    leads = moving.leads(case.actor, case.dossier)
    if leads and _allows(case, Verb.STOP) and Permission.APPROVE_SUPPLEMENT in case.desk.permissions:
        yield _offer(case, "stop", _("Dừng giải quyết"), "octagon-x")


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A draft before the leader who may decide it."""

    proposal: Proposal
    sign: Offer | None
    reject: Offer


def to_decide(case: Case) -> list[ToDecide]:
    """Drafts this leader may sign, agree to or reject."""
    if not moving.leads(case.actor, case.dossier):
        return []
    if not _allows(case, Verb.REJECT_PROPOSAL) or case.dossier.state in BEFORE_ACCEPTANCE:
        return []
    return [_decided(case, proposal) for proposal in case.dossier.proposals if _undecided(proposal)]


def _undecided(proposal: Proposal) -> bool:
    return proposal.stage is ProposalStage.DRAFTED


def _decided(case: Case, proposal: Proposal) -> ToDecide:
    kind = proposal.kind
    reject = _decision(case, "reject", kind, _("Không đồng ý"), "ban")
    if kind is ProposalKind.WITHDRAWAL:
        agree = (
            _decision(case, "sign", kind, _("Đồng ý cho rút"), "check")
            if _allows(case, Verb.AGREE_WITHDRAWAL)
            else None
        )
        return ToDecide(proposal, agree, reject)
    signs = _allows(case, Verb.SIGN_PROPOSAL) and proposal.drafted_by not in case.actor.stands_for
    return ToDecide(proposal, _decision(case, "sign", kind, _("Ký"), "pen-line") if signs else None, reject)


def _decision(case: Case, name: str, kind: ProposalKind, label: str, icon: str) -> Offer:
    url = reverse(f"office:{name}", args=[case.id, kind.value])
    return Offer(name, label, url, icon, kind="" if name == "sign" else "secondary")


def to_answer(case: Case) -> list[lifecycle.Consultation]:
    """Open questions to an agency of this officer."""
    actors = MOVES[Verb.ANSWER_CONSULTATION].actors
    return [each for each in case.dossier.consultations if case.actor.holds(actors, frozenset({each.agency_id}))]


def regime_of(case: Case) -> Regime:
    """The rules of the day the dossier came in under."""
    return regime.of_dossier(submitted_at=case.row.submitted_at or case.now, accepted_at=case.row.accepted_at)


def needs_ground(case: Case) -> bool:
    """Whether a further supplement request has to name its ground (law:one-notice)."""
    return case.dossier.supplements_asked >= regime_of(case).supplement_max


def _live(case: Case, kind: ProposalKind) -> Proposal | None:
    return next((each for each in case.dossier.proposals if each.kind is kind), None)


def _allows(case: Case, verb: Verb) -> bool:
    move, dossier = MOVES[verb], case.dossier
    agencies = dossier.desks | {step.agency_id for step in dossier.steps}
    may_be = dossier.state in move.sources and (move.on_part or not dossier.is_part)
    return may_be and case.actor.holds(move.actors, agencies)


def _offer(case: Case, name: str, label: str, icon: str, *, step: Step | None = None, key: str = "") -> Offer:
    args = [case.id] if step is None else [case.id, step.id]
    return Offer(name, label, reverse(f"office:{name}", args=args), icon, key=key)


def every(case: Case) -> list[Offer]:
    """All that is offered; the page of an action that is not among them leads back to the dossier."""
    offers = [*others(case)]
    for work in works(case):
        offers += work.offers if work.waits_for else [work.main, *work.offers]
    for each in to_decide(case):
        offers += [each.reject, *([each.sign] if each.sign else [])]
    return offers
