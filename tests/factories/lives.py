"""A dossier living on PostgreSQL through the real verbs, and processes that ask more of it than the usual one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from motcua.core import flow
from motcua.core.flow import Outcome, ProcessDef, StepKind, UnitRule
from motcua.core.lifecycle import Actor, ActorKind, PostHeld, ProposalKind
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Step
from motcua.results import actions as results
from tests.factories import people
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, a_process, a_step
from tests.factories.province import CITIZEN, MONDAY, Province, province, publish


@dataclass
class Life:
    """One dossier; each call is a verb at `now`, by the officer of the commune whose work it is."""

    here: Province
    id: int
    now: datetime = MONDAY

    @property
    def row(self) -> Dossier:
        return Dossier.objects.get(pk=self.id)

    @property
    def open(self) -> dict[str, Step]:
        """The open steps by key; of several performers the last."""
        return {step.key: step for step in Step.objects.filter(dossier_id=self.id, state="open").order_by("no")}

    def step(self, key: str = "") -> int:
        """The open step with this key, or the only one."""
        found = self.open
        (only,) = [found[key]] if key else found.values()
        return int(only.pk)

    def transfer(self) -> Life:
        actions.transfer(dossier_id=self.id, by=self.here.actor(Role.RECEPTION), now=self.now)
        return self

    def complete(self, key: str, role: Role, outcome: Outcome = DONE, *, by: Actor | None = None, **given: Any) -> Life:
        by = by or self.here.actor(role)
        actions.complete_step(step_id=self.step(key), outcome=outcome, by=by, now=self.now, **given)
        return self

    def draft(self, key: str = "examine", *, by: Actor | None = None, **given: Any) -> Life:
        draft = results.Draft("Giấy xác nhận", **({"body": "Xác nhận …"} | given))
        results.draft(step_id=self.step(key), draft=draft, by=by or self.here.actor(Role.CASE_OFFICER), now=self.now)
        return self

    def approve(self, key: str = "sign", *, by: Actor | None = None) -> Life:
        results.approve(step_id=self.step(key), by=by or self.here.actor(Role.AGENCY_LEADER), now=self.now)
        return self

    def issue(self, key: str = "issue", *, by: Actor | None = None, **given: Any) -> Life:
        given = {"symbol": "GXN-UBND"} | given
        results.issue(step_id=self.step(key), by=by or self.here.actor(Role.CLERK), now=self.now, **given)
        return self

    def examined(self) -> Life:
        """With the leader, the answer drafted."""
        self.transfer().complete("assign", Role.DIVISION_HEAD)
        return self.draft().complete("examine", Role.CASE_OFFICER)

    def signed(self) -> Life:
        """With the clerk, the answer approved."""
        return self.examined().approve()

    def processed(self) -> Life:
        """The answer is registered."""
        return self.signed().issue()

    def hand_over(self, **given: Any) -> Life:
        given = {"way": "direct", "to_name": "Trần Thị Hoa", "proof": "Giấy hẹn"} | given
        results.hand_over(dossier_id=self.id, by=self.here.actor(Role.RETURN_DESK), now=self.now, **given)
        return self

    def supplement_asked(self) -> Life:
        """The signed notice is sent; the clock stands. From `in process`."""
        self.propose_supplement()
        self.sign(ProposalKind.SUPPLEMENT)
        actions.send_supplement(dossier_id=self.id, by=self.here.actor(Role.RECEPTION), now=self.now)
        return self

    def propose_supplement(self, **given: Any) -> Life:
        by, content = self.here.actor(Role.CASE_OFFICER), {"reason": "Thiếu giấy tờ"}
        actions.propose_supplement(dossier_id=self.id, content=content, by=by, now=self.now, **given)
        return self

    def sign(self, kind: ProposalKind) -> Life:
        actions.sign_proposal(dossier_id=self.id, kind=kind, by=self.here.actor(Role.AGENCY_LEADER), now=self.now)
        return self

    def withdraw(self) -> Life:
        actions.ask_withdrawal(dossier_id=self.id, reason="Đổi ý", by=CITIZEN, now=self.now)
        actions.agree_withdrawal(dossier_id=self.id, by=self.here.actor(Role.AGENCY_LEADER), now=self.now)
        return self

    def stop(self) -> Life:
        leader = self.here.actor(Role.AGENCY_LEADER)
        actions.stop(dossier_id=self.id, reason="Chủ hồ sơ đã mất", by=leader, now=self.now)
        return self


def received(here: Province, *, now: datetime = MONDAY, **filing: Any) -> Life:
    """Taken in at the counter of the commune."""
    moved = actions.receive(here.filing(**filing), by=here.actor(Role.RECEPTION), now=now)
    return Life(here, moved.id, now)


# --- A part at the province -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class TwoLevels:
    """A commune whose dossiers go up to the province, and the officers there."""

    here: Province
    above: dict[Role, Actor]

    def part(self, parent: Life) -> Life:
        """The newest part of a dossier."""
        row = Dossier.objects.filter(parent_id=parent.id).latest("id")
        return Life(self.here, row.pk, parent.now)

    def decide(self, part: Life) -> Life:
        """The province works its part to the end."""
        officer, leader, clerk = (self.above[r] for r in (Role.CASE_OFFICER, Role.COMMITTEE_LEADER, Role.CLERK))
        part.draft("study", by=officer).complete("study", Role.CASE_OFFICER, by=officer)
        return part.approve("decide", by=leader).issue("number", by=clerk, symbol="QĐ-UBND")


def work_above() -> ProcessDef:
    """The part's own process: an officer studies, the leader of the province decides, the clerk numbers."""
    return a_process(
        a_step("study", "decide", order=1, role=Role.CASE_OFFICER, hours="8"),
        a_step(
            "decide", order=2, role=Role.COMMITTEE_LEADER, hours="8", next={AGREED: ("number",), REJECTED: ("study",)}
        ),
        a_step("number", order=3, role=Role.CLERK, hours="4"),
    )


