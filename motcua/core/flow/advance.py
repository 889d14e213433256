"""The moves of a marking: begin, complete, return to a previous step, recall. Each answers with an `Advance`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from motcua.core.flow.definition import (
    END,
    Outcome,
    Performer,
    ProcessDef,
    StepDef,
    StepKind,
    Together,
    UnitRule,
)
from motcua.core.flow.marking import (
    STANDING,
    Completion,
    Marking,
    MarkState,
    StepMark,
    completion,
    is_finished,
    is_processed,
    waiting,
)
from motcua.core.roles import Role


class MoveRefused(Exception):
    """The process does not allow this move."""


class StepNotOpen(MoveRefused):
    """No such step is open: it was done, returned or recalled already."""


class OutcomeNotOffered(MoveRefused):
    """The step's table names no next step for this outcome."""


class NothingBefore(MoveRefused):
    """The first step has nobody to return to."""


class WhichPrevious(MoveRefused):
    """Several steps led here; the caller must say which one to return to."""

    def __init__(self, candidates: tuple[StepMark, ...]) -> None:
        super().__init__(candidates)
        self.candidates = candidates


class NotBefore(MoveRefused):
    """The step named to return to did not lead to this one."""


class NothingToRecall(MoveRefused):
    """The step is not done, or the whole process has ended."""


class AlreadySeen(MoveRefused):
    """The receiver has opened what was sent; it can only be returned by them."""


@dataclass(frozen=True, slots=True)
class StepClosed:
    no: int
    key: str
    state: MarkState
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class StepToOpen:
    no: int
    key: str
    round: int
    performer: int
    role: Role | None
    unit_rule: UnitRule
    kind: StepKind
    hours: Decimal | None
    came_from: tuple[int, ...]
    shares_due_with: int | None = None  # due at the same moment as this earlier mark: one budget, counted once
    again: int | None = None  # the earlier mark of the same work: give it to the same officer


@dataclass(frozen=True, slots=True)
class Advance:
    """What a move changes, and the marking after it."""

    marking: Marking
    closed: tuple[StepClosed, ...]
    opened: tuple[StepToOpen, ...]
    processed: bool  # nothing is left but to hand the result over
    finished: bool


def begin(process: ProcessDef) -> Advance:
    """Open the first steps."""
    opener = _Opener(process, Marking())
    for key in process.start:
        opener.open_step(process.step(key), came_from=())
    return opener.advance(closed=())


def complete(process: ProcessDef, marking: Marking, no: int, outcome: Outcome) -> Advance:
    """Finish one performer's part of a step, and open what follows once the whole step is done.

    :raises StepNotOpen, OutcomeNotOffered:
    """
    mark = _open_mark(marking, no)
    step = process.step(mark.key)
    if outcome not in step.next:
        raise OutcomeNotOffered(step.key, outcome)
    done = replace(mark, state=MarkState.DONE, outcome=outcome)
    opener = _Opener(process, marking.with_marks([done]))
    ended = completion(step, done, opener.marking.marks)
    if ended is not None:
        opener.follow(step, ended)
    elif step.together is Together.IN_TURN:
        opener.open_part(step, mark.performer + 1, came_from=(done.no,), opening=mark.round)
    return opener.advance(closed=(StepClosed(no, step.key, MarkState.DONE, outcome),))


def return_to_previous(process: ProcessDef, marking: Marking, no: int, to: int | None = None) -> Advance:
    """Send an open step back to one that led to it: that work is opened again, and the clock of the whole runs on.

    Whatever else followed from the reopened work is taken back with it; branches that did not are left alone,
    and a consultation already answered keeps its answer.

    :raises StepNotOpen, NothingBefore, WhichPrevious, NotBefore:
    """
    mark = _open_mark(marking, no)
    candidates = previous(marking, no)
    if not candidates:
        raise NothingBefore(mark.key)
    if to is None:
        if len(candidates) > 1:
            raise WhichPrevious(candidates)
        to = candidates[0].no
    elif to not in ancestors(marking, no):
        raise NotBefore(to)
    return _reopen(process, marking, to, {no: MarkState.SENT_BACK})


def recall(process: ProcessDef, marking: Marking, no: int) -> Advance:
    """Take one's own completed step back while nobody has opened what it sent on.

    :raises NothingToRecall, AlreadySeen:
    """
    mark = marking.mark(no)
    if mark.state is not MarkState.DONE or is_finished(process, marking):
        raise NothingToRecall(mark.key)
    followers = [marking.mark(other) for other in _follow_from(marking, no) if other != no]
    if any(other.state is not MarkState.OPEN or other.seen for other in followers):
        raise AlreadySeen(mark.key)
    return _reopen(process, marking, no, {})


def previous(marking: Marking, no: int) -> tuple[StepMark, ...]:
    """Return the marks whose completion opened this one."""
    return tuple(marking.mark(earlier) for earlier in marking.mark(no).came_from)


