"""By when a procedure's change must be decided and made public; the terms are dated data in `terms.toml`.

law:decided-before-effect, law:public-after-decision
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from motcua.core.worktime import WorkCalendar


class Issuer(StrEnum):
    """Who decided: the terms of a ministry are longer."""

    PROVINCE = "province"
    MINISTRY = "ministry"


class Duty(StrEnum):
    """What has to be done in time."""

    DECIDE = "decide"  # the decision is signed so many working days before it takes effect
    MAKE_PUBLIC = "make_public"  # the procedure is public so many working days after the decision


class Standing(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"


@dataclass(frozen=True, slots=True)
class Terms:
    """The working days the law gives, from a day on."""

    issuer: Issuer
    since: date
    decided_before_effect: int
    public_after_decision: int
    laws: Mapping[Duty, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a procedure, as far as its days are known."""

    issuer: Issuer
    decided_on: date | None = None
    effective_on: date | None = None
    public_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of one duty, and the day on which it was done."""

    duty: Duty
    due_on: date
    law: str
    done_on: date | None

    def standing(self, today: date) -> Standing:
        """Tell how the duty stands on a day."""
        if self.done_on is not None:
            return Standing.MET if self.done_on <= self.due_on else Standing.MET_LATE
        return Standing.OPEN if today <= self.due_on else Standing.OVERDUE


def terms(issuer: Issuer, on: date) -> Terms | None:
    """Return the terms of decisions signed on a day; None before the law gave any."""
    return next((each for each in reversed(_load()) if each.issuer is issuer and each.since <= on), None)


def deadlines(decision: Decision, calendar: WorkCalendar, *, today: date) -> tuple[Deadline, ...]:
    """Return the deadlines of a decision whose days are known so far, the earlier duty first.

    :raises CalendarGap: a day lies outside the years of the calendar.
    """
    term = terms(decision.issuer, decision.decided_on or today)
    if term is None:
        return ()
    found = []
    if decision.effective_on is not None:
        last = calendar.nth_working_day(decision.effective_on, -term.decided_before_effect)
        found.append(Deadline(Duty.DECIDE, last, term.laws[Duty.DECIDE], decision.decided_on))
    if decision.decided_on is not None:
        last = calendar.nth_working_day(decision.decided_on, term.public_after_decision)
        found.append(Deadline(Duty.MAKE_PUBLIC, last, term.laws[Duty.MAKE_PUBLIC], decision.public_on))
    return tuple(found)


@cache
def _load() -> tuple[Terms, ...]:
    text = resources.files(__package__).joinpath("terms.toml").read_text(encoding="utf-8")
    return tuple(sorted(map(_terms, tomllib.loads(text)["term"]), key=lambda each: each.since))


def _terms(row: Mapping[str, Any]) -> Terms:
    return Terms(
        issuer=Issuer(row["issuer"]),
        since=row["since"],
        decided_before_effect=row["decided_before_effect"],
        public_after_decision=row["public_after_decision"],
        laws={Duty.DECIDE: row["decided_before_effect_law"], Duty.MAKE_PUBLIC: row["public_after_decision_law"]},
    )


__all__ = ["Deadline", "Decision", "Duty", "Issuer", "Standing", "Terms", "deadlines", "terms"]
