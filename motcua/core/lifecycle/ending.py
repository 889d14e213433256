"""The moves that end a dossier or stand beside its work: result handed over, stop, notes, another year's calendar."""

from dataclasses import replace
from datetime import datetime

from motcua.core import deadline, flow
from motcua.core.deadline import ClockEvent, ClockKind
from motcua.core.flow import MarkState, Outcome, ProcessDef
from motcua.core.lifecycle import progress
from motcua.core.lifecycle.model import Actor, ActorKind, Change, Decision, Dossier, Event, Rules
from motcua.core.lifecycle.moving import check, lapsed, leads, moment, moved
from motcua.core.lifecycle.refusals import MoveNotAllowed, NotYourRole, ProcessDoesNotFit, ReasonMissing
from motcua.core.lifecycle.states import CLOSED, STANDINGS, State
from motcua.core.lifecycle.table import Verb
from motcua.core.regime import FormKind


def hand_over(dossier: Dossier, *, way: str, proof: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """The result reaches the citizen at the desk, by post or electronically (T17; law:hand-over).

    :param way: direct, postal or online.
    :param proof: what was checked: the receipt, an identity paper, a proxy's authorisation, a waybill.
    """
    now = check(Verb.HAND_OVER, dossier, by, now)
    if not proof.strip():
        raise ReasonMissing
    given = tuple(
        replace(step, state=MarkState.DONE, outcome=Outcome.DONE, done_at=now, done_by=by.id)
        for step in dossier.open_steps
    )
    return moved(
        dossier,
        to=State.RETURNED,
        now=now,
        rules=rules,
        event=Event("dossier.returned", {"way": way}),
        altered=given,
        fields={"returned_at": now},
    )


def note(dossier: Dossier, event: Event, *, now: datetime) -> Change:
    """Something the journal should know that moves nothing, such as a result drafted or approved.

    :raises MoveNotAllowed: the dossier is closed. :raises ClockMovedBack:
    """
    if dossier.state in CLOSED:
        raise MoveNotAllowed(state=STANDINGS[dossier.state].name_vi, verb="ghi nhận")
    return Change(after=replace(dossier, last_at=moment(dossier, now)), events=(event,))


def stop(dossier: Dossier, *, reason: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """Stop for good on a legal ground: owner dead, court decision, not eligible … (T16, T19; law:stop)."""
    now = check(Verb.STOP, dossier, by, now)
    if by.kind is ActorKind.OFFICER and not leads(by, dossier):
        raise NotYourRole
    if not reason.strip():
        raise ReasonMissing
    return moved(
        dossier,
        to=State.STOPPED,
        now=now,
        rules=rules,
        event=Event("dossier.stopped", {"ground": "law:stop"}),
        clock=[ClockEvent(ClockKind.FINISH, now, ground="law:stop")],
        altered=progress.closed_all(dossier, now),
        form=FormKind.STOP,
        said={"reason": reason},
        **lapsed(dossier, now),
    )


def drop_part(part: Dossier, *, now: datetime, rules: Rules) -> Change | None:
    """End a part nobody waits for any more, because its parent ended or took the step back; None when it has ended.

    law:one-clock
    """
    if part.state in CLOSED or part.state is State.PROCESSED:
        return None
    now = max(now, part.last_at or now)
    return moved(
        part,
        to=State.STOPPED,
        now=now,
        rules=rules,
        event=Event("part.dropped"),
        clock=[ClockEvent(ClockKind.FINISH, now, ground="law:one-clock")],
        altered=progress.closed_all(part, now),
        **lapsed(part, now),
    )


def adopt_calendar(dossier: Dossier, *, ground: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """Bind the dossier to the calendar in `rules`, because a drafted year has been decided (law:day-off-plan).

    The due moment is computed anew; where it differs the clock gets a move with its ground, so that the citizen can be
    told why. A standing clock has no date to move: it will count on the new calendar when it goes on.
    """
    now = check(Verb.ADOPT_CALENDAR, dossier, by, now, agencies=frozenset({by.agency_id}))
    if not ground.strip():
        raise ReasonMissing
    assert dossier.norm is not None  # accepted dossiers have one
    owed = deadline.owed(dossier.norm, dossier.clock, rules.calendar, rules.policy)
    stands_still = owed is None or owed.stopped
    if stands_still or owed is None or owed.due_at == dossier.due_at:
        is_draft = owed.draft_year if owed else False
        return Change(
            after=replace(dossier, last_at=now, due_is_draft=is_draft),
            events=(Event("dossier.calendar_adopted", {"ground": ground}),),
            rules=rules,
        )
    change = moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("dossier.due_moved"),
        clock=[ClockEvent(ClockKind.MOVE, now, ground=ground, until=owed.due_at)],
    )
    due_on = change.after.due_on
    details = {"due_on": due_on.isoformat() if due_on else None, "ground": ground}
    return replace(change, events=(Event("dossier.due_moved", details),), rules=rules)


def adopt_process(
    dossier: Dossier, *, to: ProcessDef, version_id: int, decision: Decision, by: Actor, now: datetime, rules: Rules
) -> Change:
    """Bind a running dossier to another version of its process by a recorded decision; what is done stays done.

    The date promised to the owner stays, and so do the due moments of the open steps: whoever holds a step is measured
    by what it was opened with. Steps opened from now on get their hours from the new version.

    :raises ReasonMissing, ProcessDoesNotFit: and what `check` raises.
    """
    now = check(Verb.ADOPT_PROCESS, dossier, by, now, agencies=frozenset({by.agency_id}))
    if not decision.number.strip() or not decision.text.strip():
        raise ReasonMissing
    why = flow.misfits(rules.process, to, progress.marking_of(dossier))
    if why:
        raise ProcessDoesNotFit(why=" ".join(each.vi for each in why), why_en=" ".join(each.en for each in why))
    details = {
        "from": rules.process_version_id,
        "to": version_id,
        "decision": decision.number,
        "decided_on": decision.decided_on.isoformat(),
    }
    return Change(
        after=replace(dossier, last_at=now),
        events=(Event("dossier.process_adopted", details),),
        said={"reason": decision.text},
        rules=replace(rules, process=to, process_version_id=version_id),
    )