def ancestors(marking: Marking, no: int) -> frozenset[int]:
    """Return the numbers of all marks this one followed from, near and far."""
    found: set[int] = set()
    ahead = list(marking.mark(no).came_from)
    while ahead:
        earlier = ahead.pop()
        if earlier not in found:
            found.add(earlier)
            ahead.extend(marking.mark(earlier).came_from)
    return frozenset(found)


def _open_mark(marking: Marking, no: int) -> StepMark:
    for mark in marking.marks:
        if mark.no == no and mark.state is MarkState.OPEN:
            return mark
    raise StepNotOpen(no)


def _follow_from(marking: Marking, no: int) -> set[int]:
    """Return `no` and every standing mark that followed from its completion."""
    found = {no}
    for mark in marking.marks:  # in order of number, and a mark comes after those it came from
        if mark.state in STANDING and found.intersection(mark.came_from):
            found.add(mark.no)
    return found


def _reopen(process: ProcessDef, marking: Marking, to: int, states: dict[int, MarkState]) -> Advance:
    """Take the completion of `to` back with everything that followed from it, and open that work again.

    What followed is closed upward under "came from", so the rest is a past the process could have had: tokens used
    up by a join that is taken back wait there again by themselves.
    """
    undone = _follow_from(marking, to)
    closed = []
    changed = []
    for mark in marking.marks:
        if mark.no not in undone:
            continue
        if mark.state is MarkState.OPEN:
            state = states.get(mark.no, MarkState.TAKEN_BACK)
            closed.append(StepClosed(mark.no, mark.key, state))
        else:
            state = MarkState.UNDONE
            closed.append(StepClosed(mark.no, mark.key, state, mark.outcome))
        changed.append(replace(mark, state=state))
    again = marking.mark(to)
    opener = _Opener(process, marking.with_marks(changed))
    opener.open_part(process.step(again.key), again.performer, again.came_from)
    return opener.advance(closed=tuple(closed))


class _Opener:
    """Collects the steps a move opens."""

    def __init__(self, process: ProcessDef, marking: Marking) -> None:
        self.process = process
        self.marking = marking
        self.opened: list[StepToOpen] = []

    def follow(self, step: StepDef, ended: Completion) -> None:
        for target in dict.fromkeys(step.next[ended.outcome]):
            if target == END:
                continue
            following = self.process.step(target)
            if step.key in following.joins:
                self._join(following)
            else:
                self.open_step(following, ended.marks)

    def _join(self, step: StepDef) -> None:
        """Open a joining step when all it waits for has come."""
        arrived: dict[str, tuple[int, ...]] = {}
        for token in waiting(self.process, self.marking):
            if token.join == step.key:
                arrived.setdefault(token.source, token.marks)
        if len(arrived) == len(set(step.joins)):
            self.open_step(step, tuple(sorted(no for marks in arrived.values() for no in marks)))

    def open_step(self, step: StepDef, came_from: tuple[int, ...]) -> None:
        opening = self.marking.next_round(step.key)
        count = 1 if step.together is Together.IN_TURN else len(step.parts)
        for performer in range(count):
            self.open_part(step, performer, came_from, opening)

    def open_part(self, step: StepDef, performer: int, came_from: tuple[int, ...], opening: int | None = None) -> None:
        part = step.parts[performer]
        mark = StepMark(
            no=self.marking.last_no + 1,
            key=step.key,
            round=opening or self.marking.next_round(step.key),
            performer=performer,
            came_from=came_from,
        )
        shared = self._first_of_budget(step, part, mark)
        self.opened.append(
            StepToOpen(
                no=mark.no,
                key=mark.key,
                round=mark.round,
                performer=performer,
                role=part.role,
                unit_rule=part.unit_rule,
                kind=step.kind,
                hours=_hours(self.process, step, part),
                came_from=came_from,
                shares_due_with=shared,
                again=self._same_work(mark),
            )
        )
        self.marking = self.marking.with_marks([mark])

    def _first_of_budget(self, step: StepDef, part: Performer, mark: StepMark) -> int | None:
        """Return the mark that started the clock this one runs on, when one budget covers several."""
        if step.budget is not None:
            group = {other.key for other in self.process.steps if other.budget == step.budget}
            return next((earlier.no for earlier in self.marking.marks if earlier.key in group), None)
        if step.performers and part.hours is None and step.hours is not None:
            same = (other for other in self.marking.marks if other.key == mark.key and other.round == mark.round)
            return next((other.no for other in same), None)
        return None

    def _same_work(self, mark: StepMark) -> int | None:
        same: Iterable[int] = (
            other.no for other in self.marking.marks if (other.key, other.performer) == (mark.key, mark.performer)
        )
        return max(same, default=None)

    def advance(self, closed: tuple[StepClosed, ...]) -> Advance:
        return Advance(
            marking=self.marking,
            closed=closed,
            opened=tuple(self.opened),
            processed=is_processed(self.process, self.marking),
            finished=is_finished(self.process, self.marking),
        )


def _hours(process: ProcessDef, step: StepDef, part: Performer) -> Decimal | None:
    if step.budget is not None:
        return process.budgets[step.budget]
    return part.hours if part.hours is not None else step.hours
