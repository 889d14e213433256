"""Where a dossier stands in its process: one mark for each time somebody was given a step.

The marks are the rows of the dossier's step table, nothing else is stored. A mark remembers the marks whose
completion opened it; that is enough to know what waits at a join, and to take a completion back with all that
followed from it and nothing that did not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua.core.flow.definition import END, Outcome, ProcessDef, StepDef, StepKind, Together


class MarkState(StrEnum):
    OPEN = "open"
    DONE = "done"
    SENT_BACK = "sent_back"  # its holder returned it to an earlier step
    TAKEN_BACK = "taken_back"  # was open when its sender recalled it, or when the work before it was reopened
    UNDONE = "undone"  # was done; the work was reopened in a later mark


STANDING: Final = frozenset({MarkState.OPEN, MarkState.DONE})


@dataclass(frozen=True, slots=True)
class StepMark:
    no: int  # 1, 2, 3 … within the dossier
    key: str
    round: int = 1  # how many times this step has been opened
    performer: int = 0
    state: MarkState = MarkState.OPEN
    outcome: Outcome | None = None
    came_from: tuple[int, ...] = ()  # the marks whose completion opened this one
    seen: bool = False  # the receiver has opened it; a recall comes too late


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole step completed, by one performer or by all of them."""

    key: str
    outcome: Outcome
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A completed step that waits at a join for the others."""

    join: str
    source: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    marks: tuple[StepMark, ...] = ()  # in order of number

    @property
    def open(self) -> tuple[StepMark, ...]:
        return tuple(mark for mark in self.marks if mark.state is MarkState.OPEN)

    @property
    def last_no(self) -> int:
        return self.marks[-1].no if self.marks else 0

    def mark(self, no: int) -> StepMark:
        """Return the mark with this number.  :raises KeyError"""
        for mark in self.marks:
            if mark.no == no:
                return mark
        raise KeyError(no)

    def next_round(self, key: str) -> int:
        return 1 + max((mark.round for mark in self.marks if mark.key == key), default=0)

    def with_marks(self, changed: Iterable[StepMark]) -> Marking:
        """Return the marking with some marks replaced and new ones, whose numbers are higher, added at the end."""
        by_no = {mark.no: mark for mark in changed}
        kept = [by_no.pop(mark.no, mark) for mark in self.marks]
        return Marking((*kept, *by_no.values()))


def completion(step: StepDef, mark: StepMark, marks: Iterable[StepMark]) -> Completion | None:
    """Return the step's completion that `mark`, now done, belongs to; None while others have still to answer."""
    if mark.outcome is None:
        return None
    if len(step.parts) == 1:
        return Completion(step.key, mark.outcome, (mark.no,))
    if step.together is Together.IN_TURN:
        ended = mark.performer == len(step.parts) - 1 or not mark.outcome.goes_on
        return Completion(step.key, mark.outcome, (mark.no,)) if ended else None
    same_opening = [
        other
        for other in marks
        if other.key == mark.key and other.came_from == mark.came_from and other.state is MarkState.DONE
    ]
    if len(same_opening) < len(step.parts):
        return None
    gravity = list(Outcome)
    answers = [other.outcome for other in same_opening if other.outcome is not None]
    return Completion(step.key, max(answers, key=gravity.index), tuple(other.no for other in same_opening))


def waiting(process: ProcessDef, marking: Marking) -> tuple[Token, ...]:
    """Return what waits at the joins, oldest first."""
    if not process.has_joins:
        return ()
    used: dict[str, set[int]] = {}
    for mark in marking.marks:
        if mark.state in STANDING:
            used.setdefault(mark.key, set()).update(mark.came_from)
    tokens: dict[tuple[str, tuple[int, ...]], Token] = {}
    for mark in marking.marks:
        if mark.state is not MarkState.DONE:
            continue
        ended = completion(process.step(mark.key), mark, marking.marks)
        if ended is None:
            continue
        for target in process.step(mark.key).next.get(ended.outcome, ()):
            if target == END or mark.key not in process.step(target).joins:
                continue
            if not used.get(target, set()).intersection(ended.marks):
                tokens[(target, ended.marks)] = Token(target, mark.key, ended.marks)
    return tuple(tokens.values())


def is_finished(process: ProcessDef, marking: Marking) -> bool:
    return not marking.open and not waiting(process, marking)


def is_processed(process: ProcessDef, marking: Marking) -> bool:
    """Tell whether the result exists: nothing is left but to hand it over."""
    ahead = [*(mark.key for mark in marking.open), *(token.join for token in waiting(process, marking))]
    return all(process.step(key).kind is StepKind.RETURN_RESULT for key in ahead)


def shape(process: ProcessDef, marking: Marking) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return which steps are open and which tokens wait, without history: what the state space is made of."""
    pending = {mark.key for mark in marking.open}
    return frozenset(pending), frozenset((token.source, token.join) for token in waiting(process, marking))
