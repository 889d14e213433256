"""Between the process and the dossier: what `core.flow` opens and closes, as steps with performers and due moments."""

from dataclasses import replace
from datetime import datetime, timedelta

from motcua.core import flow
from motcua.core.deadline import ClockKind
from motcua.core.flow import Advance, MarkState, Outcome, StepKind, StepToOpen
from motcua.core.lifecycle.model import Actor, ActorKind, Dossier, Performer, Rules, Step
from motcua.core.lifecycle.refusals import AlreadySeen, AssignedElsewhere, NotTheirWork, OutsideDelegation, StepNotOpen
from motcua.core.roles import Role


def marking_of(dossier: Dossier) -> flow.Marking:
    """The marking of the process: the rows of the dossier's steps, nothing else."""
    return flow.Marking(
        tuple(
            flow.StepMark(
                step.no,
                step.key,
                step.round,
                step.performer,
                step.state,
                step.outcome,
                step.came_from,
                step.seen_at is not None,
            )
            for step in dossier.steps
        )
    )


def desk_steps(dossier: Dossier, rules: Rules, now: datetime) -> tuple[Step, ...]:
    """The first steps, when they are the desk's own; others wait for the transfer."""
    advance = flow.begin(rules.process)
    if any(step.role is not Role.RECEPTION for step in advance.opened):
        return ()
    return _opened(advance, dossier, rules, now)


def first_steps(dossier: Dossier, rules: Rules, now: datetime) -> tuple[Step, ...]:
    """What the process begins with, whoever does it."""
    return _opened(flow.begin(rules.process), dossier, rules, now)


def leave_desk(dossier: Dossier, rules: Rules, by: Actor, now: datetime) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Close the desk's own steps and open what follows; return the opened and the closed."""
    if not dossier.open_steps:
        return first_steps(dossier, rules, now), ()
    opened: tuple[Step, ...] = ()
    closed: tuple[Step, ...] = ()
    marking = marking_of(dossier)
    for step in dossier.open_steps:
        outcome = rules.process.step(step.key).main_outcome
        advance = flow.complete(rules.process, marking, step.no, outcome)
        marking = advance.marking
        opened += _opened(advance, dossier, rules, now)
        closed += (done(step, outcome, by, now),)
    return opened, closed


def step_of(dossier: Dossier, step_id: int, by: Actor) -> Step:
    """The open step with this id, if it is for `by` to do.

    :raises StepNotOpen, AssignedElsewhere, OutsideDelegation:
    """
    step = next((step for step in dossier.steps if step.id == step_id), None)
    if step is None or not step.is_open:
        raise StepNotOpen
    if not is_for(step, by.in_field(dossier.field_id)):
        raise OutsideDelegation if is_for(step, by) else AssignedElsewhere
    return step


def is_for(step: Step, by: Actor) -> bool:
    """Whether a step is this actor's: named for them or one they stand for, or free to their role at its agency."""
    if step.kind is StepKind.HIGHER_LEVEL:
        return by.kind is ActorKind.SYSTEM  # done when its sub-dossier is
    if step.officer_id is not None:
        return step.officer_id in by.stands_for
    return any(
        post.role is step.role
        and post.agency_id == step.agency_id
        and (step.unit_id is None or post.unit_id in (step.unit_id, None))
        for post in by.posts
    )


