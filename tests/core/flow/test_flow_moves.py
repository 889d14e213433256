"""Moves of a marking: begin, complete, branches and joins, several performers, shared budgets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.core import flow
from motcua.core.flow import END, Outcome, Performer, StepKind, Together
from motcua.core.roles import Role
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, Walk, a_chain, a_consultation, a_process, a_step


def test_a_dossier_walks_from_the_first_step_to_the_last():
    walk = Walk(a_chain())
    assert walk.open == ["a"]
    assert walk.complete("a").open == ["b"]
    assert walk.complete("b").open == ["c"]
    assert walk.complete("c", AGREED).open == ["d"]
    assert not walk.last.finished
    assert walk.complete("d").last.finished


def test_an_advance_tells_what_to_close_and_what_to_open():
    advance = Walk(a_chain()).complete("a").last
    assert advance.closed == (flow.StepClosed(1, "a", flow.MarkState.DONE, DONE),)
    (opened,) = advance.opened
    assert (opened.no, opened.key, opened.round, opened.role) == (2, "b", 1, Role.CASE_OFFICER)
    assert (opened.hours, opened.came_from, opened.again) == (Decimal(24), (1,), None)


def test_the_outcome_chooses_the_branch_and_a_second_round_goes_to_the_same_officer():
    walk = Walk(a_chain()).complete("a").complete("b").complete("c", REJECTED)
    assert walk.open == ["b"]
    (opened,) = walk.last.opened
    assert (opened.round, opened.again, opened.came_from) == (2, 2, (3,))


def test_the_result_exists_only_when_nothing_but_the_hand_over_is_left():
    walk = Walk(a_chain())
    assert not walk.last.processed
    assert not walk.complete("a").last.processed
    assert not walk.complete("b").last.processed
    assert walk.complete("c", AGREED).last.processed


@pytest.mark.parametrize(("first", "second"), [("b", "c"), ("c", "b")])
def test_a_join_opens_once_when_all_branches_have_come(first, second):
    walk = Walk(a_consultation()).complete("a")
    assert walk.open == ["b", "c"]
    assert walk.complete(first).open == [second]
    assert not walk.last.finished
    assert walk.complete(second).open == ["d"]
    assert walk.last.opened[0].came_from == (2, 3)


def test_an_arrival_from_a_step_the_join_does_not_name_opens_it_at_once():
    walk = Walk(a_consultation()).complete("a").complete("b").complete("c").complete("d")
    assert walk.complete("e", REJECTED).open == ["d"]
    assert walk.complete("d").complete("e", AGREED).last.finished


def test_a_dossier_ends_only_when_every_branch_has_ended():
    walk = Walk(a_process(a_step("a", "b", "c"), a_step("b"), a_step("c"))).complete("a")
    assert not walk.complete("b").last.finished
    assert walk.complete("c").last.finished


def test_two_first_steps_open_together():
    assert Walk(a_process(a_step("a"), a_step("b"), start=("a", "b"))).open == ["a", "b"]


def three_people(together, **given):
    people = (
        Performer(Role.RECEPTION, hours=Decimal("4")),
        Performer(Role.AGENCY_LEADER, hours=Decimal("8")),
        Performer(Role.DIVISION_HEAD, hours=Decimal("8")),
    )
    both = {DONE: ("b",), REJECTED: (END,), NEGATIVE: ("c",)}
    return a_process(
        a_step("a", hours=None, performers=people, together=together, next=both, **given), a_step("b"), a_step("c")
    )


def test_several_people_take_their_turn_inside_one_step():
    walk = Walk(three_people(Together.IN_TURN))
    assert [opened.role for opened in walk.last.opened] == [Role.RECEPTION]
    walk.complete("a")
    assert [(opened.role, opened.hours, opened.round) for opened in walk.last.opened] == [
        (Role.AGENCY_LEADER, Decimal(8), 1)
    ]
    walk.complete("a", performer=1)
    assert walk.complete("a", performer=2).open == ["b"]


def test_an_objection_ends_a_turn_at_once():
    assert Walk(three_people(Together.IN_TURN)).complete("a", NEGATIVE).open == ["c"]


def test_people_in_any_order_all_have_to_answer_and_the_gravest_answer_counts():
    walk = Walk(three_people(Together.ANY_ORDER))
    assert len(walk.last.opened) == 3
    walk.complete("a", NEGATIVE, performer=2).complete("a", DONE, performer=0)
    assert walk.open == ["a"]
    assert walk.complete("a", REJECTED, performer=1).open == ["c"]
    assert walk.last.opened[0].came_from == (1, 2, 3)


def test_hours_of_the_step_are_shared_by_its_performers_and_due_together():
    people = (Performer(Role.RECEPTION), Performer(Role.CLERK))
    walk = Walk(a_process(a_step("a", hours="4", performers=people)))
    assert (walk.last.opened[0].hours, walk.last.opened[0].shares_due_with) == (Decimal(4), None)
    walk.complete("a")
    assert (walk.last.opened[0].hours, walk.last.opened[0].shares_due_with) == (Decimal(4), 1)


def test_steps_on_one_budget_are_due_at_the_same_moment():
    process = a_process(
        a_step("a", "b"),
        a_step("b", "c", hours=None, budget="city"),
        a_step("c", "d", hours=None, budget="city"),
        a_step("d"),
        budgets={"city": Decimal(56)},
    )
    walk = Walk(process).complete("a")
    assert (walk.last.opened[0].hours, walk.last.opened[0].shares_due_with) == (Decimal(56), None)
    walk.complete("b")
    assert (walk.last.opened[0].hours, walk.last.opened[0].shares_due_with) == (Decimal(56), 2)
    walk.send_back("c")
    assert walk.last.opened[0].shares_due_with == 2
    walk.complete("b").complete("c")
    assert (walk.last.opened[0].hours, walk.last.opened[0].shares_due_with) == (Decimal(8), None)


def test_a_step_at_a_higher_level_says_so_and_waits_like_any_other():
    process = a_process(a_step("a", "b"), a_step("b", kind=StepKind.HIGHER_LEVEL, sub_process="province"))
    walk = Walk(process).complete("a")
    assert walk.last.opened[0].kind is StepKind.HIGHER_LEVEL
    assert walk.complete("b").last.finished


@pytest.mark.parametrize("outcome", [AGREED, Outcome.NEEDS_SUPPLEMENT])
def test_an_outcome_the_table_does_not_offer_is_refused(outcome):
    walk = Walk(a_chain())
    with pytest.raises(flow.OutcomeNotOffered):
        walk.complete("a", outcome)
    assert walk.open == ["a"]


def test_a_step_is_completed_once():
    walk = Walk(a_chain())
    before = walk.marking
    walk.complete("a")
    with pytest.raises(flow.StepNotOpen):
        flow.complete(walk.process, walk.marking, before.open[0].no, DONE)
    with pytest.raises(flow.StepNotOpen):
        flow.complete(walk.process, walk.marking, 99, DONE)
