"""Every situation a process can get into, found by trying each outcome of each open step.

A situation is which steps are open and what waits at the joins; history does not matter. As long as no step opens a
second time while it is open, there are finitely many. Returns and recalls add none: they lead back to a situation the
process has been in, or could have been in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.core.flow.definition import END, Outcome, ProcessDef, StepDef

MOST_SITUATIONS: Final = 20_000
"""More than fourteen consultations side by side; a table like that is refused rather than half checked."""

Situation = tuple[frozenset[str], frozenset[tuple[str, str]]]
ENDED: Final[Situation] = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Move:
    step: str
    outcome: Outcome
    to: Situation


@dataclass(frozen=True, slots=True)
class Space:
    start: Situation
    moves: Mapping[Situation, tuple[Move, ...]]
    opened_twice: frozenset[str]  # steps that some move would open while they are open; nothing is followed beyond
    complete: bool  # every situation was tried

    def able_to_end(self) -> frozenset[Situation]:
        """Return the situations from which some sequence of outcomes leads to the end."""
        before: dict[Situation, list[Situation]] = {}
        for situation, moves in self.moves.items():
            for move in moves:
                before.setdefault(move.to, []).append(situation)
        found = {ENDED} if ENDED in self.moves else set()
        ahead = deque(found)
        while ahead:
            for situation in before.get(ahead.popleft(), ()):
                if situation not in found:
                    found.add(situation)
                    ahead.append(situation)
        return frozenset(found)


class _OpenedTwice(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def explore(process: ProcessDef) -> Space:
    """Try everything. All keys must be known (`findings` looks at that first)."""
    twice: set[str] = set()
    if len(set(process.start)) < len(process.start):
        twice.update(key for key in process.start if process.start.count(key) > 1)
    start: Situation = (frozenset(process.start), frozenset())
    moves: dict[Situation, tuple[Move, ...]] = {}
    ahead = deque([start])
    known = {start}
    while ahead:
        situation = ahead.popleft()
        tried = []
        for key in sorted(situation[0]):
            step = process.step(key)
            for outcome in step.next:
                try:
                    after = _after(process, situation, step, outcome)
                except _OpenedTwice as error:
                    twice.add(error.key)
                    continue
                tried.append(Move(key, outcome, after))
                if after not in known:
                    known.add(after)
                    ahead.append(after)
        moves[situation] = tuple(tried)
        if len(known) > MOST_SITUATIONS:
            return Space(start, moves, frozenset(twice), complete=False)
    return Space(start, moves, frozenset(twice), complete=True)


def _after(process: ProcessDef, situation: Situation, step: StepDef, outcome: Outcome) -> Situation:
    opened, tokens = set(situation[0]), set(situation[1])
    opened.remove(step.key)
    for target in dict.fromkeys(step.next[outcome]):
        if target == END:
            continue
        following = process.step(target)
        if step.key in following.joins:
            token = (step.key, target)
            if token in tokens:
                raise _OpenedTwice(target)
            tokens.add(token)
            awaited = {(source, target) for source in following.joins}
            if not awaited <= tokens:
                continue
            tokens -= awaited
        if target in opened:
            raise _OpenedTwice(target)
        opened.add(target)
    return frozenset(opened), frozenset(tokens)
