"""Each dossier stands in exactly one column, by the named formula; every row adds up."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.figures import FORMULAS, Column, Counts, Ended, Standing, Verdict, column_of, formula_on, rate

START, END = date(2021, 10, 1), date(2021, 10, 31)
VPCP, THANH_HOA = FORMULAS["vpcp"], FORMULAS["thanh-hoa"]


def day(number: int, month: int = 10) -> date:
    return date(2021, month, number)


@pytest.mark.parametrize(
    ("standing", "received", "stands"),
    [
        (Standing(day(4), True, Ended.PROCESSED, day(8), Verdict.EARLY, day(9)), "4", "8"),
        (Standing(day(4), False, Ended.PROCESSED, day(9), Verdict.ON_TIME, day(9)), "5", "9"),
        (Standing(day(4), False, Ended.PROCESSED, day(9), Verdict.LATE, day(9)), "5", "10"),  # by the hour
        (Standing(day(20, 9), True, Ended.PROCESSED, day(4), Verdict.LATE, day(1)), "6", "10"),
        (Standing(day(20, 9), True, Ended.NOT, None, None, day(31)), "6", "12"),  # due on the last day: within
        (Standing(day(20), True, Ended.NOT, None, None, day(30)), "4", "13"),
        (Standing(day(20), True, Ended.NOT), "4", "12"),  # no due date
        (Standing(day(20), True, Ended.AWAITING_SUPPLEMENT), "4", "12"),
        (Standing(day(20), True, Ended.AWAITING_PAYMENT, None, None, day(21)), "4", "12"),  # the clock stands
        (Standing(day(20), False, Ended.WITHDRAWN, day(25), None, day(26)), "5", "8"),
        (Standing(day(20), False, Ended.STOPPED, day(27), None, day(26)), "5", "10"),
        (Standing(day(20), False, Ended.STOPPED, day(27)), "5", "9"),
    ],
)
def test_a_dossier_stands_where_the_form_says(standing: Standing, received: str, stands: str):
    assert column_of(standing, start=START, end=END, formula=VPCP) == (Column(received), Column(stands))


@pytest.mark.parametrize("ended", [Ended.AWAITING_SUPPLEMENT, Ended.WITHDRAWN, Ended.STOPPED])
def test_thanh_hoa_adds_the_waiting_and_the_returned_to_those_on_time(ended: Ended):
    ended_on = None if ended is Ended.AWAITING_SUPPLEMENT else day(27)
    standing = Standing(day(20), False, ended, ended_on, None, day(26))
    assert column_of(standing, start=START, end=END, formula=THANH_HOA) == (Column.DESK_AND_POST, Column.ON_TIME)


@pytest.mark.parametrize(
    "standing",
    [
        Standing(day(1, 11), True, Ended.NOT),  # accepted after the period
        Standing(day(20, 9), True, Ended.PROCESSED, day(30, 9), Verdict.EARLY, day(1)),  # ended before it
    ],
)
def test_what_lies_outside_the_period_does_not_count(standing: Standing):
    assert column_of(standing, start=START, end=END, formula=VPCP) is None


days = st.dates(START - timedelta(60), END + timedelta(30))
standings = st.builds(
    Standing,
    accepted_on=days,
    online=st.booleans(),
    ended=st.sampled_from(Ended),
    ended_on=st.none() | days,
    verdict=st.none() | st.sampled_from(Verdict),
    due_on=st.none() | days,
)


@given(st.lists(standings), st.sampled_from(sorted(FORMULAS)))
def test_every_row_adds_up_whatever_the_dossiers(dossiers: list[Standing], key: str):
    counts = Counts()
    for standing in dossiers:
        placed = column_of(standing, start=START, end=END, formula=FORMULAS[key])
        if placed is not None:
            counts.count(placed, standing.ended)
    assert counts.adds_up
    assert counts.received == sum(counts.memo.values())
    row = counts.row()
    assert row["3"] == row["7"] + row["11"] == row["4"] + row["5"] + row["6"]


def test_the_three_rates_are_different_figures():
    counts = Counts()
    counts.columns |= {
        Column.ONLINE: 50,
        Column.DESK_AND_POST: 30,
        Column.CARRIED_OVER: 20,
        Column.EARLY: 40,
        Column.ON_TIME: 20,
        Column.LATE: 10,
        Column.WITHIN_TIME: 25,
        Column.OVERDUE: 5,
    }
    assert counts.adds_up
    assert rate("A", counts) == Fraction(60, 70)
    assert rate("B", counts) == Fraction(85, 80)
    assert rate("C", counts) == Fraction(85, 100)
    assert rate("A", Counts()) is None


def test_the_centre_of_september_2021_balances():
    counts = Counts()
    counts.columns |= {
        Column.DESK_AND_POST: 6189,
        Column.CARRIED_OVER: 4446,
        Column.EARLY: 6540,
        Column.ON_TIME: 213,
        Column.WITHIN_TIME: 783 + 3098,
        Column.OVERDUE: 1,
    }
    assert counts.adds_up


def test_a_formula_has_a_name_and_a_first_day():
    assert formula_on("vpcp", END) is VPCP
    for key, day_ in (("vpcp", date(2016, 1, 1)), ("unknown", END)):
        with pytest.raises(LookupError):
            formula_on(key, day_)
