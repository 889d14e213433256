"""What opens when a member of a bundle ends, and which definitions are refused."""

from datetime import date
from typing import Any

import pytest

from motcua.core import linking
from motcua.core.lifecycle import State
from motcua.core.linking import BundleRefused, End, Member, Otherwise, TakenIn, Turn

WAITS = State.AWAITING_TURN


def a_member(key: str, state: State, *after: str, **given: Any) -> Member:
    rules = {"if_denied": Otherwise.RETURN, "if_withdrawn": Otherwise.RETURN, "taken_in": TakenIn.AT_ONCE} | given
    return Member(key, after, state=state, **rules)


@pytest.mark.parametrize(
    ("state", "negative", "end"),
    [
        (State.SUBMITTED, False, None),
        (State.IN_PROCESS, False, None),
        (State.AWAITING_TURN, False, None),
        (State.PROCESSED, False, End.GRANTED),  # the result exists; whether it was fetched is another matter
        (State.RETURNED, False, End.GRANTED),
        (State.PROCESSED, True, End.DENIED),
        (State.REFUSED, False, End.DENIED),
        (State.STOPPED, False, End.DENIED),
        (State.WITHDRAWN, False, End.WITHDRAWN),
    ],
)
def test_how_a_dossier_has_ended_for_those_that_wait(state: State, negative: bool, end: End | None):
    assert linking.end_of(state, is_negative=negative) is end


@pytest.mark.parametrize(
    ("before", "rules", "turn"),
    [
        (State.IN_PROCESS, {}, Turn.WAIT),
        (State.SUPPLEMENT, {}, Turn.WAIT),
        (State.PROCESSED, {}, Turn.BEGIN),
        (State.PROCESSED, {"taken_in": TakenIn.BY_DESK}, Turn.CHECK),
        (State.REFUSED, {}, Turn.RETURN),
        (State.STOPPED, {"if_denied": Otherwise.GO_ON}, Turn.BEGIN),
        (State.WITHDRAWN, {}, Turn.RETURN),
        (State.WITHDRAWN, {"if_withdrawn": Otherwise.GO_ON}, Turn.BEGIN),
        (State.WITHDRAWN, {"if_denied": Otherwise.GO_ON}, Turn.RETURN),  # one rule for each way to end
    ],
)
def test_what_opens_when_the_one_before_ends(before: State, rules: dict[str, Any], turn: Turn):
    members = [a_member("birth", before), a_member("residence", WAITS, "birth", **rules)]
    assert linking.turns(members) == {"residence": turn}


def test_one_that_waits_for_two_waits_for_both():
    third = a_member("card", WAITS, "birth", "residence")
    both = [a_member("birth", State.PROCESSED), a_member("residence", State.IN_PROCESS), third]
    assert linking.turns(both)["card"] is Turn.WAIT
    both[1] = a_member("residence", State.RETURNED)
    assert linking.turns(both)["card"] is Turn.BEGIN


def test_one_that_cannot_have_what_it_needs_is_given_back_before_the_others_have_ended():
    third = a_member("card", WAITS, "birth", "residence")
    members = [a_member("birth", State.IN_PROCESS), a_member("residence", State.REFUSED), third]
    assert linking.turns(members)["card"] is Turn.RETURN


def test_only_what_waits_has_a_turn():
    members = [a_member("birth", State.PROCESSED), a_member("residence", State.IN_PROCESS, "birth")]
    assert linking.turns(members) == {}


def table(*members: dict[str, Any]) -> dict[str, Any]:
    about = {"key": "k", "procedure": "2.000986", "name": "Liên thông", "valid_from": date(2025, 7, 1)}
    return about | {"members": list(members)}


FIRST = {"key": "birth", "procedure": "1.001193"}


def test_members_are_put_after_what_they_wait_for():
    bundle = linking.from_table(table({"key": "card", "procedure": "1.014137", "after": ["birth"]}, FIRST))
    assert [member.key for member in bundle.members] == ["birth", "card"]


@pytest.mark.parametrize(
    "members",
    [
        (FIRST,),
        (FIRST, FIRST),
        (FIRST, {"key": "b", "procedure": "1.014137", "after": ["b"]}),
        (FIRST, {"key": "b", "procedure": "1.014137", "after": ["nobody"]}),
        (FIRST, {"key": "b", "procedure": "1", "after": ["c"]}, {"key": "c", "procedure": "2", "after": ["b"]}),
        (FIRST, {"key": "b", "procedure": "1.014137", "if_denied": "perhaps"}),
        (FIRST, {"key": "b"}),
        tuple(FIRST | {"key": str(number)} for number in range(10)),
    ],
    ids=["alone", "twice", "itself", "for-nobody", "round-about", "unknown-rule", "no-procedure", "too-many"],
)
def test_a_definition_that_could_strand_a_dossier_is_refused(members: tuple[dict[str, Any], ...]):
    with pytest.raises(BundleRefused):
        linking.from_table(table(*members))


def test_a_bundle_is_in_force_between_its_days():
    bundle = linking.from_table(table(FIRST, FIRST | {"key": "b"}) | {"valid_to": date(2026, 1, 31)})
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [bundle.applies(day) for day in days] == [False, True, True, False]
