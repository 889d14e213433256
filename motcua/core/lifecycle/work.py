"""The moves of the work itself: steps done, returned, recalled, reassigned; others asked (T10, T12, T13, T15)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.core import deadline, flow
from motcua.core.deadline import Cause, ClockEvent, ClockKind
from motcua.core.flow import Outcome
from motcua.core.lifecycle import progress
from motcua.core.lifecycle.model import Actor, Change, Consultation, Dossier, Event, Rules
from motcua.core.lifecycle.moving import check, moved
from motcua.core.lifecycle.refusals import (
    NothingBefore,
    NotTheirWork,
    NotYourRole,
    OutcomeNotOffered,
    ProposalMissing,
    ReasonMissing,
    ResultMissing,
    SameHands,
    StepNotOpen,
    StillWaiting,
    TooLate,
    WhichBefore,
)
from motcua.core.lifecycle.states import State
from motcua.core.lifecycle.table import Verb
from motcua.core.regime import FormKind
from motcua.core.roles import Role
from motcua.core.vietnam import moment_text


@dataclass(frozen=True, slots=True)
class ResultRef:
    """The result a dossier ends with, as the package of results recorded it."""

    id: int
    approved_by: int | None
    drafted_by: int | None
    register_number: str
    is_negative: bool = False


def open_step(dossier: Dossier, step_id: int, *, by: Actor, now: datetime, rules: Rules) -> Change | None:
    """Note that the performer has seen the step; from now on it cannot be recalled. None when it was seen before."""
    now = check(Verb.OPEN_STEP, dossier, by, now)
    step = progress.step_of(dossier, step_id, by)
    if step.seen_at is not None:
        return None
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("step.opened", {"step": step.key, "no": step.no}),
        altered=(replace(step, seen_at=now),),
    )


def complete_step(
    dossier: Dossier,
    step_id: int,
    outcome: Outcome,
    *,
    by: Actor,
    now: datetime,
    rules: Rules,
    note: str = "",
    assign_to: int | None = None,
) -> Change:
    """Finish a step and open what follows (T10). The last counted step is finished by `issue_result`.

    :raises StepNotOpen, AssignedElsewhere, ReasonMissing, ResultMissing, StillWaiting:
    """
    now = check(Verb.COMPLETE_STEP, dossier, by, now)
    advance, step_key, no = _completed(dossier, step_id, outcome, by, rules, note)
    if advance.processed:
        raise ResultMissing
    opened, closed = progress.advanced(dossier, advance, rules, by, now, note=note, assign_to=assign_to)
    details = {"step": step_key, "no": no, "outcome": outcome.value, "opened": [step.key for step in opened]}
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("step.completed", details),
        opened=opened,
        altered=closed,
    )


def issue_result(
    dossier: Dossier,
    step_id: int,
    outcome: Outcome,
    *,
    result: ResultRef,
    by: Actor,
    now: datetime,
    rules: Rules,
    note: str = "",
) -> Change:
    """Finish the last counted step: the result exists, and this moment decides early, on time or late (T15, T16).

    law:result

    :raises ResultMissing: no approval or no number in the register. :raises SameHands: drafter and approver are one.
    """
    now = check(Verb.ISSUE_RESULT, dossier, by, now)
    if result.approved_by is None or not result.register_number:
        raise ResultMissing
    if result.approved_by in (result.drafted_by, dossier.accepted_by):  # separation: acceptor and drafter do not sign
        raise SameHands
    advance, step_key, no = _completed(dossier, step_id, outcome, by, rules, note)
    if not advance.processed:
        raise StillWaiting(what="các bước xử lý khác", what_en="other steps of the process")
    opened, closed = progress.advanced(dossier, advance, rules, by, now, note=note)
    assert dossier.norm is not None  # accepted dossiers have one
    owed = deadline.owed(dossier.norm, dossier.clock, rules.calendar, rules.policy)
    verdict = deadline.timeliness(dossier.norm, owed, now).value
    details = {
        "step": step_key,
        "no": no,
        "result": result.id,
        "timeliness": verdict,
        "negative": result.is_negative,
        "due_on": dossier.due_on.isoformat() if dossier.due_on else None,
    }
    return moved(
        dossier,
        to=State.PROCESSED,
        now=now,
        rules=rules,
        event=Event("dossier.processed", details),
        clock=[ClockEvent(ClockKind.FINISH, now, ground="law:result")],
        opened=opened,
        altered=closed,
        fields={"processed_at": now, "is_negative": result.is_negative, "timeliness": verdict},
    )


def return_step(
    dossier: Dossier, step_id: int, *, reason: str, by: Actor, now: datetime, rules: Rules, to: int | None = None
) -> Change:
    """Send a step back to one before it, with a reason; the clock of the whole runs on (T10).

    :param to: the number of the step to return to, where several led here.
    :raises ReasonMissing, StepNotOpen, AssignedElsewhere, NothingBefore, WhichBefore:
    """
    now = check(Verb.RETURN_STEP, dossier, by, now)
    if not reason.strip():
        raise ReasonMissing
    step = progress.step_of(dossier, step_id, by)
    try:
        advance = flow.return_to_previous(rules.process, progress.marking_of(dossier), step.no, to)
    except flow.NothingBefore as error:
        raise NothingBefore from error
    except flow.WhichPrevious as error:
        raise WhichBefore(steps=_names(dossier, error.candidates)) from error
    except flow.NotBefore as error:
        raise WhichBefore(steps=_names(dossier, flow.previous(progress.marking_of(dossier), step.no))) from error
    except flow.MoveRefused as error:
        raise StepNotOpen from error
    opened, closed = progress.advanced(dossier, advance, rules, by, now, note=reason)
    details = {"step": step.key, "no": step.no, "opened": [other.key for other in opened]}
    return moved(dossier, now=now, rules=rules, event=Event("step.returned", details), opened=opened, altered=closed)


def recall_step(dossier: Dossier, step_id: int, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Take back a step just sent on, while its receiver has not opened it (T10).

    :raises AlreadySeen, StepNotOpen, AssignedElsewhere:
    """
    now = check(Verb.RECALL_STEP, dossier, by, now)
    advance = progress.recalled(dossier, step_id, rules, by)
    opened, closed = progress.advanced(dossier, advance, rules, by, now)
    details = {"opened": [step.key for step in opened]}
    return moved(dossier, now=now, rules=rules, event=Event("step.recalled", details), opened=opened, altered=closed)


