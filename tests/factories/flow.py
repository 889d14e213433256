"""Small processes for tests: the least that is valid, in one line each."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from motcua.core import flow
from motcua.core.flow import Outcome, ProcessDef, StepDef
from motcua.core.roles import Role

DONE, AGREED, REJECTED, NEGATIVE = Outcome.DONE, Outcome.AGREED, Outcome.REJECTED, Outcome.NEGATIVE


def a_step(key: str, *following: str, order: int | None = None, hours: str | None = "8", **given: Any) -> StepDef:
    """Return a step whose one outcome, DONE, leads to `following` (to the end when none is named)."""
    given.setdefault("next", {DONE: following or (flow.END,)})
    given.setdefault("role", Role.CASE_OFFICER)
    given.setdefault("name", key)
    return StepDef(
        key=key,
        order=ord(key[0]) if order is None else order,
        hours=None if hours is None else Decimal(hours),
        **given,
    )


def a_process(*steps: StepDef, start: tuple[str, ...] | None = None, **given: Any) -> ProcessDef:
    return ProcessDef(
        key="p", version=1, steps=steps, start=start if start is not None else (steps[0].key,) if steps else (), **given
    )


def a_chain() -> ProcessDef:
    """Return desk → officer → leader (who may reject back to the officer) → hand-over."""
    return a_process(
        a_step("a", "b", role=Role.RECEPTION, hours="4"),
        a_step("b", "c", hours="24"),
        a_step("c", role=Role.AGENCY_LEADER, hours="4", next={AGREED: ("d",), REJECTED: ("b",)}),
        a_step("d", role=Role.RETURN_DESK, hours=None, kind=flow.StepKind.RETURN_RESULT),
    )


def a_consultation() -> ProcessDef:
    """Return a → b and c in parallel → d, which waits for both → e."""
    return a_process(
        a_step("a", "b", "c"),
        a_step("b", "d", kind=flow.StepKind.CONSULT),
        a_step("c", "d", kind=flow.StepKind.CONSULT),
        a_step("d", "e", joins=("b", "c")),
        a_step("e", role=Role.AGENCY_LEADER, next={AGREED: (flow.END,), REJECTED: ("d",)}),
    )


class Walk:
    """A process being walked through: every move takes step keys, the marking is kept."""

    def __init__(self, process: ProcessDef) -> None:
        self.process = process
        self.last = flow.begin(process)

    @property
    def marking(self) -> flow.Marking:
        return self.last.marking

    @property
    def open(self) -> list[str]:
        return sorted(mark.key for mark in self.marking.open)

    def no(self, key: str, performer: int = 0) -> int:
        """Return the newest mark of a step."""
        return max(m.no for m in self.marking.marks if (m.key, m.performer) == (key, performer))

    def complete(self, key: str, outcome: Outcome = DONE, performer: int = 0) -> Walk:
        self.last = flow.complete(self.process, self.marking, self.no(key, performer), outcome)
        return self

    def send_back(self, key: str, to: int | None = None, performer: int = 0) -> Walk:
        self.last = flow.return_to_previous(self.process, self.marking, self.no(key, performer), to)
        return self

    def recall(self, key: str, performer: int = 0) -> Walk:
        self.last = flow.recall(self.process, self.marking, self.no(key, performer))
        return self

    def see(self, key: str) -> Walk:
        """Let the receiver open the step."""
        seen = replace(self.marking.mark(self.no(key)), seen=True)
        self.last = replace(self.last, marking=self.marking.with_marks([seen]))
        return self
