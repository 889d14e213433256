"""Who is given a new step: tables of cases, and what holds for every unit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.assigning import Facts, Method, Rule, choose

AN, BINH, CHI = 1, 2, 3
EARLY, LATE = datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("method", "facts", "chosen"),
    [
        (Method.LOAD, Facts(load={AN: 3, BINH: 1, CHI: 2}), BINH),
        (Method.LOAD, Facts(load={AN: 3, BINH: 1}), CHI),  # nothing known of Chi: nothing to do
        (Method.LOAD, Facts(load={AN: 1, BINH: 1, CHI: 1}, last_given={AN: LATE, BINH: EARLY, CHI: LATE}), BINH),
        (Method.LOAD, Facts(), AN),
        (Method.ROTATION, Facts(last_given={AN: EARLY, BINH: LATE, CHI: LATE}), AN),
        (Method.ROTATION, Facts(last_given={AN: EARLY, CHI: LATE}), BINH),  # never given anything
        (Method.ROTATION, Facts(load={AN: 0, BINH: 9}, last_given={AN: LATE, BINH: EARLY, CHI: LATE}), BINH),
        (Method.COMMUNE, Facts(commune="14797", load={AN: 9}), AN),
        (Method.COMMUNE, Facts(commune="14800", load={AN: 9, BINH: 1}), CHI),  # nobody's: by load
        (Method.COMMUNE, Facts(commune="", load={AN: 1, BINH: 1}), CHI),
        (Method.COMMUNE, Facts(commune="99999", load={CHI: 5, BINH: 2, AN: 2}), AN),  # looked after by one not there
    ],
)
def test_each_method_has_its_order(method, facts, chosen):
    assert choose(Rule(method, {"14797": AN, "99999": 404}), [AN, BINH, CHI], facts) == chosen


def test_nobody_there_leaves_it_to_the_unit():
    assert choose(Rule(Method.LOAD), [], Facts()) is None


@given(st.sampled_from(Method), st.lists(st.integers(1, 50), min_size=1, unique=True), st.data())
def test_only_a_candidate_is_chosen_and_always_the_same(method, candidates, data):
    facts = Facts(
        commune=data.draw(st.sampled_from(["", "a", "b"])),
        load=data.draw(st.dictionaries(st.integers(1, 50), st.integers(0, 9))),
        last_given=data.draw(st.dictionaries(st.integers(1, 50), st.sampled_from([EARLY, LATE]))),
    )
    rule = Rule(method, {"a": data.draw(st.integers(1, 60))})
    chosen = choose(rule, candidates, facts)
    assert chosen in candidates
    assert chosen == choose(rule, list(reversed(candidates)), facts)


@given(st.integers(2, 6), st.integers(1, 40))
def test_rotation_shares_evenly(people, steps):
    last: dict[int, datetime] = {}
    count = dict.fromkeys(range(1, people + 1), 0)
    for number in range(steps):
        chosen = choose(Rule(Method.ROTATION), sorted(count), Facts(last_given=last))
        count[chosen] += 1
        last[chosen] = datetime.fromtimestamp(1_000_000 + number, UTC)
    assert max(count.values()) - min(count.values()) <= 1