def advanced(
    dossier: Dossier,
    advance: Advance,
    rules: Rules,
    by: Actor,
    now: datetime,
    *,
    note: str = "",
    assign_to: int | None = None,
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The steps an advance of the process opens and closes."""
    by_no = {step.no: step for step in dossier.steps}
    closed = []
    for change in advance.closed:
        step = by_no[change.no]
        if change.state is MarkState.UNDONE:
            closed.append(replace(step, state=MarkState.UNDONE))
        else:
            closed.append(
                replace(
                    step,
                    state=change.state,
                    outcome=change.outcome,
                    done_at=now,
                    # Taken back is not done by anybody: given out again, it goes to whoever had it.
                    done_by=None if change.state is MarkState.TAKEN_BACK else by.id,
                    note=note or step.note,
                )
            )
    return _opened(advance, dossier, rules, now, assign_to=assign_to), tuple(closed)


def recalled(dossier: Dossier, step_id: int, rules: Rules, by: Actor) -> Advance:
    """Take back a step `by` completed, while nobody has opened what followed.

    :raises StepNotOpen, AssignedElsewhere, AlreadySeen:
    """
    step = next((step for step in dossier.steps if step.id == step_id), None)
    if step is None or step.state is not MarkState.DONE:
        raise StepNotOpen
    if step.done_by not in by.stands_for:
        raise AssignedElsewhere
    try:
        return flow.recall(rules.process, marking_of(dossier), step.no)
    except flow.AlreadySeen as error:
        raise AlreadySeen from error
    except flow.MoveRefused as error:
        raise StepNotOpen from error


def done(step: Step, outcome: Outcome, by: Actor, now: datetime, note: str = "") -> Step:
    """The step, done."""
    return replace(step, state=MarkState.DONE, outcome=outcome, done_at=now, done_by=by.id, note=note)


def closed_all(dossier: Dossier, now: datetime) -> tuple[Step, ...]:
    """Every open step taken back, because the dossier ends here."""
    return tuple(replace(step, state=MarkState.TAKEN_BACK, done_at=now) for step in dossier.open_steps)


def redated(dossier: Dossier, rules: Rules, now: datetime) -> tuple[Step, ...]:
    """The open steps with the time the clock stood added to their due moments."""
    stopped_at = next((event.at for event in reversed(dossier.clock) if event.kind is ClockKind.STOP), now)
    pause = rules.calendar.between(stopped_at, now)
    return tuple(
        replace(step, due_at=rules.calendar.add(step.due_at, pause)) for step in dossier.open_steps if step.due_at
    )


def postponed(dossier: Dossier, rules: Rules, new_due_at: datetime) -> tuple[Step, ...]:
    """The steps that wait for a part, with the time an apology won added: the part is promised what its parent is.

    Whoever works a step of the dossier itself stays measured by the moment that step was due.
    """
    if dossier.due_at is None:
        return ()
    won = rules.calendar.between(dossier.due_at, new_due_at)
    return tuple(
        replace(step, due_at=rules.calendar.add(step.due_at, won))
        for step in dossier.open_steps
        if step.kind is StepKind.HIGHER_LEVEL and step.due_at
    )


def _opened(
    advance: Advance, dossier: Dossier, rules: Rules, now: datetime, *, assign_to: int | None = None
) -> tuple[Step, ...]:
    steps: dict[int, Step] = {step.no: step for step in dossier.steps}
    opened = []
    for coming in advance.opened:
        definition = rules.process.step(coming.key)
        performer = _performer(coming, steps, rules, assign_to)
        step = Step(
            no=coming.no,
            key=coming.key,
            round=coming.round,
            performer=coming.performer,
            name=definition.name,
            kind=coming.kind,
            role=performer.role,
            agency_id=performer.agency_id,
            unit_id=performer.unit_id,
            officer_id=performer.officer_id,
            opened_at=now,
            came_from=coming.came_from,
            due_at=_due(coming, steps, rules, now),
        )
        steps[step.no] = step
        opened.append(step)
    return tuple(opened)


def _performer(coming: StepToOpen, steps: dict[int, Step], rules: Rules, assign_to: int | None) -> Performer:
    if coming.again is not None and coming.again in steps:  # the same work goes back to the same hands
        before = steps[coming.again]
        # Who took a step back had it in hand before; it goes to whom it was sent.
        hands = before.officer_id if before.state is MarkState.TAKEN_BACK else before.done_by or before.officer_id
        return Performer(before.role, before.agency_id, before.unit_id, hands)
    # A performer the import could not map is never guessed: the head of the division says who.
    performer = rules.staff.performer(coming.role or Role.DIVISION_HEAD, coming.unit_rule)
    if assign_to is not None and coming.role is Role.CASE_OFFICER:
        if not rules.staff.can(assign_to, performer.role, performer.agency_id):
            raise NotTheirWork
        return replace(performer, officer_id=assign_to)
    return performer


def _due(coming: StepToOpen, steps: dict[int, Step], rules: Rules, now: datetime) -> datetime | None:
    if coming.shares_due_with is not None and coming.shares_due_with in steps:
        shared = steps[coming.shares_due_with].due_at
        return None if shared is None else max(shared, now)  # nothing left of the shared time: due at once
    if coming.hours is None or coming.kind is StepKind.RETURN_RESULT:
        return None
    return rules.calendar.add(now, timedelta(minutes=int(coming.hours * 60)))
