"""Against whom time is counted: the parts always make the whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import deadline
from motcua.core.deadline import Cause, ClockKind
from tests.core.deadline.ledgers import extend, finish, given_back, lawful_ledgers, restart, resume, start, stop
from tests.core.worktime.calendars import OFFICE, at

HOUR = timedelta(hours=1)
LEDGER = [
    start("2026-11-16 07:00"),
    stop("2026-11-17 09:00"),
    resume("2026-11-18 11:30"),
    stop("2026-11-18 15:30", Cause.FINANCE),
    resume("2026-11-20 07:00"),
    extend("2026-11-20 08:00", "2026-12-21 08:00"),
    finish("2026-11-20 17:00"),
]


def hours_spent(events, until):
    return {cause.value: spent / HOUR for cause, spent in deadline.time_by_cause(events, OFFICE, at(until)).items()}


@pytest.mark.parametrize(
    ("until", "agency", "applicant", "finance"),
    [
        ("2026-12-01 09:00", 20, 10.5, 9.5),
        ("2026-11-19 09:00", 12, 10.5, 3.5),
        ("2026-11-17 09:00", 10, 0, 0),
        ("2026-11-16 06:00", 0, 0, 0),
    ],
)
def test_running_time_is_the_agencys_and_stopped_time_that_of_the_cause(until, agency, applicant, finance):
    assert hours_spent(LEDGER, until) == {
        "agency": agency,
        "applicant": applicant,
        "finance": finance,
        "other_agency": 0,
    }


@pytest.mark.parametrize(("cause", "agency", "other_agency"), [(Cause.AGENCY, 9, 0), (Cause.OTHER_AGENCY, 1, 8)])
def test_the_time_a_running_clock_throws_away_is_counted_against_the_cause_of_the_restart(cause, agency, other_agency):
    events = [start("2026-11-16 07:00"), replace(restart("2026-11-17 07:00"), cause=cause)]
    spent = hours_spent(events, "2026-11-17 08:00")
    assert (spent["agency"], spent["other_agency"]) == (agency, other_agency)


def test_what_the_agency_used_before_a_supplement_stays_its_own():
    anew = replace(restart("2026-11-18 07:00"), cause=Cause.APPLICANT)
    spent = hours_spent([start("2026-11-16 07:00"), stop("2026-11-17 07:00"), anew], "2026-11-18 08:00")
    assert (spent["agency"], spent["applicant"]) == (9, 8)


def test_nothing_is_spent_before_the_start():
    assert set(deadline.time_by_cause([], OFFICE, at("2026-11-16 07:00")).values()) == {timedelta()}


@given(events=lawful_ledgers(), later=st.integers(0, 250 * 86_400))
def test_the_parts_make_the_whole_exactly(events, later):
    until = events[0].at + timedelta(seconds=later)
    finished = events[-1].at if events[-1].kind is ClockKind.FINISH else until
    whole = OFFICE.between(events[0].at, min(finished, until))
    assert sum(deadline.time_by_cause(events, OFFICE, until).values(), timedelta()) == whole


@pytest.mark.parametrize("ended", [resume, restart])
def test_the_hours_in_which_a_supplement_is_checked_are_the_offices_not_the_applicants(ended):
    ledger = [
        start("2026-11-16 07:00"),
        stop("2026-11-16 09:00"),
        given_back("2026-11-17 09:00"),
        ended("2026-11-17 16:30"),
        finish("2026-11-17 17:00"),
    ]
    assert hours_spent(ledger[:3], "2026-11-17 16:30") == hours_spent(ledger[:4], "2026-11-17 16:30")
    assert hours_spent(ledger, "2026-11-18 09:00") == {"agency": 8, "applicant": 8, "finance": 0, "other_agency": 0}


def test_nothing_is_given_back_to_a_clock_that_runs():
    with pytest.raises(deadline.GivenWithoutStop):
        deadline.time_by_cause(
            [start("2026-11-16 07:00"), given_back("2026-11-16 09:00")], OFFICE, at("2026-11-17 09:00")
        )