def reassign(
    dossier: Dossier, step_id: int, *, officer_id: int, by: Actor, now: datetime, rules: Rules, reason: str = ""
) -> Change:
    """Give an open step to another officer of the same agency (T10); its due moment stays.

    :raises StepNotOpen: :raises NotYourRole: neither head nor leader there, nor the one who holds it.
    :raises NotTheirWork: the other holds no such post.
    """
    now = check(Verb.REASSIGN, dossier, by, now)
    step = next((step for step in dossier.open_steps if step.id == step_id), None)
    if step is None:
        raise StepNotOpen
    heads = frozenset({Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.CENTRE_DIRECTOR})
    by = by.in_field(dossier.field_id)
    if not by.holds(heads, frozenset({step.agency_id})) and not progress.is_for(step, by):
        raise NotYourRole
    if not rules.staff.can(officer_id, step.role, step.agency_id):
        raise NotTheirWork
    given = replace(step, officer_id=officer_id, seen_at=None, note=reason or step.note)
    details = {"step": step.key, "no": step.no, "to": officer_id}
    return moved(dossier, now=now, rules=rules, event=Event("step.reassigned", details), altered=(given,))


def consult(
    dossier: Dossier, *, agency_id: int, question: str, due_at: datetime, by: Actor, now: datetime, rules: Rules
) -> Change:
    """Ask another agency, with a term inside the norm; the clock runs on (T10; law:consultation).

    :raises ReasonMissing: no question. :raises TooLate: the term lies before now or after the due moment.
    """
    now = check(Verb.CONSULT, dossier, by, now)
    if not question.strip():
        raise ReasonMissing
    if due_at <= now or (dossier.due_at is not None and due_at > dossier.due_at):
        raise TooLate(limit=moment_text(dossier.due_at) if dossier.due_at else "")
    asked = Consultation(agency_id=agency_id, asked_at=now, due_at=due_at, asked_by=by.id, question=question)
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("consultation.asked", {"agency": agency_id, "due_at": due_at.isoformat()}),
        fields={
            "open_consultations": dossier.open_consultations + 1,
            "consultations": (*dossier.consultations, asked),
        },
        consultations=(asked,),
    )


