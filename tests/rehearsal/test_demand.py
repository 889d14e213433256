"""From what is demanded to whole numbers: they add up, they meet the rate, and what cannot be is refused."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import figures
from motcua.core.figures import Column, Counts
from motcua.rehearsal.planning import PRESETS, Demand, Fate, Impossible, settle
from motcua.rehearsal.planning.lives import NEVER_ACCEPTED

OCTOBER = date(2021, 10, 1)
COLUMN = {
    Fate.EARLY: Column.EARLY,
    Fate.ON_TIME: Column.ON_TIME,
    Fate.LATE: Column.LATE,
    Fate.WITHDRAWN: Column.EARLY,
    Fate.STOPPED: Column.EARLY,
    Fate.WITHIN: Column.WITHIN_TIME,
    Fate.OVERDUE: Column.OVERDUE,
    Fate.AWAITING: Column.WITHIN_TIME,
    Fate.AWAITING_PAYMENT: Column.WITHIN_TIME,
}


def counted(quota):
    """The quota as a row of the form, were it all of one field."""
    counts = Counts()
    counts.columns[Column.ONLINE], counts.columns[Column.CARRIED_OVER] = quota.new, quota.carried_over
    for fate, column in COLUMN.items():
        counts.columns[column] += quota.fates[fate]
    return counts


def test_the_centre_of_september_2021_comes_out_as_published():
    quota = settle(PRESETS["centre-2021-09"].demand)
    fates = quota.fates
    processed = fates[Fate.EARLY] + fates[Fate.ON_TIME] + fates[Fate.LATE]
    assert (quota.new, quota.carried_over, processed) == (6189, 4446, 6540)
    assert (fates[Fate.AWAITING], fates[Fate.WITHDRAWN], fates[Fate.WITHIN], fates[Fate.OVERDUE]) == (783, 213, 3098, 1)
    assert fates[Fate.LATE] == 0


def test_the_province_of_october_2021_comes_out_as_published():
    quota = settle(PRESETS["province-2021-10"].demand)
    assert (quota.total, quota.resolved) == (98_511, 76_300)
    assert round(float(quota.rate) * 100, 2) == 97.16
    assert quota.carried_over == 91_836 - 72_012


@given(
    new=st.integers(0, 5000),
    carried=st.integers(0, 5000),
    part=st.fractions(0, 1),
    rate=st.fractions(0, 1),
    formula=st.sampled_from("ABC"),
    awaiting=st.one_of(st.none(), st.integers(0, 50)),
    overdue=st.one_of(st.none(), st.integers(0, 50)),
)
def test_whole_numbers_add_up_and_meet_the_rate_or_are_refused(new, carried, part, rate, formula, awaiting, overdue):
    demand = Demand(
        OCTOBER, new=new, carried_over=carried, processed=int((new + carried) * part), awaiting=awaiting,
        overdue=overdue, on_time=rate, formula=formula,
    )  # fmt: skip
    try:
        quota = settle(demand)
    except Impossible:
        return  # said in words; the table below tries each
    assert all(number >= 0 for number in quota.fates.values())
    counts = counted(quota)
    assert counts.adds_up
    assert quota.rate == figures.rate(formula, counts)
    if quota.rate is not None:
        below = {"A": quota.resolved, "B": quota.new, "C": quota.total}[formula]
        assert abs(quota.rate - rate) <= Fraction(1, 2 * below)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"new": 10, "carried_over": 5, "processed": 16}, "more than the 15"),
        ({"new": 10, "carried_over": 0, "processed": 8, "withdrawn": 3}, "more than the 10"),
        ({"new": 10, "carried_over": 0, "processed": 5, "awaiting": 6}, "more than the 5 not resolved"),
        ({"new": 10, "carried_over": 0, "processed": 5, "awaiting": 0, "overdue": 6}, "more than the 5 in progress"),
        ({"new": -1}, "negative"),
        ({"new": 0, "carried_over": 0}, "no dossier"),
        ({"new": 10, "on_time": Fraction(3, 2)}, "between 0 and 100"),
        ({"new": 10, "formula": "D"}, "no formula D"),
        ({"new": 9, "carried_over": 0, "processed": 1, "stopped": 5, "on_time": Fraction(0)}, "late dossiers among 1"),
        ({"new": 10, "carried_over": 0, "processed": 5, "on_time": Fraction(1, 10), "formula": "C", "overdue": 0},
         "late dossiers among 5"),
        ({"new": 1, "carried_over": 9, "on_time": Fraction(20), "formula": "B"}, "more dossiers in time than"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_before_anything_is_made(given, says):
    with pytest.raises(Impossible) as refused:
        settle(Demand(OCTOBER, **given))
    assert says in refused.value.message_en
    assert refused.value.message_vi


def test_a_smaller_month_keeps_the_shape():
    quota = settle(Demand(**_fields(PRESETS["province-2021-10"].demand) | {"scale": Fraction(1, 10)}))
    assert (quota.total, quota.resolved) == (9851, 7630)
    assert round(float(quota.rate) * 100, 2) == 97.16


def test_whatever_was_not_given_is_said():
    said = settle(Demand(OCTOBER, new=100)).assumptions
    assert len(said) == 8
    assert all(each.vi and each.en for each in said)


def test_those_never_accepted_come_on_top():
    quota = settle(Demand(OCTOBER, new=1000, never_accepted=13))
    assert sum(quota.fates[fate] for fate in NEVER_ACCEPTED) == 13
    assert quota.total == counted(quota).received


def _fields(demand):
    return {name: getattr(demand, name) for name in demand.__slots__}
