"""What single moves do: the clock, the papers, who may sign, what is refused and in which words."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from motcua.core import deadline, lifecycle
from motcua.core.deadline import Cause, ClockKind, Norm, SupplementPolicy, Unit
from motcua.core.lifecycle import Actor, ActorKind, PostHeld, ProposalKind, State
from motcua.core.regime import FormKind
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from tests.factories.dossiers import (
    CITIZEN,
    CLERK,
    CLERK_AT_DESK,
    ELSEWHERE,
    HEAD,
    LEADER,
    SPECIALIST,
    START,
    Life,
    a_result,
    draft,
    into,
    officer,
    rules,
)
from tests.factories.flow import AGREED, DONE, REJECTED


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_acceptance_starts_the_clock_and_gives_a_receipt():
    change = Life().submitted().do(lifecycle.accept, by=CLERK_AT_DESK)
    assert change.form is FormKind.RECEIPT
    assert [event.kind for event in change.clock] == [ClockKind.START]
    assert change.after.due_at == at("2026-12-01 09:00")  # five working days; 24/11 is a day off
    assert change.after.due_original_at == change.after.due_at


def test_nothing_is_accepted_before_somebody_says_how_long_it_may_take():
    life = Life(draft(norm=None)).submitted()
    with pytest.raises(lifecycle.NormMissing):
        life.do(lifecycle.accept, by=CLERK_AT_DESK)
    chosen = Norm(Decimal(2), Unit.WORKING_DAY)
    assert life.do(lifecycle.accept, by=CLERK_AT_DESK, norm=chosen).after.due_on == at("2026-11-26").date()


def test_the_catalogue_outweighs_the_clerks_choice():
    life = Life().submitted()
    life.do(lifecycle.accept, by=CLERK_AT_DESK, norm=Norm(Decimal(99), Unit.WORKING_DAY))
    assert life.dossier.norm == Norm(Decimal(5), Unit.WORKING_DAY)


def test_after_a_supplement_the_clock_starts_from_zero():
    life = Life().supplement_asked()
    assert life.dossier.due_at is None
    life.do(lifecycle.supply, by=CITIZEN, now=at("2026-12-07 08:00"))
    life.do(lifecycle.confirm_supplement, by=CLERK_AT_DESK, now=at("2026-12-07 09:00"))
    assert life.dossier.due_at == at("2026-12-14 09:00")
    assert life.dossier.due_original_at == at("2026-12-01 09:00")


def test_the_check_of_a_supplement_is_the_offices_time_and_gives_the_steps_the_whole_pause():
    life = Life(binding=rules(policy=SupplementPolicy.PAUSE)).supplement_asked()
    before = [step.due_at for step in life.dossier.open_steps]
    stopped_at = life.dossier.clock[-1].at
    life.do(lifecycle.supply, by=CITIZEN, now=at("2026-11-25 09:00"))
    life.do(lifecycle.confirm_supplement, by=CLERK_AT_DESK, now=at("2026-11-25 10:00"))
    calendar = life.rules.calendar
    spent = deadline.time_by_cause(life.dossier.clock, calendar, at("2026-11-25 10:00"))
    assert spent[Cause.APPLICANT] == calendar.between(stopped_at, at("2026-11-25 09:00"))
    pause = calendar.between(stopped_at, at("2026-11-25 10:00"))
    assert [step.due_at for step in life.dossier.open_steps] == [calendar.add(due, pause) for due in before]


def test_where_the_policy_pauses_the_clock_goes_on_after_a_supplement():
    life = Life(binding=rules(policy=SupplementPolicy.PAUSE)).supplement_asked()
    life.do(lifecycle.supply, by=CITIZEN, now=at("2026-11-25 09:00"))
    life.do(lifecycle.confirm_supplement, by=CLERK_AT_DESK, now=at("2026-11-25 10:00"))
    assert life.dossier.due_at == at("2026-12-02 09:00")  # one working day stood still


def test_a_second_supplement_needs_a_ground_and_warns():
    life = Life().supplement_asked()
    life.do(lifecycle.supply, by=CITIZEN)
    life.do(lifecycle.confirm_supplement, by=CLERK_AT_DESK)
    with pytest.raises(lifecycle.OnceOnly) as refused:
        life.do(lifecycle.propose_supplement, by=SPECIALIST, content={"reason": "Còn thiếu"})
    assert "1 lần" in refused.value.message_vi
    change = life.do(
        lifecycle.propose_supplement, by=SPECIALIST, content={"reason": "Còn thiếu"}, ground="Luật Xây dựng"
    )
    assert change.warnings == ("supplement-asked-again",)


def test_an_apology_is_made_once_and_keeps_the_first_promise():
    life = Life().in_process()
    first = life.dossier.due_at
    new = at("2026-12-03 09:00")
    life.do(lifecycle.propose_apology, by=SPECIALIST, reason="Hồ sơ phức tạp", new_due_at=new)
    life.do(lifecycle.sign_proposal, ProposalKind.APOLOGY, by=LEADER)
    change = life.do(lifecycle.send_apology, by=CLERK_AT_DESK)
    assert change.form is FormKind.APOLOGY
    assert life.dossier.due_at == new
    assert life.dossier.due_original_at == first
    with pytest.raises(lifecycle.OnceOnly):
        life.do(lifecycle.propose_apology, by=SPECIALIST, reason="Lần nữa", new_due_at=new + timedelta(days=3))


def test_an_apology_that_is_late_itself_still_goes_out_with_a_warning():
    life = Life().in_process()
    late = at("2026-11-30 16:00")
    change = life.do(
        lifecycle.propose_apology, by=SPECIALIST, reason="Chậm", new_due_at=at("2026-12-04 09:00"), now=late
    )
    assert change.warnings == ("apology-late",)


def test_an_apology_names_a_date_after_the_promised_one():
    life = Life().in_process()
    with pytest.raises(lifecycle.TooEarly):
        life.do(lifecycle.propose_apology, by=SPECIALIST, reason="x", new_due_at=at("2026-11-26 09:00"))


def test_the_drafter_does_not_sign():
    both = officer(6, Role.CASE_OFFICER, Role.AGENCY_LEADER)
    life = Life().in_process()
    life.do(lifecycle.propose_supplement, by=both, content={"reason": "Thiếu"})
    with pytest.raises(lifecycle.SameHands):
        life.do(lifecycle.sign_proposal, ProposalKind.SUPPLEMENT, by=both)


@pytest.mark.parametrize("signer", [SPECIALIST.id, CLERK_AT_DESK.id])
def test_neither_drafter_nor_acceptor_approves_the_result(signer: int):
    life = Life().signed()
    with pytest.raises(lifecycle.SameHands):
        life.do(lifecycle.issue_result, life.step("issue"), DONE, by=CLERK, result=a_result(approved_by=signer))


@pytest.mark.parametrize("flaw", [{"approved_by": None}, {"register_number": ""}])
def test_processing_ends_only_with_an_approved_and_registered_result(flaw: dict[str, object]):
    life = Life().signed()
    with pytest.raises(lifecycle.ResultMissing):
        life.do(lifecycle.issue_result, life.step("issue"), DONE, by=CLERK, result=a_result(**flaw))


def test_the_last_step_is_not_completed_without_a_result():
    life = Life().signed()
    with pytest.raises(lifecycle.ResultMissing):
        life.do(lifecycle.complete_step, life.step("issue"), DONE, by=CLERK)


@pytest.mark.parametrize(
    ("done", "verdict"),
    [("2026-11-30 09:00", "early"), ("2026-12-01 17:00", "on_time"), ("2026-12-02 07:30", "late")],
)
def test_the_moment_of_processing_decides(done: str, verdict: str):
    life = Life().signed()
    life.do(lifecycle.issue_result, life.step("issue"), DONE, by=CLERK, result=a_result(), now=at(done))
    assert life.dossier.timeliness == verdict


def test_a_step_is_completed_once():
    life = Life().in_process()
    step = life.step("assign")
    life.do(lifecycle.complete_step, step, DONE, by=HEAD)
    with pytest.raises(lifecycle.StepNotOpen):
        life.do(lifecycle.complete_step, step, DONE, by=HEAD)


def test_a_step_named_for_one_officer_is_not_another_ones():
    life = Life().in_process()
    life.do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD, assign_to=SPECIALIST.id)
    other = officer(31, Role.CASE_OFFICER)
    with pytest.raises(lifecycle.AssignedElsewhere):
        life.do(lifecycle.complete_step, life.step("examine"), DONE, by=other)
    deputy = Actor(ActorKind.OFFICER, 32, "", (PostHeld(Role.CASE_OFFICER, 1, on_behalf_of=SPECIALIST.id),))
    assert life.do(lifecycle.complete_step, life.step("examine"), DONE, by=deputy)


def test_a_leaders_objection_needs_a_reason_and_sends_the_work_back_to_the_same_hands():
    life = Life().examined()
    with pytest.raises(lifecycle.ReasonMissing):
        life.do(lifecycle.complete_step, life.step("sign"), REJECTED, by=LEADER)
    life.do(lifecycle.complete_step, life.step("sign"), REJECTED, by=LEADER, note="Thiếu căn cứ")
    (again,) = life.dossier.open_steps
    assert (again.key, again.round, again.officer_id) == ("examine", 2, SPECIALIST.id)


def test_a_step_just_sent_is_recalled_until_its_receiver_has_opened_it():
    life = Life().in_process()
    sent = life.step("assign")
    life.do(lifecycle.complete_step, sent, DONE, by=HEAD)
    life.do(lifecycle.open_step, life.step("examine"), by=SPECIALIST)
    with pytest.raises(lifecycle.AlreadySeen):
        life.do(lifecycle.recall_step, sent, by=HEAD)
    fresh = Life().in_process()
    sent = fresh.step("assign")
    fresh.do(lifecycle.complete_step, sent, DONE, by=HEAD)
    fresh.do(lifecycle.recall_step, sent, by=HEAD)
    assert [step.key for step in fresh.dossier.open_steps] == ["assign"]


def test_a_recalled_step_sent_again_goes_to_its_receiver_and_not_to_who_recalled_it():
    life = Life().in_process()
    life.do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD)
    for _ in range(2):
        examined = life.step("examine")
        life.do(lifecycle.complete_step, examined, DONE, by=SPECIALIST)
        life.do(lifecycle.recall_step, examined, by=SPECIALIST)
    life.do(lifecycle.complete_step, life.step("examine"), DONE, by=SPECIALIST)
    assert [(step.key, step.officer_id) for step in life.dossier.open_steps] == [("sign", None)]


def test_only_the_sender_recalls():
    life = Life().in_process()
    sent = life.step("assign")
    life.do(lifecycle.complete_step, sent, DONE, by=HEAD)
    with pytest.raises(lifecycle.AssignedElsewhere):
        life.do(lifecycle.recall_step, sent, by=SPECIALIST)


def test_the_time_to_pay_is_the_citizens():
    life = Life().in_process()
    life.do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD)
    step_due = life.dossier.open_steps[0].due_at
    life.do(lifecycle.ask_payment, by=SPECIALIST, notice="12/TB", now=at("2026-11-25 09:00"))
    life.do(lifecycle.confirm_payment, by=CLERK_AT_DESK, proof="GNT 7", now=at("2026-11-27 09:00"))
    assert life.dossier.state is State.IN_PROCESS
    assert life.dossier.due_at == at("2026-12-03 09:00")
    (step,) = life.dossier.open_steps
    assert step_due is not None
    assert step.due_at == life.rules.calendar.add(step_due, timedelta(hours=16))


def test_an_expired_supplement_is_closed_by_the_desk_and_not_before_its_day():
    life = Life().supplement_asked()
    with pytest.raises(lifecycle.TooEarly):
        life.do(lifecycle.close_expired, by=CLERK_AT_DESK, now=at("2026-12-15 16:00"))
    life.do(lifecycle.close_expired, by=CLERK_AT_DESK, now=at("2026-12-16 08:00"))
    assert life.dossier.state is State.STOPPED
    assert not life.dossier.open_steps


def test_a_dossier_never_accepted_is_refused_when_its_term_passes():
    life = into(State.INTAKE_SUPPLEMENT)
    life.do(lifecycle.close_expired, by=CLERK_AT_DESK, now=at("2027-01-20 08:00"))
    assert life.dossier.state is State.REFUSED
    assert life.dossier.accepted_at is None


def test_time_counts_from_the_competent_agencys_receipt():
    life = into(State.IN_TRANSIT)
    promised = life.dossier.due_original_at
    life.do(lifecycle.take_over, by=CLERK_AT_DESK, now=at("2026-11-25 14:00"))
    assert life.dossier.due_at == at("2026-12-02 14:00")
    assert life.dossier.due_original_at == promised


def test_a_dossier_of_another_agency_is_not_worked_on_where_it_was_received():
    desk = officer(8, Role.RECEPTION, agency=ELSEWHERE)
    life = Life(draft(receiving_agency_id=ELSEWHERE, is_non_territorial=True)).submitted()
    life.do(lifecycle.accept, by=desk)
    with pytest.raises(lifecycle.OtherAgencyFirst):
        life.do(lifecycle.transfer, by=desk)


def test_a_dossier_is_not_sent_where_it_already_is():
    with pytest.raises(lifecycle.SameAgency):
        Life().accepted().do(lifecycle.send_to_competent, by=CLERK_AT_DESK)


def test_before_acceptance_the_desk_gives_a_dossier_back_after_it_only_the_leader():
    early = Life().submitted()
    early.do(lifecycle.ask_withdrawal, by=CITIZEN, reason="")
    early.do(lifecycle.agree_withdrawal, by=CLERK_AT_DESK)
    assert early.dossier.state is State.WITHDRAWN
    late = Life().in_process()
    late.do(lifecycle.ask_withdrawal, by=CITIZEN, reason="Đổi ý")
    with pytest.raises(lifecycle.NotYourRole):
        late.do(lifecycle.agree_withdrawal, by=CLERK_AT_DESK)


def test_work_stops_while_a_proposal_or_a_consultation_is_open():
    life = Life().in_process()
    life.do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD)
    life.do(lifecycle.consult, by=SPECIALIST, agency_id=9, question="?", due_at=life.now + timedelta(hours=4))
    with pytest.raises(lifecycle.StillWaiting):
        life.do(lifecycle.complete_step, life.step("examine"), DONE, by=SPECIALIST)


def test_a_consultation_lies_within_the_norm():
    life = Life().in_process()
    with pytest.raises(lifecycle.TooLate):
        life.do(lifecycle.consult, by=SPECIALIST, agency_id=9, question="?", due_at=at("2026-12-24 09:00"))


def test_a_clock_that_moved_back_changes_nothing():
    life = Life().accepted()
    with pytest.raises(lifecycle.ClockMovedBack):
        life.do(lifecycle.transfer, by=CLERK_AT_DESK, now=START - timedelta(minutes=5))
    slightly = life.do(lifecycle.transfer, by=CLERK_AT_DESK, now=START - timedelta(seconds=1))
    assert slightly.after.last_at == START


def test_a_result_goes_to_the_citizen_only_with_something_checked():
    life = Life().processed()
    with pytest.raises(lifecycle.ReasonMissing):
        life.do(lifecycle.hand_over, by=CLERK_AT_DESK, way="direct", proof=" ")
    life.do(lifecycle.hand_over, by=CLERK_AT_DESK, way="direct", proof="Giấy hẹn")
    assert not life.dossier.open_steps


def test_agreeing_to_withdraw_ends_every_other_proposal():
    life = Life().in_process()
    life.do(lifecycle.propose_supplement, by=SPECIALIST, content={"reason": "Thiếu"})
    life.do(lifecycle.ask_withdrawal, by=CITIZEN, reason="Đổi ý")
    change = life.do(lifecycle.agree_withdrawal, by=LEADER)
    assert {proposal.stage for proposal in change.proposals} == {
        lifecycle.ProposalStage.DONE,
        lifecycle.ProposalStage.REJECTED,
    }
    assert life.dossier.open_proposals == 0


def test_a_rejected_draft_lets_work_go_on():
    life = Life().in_process()
    life.do(lifecycle.complete_step, life.step("assign"), DONE, by=HEAD)
    life.do(lifecycle.propose_supplement, by=SPECIALIST, content={"reason": "Thiếu"})
    life.do(lifecycle.reject_proposal, ProposalKind.SUPPLEMENT, by=LEADER, reason="Đã đủ")
    assert life.do(lifecycle.complete_step, life.step("examine"), DONE, by=SPECIALIST)


def test_every_refusal_speaks_both_languages():
    def subclasses(kind: type[lifecycle.MoveRefused]) -> list[type[lifecycle.MoveRefused]]:
        return [kind, *(each for sub in kind.__subclasses__() for each in subclasses(sub))]

    codes = [kind.code for kind in subclasses(lifecycle.MoveRefused)]
    assert len(codes) == len(set(codes))
    for kind in subclasses(lifecycle.MoveRefused):
        assert kind().message_vi.endswith(".")
        assert kind().message_en.endswith(".")
        assert kind.__doc__


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (State.SUBMITTED, "dossier.check_overdue"),
        (State.SUPPLEMENT, "dossier.supplement_expired"),
        (State.ACCEPTED, "dossier.transfer_overdue"),
        (State.IN_TRANSIT, "dossier.take_over_overdue"),
        (State.IN_PROCESS, "dossier.apology_wanted"),
        (State.FINANCE, "dossier.payment_reminded"),
        (State.PROCESSED, "dossier.collect_reminded"),
        (State.DRAFT, "dossier.draft_expired"),
    ],
)
def test_when_nobody_acts_the_timer_says_what_is_wanted(state: State, event: str):
    life = into(state)
    assert life.dossier.timer_at is not None
    assert lifecycle.ring(life.dossier, now=life.dossier.timer_at - timedelta(seconds=1), rules=life.rules) is None
    change = lifecycle.ring(life.dossier, now=life.dossier.timer_at, rules=life.rules)
    assert change is not None
    assert [each.kind for each in change.events] == [event]
    assert change.after.state is state


def test_the_apology_is_wanted_a_working_day_before_the_due_date_and_then_the_dossier_is_overdue():
    life = into(State.IN_PROCESS)
    assert life.dossier.timer_at == at("2026-11-30 07:30")
    change = lifecycle.ring(life.dossier, now=life.dossier.timer_at, rules=life.rules)
    assert change is not None
    assert change.after.timer_at == life.dossier.due_at
    late = lifecycle.ring(change.after, now=at("2026-12-01 09:00"), rules=life.rules)
    assert late is not None
    assert late.after.timer_at is None


def test_papers_received_after_three_leave_the_desk_the_next_morning():
    early = Life(now=at("2026-11-23 14:59")).accepted()
    assert early.dossier.timer_at == at("2026-11-23 17:30")
    late = Life(now=at("2026-11-23 15:00")).accepted()
    assert late.dossier.timer_at == at("2026-11-25 11:30")  # 24/11 is a day off


def test_a_part_at_another_level_is_done_by_nobody_but_its_sub_dossier():
    life = Life().in_process()
    step = replace(life.dossier.open_steps[0], kind=lifecycle.model.StepKind.HIGHER_LEVEL)
    life.dossier = replace(life.dossier, steps=(*life.dossier.steps[:-1], step))
    with pytest.raises(lifecycle.AssignedElsewhere):
        life.do(lifecycle.complete_step, step.id, DONE, by=HEAD)
    assert life.do(lifecycle.complete_step, step.id, DONE, by=lifecycle.SYSTEM)


def test_agreed_is_the_leaders_way_of_saying_yes():
    assert Life().examined().do(lifecycle.complete_step, 1004, AGREED, by=LEADER).opened[0].key == "issue"


def test_a_citizen_withdraws_only_what_is_theirs():
    neighbour = replace(CITIZEN, id=901)
    with pytest.raises(lifecycle.NotYourRole):
        Life().submitted().do(lifecycle.ask_withdrawal, by=neighbour, reason="")
