"""What a step process is: steps, who performs them, how long they take and what follows each outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

from motcua.core.roles import Role

END: Final = ""
"""The key that stands for "nothing follows" among the next steps."""

HOURS_PER_DAY: Final = 8
"""law:step-hours — a working day of a step table is eight working hours."""


class Outcome(StrEnum):
    """What a performer may answer, from the mildest to the gravest: in a shared step the gravest answer counts."""

    DONE = "done"
    AGREED = "agreed"
    REJECTED = "rejected"
    NEEDS_SUPPLEMENT = "needs_supplement"
    NEGATIVE = "negative"

    @property
    def goes_on(self) -> bool:
        """Tell whether the next performer of the same step takes over (an objection ends a sequence at once)."""
        return self in (Outcome.DONE, Outcome.AGREED)


class UnitRule(StrEnum):
    """Where the performer is looked for when the step opens."""

    RECEIVING = "receiving"  # the desk that took the dossier in
    DIVISION = "division"  # the division in charge, inside the competent agency
    AGENCY = "agency"  # the competent agency itself
    OFFICE = "office"  # the competent agency's own office
    DEPARTMENT = "department"  # the provincial department of the field
    COMMUNE = "commune"  # the commune's committee
    COMMUNE_DIVISION = "commune_division"
    PROVINCE_OFFICE = "province_office"  # the Office of the provincial committee
    PROVINCE = "province"  # the provincial committee
    OTHER = "other"  # chosen when the step opens


class StepKind(StrEnum):
    TASK = "task"
    CONSULT = "consult"
    HIGHER_LEVEL = "higher_level"  # opens a sub-dossier and is complete when that one is
    RETURN_RESULT = "return_result"  # after the result exists: carries no hours


class Together(StrEnum):
    """How several performers share one step. All of them must finish it."""

    IN_TURN = "in_turn"
    ANY_ORDER = "any_order"


@dataclass(frozen=True, slots=True)
class Performer:
    """One of several people inside a step, with hours of their own or within the step's."""

    role: Role | None  # None: not mapped yet, a clerk must choose
    unit_rule: UnitRule = UnitRule.AGENCY
    hours: Decimal | None = None
    text: str = ""  # as printed in the source table


@dataclass(frozen=True)
class StepDef:
    key: str
    order: int
    name: str
    role: Role | None
    next: Mapping[Outcome, tuple[str, ...]]  # several keys: parallel branches; END: the branch ends
    unit_rule: UnitRule = UnitRule.AGENCY
    hours: Decimal | None = None  # None: time is not counted, or is the budget's or the performers'
    kind: StepKind = StepKind.TASK
    budget: str | None = None  # the shared time budget this step draws on
    joins: tuple[str, ...] = ()  # these steps wait for one another here; an arrival from elsewhere opens at once
    performers: tuple[Performer, ...] = ()  # empty: the one performer named by `role`
    together: Together = Together.IN_TURN
    bulk: bool = False  # the step that grows and shrinks when a template is fitted to a norm
    sub_process: str = ""  # for HIGHER_LEVEL: the process the sub-dossier follows
    description: str = ""  # the whole text of the work, where `name` is its short form
    output: str = ""  # form or product of the step
    citizen_sentence: str = ""
    performer_text: str = ""  # as printed in the source table
    time_text: str = ""  # set only when the printed time was not understood

    @cached_property
    def parts(self) -> tuple[Performer, ...]:
        """Return the performers, the single one included."""
        return self.performers or (Performer(self.role, self.unit_rule, self.hours, self.performer_text),)

    @cached_property
    def time(self) -> Decimal | None:
        """Return the hours from opening to completion, outside a shared budget; None when nothing is counted."""
        if self.hours is not None or not self.performers:
            return self.hours
        counted = [part.hours for part in self.performers if part.hours is not None]
        if not counted:
            return None
        return sum(counted, Decimal(0)) if self.together is Together.IN_TURN else max(counted)

    @property
    def main_outcome(self) -> Outcome:
        """Return the outcome of an ordinary day: the first that goes on, or else the first of all."""
        return next((outcome for outcome in self.next if outcome.goes_on), next(iter(self.next)))


@dataclass(frozen=True)
class ProcessDef:
    key: str
    version: int
    steps: tuple[StepDef, ...]
    start: tuple[str, ...]
    name: str = ""
    budgets: Mapping[str, Decimal] = field(default_factory=dict)  # hours shared by several steps, counted once
    template: str = ""  # the approved template it was fitted from

    @cached_property
    def by_key(self) -> Mapping[str, StepDef]:
        return {step.key: step for step in self.steps}

    @cached_property
    def has_joins(self) -> bool:
        return any(step.joins for step in self.steps)

    def step(self, key: str) -> StepDef:
        return self.by_key[key]
