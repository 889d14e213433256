"""The eight working hours in which a dossier handed in online is accepted or answered."""

import pytest

from motcua.core import deadline
from motcua.core.worktime import WeekHours, build
from tests.core.worktime.calendars import OFFICE, at, spec, week


@pytest.mark.parametrize(
    ("submitted", "counted_from", "due"),
    [
        ("2026-11-18 09:00", "2026-11-18 09:00", "2026-11-19 09:00"),
        ("2026-11-18 05:00", "2026-11-18 07:00", "2026-11-18 17:00"),
        ("2026-11-18 12:00", "2026-11-18 13:30", "2026-11-19 11:30"),
        ("2026-11-18 15:59:59", "2026-11-18 15:59:59", "2026-11-19 15:59:59"),
        ("2026-11-18 16:00", "2026-11-19 07:00", "2026-11-19 17:00"),  # the last working hour
        ("2026-11-18 17:00", "2026-11-19 07:00", "2026-11-19 17:00"),
        ("2026-11-20 16:30", "2026-11-23 07:00", "2026-11-23 17:00"),
        ("2026-11-21 10:00", "2026-11-23 07:00", "2026-11-23 17:00"),
        ("2026-11-23 23:00", "2026-11-25 07:00", "2026-11-25 17:00"),  # Culture Day between
        ("2026-02-13 16:20", "2026-02-23 07:00", "2026-02-23 17:00"),  # Tết between
    ],
)
def test_a_submission_late_in_the_day_or_on_a_day_off_counts_from_the_next_opening(submitted, counted_from, due):
    check = deadline.acceptance_check(at(submitted), OFFICE)
    assert (check.counted_from, check.due_at) == (at(counted_from), at(due))
    assert check.law == "acceptance-check"


def test_the_officer_is_told_within_two_working_hours():
    assert deadline.acceptance_check(at("2026-11-18 10:30"), OFFICE, hours=2).due_at == at("2026-11-18 14:30")


def test_an_office_that_opens_at_eight_counts_from_eight():
    eight = build(spec((WeekHours(week("08:00-12:00", "13:00-17:00")),), 2026))
    assert deadline.acceptance_check(at("2026-11-18 17:30"), eight).due_at == at("2026-11-19 17:00")


def test_a_regime_may_let_the_last_hour_count():
    check = deadline.acceptance_check(at("2026-11-18 16:00"), OFFICE, last_hour_counts_next_day=False)
    assert check.due_at == at("2026-11-19 16:00")
