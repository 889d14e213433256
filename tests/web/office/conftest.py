"""A small province on a Monday morning, and its officers signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.base import clock
from motcua.core.flow import Outcome
from motcua.core.lifecycle import ProposalKind
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Proposal, Step
from motcua.people import actions as people
from motcua.results import actions as results
from tests.factories.province import MONDAY, Province, province


class Office:
    """The province with a clock that goes on, and ways to bring a dossier where a test needs it."""

    def __init__(self) -> None:
        self.province: Province = province()
        self.now: datetime = MONDAY
        self.held: dict[int, int] = {}  # the step a page was opened on, by dossier

    def client(self, role: Role) -> Client:
        client = Client()
        client.force_login(self.province.officers[role].account)
        return client

    def received(self, **given: Any) -> int:
        by = self.province.actor(Role.RECEPTION)
        return actions.receive(self.province.filing(**given), by=by, now=self.now).id

    def transferred(self, **given: Any) -> int:
        """With the head of the division."""
        dossier_id = self.received(**given)
        actions.transfer(dossier_id=dossier_id, by=self.province.actor(Role.RECEPTION), now=self.now)
        return dossier_id

    def examined(self, **given: Any) -> int:
        """With the case officer."""
        dossier_id = self.transferred(**given)
        self.complete(dossier_id, Role.DIVISION_HEAD, assign_to=self.province.officers[Role.CASE_OFFICER].pk)
        return dossier_id

    def drafted(self, *, with_result: bool = True, **given: Any) -> int:
        """With the leader, the answer drafted."""
        dossier_id = self.examined(**given)
        if with_result:
            self.draft(dossier_id)
        self.complete(dossier_id, Role.CASE_OFFICER)
        return dossier_id

    def approved(self, **given: Any) -> int:
        """With the clerk."""
        dossier_id = self.drafted(**given)
        results.approve(step_id=self.step(dossier_id), by=self.province.actor(Role.AGENCY_LEADER), now=self.now)
        return dossier_id

    def processed(self, **given: Any) -> int:
        """With the desk that hands results over."""
        dossier_id, clerk = self.approved(**given), self.province.actor(Role.CLERK)
        results.issue(step_id=self.step(dossier_id), symbol="GXN-UBND", by=clerk, now=self.now)
        return dossier_id

    def draft(self, dossier_id: int) -> None:
        answer = results.Draft(
            "Giấy xác nhận tình trạng hôn nhân", body="Xác nhận bà Trần Thị Hoa chưa đăng ký kết hôn."
        )
        by = self.province.actor(Role.CASE_OFFICER)
        results.draft(step_id=self.step(dossier_id), draft=answer, by=by, now=self.now)

    def complete(self, dossier_id: int, role: Role, outcome: Outcome = Outcome.DONE, **given: Any) -> None:
        by = self.province.actor(role)
        actions.complete_step(step_id=self.step(dossier_id), outcome=outcome, by=by, now=self.now, **given)

    def supplement_drafted(self, **given: Any) -> int:
        dossier_id = self.examined(**given)
        content = {"reason": "Thiếu giấy tờ", "items": [{"paper": "Tờ khai", "note": "chưa ký"}]}
        by = self.province.actor(Role.CASE_OFFICER)
        actions.propose_supplement(dossier_id=dossier_id, content=content, by=by, now=self.now)
        return dossier_id

    def withdrawal_asked(self, **given: Any) -> int:
        dossier_id = self.examined(**given)
        by = self.province.actor(Role.RECEPTION)
        actions.ask_withdrawal(dossier_id=dossier_id, reason="Không còn nhu cầu", by=by, now=self.now)
        return dossier_id

    def withdrawn(self, **given: Any) -> int:
        dossier_id = self.withdrawal_asked(**given)
        self.withdraw(dossier_id)
        return dossier_id

    def withdraw(self, dossier_id: int) -> None:
        """Let the citizen take the dossier back, whatever it is in the middle of, where that still can be."""
        state = Dossier.objects.get(pk=dossier_id).state
        if state in ("processed", "stopped", "withdrawn"):
            return
        desk, leader = self.province.actor(Role.RECEPTION), self.province.actor(Role.AGENCY_LEADER)
        if not Proposal.objects.filter(dossier_id=dossier_id, kind="withdrawal", stage="drafted").exists():
            actions.ask_withdrawal(dossier_id=dossier_id, reason="Không còn nhu cầu", by=desk, now=self.now)
        actions.agree_withdrawal(dossier_id=dossier_id, by=leader, now=self.now)

    def supplement_sent_and_given(self, **given: Any) -> int:
        """Once more with the case officer, after one supplement."""
        dossier_id = self.supplement_drafted(**given)
        desk, leader = self.province.actor(Role.RECEPTION), self.province.actor(Role.AGENCY_LEADER)
        actions.sign_proposal(dossier_id=dossier_id, kind=ProposalKind.SUPPLEMENT, by=leader, now=self.now)
        actions.send_supplement(dossier_id=dossier_id, by=desk, now=self.now)
        actions.supply(dossier_id=dossier_id, by=desk, now=self.now)
        actions.confirm_supplement(dossier_id=dossier_id, by=desk, now=self.now)
        return dossier_id

    def apologise(self, dossier_id: int) -> None:
        """Sign and send the drafted apology."""
        desk, leader = self.province.actor(Role.RECEPTION), self.province.actor(Role.AGENCY_LEADER)
        actions.sign_proposal(dossier_id=dossier_id, kind=ProposalKind.APOLOGY, by=leader, now=self.now)
        actions.send_apology(dossier_id=dossier_id, by=desk, now=self.now)

    def consulted(self, **given: Any) -> int:
        """With a question to the committee and one to this commune itself waiting."""
        dossier_id = self.examined(**given)
        for agency in (self.province.committee, self.province.commune):
            actions.consult(
                dossier_id=dossier_id,
                agency_id=agency.pk,
                question="Đề nghị cho ý kiến về tình trạng cư trú của bà Hoa.",
                due_at=self.now + timedelta(days=2),
                by=self.province.actor(Role.CASE_OFFICER),
                now=self.now,
            )
        return dossier_id

    def late(self, **given: Any) -> int:
        """Past its day."""
        dossier_id = self.examined(**given)
        self.later(days=30)
        return dossier_id

    def away(self) -> int:
        """With a head who is away for some days and has lent what they decide."""
        head, clerk = self.province.officers[Role.DIVISION_HEAD], self.province.officers[Role.CLERK]
        people.take_leave(
            officer=head,
            substitute=clerk,
            valid_from=self.now.date() + timedelta(days=2),
            valid_to=self.now.date() + timedelta(days=9),
            reason="Nghỉ phép năm",
            delegates=True,
            by=self.province.actor(Role.DIVISION_HEAD),
            now=self.now,
        )
        return self.examined()

    def elsewhere(self) -> int:
        """At an agency nobody here has to do with."""
        dossier_id, away = self.received(), self.province.committee
        Dossier.objects.filter(pk=dossier_id).update(receiving_agency=away, competent_agency=away)
        Step.objects.filter(dossier_id=dossier_id).update(agency=self.province.committee)
        return dossier_id

    def any_step(self, dossier_id: int) -> int:
        step = Step.objects.filter(dossier_id=dossier_id, state="open").first()
        return step.pk if step else 0

    def step(self, dossier_id: int) -> int:
        return Step.objects.get(dossier_id=dossier_id, state="open").pk

    def later(self, **time: float) -> None:
        """Let time pass, for the pages too."""
        self.now += timedelta(**time)


@pytest.fixture
def office(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The pages read the same clock, those of a live server's thread too."""
    founded = Office()
    monkeypatch.setattr(clock, "now", lambda: founded.now)
    return founded
