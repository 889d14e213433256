"""Sending back and calling back: the work is opened again, and nothing else is lost."""

from __future__ import annotations

import pytest

from motcua.core import flow
from motcua.core.flow import MarkState, Performer, Together
from motcua.core.roles import Role
from tests.factories.flow import AGREED, Walk, a_chain, a_consultation, a_process, a_step


def states(walk):
    return [(mark.key, mark.state) for mark in walk.marking.marks]


def test_a_returned_step_opens_the_previous_one_again():
    walk = Walk(a_chain()).complete("a").complete("b").send_back("c")
    assert walk.open == ["b"]
    assert states(walk) == [
        ("a", MarkState.DONE),
        ("b", MarkState.UNDONE),
        ("c", MarkState.SENT_BACK),
        ("b", MarkState.OPEN),
    ]
    (opened,) = walk.last.opened
    assert (opened.round, opened.again, opened.came_from) == (2, 2, (1,))
    assert walk.complete("b").complete("c", AGREED).complete("d").last.finished


def test_a_step_may_be_returned_further_back_than_one():
    walk = Walk(a_chain()).complete("a").complete("b")
    assert walk.send_back("c", to=walk.no("a")).open == ["a"]
    assert [mark for mark in walk.marking.marks if mark.state is MarkState.DONE] == []


@pytest.mark.parametrize("to", [4, 77])
def test_a_step_is_returned_only_to_one_that_led_to_it(to):
    walk = Walk(a_consultation()).complete("a").complete("b").complete("c")
    with pytest.raises(flow.NotBefore):
        walk.send_back("d", to=to)


def test_the_first_step_has_nobody_to_return_to():
    with pytest.raises(flow.NothingBefore):
        Walk(a_chain()).send_back("a")


def test_a_closed_step_cannot_be_returned():
    walk = Walk(a_chain()).complete("a").complete("b")
    with pytest.raises(flow.StepNotOpen):
        walk.send_back("b")


def test_returning_from_a_join_asks_which_branch_and_keeps_the_other_answer():
    walk = Walk(a_consultation()).complete("a").complete("b").complete("c")
    with pytest.raises(flow.WhichPrevious) as refused:
        walk.send_back("d")
    assert [mark.key for mark in refused.value.candidates] == ["b", "c"]
    assert walk.send_back("d", to=walk.no("b")).open == ["b"]
    assert walk.complete("b").open == ["d"]


def test_returning_past_a_split_takes_the_other_branch_back_too():
    walk = Walk(a_consultation()).complete("a").complete("c").send_back("b")
    assert walk.open == ["a"]
    assert states(walk)[1:3] == [("b", MarkState.SENT_BACK), ("c", MarkState.UNDONE)]
    walk.complete("a")
    assert walk.open == ["b", "c"]
    assert walk.complete("b").complete("c").open == ["d"]


def test_work_that_did_not_follow_from_the_returned_step_stands():
    process = a_process(
        a_step("a", "b"),
        a_step("b", "d"),
        a_step("c", "d"),
        a_step("d", "e", joins=("b", "c")),
        a_step("e"),
        start=("a", "c"),
    )
    walk = Walk(process).complete("a").complete("b").complete("c").complete("d")
    walk.send_back("e", to=walk.no("a"))
    assert walk.open == ["a"]
    assert walk.marking.mark(2).state is MarkState.DONE  # c has been answered and waits at the join again
    assert walk.complete("a").complete("b").open == ["d"]


def test_inside_a_step_the_second_person_returns_to_the_first():
    people = (Performer(Role.RECEPTION), Performer(Role.CLERK))
    walk = Walk(a_process(a_step("a", "b", performers=people), a_step("b"))).complete("a")
    walk.send_back("a", performer=1)
    assert [(mark.performer, mark.round) for mark in walk.marking.open] == [(0, 2)]
    assert walk.complete("a").complete("a", performer=1).open == ["b"]


def test_of_people_in_any_order_only_the_one_asked_works_again():
    people = (Performer(Role.RECEPTION), Performer(Role.CLERK))
    process = a_process(a_step("a", "b", performers=people, together=Together.ANY_ORDER), a_step("b"))
    walk = Walk(process).complete("a").complete("a", performer=1)
    walk.send_back("b", to=walk.no("a", performer=1))
    assert [mark.performer for mark in walk.marking.open] == [1]
    assert walk.complete("a", performer=1).open == ["b"]


def test_a_sender_calls_back_what_nobody_has_opened():
    walk = Walk(a_chain()).complete("a").complete("b").recall("b")
    assert walk.open == ["b"]
    assert states(walk)[1:3] == [("b", MarkState.UNDONE), ("c", MarkState.TAKEN_BACK)]


def test_a_call_back_comes_too_late_once_the_receiver_has_looked():
    walk = Walk(a_chain()).complete("a").see("b")
    with pytest.raises(flow.AlreadySeen):
        walk.recall("a")
    assert walk.open == ["b"]


def test_a_call_back_comes_too_late_once_the_receiver_has_worked():
    with pytest.raises(flow.AlreadySeen):
        Walk(a_chain()).complete("a").complete("b").recall("a")


def test_a_branch_that_waits_at_a_join_can_be_called_back():
    walk = Walk(a_consultation()).complete("a").complete("b").recall("b")
    assert walk.open == ["b", "c"]
    assert walk.complete("c").open == ["b"]
    assert walk.complete("b").open == ["d"]


def test_a_join_called_back_by_one_branch_keeps_the_other():
    walk = Walk(a_consultation()).complete("a").complete("b").complete("c").recall("b")
    assert walk.open == ["b"]
    assert walk.complete("b").open == ["d"]


def test_nothing_is_called_back_from_an_open_step_or_an_ended_process():
    walk = Walk(a_process(a_step("a", "b"), a_step("b")))
    with pytest.raises(flow.NothingToRecall):
        walk.recall("a")
    walk.complete("a").complete("b")
    with pytest.raises(flow.NothingToRecall):
        walk.recall("b")
