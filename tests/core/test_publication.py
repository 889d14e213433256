"""By when a procedure is decided and made public: working days by the calendar, terms by the day."""

from datetime import date

import pytest

from motcua.core.publication import Decision, Duty, Issuer, Standing, deadlines, terms
from tests.factories.dossiers import usual_calendar

CALENDAR = usual_calendar()  # 24 November 2026 is a day off
PROVINCE, MINISTRY = Issuer.PROVINCE, Issuer.MINISTRY


def found(decision, today):
    return {each.duty: (each.due_on, each.standing(today)) for each in deadlines(decision, CALENDAR, today=today)}


@pytest.mark.parametrize(
    ("issuer", "decided", "due"),
    [
        (PROVINCE, date(2026, 11, 16), date(2026, 11, 23)),  # five working days over a weekend
        (PROVINCE, date(2026, 11, 20), date(2026, 11, 30)),  # over a weekend and a day off
        (MINISTRY, date(2026, 11, 16), date(2026, 12, 1)),
    ],
)
def test_a_procedure_is_public_some_working_days_after_the_decision(issuer, decided, due):
    assert found(Decision(issuer, decided), decided)[Duty.MAKE_PUBLIC] == (due, Standing.OPEN)


@pytest.mark.parametrize(
    ("issuer", "effective", "due"),
    [
        (PROVINCE, date(2026, 12, 1), date(2026, 11, 23)),  # 24/11 is a day off
        (PROVINCE, date(2026, 12, 6), date(2026, 11, 30)),  # a Sunday
        (MINISTRY, date(2026, 12, 15), date(2026, 11, 16)),
    ],
)
def test_a_decision_is_signed_some_working_days_before_it_takes_effect(issuer, effective, due):
    assert found(Decision(issuer, None, effective), date(2026, 11, 2))[Duty.DECIDE][0] == due


@pytest.mark.parametrize(
    ("public_on", "today", "standing"),
    [
        (None, date(2026, 11, 23), Standing.OPEN),
        (None, date(2026, 11, 25), Standing.OVERDUE),
        (date(2026, 11, 23), date(2026, 12, 30), Standing.MET),
        (date(2026, 11, 25), date(2026, 12, 30), Standing.MET_LATE),
    ],
)
def test_a_duty_is_open_overdue_met_or_met_late(public_on, today, standing):
    decision = Decision(PROVINCE, date(2026, 11, 16), None, public_on)
    assert found(decision, today)[Duty.MAKE_PUBLIC][1] is standing


def test_a_decision_signed_too_late_is_said_so_however_soon_it_is_public():
    decision = Decision(PROVINCE, date(2026, 11, 30), date(2026, 12, 1), date(2026, 11, 30))
    told = found(decision, date(2026, 12, 30))
    assert (told[Duty.DECIDE][1], told[Duty.MAKE_PUBLIC][1]) == (Standing.MET_LATE, Standing.MET)


def test_no_term_is_known_before_the_law_gave_one():
    assert terms(PROVINCE, date(2022, 6, 22)) is None
    assert terms(PROVINCE, date(2022, 6, 23)).public_after_decision == 5
    assert deadlines(Decision(PROVINCE, date(2021, 5, 5)), CALENDAR, today=date(2021, 5, 5)) == ()
