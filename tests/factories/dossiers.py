"""Dossiers for tests of the rules: a desk, a division, a leader and a clerk, and a way into every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from motcua.core import flow, lifecycle, regime, worktime
from motcua.core.deadline import DuePolicy, Norm, SupplementPolicy, Unit
from motcua.core.flow import Outcome, ProcessDef
from motcua.core.lifecycle import (
    SYSTEM,
    Actor,
    ActorKind,
    Change,
    Dossier,
    Performer,
    PostHeld,
    ProposalKind,
    ResultRef,
    Rules,
    State,
    Step,
)
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, a_process, a_step

DESK, AGENCY, ELSEWHERE = 1, 1, 2
UNKNOWN = 404  # an officer without any post
START = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)  # Monday; 24/11 is a day off


def officer(number: int, *roles: Role, agency: int = AGENCY) -> Actor:
    """An officer with these roles at one agency."""
    return Actor(ActorKind.OFFICER, number, f"Cán bộ {number}", tuple(PostHeld(role, agency) for role in roles))


CITIZEN = Actor(ActorKind.CITIZEN, 900, "Ông Bình")
CLERK_AT_DESK = officer(1, Role.RECEPTION, Role.RETURN_DESK, Role.CASHIER)
HEAD = officer(2, Role.DIVISION_HEAD)
SPECIALIST = officer(3, Role.CASE_OFFICER)
LEADER = officer(4, Role.AGENCY_LEADER)
CLERK = officer(5, Role.CLERK)
STRANGER = officer(99, Role.RECEPTION, Role.CASE_OFFICER, Role.AGENCY_LEADER, Role.CLERK, agency=77)
EVERYBODY = (CITIZEN, CLERK_AT_DESK, HEAD, SPECIALIST, LEADER, CLERK, SYSTEM)


def usual_process() -> ProcessDef:
    """Desk → head assigns → specialist → leader (may send back) → clerk → hand over: 40 hours, 5 days."""
    return a_process(
        a_step("desk", "assign", order=1, role=Role.RECEPTION, hours="4"),
        a_step("assign", "examine", order=2, role=Role.DIVISION_HEAD, hours="4"),
        a_step("examine", "sign", order=3, role=Role.CASE_OFFICER, hours="20"),
        a_step("sign", order=4, role=Role.AGENCY_LEADER, hours="8", next={AGREED: ("issue",), REJECTED: ("examine",)}),
        a_step("issue", order=5, role=Role.CLERK, hours="4", next={DONE: ("hand",), NEGATIVE: ("hand",)}),
        a_step("hand", order=6, role=Role.RETURN_DESK, hours=None, kind=flow.StepKind.RETURN_RESULT),
    )


class Everyone:
    """A staff list in which each role is free to whoever holds it at the agency."""

    def performer(self, role: Role, unit_rule: flow.UnitRule) -> Performer:
        """Nobody is named."""
        return Performer(role, AGENCY)

    def can(self, officer_id: int, role: Role, agency_id: int) -> bool:
        """Everybody but one."""
        return officer_id != UNKNOWN


def usual_calendar() -> worktime.WorkCalendar:
    """7:30–11:30 and 13:30–17:30, Monday to Friday, 2026 and 2027, with the day off of 24 November."""
    week = worktime.WeekHours(
        days=tuple(
            (
                (worktime.Session(time(7, 30), time(11, 30)), worktime.Session(time(13, 30), time(17, 30)))
                if day < 5
                else ()
            )
            for day in range(7)
        )
    )
    off = worktime.DayOff(date(2026, 11, 24), "Ngày Văn hóa Việt Nam", "Vietnam Culture Day", "public-holidays")
    years = (
        worktime.CalendarYear(2026, worktime.YearStatus.OFFICIAL, (off,)),
        worktime.CalendarYear(2027, worktime.YearStatus.DRAFT, ()),
    )
    return worktime.build(worktime.CalendarSpec("tests-1", "tests", (week,), years))


def rules(process: ProcessDef | None = None, *, policy: SupplementPolicy = SupplementPolicy.RESTART) -> Rules:
    """The rules of a dossier of November 2026."""
    return Rules(
        regime=regime.at(START.date()),
        policy=DuePolicy(policy),
        calendar=_CALENDAR,
        calendar_version_id=1,
        process=process or usual_process(),
        staff=Everyone(),
    )


_CALENDAR = usual_calendar()


def draft(**fields: object) -> Dossier:
    """A draft for five working days at agency 1."""
    given: dict[str, object] = {
        "state": State.DRAFT,
        "id": 1,
        "receiving_agency_id": DESK,
        "competent_agency_id": AGENCY,
        "norm": Norm(Decimal(5), Unit.WORKING_DAY),
        "owner_citizen_id": CITIZEN.id,
        "state_since": START,
        "last_at": START,
    }
    return Dossier(**(given | fields))  # type: ignore[arg-type]


class Life:
    """A dossier living: each call is a move, an hour after the last unless told otherwise."""

    def __init__(self, dossier: Dossier | None = None, *, binding: Rules | None = None, now: datetime = START) -> None:
        self.dossier = dossier or draft()
        self.rules = binding or rules()
        self.now = now
        self.changes: list[Change] = []

    def do(
        self, move: Callable[..., Change], *args: object, by: Actor, now: datetime | None = None, **given: object
    ) -> Change:
        """Make a move and keep what it changed, with ids for what was written."""
        self.now = now or self.now
        change = move(self.dossier, *args, by=by, now=self.now, rules=self.rules, **given)
        self.changes.append(change)
        self.dossier = stored(change.after)
        return change

    def step(self, key: str) -> int:
        """The id of the open step with this key."""
        return next(step.id for step in self.dossier.open_steps if step.key == key)  # type: ignore[return-value]

    def submitted(self) -> Life:
        """Handed in."""
        self.do(lifecycle.submit, by=CITIZEN, code="H56.14-261123-0001")
        return self

    def accepted(self) -> Life:
        """Taken in at the desk."""
        self.submitted().do(lifecycle.accept, by=CLERK_AT_DESK)
        return self

    def in_process(self) -> Life:
        """With the division."""
        self.accepted().do(lifecycle.transfer, by=CLERK_AT_DESK)
        return self

    def examined(self) -> Life:
        """Waiting for the leader's signature."""
        self.in_process().do(lifecycle.complete_step, self.step("assign"), DONE, by=HEAD)
        self.do(lifecycle.complete_step, self.step("examine"), DONE, by=SPECIALIST)
        return self

    def signed(self) -> Life:
        """Waiting for the clerk's register."""
        self.examined().do(lifecycle.complete_step, self.step("sign"), AGREED, by=LEADER)
        return self

    def processed(self) -> Life:
        """The result exists."""
        self.signed().do(lifecycle.issue_result, self.step("issue"), DONE, by=CLERK, result=a_result())
        return self

    def supplement_asked(self) -> Life:
        """Waiting for papers, asked for by the leader's leave."""
        self.in_process().do(lifecycle.propose_supplement, by=SPECIALIST, content={"reason": "Thiếu giấy tờ"})
        self.do(lifecycle.sign_proposal, ProposalKind.SUPPLEMENT, by=LEADER)
        self.do(lifecycle.send_supplement, by=CLERK_AT_DESK)
        return self


