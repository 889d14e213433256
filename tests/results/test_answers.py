"""The answer: who may approve it, when the approval stands, what its register and its minutes must say."""

import pytest

from motcua.core import lifecycle
from motcua.core.roles import Role
from motcua.dossiers import actions, typed
from motcua.results import actions as results
from motcua.results import queries
from motcua.results.models import Approval, Delivery, Register, Result
from tests.factories.flow import AGREED, NEGATIVE, REJECTED, a_process, a_step
from tests.factories.lives import Life, received
from tests.factories.province import MONDAY, Province, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Province:
    return province()


def standing(life: Life) -> int:
    result = queries.of_dossier(life.id)
    return len(result.standing_approvals) if result else 0


def test_an_approval_falls_when_the_clerk_returns_the_work(here: Province):
    life = received(here).signed()
    assert standing(life) == 1
    actions.return_step(step_id=life.step("issue"), reason="Sai họ tên", by=here.actor(Role.CLERK), now=MONDAY)
    assert standing(life) == 0
    assert Approval.objects.count() == 1  # what was approved then stays on record
    leader = here.actor(Role.AGENCY_LEADER)
    life.complete("sign", Role.AGENCY_LEADER, REJECTED, by=leader, note="Sửa họ tên")
    life.draft(body="Bản sửa").complete("examine", Role.CASE_OFFICER)
    with pytest.raises(lifecycle.ResultMissing):  # agreed to without looking at the answer
        life.complete("sign", Role.AGENCY_LEADER, AGREED).issue()
    assert life.row.state == "in_process"


def test_an_approval_falls_when_the_leader_recalls_it(here: Province):
    life = received(here).signed()
    signed = life.row.steps.get(key="sign").pk
    actions.recall_step(step_id=signed, by=here.actor(Role.AGENCY_LEADER), now=MONDAY)
    assert standing(life) == 0
    life.approve().issue()
    assert (standing(life), life.row.state) == (1, "processed")


def test_an_approved_draft_cannot_be_changed_until_the_work_goes_back(here: Province):
    life = received(here).signed()
    with pytest.raises(results.AlreadyApproved):
        life.draft("issue", by=here.actor(Role.CLERK))
    actions.return_step(step_id=life.step("issue"), reason="Sai", by=here.actor(Role.CLERK), now=MONDAY)
    life.complete("sign", Role.AGENCY_LEADER, REJECTED, note="Sửa").draft(body="Bản sửa")
    assert Result.objects.get(dossier_id=life.id).body == "Bản sửa"


def test_only_a_leader_at_the_leaders_step_approves(here: Province):
    life = received(here).transfer().complete("assign", Role.DIVISION_HEAD).draft()
    with pytest.raises(results.NotALeader):
        life.approve("examine", by=here.actor(Role.CASE_OFFICER))
    assert Approval.objects.count() == 0


def test_whoever_drafted_it_does_not_approve_it(here: Province):
    life = received(here).examined()
    leader = here.actor(Role.AGENCY_LEADER)
    life.draft("sign", by=leader)
    with pytest.raises(lifecycle.SameHands):
        life.approve()


def test_nothing_is_approved_or_issued_that_is_not_there(here: Province):
    life = received(here).transfer().complete("assign", Role.DIVISION_HEAD).complete("examine", Role.CASE_OFFICER)
    with pytest.raises(results.NothingToApprove):
        life.approve()
    with pytest.raises(lifecycle.AssignedElsewhere):
        life.issue("sign")


def test_a_negative_answer_ends_the_dossier_with_its_reason(here: Province):
    life = received(here).transfer().complete("assign", Role.DIVISION_HEAD)
    life.draft(is_negative=True).complete("examine", Role.CASE_OFFICER).approve()
    with pytest.raises(lifecycle.ReasonMissing):
        life.issue()
    life.issue(note="Không đủ điều kiện")
    assert (life.row.is_negative, life.row.state) == (True, "processed")
    assert life.row.steps.get(key="issue").outcome == NEGATIVE