def with_part(key: str, *, ends: bool) -> ProcessDef:
    """Desk → head → the province's part → (the end | the clerk) → hand over."""
    return a_process(
        a_step("desk", "assign", order=1, role=Role.RECEPTION, hours="4"),
        a_step("assign", "above", order=2, role=Role.DIVISION_HEAD, hours="4"),
        a_step(
            "above",
            "hand" if ends else "answer",
            order=3,
            role=Role.COMMITTEE_LEADER,
            unit_rule=UnitRule.PROVINCE,
            kind=StepKind.HIGHER_LEVEL,
            hours="24",
            sub_process=key,
        ),
        *(() if ends else (a_step("answer", "hand", order=4, role=Role.CLERK, hours="8"),)),
        a_step("hand", order=5, role=Role.RETURN_DESK, hours=None, kind=StepKind.RETURN_RESULT),
    )


def two_levels(*, ends: bool = True) -> TwoLevels:
    """Found them. `ends`: the part's result is the parent's, nothing follows but handing it over."""
    part = publish(work_above())
    here = province(with_part(part.process.key, ends=ends))
    above = {}
    for role in (Role.CASE_OFFICER, Role.COMMITTEE_LEADER, Role.CLERK):
        holder = people.officer(f"Cán bộ tỉnh {role.value}")
        people.post(holder, role.value, here.committee.pk)
        above[role] = Actor(ActorKind.OFFICER, holder.pk, holder.full_name, (PostHeld(role, here.committee.pk),))
    return TwoLevels(here, above)


# --- Parallel branches, several hands, one budget ---------------------------------------------------------------------
def consulting() -> ProcessDef:
    """Head → two consultations side by side → a joining draft → leader → clerk."""
    return a_process(
        a_step("assign", "tax", "land", order=1, role=Role.DIVISION_HEAD, hours="4"),
        a_step("tax", "examine", order=2, hours="8", kind=StepKind.CONSULT),
        a_step("land", "examine", order=3, hours="16", kind=StepKind.CONSULT),
        a_step("examine", "sign", order=4, hours="8", joins=("tax", "land")),
        a_step("sign", order=5, role=Role.AGENCY_LEADER, hours="8", next={AGREED: ("issue",), REJECTED: ("examine",)}),
        a_step("issue", "hand", order=6, role=Role.CLERK, hours="4"),
        a_step("hand", order=7, role=Role.RETURN_DESK, hours=None, kind=StepKind.RETURN_RESULT),
    )


def shared(together: flow.Together) -> ProcessDef:
    """A council of three judges before the leader; the judging has one span of 16 hours."""
    judges = tuple(flow.Performer(role) for role in (Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.CLERK))
    return a_process(
        a_step(
            "judge",
            order=1,
            role=None,
            hours="16",
            performers=judges,
            together=together,
            next={AGREED: ("sign",), NEGATIVE: ("sign",)},
        ),
        a_step("sign", "issue", order=2, role=Role.AGENCY_LEADER, hours="8"),
        a_step("issue", "hand", order=3, role=Role.CLERK, hours="4"),
        a_step("hand", order=4, role=Role.RETURN_DESK, hours=None, kind=StepKind.RETURN_RESULT),
    )


def budgeted() -> ProcessDef:
    """Measuring and drawing share one budget of 16 hours."""
    return a_process(
        a_step("measure", "draw", order=1, hours=None, budget="field"),
        a_step("draw", "sign", order=2, hours=None, budget="field"),
        a_step("sign", "issue", order=3, role=Role.AGENCY_LEADER, hours="8"),
        a_step("issue", order=4, role=Role.CLERK, hours="4"),
        budgets={"field": Decimal(16)},
    )
