"""A part keeps with its parent: it stands when the parent stands, goes on with it, and is due when its step is."""

from dataclasses import replace
from datetime import datetime

from motcua.core import deadline
from motcua.core.deadline import ClockEvent, ClockKind, SupplementPolicy
from motcua.core.lifecycle import progress
from motcua.core.lifecycle.model import Change, Dossier, Event, Rules
from motcua.core.lifecycle.moving import moved
from motcua.core.lifecycle.states import CLOCK_STOPPED, State

_GROUND = "law:one-clock"
_WORKED_ON = CLOCK_STOPPED | {State.IN_PROCESS}


def keep_with_parent(
    part: Dossier, parent: Dossier, *, due_at: datetime | None, now: datetime, rules: Rules
) -> Change | None:
    """Bring a part to where its parent now stands; None when it is there, or has ended.

    :param due_at: when the parent's step that waits for the part is due.
    """
    if part.state not in _WORKED_ON:
        return None
    # law:restart-from-zero is the parent's: a part goes on where it stood, as its step does.
    rules = replace(rules, policy=replace(rules.policy, supplement=SupplementPolicy.PAUSE))
    now = max(now, part.last_at or now)
    if parent.state in CLOCK_STOPPED:
        return _paused(part, parent, now, rules) if part.state is State.IN_PROCESS else None
    resumes = part.state in CLOCK_STOPPED
    clock: tuple[ClockEvent, ...] = ()
    if resumes:
        clock = (ClockEvent(ClockKind.RESUME, now, cause=part.clock[-1].cause, ground=_GROUND),)
    clock += _moved_to(due_at, part, clock, now, rules)
    if not clock:
        return None
    return moved(
        part,
        to=State.IN_PROCESS,
        now=now,
        rules=rules,
        event=Event("part.resumed" if resumes else "part.due_moved"),
        clock=clock,
        altered=progress.redated(part, rules, now) if resumes else (),
    )


def _paused(part: Dossier, parent: Dossier, now: datetime, rules: Rules) -> Change:
    return moved(
        part,
        to=parent.state,
        now=now,
        rules=rules,
        event=Event("part.paused"),
        clock=[ClockEvent(ClockKind.STOP, now, cause=parent.clock[-1].cause, ground=_GROUND)],
    )


def _moved_to(
    due_at: datetime | None, part: Dossier, clock: tuple[ClockEvent, ...], now: datetime, rules: Rules
) -> tuple[ClockEvent, ...]:
    assert part.norm is not None  # a part is begun with one
    owed = deadline.owed(part.norm, part.clock + clock, rules.calendar, rules.policy)
    if owed is None or due_at is None or owed.due_at == due_at:
        return ()
    return (ClockEvent(ClockKind.MOVE, now, ground=_GROUND, until=due_at),)


__all__ = ["keep_with_parent"]
