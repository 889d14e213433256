"""Lives of dossiers, lived by the rules themselves: who did what when, until the end or until today."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bench.million.ground import process
from motcua.core import lifecycle, regime
from motcua.core.deadline import DuePolicy, Norm, Unit
from motcua.core.flow import Outcome, ProcessDef, UnitRule
from motcua.core.lifecycle import Actor, ActorKind, Change, Dossier, Performer, PostHeld, ResultRef, Rules, State, Step
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar

BEGAN, TODAY = datetime(2025, 7, 2, 8, tzinfo=ZONE), datetime(2026, 11, 23, 9, tzinfo=ZONE)
AGENCY = 1
HERE = {role: number for number, role in enumerate(Role, start=1)}
"""Until a life is given to a dossier, an officer is the number of the role."""
CASE_OFFICERS = (101, 102, 103)
RESULT = 1
CODE = "H56.1-250702-0001"


@dataclass(frozen=True)
class Told:
    """One event as the journal will tell it; the actor is a role, and for the case officer which of them."""

    kind: str
    details: dict[str, Any]
    at: datetime
    actor: int | None  # None: the citizen


@dataclass(frozen=True)
class Life:
    """A dossier as it stands today, and how it came there."""

    dossier: Dossier
    told: tuple[Told, ...]
    days: int


class Staff:
    """One officer for each role, except that the head says which case officer."""

    def performer(self, role: Role, unit_rule: UnitRule) -> Performer:
        """Who does a step."""
        return Performer(role, AGENCY, None, None if role is Role.CASE_OFFICER else HERE[role])

    def can(self, officer_id: int, role: Role, agency_id: int) -> bool:
        """Everybody can what they are asked to."""
        return True


def actor(role: Role, number: int | None = None) -> Actor:
    return Actor(ActorKind.OFFICER, number or HERE[role], "", (PostHeld(role, AGENCY),))


CITIZEN = Actor(ActorKind.CITIZEN, None, "")


class Living:
    """A life while it is lived."""

    def __init__(self, chance: random.Random, calendar: WorkCalendar, days: int, now: datetime) -> None:
        self.chance, self.calendar, self.days, self.now = chance, calendar, days, now
        self.rules = Rules(
            regime=regime.at(now.date()),
            policy=DuePolicy(),
            calendar=calendar,
            calendar_version_id=1,
            process=_process(days),
            staff=Staff(),
        )
        self.dossier = Dossier(
            state=State.DRAFT,
            id=1,
            receiving_agency_id=AGENCY,
            competent_agency_id=AGENCY,
            channel=chance.choice(["direct", "online", "online"]),
            norm=Norm(Decimal(days), Unit.WORKING_DAY),
            state_since=now,
            last_at=now,
        )
        self.told: list[Told] = []

    def do(self, move: Callable[..., Change], *given: Any, by: Actor, **more: Any) -> None:
        """Make a move now."""
        change = move(self.dossier, *given, by=by, now=self.now, rules=self.rules, **more)
        officer = by.id if by.kind is ActorKind.OFFICER else None
        self.told += [Told(event.kind, dict(event.details), self.now, officer) for event in change.events]
        steps = tuple(replace(step, id=step.no) for step in change.after.steps)
        self.dossier = replace(change.after, steps=steps)

    def wait(self, least: float, most: float) -> None:
        """Let so many working hours pass.  :raises StopIteration: today is over."""
        hours = timedelta(minutes=round(self.chance.uniform(least, most) * 60))
        self.now = self.calendar.add(self.now, hours)
        if self.now >= TODAY or self.chance.random() < 0.0005:  # a few lie forgotten and are late for ever
            raise StopIteration

    @property
    def step(self) -> Step:
        (step,) = self.dossier.open_steps
        return step


def live(chance: random.Random, calendar: WorkCalendar, days: int, began: datetime) -> Life:
    """Live one life from its submission."""
    living = Living(chance, calendar, days, calendar.next_open(began))
    with contextlib.suppress(StopIteration):
        _from_door_to_door(living)
    return Life(living.dossier, tuple(living.told), days)


def _from_door_to_door(living: Living) -> None:
    chance, days = living.chance, living.days
    desk = actor(Role.RECEPTION)
    living.do(lifecycle.submit, by=CITIZEN, code=CODE)
    if living.dossier.channel == "online":
        living.wait(0.5, 7)
        if chance.random() < 0.02:
            living.do(lifecycle.refuse, by=desk, reason="Không thuộc thẩm quyền")
            return
    living.do(lifecycle.accept, by=desk)
    living.wait(0.2, 3)
    living.do(lifecycle.transfer, by=desk)
    living.wait(0.2, 4)
    specialist = actor(Role.CASE_OFFICER, chance.choice(CASE_OFFICERS))
    living.do(
        lifecycle.complete_step, living.step.id, Outcome.DONE, by=actor(Role.DIVISION_HEAD), assign_to=specialist.id
    )
    if chance.random() < 0.03:
        living.wait(1, 8)
        living.do(lifecycle.ask_payment, by=specialist, notice="Thông báo nộp tiền")
        living.wait(4, 40)
        living.do(lifecycle.confirm_payment, by=desk, proof="Biên lai")
    examine(living, specialist, days)
    while chance.random() < 0.06:
        living.do(lifecycle.complete_step, living.step.id, Outcome.REJECTED, by=leader(), note="Bổ sung căn cứ")
        examine(living, specialist, 1)
    living.do(lifecycle.complete_step, living.step.id, Outcome.AGREED, by=leader())
    living.wait(0.2, 3)
    clerk = actor(Role.CLERK)
    result = ResultRef(RESULT, leader().id, specialist.id, "1/GXN-UBND", chance.random() < 0.01)
    outcome = Outcome.NEGATIVE if result.is_negative else Outcome.DONE
    note = "Không đủ điều kiện" if result.is_negative else ""
    living.do(lifecycle.issue_result, living.step.id, outcome, result=result, by=clerk, note=note)
    living.wait(1, 60)
    living.do(lifecycle.hand_over, by=actor(Role.RETURN_DESK), way="direct", proof="Giấy hẹn")


def examine(living: Living, specialist: Actor, days: int) -> None:
    """The long step, done in time nine times in ten, and the wait for the leader."""
    share = living.chance.uniform(0.3, 0.9) if living.chance.random() < 0.93 else living.chance.uniform(1, 1.5)
    living.wait(0, max(1.0, days * 8 * share - 8))
    living.do(lifecycle.complete_step, living.step.id, Outcome.DONE, by=specialist)
    living.wait(0.5, 4)


def leader() -> Actor:
    return actor(Role.AGENCY_LEADER)


_processes: dict[int, ProcessDef] = {}


def _process(days: int) -> ProcessDef:
    return _processes.setdefault(days, process(days))


def some(number: int, chance: random.Random, calendar: WorkCalendar, terms: list[int]) -> list[Life]:
    """So many lives, begun on any day up to today."""
    span = (TODAY - BEGAN).total_seconds()
    began = [BEGAN + timedelta(seconds=chance.uniform(0, span)) for _ in range(number)]
    return [live(chance, calendar, chance.choice(terms), moment) for moment in began]


def day_of(life: Life) -> date:
    """The day of submission: part of the code."""
    assert life.dossier.submitted_at is not None
    return life.dossier.submitted_at.astimezone(ZONE).date()
