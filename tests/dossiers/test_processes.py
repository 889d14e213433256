"""Processes that ask more than one hand after another: branches and a join, a council, a budget, another desk."""

from datetime import datetime, timedelta

import pytest

from motcua.core import flow, lifecycle
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Step
from motcua.org import actions as org
from motcua.results import actions as results
from tests.factories import people
from tests.factories.flow import AGREED, NEGATIVE
from tests.factories.lives import Life, budgeted, consulting, received, shared
from tests.factories.province import CITIZEN, MONDAY, province

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# --- Branches ---------------------------------------------------------------------------------------------------------
def test_consultations_side_by_side_wait_for_each_other():
    life = received(province(consulting())).transfer().complete("assign", Role.DIVISION_HEAD)
    steps = life.open
    assert steps.keys() == {"tax", "land"}
    assert steps["tax"].due_at == at("2026-11-25 09:00")  # eight hours; 24/11 is a day off
    assert steps["land"].due_at == at("2026-11-26 09:00")
    life.complete("tax", Role.CASE_OFFICER)
    assert life.open.keys() == {"land"}
    life.now = at("2026-11-25 10:00")
    life.complete("land", Role.CASE_OFFICER)
    assert life.open["examine"].due_at == at("2026-11-26 10:00")
    life.draft().complete("examine", Role.CASE_OFFICER).approve().issue().hand_over()
    assert life.row.state == "returned"
    slip = queries.control_slip(queries.page(life.id).steps)
    assert [row.step for row in slip] == ["assign", "tax", "land", "examine", "sign", "issue", "hand"]


def test_what_was_joined_is_returned_to_the_branch_that_is_named():
    life = received(province(consulting())).transfer().complete("assign", Role.DIVISION_HEAD)
    life.complete("tax", Role.CASE_OFFICER).complete("land", Role.CASE_OFFICER)
    officer = life.here.actor(Role.CASE_OFFICER)
    with pytest.raises(lifecycle.WhichBefore) as refused:
        actions.return_step(step_id=life.step(), reason="Hỏi lại", by=officer, now=MONDAY)
    assert "tax" in refused.value.message_vi
    land = life.row.steps.get(key="land").no
    with pytest.raises(lifecycle.WhichBefore):
        actions.return_step(step_id=life.step(), reason="Hỏi lại", to=99, by=officer, now=MONDAY)
    actions.return_step(step_id=life.step(), reason="Hỏi lại", to=land, by=officer, now=MONDAY)
    assert life.open.keys() == {"land"}  # the answer of the tax office stands
    life.complete("land", Role.CASE_OFFICER)
    assert life.open.keys() == {"examine"}


# --- A council --------------------------------------------------------------------------------------------------------
JUDGES = (Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.CLERK)


def judge(life: Life, role: Role, outcome: flow.Outcome = AGREED, note: str = "") -> None:
    by = life.here.actor(role)
    step = Step.objects.get(dossier_id=life.id, state="open", role=role)
    actions.complete_step(step_id=step.pk, outcome=outcome, by=by, now=life.now, note=note)


def test_a_council_that_judges_in_any_order_has_one_span_and_all_must_speak():
    life = received(province(shared(flow.Together.ANY_ORDER))).transfer()
    opened = Step.objects.filter(dossier_id=life.id, state="open")
    assert {step.role for step in opened} == set(JUDGES)
    assert {step.due_at for step in opened} == {at("2026-11-26 09:00")}
    judge(life, Role.CLERK)
    judge(life, Role.CASE_OFFICER, NEGATIVE, "Không đạt")
    assert "sign" not in life.open
    judge(life, Role.DIVISION_HEAD)
    assert life.open.keys() == {"sign"}


def test_a_council_in_turn_has_one_span_and_hands_on():
    life = received(province(shared(flow.Together.IN_TURN))).transfer()
    due = life.open["judge"].due_at
    for role in JUDGES:
        life.now += A_DAY
        assert life.open["judge"].due_at == due == at("2026-11-26 09:00")
        judge(life, role)
    assert life.open.keys() == {"sign"}


def test_steps_of_one_budget_are_due_at_one_moment():
    life = received(province(budgeted())).transfer()
    due = life.open["measure"].due_at
    assert due == at("2026-11-26 09:00")
    life.now = at("2026-11-25 16:00")
    life.complete("measure", Role.CASE_OFFICER)
    assert life.open["draw"].due_at == due
    life.now = at("2026-11-26 10:00")
    life.draft("draw").complete("draw", Role.CASE_OFFICER)
    step = life.row.steps.get(key="draw")
    assert step.done_at > step.due_at  # the step at fault is known
    assert life.open["sign"].due_at == at("2026-11-27 10:00")