def answer_consultation(
    dossier: Dossier, consultation_id: int, *, answer: str, by: Actor, now: datetime, rules: Rules
) -> Change:
    """Record the opinion of the agency that was asked.

    :raises ProposalMissing: no such open consultation. :raises NotYourRole: not an officer of that agency.
    """
    asked = next((c for c in dossier.consultations if c.id == consultation_id and c.answered_at is None), None)
    agencies = frozenset({asked.agency_id}) if asked else frozenset()
    if asked is None:
        check(Verb.ANSWER_CONSULTATION, dossier, by, now)
        raise ProposalMissing
    now = check(Verb.ANSWER_CONSULTATION, dossier, by, now, agencies=agencies)
    if not answer.strip():
        raise ReasonMissing
    answered = replace(asked, answer=answer, answered_at=now, answered_by=by.id)
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("consultation.answered", {"agency": asked.agency_id, "late": now > asked.due_at}),
        fields={
            "open_consultations": dossier.open_consultations - 1,
            "consultations": tuple(other for other in dossier.consultations if other.id != asked.id),
        },
        consultations=(answered,),
    )


def ask_payment(dossier: Dossier, *, notice: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """Tell the citizen what is to be paid; until proof comes the clock stands (T12; law:financial-obligation)."""
    now = check(Verb.ASK_PAYMENT, dossier, by, now)
    if not notice.strip():
        raise ReasonMissing
    return moved(
        dossier,
        to=State.FINANCE,
        now=now,
        rules=rules,
        event=Event("dossier.payment_asked"),
        said={"notice": notice},
        clock=[ClockEvent(ClockKind.STOP, now, cause=Cause.FINANCE, ground="law:financial-obligation")],
    )


def confirm_payment(dossier: Dossier, *, proof: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """Proof of payment is here: the clock goes on and a second date is due (T13; law:financial-obligation)."""
    now = check(Verb.CONFIRM_PAYMENT, dossier, by, now)
    if not proof.strip():
        raise ReasonMissing
    back = State.IN_PROCESS if _was_transferred(dossier) else State.ACCEPTED
    change = moved(
        dossier,
        to=back,
        now=now,
        rules=rules,
        event=Event("dossier.payment_confirmed"),
        clock=[ClockEvent(ClockKind.RESUME, now, cause=Cause.FINANCE, ground="law:financial-obligation")],
        altered=progress.redated(dossier, rules, now),
        form=FormKind.RECEIPT,
        said={"proof": proof},
    )
    due_on = change.after.due_on
    details = {"due_on": due_on.isoformat() if due_on else None}
    return replace(change, events=(Event("dossier.payment_confirmed", details),))


def _completed(
    dossier: Dossier, step_id: int, outcome: Outcome, by: Actor, rules: Rules, note: str
) -> tuple[flow.Advance, str, int]:
    step = progress.step_of(dossier, step_id, by)
    if outcome in (Outcome.REJECTED, Outcome.NEGATIVE) and not note.strip():
        raise ReasonMissing
    if dossier.open_proposals:
        raise StillWaiting(what="dự thảo chờ ký hoặc chờ gửi", what_en="a proposal to be signed or sent")
    if dossier.open_consultations:
        raise StillWaiting(what="cơ quan được lấy ý kiến chưa trả lời", what_en="an answer of a consulted agency")
    try:
        return flow.complete(rules.process, progress.marking_of(dossier), step.no, outcome), step.key, step.no
    except flow.OutcomeNotOffered as error:
        raise OutcomeNotOffered(step=step.name) from error
    except flow.MoveRefused as error:
        raise StepNotOpen from error


def _names(dossier: Dossier, marks: Iterable[flow.StepMark]) -> str:
    names = {step.no: step.name for step in dossier.steps}
    return "; ".join(f"{mark.no}. {names[mark.no]}" for mark in marks)


def _was_transferred(dossier: Dossier) -> bool:
    return any(step.role is not Role.RECEPTION for step in dossier.steps)