def a_result(**fields: object) -> ResultRef:
    """A result drafted by the specialist and approved by the leader."""
    given: dict[str, object] = {
        "id": 1,
        "approved_by": LEADER.id,
        "drafted_by": SPECIALIST.id,
        "register_number": "1/QĐ",
    }
    return ResultRef(**(given | fields))  # type: ignore[arg-type]


def stored(dossier: Dossier) -> Dossier:
    """The dossier as it would be read back: every row has its id."""
    steps = tuple(step if step.id is not None else replace(step, id=1000 + step.no) for step in dossier.steps)
    proposals = tuple(p if p.id is not None else replace(p, id=2000 + n) for n, p in enumerate(dossier.proposals))
    consultations = tuple(
        c if c.id is not None else replace(c, id=3000 + n) for n, c in enumerate(dossier.consultations)
    )
    supplement = dossier.supplement
    if supplement is not None and supplement.id is None:
        supplement = replace(supplement, id=4000 + supplement.number)
    return replace(dossier, steps=steps, proposals=proposals, consultations=consultations, supplement=supplement)


def into(state: State) -> Life:
    """A dossier that came into this state by moves alone."""
    life = Life()
    later = START + timedelta(days=40)
    match state:
        case State.DRAFT:
            life.do(lifecycle.begin, by=CITIZEN)
        case State.AWAITING_TURN:
            life.do(lifecycle.await_turn, by=CITIZEN, code="H56.14-261123-0002")
        case State.SUBMITTED:
            life.submitted()
        case State.INTAKE_SUPPLEMENT:
            life.submitted().do(lifecycle.ask_at_intake, by=CLERK_AT_DESK, content={"reason": "Thiếu"})
        case State.REFUSED:
            life.submitted().do(lifecycle.refuse, by=CLERK_AT_DESK, reason="Không đúng thẩm quyền")
        case State.ACCEPTED:
            life.accepted()
        case State.IN_TRANSIT:
            life = Life(draft(receiving_agency_id=ELSEWHERE, is_non_territorial=True))
            desk = officer(8, Role.RECEPTION, agency=ELSEWHERE)
            life.submitted().do(lifecycle.accept, by=desk)
            life.do(lifecycle.send_to_competent, by=desk)
        case State.IN_PROCESS:
            life.in_process()
        case State.SUPPLEMENT:
            life.supplement_asked()
        case State.SUPPLEMENT_GIVEN:
            life.supplement_asked().do(lifecycle.supply, by=CITIZEN)
        case State.FINANCE:
            life.in_process().do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD)
            life.do(lifecycle.ask_payment, by=SPECIALIST, notice="Thông báo 12/TB")
        case State.PROCESSED:
            life.processed()
        case State.RETURNED:
            life.processed().do(lifecycle.hand_over, by=CLERK_AT_DESK, way="direct", proof="Giấy hẹn")
        case State.WITHDRAWN:
            life.in_process().do(lifecycle.ask_withdrawal, by=CITIZEN, reason="Đổi ý")
            life.do(lifecycle.agree_withdrawal, by=LEADER)
        case State.STOPPED:
            life.supplement_asked().do(lifecycle.close_expired, by=CLERK_AT_DESK, now=later)
    assert life.dossier.state is state
    return life


__all__ = [
    "CITIZEN",
    "CLERK",
    "CLERK_AT_DESK",
    "HEAD",
    "LEADER",
    "SPECIALIST",
    "STRANGER",
    "SYSTEM",
    "Life",
    "Outcome",
    "Step",
    "a_result",
    "draft",
    "into",
    "officer",
    "rules",
    "stored",
    "usual_process",
]