def test_a_process_without_a_negative_way_still_says_no():
    process = a_process(
        a_step("examine", "sign", order=1, hours="8"),
        a_step("sign", "issue", order=2, role=Role.AGENCY_LEADER, hours="8"),
        a_step("issue", order=3, role=Role.CLERK, hours="4"),
    )
    life = received(province(process)).transfer().draft(is_negative=True).complete("examine", Role.CASE_OFFICER)
    life.approve().issue(note="Không đủ điều kiện")
    assert (life.row.is_negative, life.row.state) == (True, "processed")


def test_the_same_key_twice_is_one_draft_one_approval_and_one_number(here: Province):
    life = received(here).transfer().complete("assign", Role.DIVISION_HEAD)
    officer, leader, clerk = (here.actor(role) for role in (Role.CASE_OFFICER, Role.AGENCY_LEADER, Role.CLERK))
    draft = results.Draft("Giấy xác nhận", body="…")
    examine = life.step()
    for _ in range(2):
        results.draft(step_id=examine, draft=draft, by=officer, now=MONDAY, key="draft")
    life.complete("examine", Role.CASE_OFFICER)
    sign = life.step()
    replays = [results.approve(step_id=sign, by=leader, now=MONDAY, key="approve").was_replayed for _ in range(2)]
    issue = life.step()
    replays += [
        results.issue(step_id=issue, symbol="GXN", by=clerk, now=MONDAY, key="issue").was_replayed for _ in range(2)
    ]
    assert replays == [False, True, False, True]
    assert Register.objects.get().last == 1
    replays = [
        results.hand_over(
            dossier_id=life.id,
            way="direct",
            to_name="Bà Hoa",
            proof="Giấy hẹn",
            by=here.actor(Role.RETURN_DESK),
            now=MONDAY,
            key="hand",
        ).was_replayed
        for _ in range(2)
    ]
    assert replays == [False, True]
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"way": "postal"}, results.WaybillMissing),
        ({"way": "postal", "waybill": "  "}, results.WaybillMissing),
        ({"way": "pigeon"}, results.ReceiverMissing),
        ({"way": "internal"}, results.ReceiverMissing),
        ({"to_name": " \u200b"}, results.ReceiverMissing),
        ({"proof": "\x00"}, lifecycle.ReasonMissing),
        ({"to_name": "a" * 301}, typed.TooLong),
        ({"waybill": "1" * 41}, typed.TooLong),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_in_words(here: Province, given, refusal):
    life = received(here).processed()
    with pytest.raises(refusal) as refused:
        life.hand_over(**given)
    assert refused.value.message_vi != refused.value.message_en
    assert (life.row.state, Delivery.objects.count()) == ("processed", 0)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"title": "  "}, results.ContentMissing),
        ({"title": "Giấy", "body": " \x00 "}, results.ContentMissing),
        ({"title": "x" * 501}, typed.TooLong),
        ({"title": "Giấy", "body": "x" * 100_001}, typed.TooLong),
        ({"title": "Giấy", "body": "", "file_id": 999_999}, results.FileMissing),
    ],
)
def test_a_draft_that_cannot_be_is_refused_in_words(here: Province, given, refusal):
    life = received(here).transfer().complete("assign", Role.DIVISION_HEAD)
    draft = results.Draft(**({"body": "…"} | given))
    with pytest.raises(refusal):
        results.draft(step_id=life.step(), draft=draft, by=here.actor(Role.CASE_OFFICER), now=MONDAY)
    assert not Result.objects.exists()


@pytest.mark.parametrize(("symbol", "refusal"), [("", results.SymbolMissing), ("Q" * 41, typed.TooLong)])
def test_a_register_needs_its_symbol(here: Province, symbol: str, refusal):
    life = received(here).signed()
    with pytest.raises(refusal):
        life.issue(symbol=symbol)
    assert not Register.objects.exists()