# --- Another desk first -----------------------------------------------------------------------------------------------
def test_a_dossier_on_its_way_to_the_competent_agency_may_be_withdrawn():
    here = province()
    other = org.establish(key="H56.902", name="UBND xã Quang Phú", level="commune", since=at("2025-07-01").date())
    desk = people.officer("Cán bộ nơi nhận")
    people.post(desk, Role.RECEPTION.value, other.pk)
    there = Actor(ActorKind.OFFICER, desk.pk, desk.full_name, (PostHeld(Role.RECEPTION, other.pk),))
    filing = here.filing(receiving_agency_id=other.pk, is_non_territorial=True)
    life = Life(here, actions.receive(filing, by=there, now=MONDAY).id)
    actions.send_to_competent(dossier_id=life.id, by=there, now=MONDAY)
    actions.ask_withdrawal(dossier_id=life.id, reason="Đổi ý", by=CITIZEN, now=MONDAY)
    with pytest.raises(lifecycle.NotYourRole):  # it was accepted: a leader agrees, no desk
        actions.agree_withdrawal(dossier_id=life.id, by=there, now=MONDAY)
    actions.agree_withdrawal(dossier_id=life.id, by=here.actor(Role.AGENCY_LEADER), now=MONDAY)
    assert (life.row.state, life.row.timer_at) == ("withdrawn", None)
    with pytest.raises(lifecycle.MoveNotAllowed):
        actions.take_over(dossier_id=life.id, by=here.actor(Role.RECEPTION), now=MONDAY)


def test_a_dossier_received_elsewhere_lives_from_desk_to_desk():
    here = province()
    other = org.establish(key="H56.902", name="UBND xã Quang Phú", level="commune", since=at("2025-07-01").date())
    desk = people.officer("Cán bộ nơi nhận")
    for role in (Role.RECEPTION, Role.RETURN_DESK):
        people.post(desk, role.value, other.pk)
    posts = tuple(PostHeld(role, other.pk) for role in (Role.RECEPTION, Role.RETURN_DESK))
    there = Actor(ActorKind.OFFICER, desk.pk, desk.full_name, posts)
    ours = here.actor(Role.RECEPTION)

    filing = here.filing(receiving_agency_id=other.pk, is_non_territorial=True)
    stranger = Actor(ActorKind.OFFICER, desk.pk, "", (PostHeld(Role.RECEPTION, here.committee.pk),))
    with pytest.raises(lifecycle.NotYourRole):  # a third agency's desk has nothing to do with it
        actions.receive(filing, by=stranger, now=MONDAY)
    life = Life(here, actions.receive(filing, by=there, now=MONDAY).id)
    promised = life.row.due_at
    with pytest.raises(lifecycle.OtherAgencyFirst):
        actions.transfer(dossier_id=life.id, by=there, now=MONDAY)
    actions.send_to_competent(dossier_id=life.id, by=there, now=MONDAY)
    assert (life.row.state, life.row.due_at) == ("in_transit", promised)
    with pytest.raises(lifecycle.NotYourRole):
        actions.take_over(dossier_id=life.id, by=there, now=MONDAY)

    life.now = at("2026-11-26 09:00")
    actions.take_over(dossier_id=life.id, by=ours, now=life.now)
    row = life.row
    assert row.taken_over_at == life.now
    assert (row.due_original_at, row.due_at) == (promised, at("2026-12-03 09:00"))  # its own five days
    assert life.open["desk"].agency_id == here.commune.pk  # the desk that has it, not the one that sent it on
    life.examined().approve().issue()
    assert life.row.timeliness == "early"
    with pytest.raises(lifecycle.NotYourRole):
        results.hand_over(
            dossier_id=life.id,
            way="direct",
            to_name="Bà Hoa",
            proof="Giấy hẹn",
            by=Actor(ActorKind.OFFICER, desk.pk, "", (PostHeld(Role.RETURN_DESK, here.committee.pk),)),
            now=life.now,
        )
    assert life.open["hand"].agency_id == other.pk  # the citizen comes back to where they were
    results.hand_over(dossier_id=life.id, way="direct", to_name="Bà Hoa", proof="Giấy hẹn", by=there, now=life.now)
    assert life.row.state == "returned"
