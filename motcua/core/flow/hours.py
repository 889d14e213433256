"""How long a process takes: driven from start to end on an ordinary day, and along its longest way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from motcua.core.flow.advance import StepToOpen, begin, complete
from motcua.core.flow.definition import END, Outcome, ProcessDef, StepDef

MOST_ROUNDS: Final = 20
"""A step opened more often than this in a run means the chosen outcomes lead round in a circle."""


class NeverEnds(Exception):
    """The chosen outcomes do not lead to the end of the process."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One performer's part in a run; hours count from the start of the process."""

    key: str
    performer: int
    outcome: Outcome
    opened_at: Decimal
    done_at: Decimal


@dataclass(frozen=True, slots=True)
class Run:
    steps: tuple[Ran, ...]
    hours: Decimal


def ordinary(step: StepDef) -> Outcome:
    """Choose the outcome of an ordinary day: done or agreed, wherever the step offers it."""
    return step.main_outcome


def run_through(process: ProcessDef, choose: Callable[[StepDef], Outcome] = ordinary) -> Run:
    """Walk from start to end, everybody using exactly their hours; branches run side by side.

    :raises NeverEnds:
    """
    advance = begin(process)
    opened_at: dict[int, Decimal] = {}
    due_at: dict[int, Decimal] = {}
    ran: list[Ran] = []
    now = Decimal(0)
    waiting: dict[int, StepToOpen] = {}
    while True:
        for opened in advance.opened:
            if opened.round > MOST_ROUNDS:
                raise NeverEnds(opened.key)
            counted_from = now if opened.shares_due_with is None else opened_at[opened.shares_due_with]
            opened_at[opened.no] = now
            due_at[opened.no] = max(now, counted_from + (opened.hours or 0))
            waiting[opened.no] = opened
        if not waiting:
            break
        no = min(waiting, key=lambda candidate: (due_at[candidate], candidate))
        step = process.step(waiting.pop(no).key)
        now = due_at[no]
        mark = advance.marking.mark(no)
        outcome = choose(step)
        ran.append(Ran(step.key, mark.performer, outcome, opened_at[no], now))
        advance = complete(process, advance.marking, no, outcome)
    if not advance.finished:
        raise NeverEnds(process.key)
    return Run(tuple(ran), now)


def longest(process: ProcessDef) -> Run:
    """Return the way through the process that takes longest, sending nothing back.

    An edge that leads back inside a circle is not followed: a returned step uses the same time again, and the clock of
    the whole runs on. A shared budget is counted once on the way.
    """
    ahead = forward(process)
    known: dict[tuple[str, frozenset[str]], tuple[Decimal, tuple[str, ...]]] = {}

    def from_here(key: str, spent: frozenset[str]) -> tuple[Decimal, tuple[str, ...]]:
        if (key, spent) not in known:
            step = process.step(key)
            own = step.time or Decimal(0)
            after = spent
            if step.budget is not None:
                own = Decimal(0) if step.budget in spent else process.budgets[step.budget]
                after = spent | {step.budget}
            rest = max((from_here(target, after) for target in ahead[key]), default=(Decimal(0), ()))
            known[key, spent] = (own + rest[0], (key, *rest[1]))
        return known[key, spent]

    hours, path = max((from_here(key, frozenset()) for key in process.start), default=(Decimal(0), ()))
    nothing = Decimal(0)
    return Run(tuple(Ran(key, 0, process.step(key).main_outcome, nothing, nothing) for key in path), hours)


def forward(process: ProcessDef) -> dict[str, tuple[str, ...]]:
    """Return the next steps of each step without those that lead back inside a circle, nor those that do not exist."""
    known = process.by_key
    edges = {
        step.key: tuple(
            dict.fromkeys(key for keys in step.next.values() for key in keys if key != END and key in known)
        )
        for step in process.steps
    }
    reach = {key: _reached(edges, key) for key in edges}
    order = {step.key: step.order for step in process.steps}
    return {
        key: tuple(target for target in targets if key not in reach[target] or order[target] > order[key])
        for key, targets in edges.items()
    }


def _reached(edges: dict[str, tuple[str, ...]], start: str) -> set[str]:
    found = {start}
    ahead = [start]
    while ahead:
        for target in edges[ahead.pop()]:
            if target not in found:
                found.add(target)
                ahead.append(target)
    return found
