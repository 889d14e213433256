"""When the result is owed: every unit, and what stops, restarts and second dates do to it."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import deadline
from motcua.core.deadline import Cause, ClockEvent, ClockKind, DuePolicy, Norm, NormInvalid, Unit
from motcua.core.worktime import CalendarGap, WeekHours, build
from tests.core.deadline.ledgers import (
    CLOSING,
    NO_TERM,
    PAUSE,
    SAME_DAY,
    calendar_days,
    days,
    extend,
    finish,
    hours,
    months,
    move,
    restart,
    resume,
    start,
    stop,
)
from tests.core.worktime.calendars import OFFICE, at, on, spec, week


def due(norm, *events, policy=None):
    promise = deadline.owed(norm, events, OFFICE, policy or DuePolicy())
    return promise and f"{promise.due_at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("norm", "taken_in", "owed"),
    [
        (days("3"), "2026-11-23 10:30", "2026-11-27 10:30"),  # 24/11 is a holiday
        (days("5"), "2026-02-13 10:30", "2026-02-27 10:30"),  # Tết
        (days("2"), "2026-08-27 10:30", "2026-09-03 10:30"),  # 31/8 swapped, 1–2/9 National Day
        (days("1"), "2026-08-21 10:30", "2026-08-22 10:30"),  # a swapped working Saturday
        (days("1"), "2026-04-24 10:30", "2026-04-28 10:30"),  # Hùng Kings on Sunday, Monday off
        (calendar_days("20"), "2026-04-10 10:30", "2026-05-04 10:30"),  # 30/4, 1/5, weekend
        (hours("8"), "2026-11-20 15:00", "2026-11-23 15:00"),
        (hours("8"), "2026-11-21 10:00", "2026-11-23 17:00"),
        (hours("4"), "2026-11-23 10:30", "2026-11-23 16:30"),
        (days("15"), "2026-02-10 10:30", "2026-03-10 10:30"),
        (SAME_DAY, "2026-11-23 15:00:00", "2026-11-23 17:00"),
        (SAME_DAY, "2026-11-23 15:00:01", "2026-11-25 17:00"),
    ],
)
def test_the_vectors_of_the_clock_rules(norm, taken_in, owed):
    assert due(norm, start(taken_in)) == owed


@pytest.mark.parametrize(
    ("norm", "taken_in", "owed"),
    [
        (days("1"), "2026-11-20 18:05", "2026-11-25 07:00"),  # after hours counts as Monday's opening
        (days("1"), "2026-11-19 12:00", "2026-11-20 13:30"),  # lunch counts as the afternoon's opening
        (SAME_DAY, "2026-11-21 09:00", "2026-11-23 17:00"),
        (SAME_DAY, "2026-11-23 17:30", "2026-11-25 17:00"),
        (Norm(Decimal(0), Unit.SAME_DAY, cutoff=time(10)), "2026-11-23 10:01", "2026-11-25 17:00"),
        (calendar_days("1"), "2026-11-20 18:05", "2026-11-25 07:00"),
        (months("1"), "2026-11-23 09:00", "2026-12-23 09:00"),
        (months("1"), "2027-01-29 09:00", "2027-03-01 09:00"),  # no 29 February: the 28th, a Sunday, so Monday
        (months("1.5"), "2026-06-01 09:00", "2026-07-16 09:00"),  # half a month is fifteen days
        (months("0.5"), "2026-06-01 09:00", "2026-06-16 09:00"),
        (months("14"), "2026-06-01 09:00", "2027-08-02 09:00"),
        (hours("0.5"), "2026-11-23 16:45", "2026-11-25 07:15"),
    ],
)
def test_every_unit_has_its_own_way_of_counting(norm, taken_in, owed):
    assert due(norm, start(taken_in)) == owed


@pytest.mark.parametrize(
    ("value", "by_receipt", "by_closing"),
    [
        ("0.5", "2026-11-23 16:30", "2026-11-25 11:00"),
        ("1", "2026-11-25 10:30", "2026-11-25 17:00"),
        ("1.5", "2026-11-25 16:30", "2026-11-26 11:00"),
        ("2", "2026-11-26 10:30", "2026-11-26 17:00"),
    ],
)
def test_half_a_day_is_half_of_the_hours_of_the_day_it_falls_on(value, by_receipt, by_closing):
    taken_in = start("2026-11-23 10:30")
    assert (due(days(value), taken_in), due(days(value), taken_in, policy=CLOSING)) == (by_receipt, by_closing)


def test_a_promise_for_a_shorter_day_is_for_its_closing_at_the_latest():
    saturdays = build(spec((WeekHours(week("07:00-11:30", "13:30-17:00", saturday=("08:00-11:00",))),), 2026))
    promises = {
        taken_in: deadline.owed(days("1"), [start(taken_in)], saturdays)
        for taken_in in ("2026-11-20 07:15", "2026-11-20 09:00", "2026-11-20 16:00")
    }
    assert [f"{promise.due_at:%d %H:%M}" for promise in promises.values()] == ["21 08:00", "21 09:00", "21 11:00"]


@pytest.mark.parametrize(("value", "policy"), [("1.5", DuePolicy()), ("0.5", CLOSING)])
def test_half_a_short_saturday_is_half_of_its_three_hours(value, policy):
    saturdays = build(spec((WeekHours(week("07:00-11:30", "13:30-17:00", saturday=("08:00-11:00",))),), 2026))
    assert deadline.owed(days(value), [start("2026-11-20 08:00")], saturdays, policy).due_at == at("2026-11-21 09:30")


@pytest.mark.parametrize(
    ("events", "policy", "owed"),
    [
        # five working days from Monday 16/11 10:30 are Monday 23/11 10:30
        ([], None, "2026-11-23 10:30"),
        ([stop("2026-11-17 09:00"), resume("2026-11-19 15:00")], None, "2026-11-27 15:00"),  # zero again
        ([stop("2026-11-17 09:00"), restart("2026-11-19 15:00")], PAUSE, "2026-11-27 15:00"),  # said so by name
        ([stop("2026-11-17 09:00"), resume("2026-11-19 15:00")], PAUSE, "2026-11-26 10:30"),  # two days waited
        ([stop("2026-11-17 09:00"), resume("2026-11-17 16:00")], PAUSE, "2026-11-23 10:30"),  # within one day
        ([stop("2026-11-20 18:00"), resume("2026-11-22 09:00")], PAUSE, "2026-11-23 10:30"),  # over a weekend
        ([stop("2026-11-17 09:00", Cause.FINANCE), resume("2026-11-19 15:00")], None, "2026-11-26 10:30"),
        ([stop("2026-11-17 09:00", Cause.OTHER_AGENCY), resume("2026-11-18 07:00")], None, "2026-11-25 10:30"),
        ([restart("2026-11-18 08:00")], None, "2026-11-26 08:00"),  # another agency received it only then
        ([extend("2026-11-20 08:00", "2026-12-01 16:00")], None, "2026-12-01 16:00"),
        ([move("2026-11-20 08:00", "2026-11-30 10:30")], None, "2026-11-30 10:30"),
        (
            [stop("2026-11-17 09:00"), resume("2026-11-19 15:00"), extend("2026-11-26 08:00", "2026-12-01 16:00")],
            PAUSE,
            "2026-12-01 16:00",  # the new date was given knowing of the pause
        ),
        (
            [stop("2026-11-17 09:00"), resume("2026-11-19 15:00"), move("2026-11-26 08:00", "2026-12-01 16:00")],
            PAUSE,
            "2026-12-01 16:00",  # so was the decision
        ),
        (
            [
                extend("2026-11-20 08:00", "2026-12-01 16:00"),
                stop("2026-11-25 09:00", Cause.FINANCE),
                resume("2026-11-27 09:00"),
            ],
            None,
            "2026-12-03 16:00",
        ),
        (
            [
                extend("2026-11-20 08:00", "2026-12-01 16:00"),
                stop("2026-11-25 09:00"),
                resume("2026-12-07 09:00"),
            ],
            None,
            "2026-12-14 09:00",  # zero again: the second date is gone
        ),
        (
            [extend("2026-11-20 08:00", "2026-12-01 16:00"), move("2026-11-25 08:00", "2026-12-02 16:00")],
            None,
            "2026-12-02 16:00",
        ),
    ],
)
def test_the_ledger_moves_a_term_of_five_working_days(events, policy, owed):
    assert due(days("5"), start("2026-11-16 10:30"), *events, policy=policy) == owed


@pytest.mark.parametrize(
    ("norm", "owed"),
    [
        (hours("16"), "2026-11-20 14:30"),  # one hour was used; fifteen are left from the 18th, 15:30
        (calendar_days("10"), "2026-11-30 09:00"),  # the 28th is a Saturday
        (months("1"), "2026-12-18 09:00"),  # two days of the month do not count
        (SAME_DAY, "2026-11-19 17:00"),  # taken up again after the cut-off
    ],
)
def test_a_pause_moves_each_unit_by_its_own_measure(norm, owed):
    paused = [start("2026-11-16 09:00"), stop("2026-11-16 10:00"), resume("2026-11-18 15:30")]
    assert due(norm, *paused, policy=PAUSE) == owed


@pytest.mark.parametrize(
    ("norm", "until", "owed"),
    [
        (hours("16"), "2026-12-01 16:00", "2026-12-03 14:30"),
        (SAME_DAY, "2026-12-01 16:00", "2026-12-03 16:00"),
        (calendar_days("10"), "2026-12-17 16:00", "2026-12-21 16:00"),  # the 19th is a Saturday
        (months("1"), "2026-12-21 16:00", "2026-12-23 16:00"),
    ],
)
def test_a_second_date_moves_by_what_is_stopped_after_it(norm, until, owed):
    events = [
        start("2026-11-16 09:00"),
        extend("2026-11-16 10:00", until),
        stop("2026-11-17 10:00", Cause.FINANCE),
        resume("2026-11-19 08:30"),
    ]
    assert due(norm, *events) == owed


def test_two_stops_in_a_row_move_the_date_as_one_over_both():
    once = [stop("2026-11-17 09:00"), resume("2026-11-20 15:00")]
    twice = [stop("2026-11-17 09:00"), resume("2026-11-18 16:59"), stop("2026-11-18 16:59"), resume("2026-11-20 15:00")]
    for norm in (days("5"), hours("40"), calendar_days("9")):
        taken_in = start("2026-11-16 10:30")
        assert due(norm, taken_in, *once, policy=PAUSE) == due(norm, taken_in, *twice, policy=PAUSE)


def test_while_papers_are_awaited_that_restart_the_clock_no_date_is_owed():
    events = [start("2026-11-16 10:30"), stop("2026-11-17 09:00")]
    assert due(days("5"), *events) is None
    assert deadline.original(days("5"), events, OFFICE).due_at == at("2026-11-23 10:30")


@pytest.mark.parametrize(
    ("cause", "policy"), [(Cause.APPLICANT, PAUSE), (Cause.FINANCE, None), (Cause.OTHER_AGENCY, None)]
)
def test_while_paused_the_last_promise_is_told_and_marked(cause, policy):
    events = [start("2026-11-16 10:30"), stop("2026-11-17 09:00", cause)]
    promise = deadline.owed(days("5"), events, OFFICE, policy or DuePolicy())
    assert promise.stopped
    assert promise.due_at == at("2026-11-23 10:30")


def test_the_promise_stays_after_the_finish():
    assert due(days("5"), start("2026-11-16 10:30"), finish("2026-11-18 09:00")) == "2026-11-23 10:30"


def test_a_procedure_without_a_term_owes_no_date():
    assert due(NO_TERM, start("2026-11-16 10:30")) is None
    assert deadline.original(NO_TERM, [start("2026-11-16 10:30")], OFFICE) is None


def test_before_the_start_nothing_is_owed():
    assert due(days("5")) is None


@pytest.mark.parametrize(("taken_in", "is_draft"), [("2026-12-21 09:00", False), ("2026-12-28 09:00", True)])
def test_a_date_in_a_year_not_yet_decided_is_marked(taken_in, is_draft):
    assert deadline.owed(days("5"), [start(taken_in)], OFFICE).draft_year is is_draft


def test_a_date_beyond_the_known_years_is_not_promised():
    with pytest.raises(CalendarGap, match="2031"):
        due(days("30"), start("2030-12-16 09:00"))


@pytest.mark.parametrize(
    ("norm", "done", "verdict"),
    [
        (days("5"), "2026-11-20 17:00", "early"),
        (days("5"), "2026-11-23 07:00", "on_time"),
        (days("5"), "2026-11-23 23:59", "on_time"),  # dates decide, not hours
        (days("5"), "2026-11-24 00:00", "late"),
        (hours("4"), "2026-11-16 15:29:59", "early"),
        (hours("4"), "2026-11-16 16:30", "on_time"),
        (hours("4"), "2026-11-16 16:30:01", "late"),
        (SAME_DAY, "2026-11-16 20:00", "on_time"),
        (NO_TERM, "2026-12-31 09:00", "on_time"),
    ],
)
def test_a_finish_is_early_on_time_or_late_by_the_rule_of_its_unit(norm, done, verdict):
    promise = deadline.owed(norm, [start("2026-11-16 10:30")], OFFICE)
    assert deadline.timeliness(norm, promise, at(done)) == verdict


@pytest.mark.parametrize(
    ("extra", "until"),
    [
        (days("2"), "2026-11-26 10:30"),  # 24/11 is free
        (days("0.5"), "2026-11-23 16:30"),
        (hours("8"), "2026-11-25 10:30"),
        (calendar_days("5"), "2026-11-30 10:30"),
        (months("1"), "2026-12-23 10:30"),
    ],
)
def test_the_second_date_is_computed_from_the_first(extra, until):
    promise = deadline.owed(days("5"), [start("2026-11-16 10:30")], OFFICE)
    assert deadline.second_date(promise, extra, OFFICE) == at(until)


def test_a_second_date_after_a_promise_for_closing_time_loses_no_day():
    promise = deadline.owed(days("5"), [start("2026-11-16 10:30")], OFFICE, CLOSING)
    assert deadline.second_date(promise, days("1"), OFFICE, CLOSING) == at("2026-11-25 17:00")


@pytest.mark.parametrize("extra", [SAME_DAY, NO_TERM])
def test_a_second_date_needs_an_amount_of_time(extra):
    promise = deadline.owed(days("5"), [start("2026-11-16 10:30")], OFFICE)
    with pytest.raises(NormInvalid, match="must be an amount"):
        deadline.second_date(promise, extra, OFFICE)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("0", "working_day"),
        ("-1", "working_hour"),
        ("NaN", "month"),
        ("1.5", "calendar_day"),
        ("0.3", "month"),
        ("10001", "working_day"),
    ],
)
def test_a_term_that_cannot_be_counted_is_refused(value, unit):
    with pytest.raises(NormInvalid):
        Norm(Decimal(value), Unit(unit))


def test_due_on_is_the_day_of_the_due_moment():
    assert deadline.owed(days("5"), [start("2026-11-16 10:30")], OFFICE).due_on == on("2026-11-23")


moments = st.integers(0, 300 * 86_400).map(lambda n: at("2026-01-05 08:00") + timedelta(seconds=n))
norms = st.one_of(
    st.decimals(Decimal("0.1"), Decimal(60), places=1).map(lambda value: Norm(value, Unit.WORKING_DAY)),
    st.integers(1, 90).map(lambda value: Norm(Decimal(value), Unit.CALENDAR_DAY)),
    st.decimals(Decimal("0.5"), Decimal(400), places=1).map(lambda value: Norm(value, Unit.WORKING_HOUR)),
    st.integers(1, 12).map(lambda value: Norm(Decimal(value) / 2, Unit.MONTH)),
    st.just(SAME_DAY),
)
policies = st.sampled_from([DuePolicy(), PAUSE, CLOSING])


@given(norm=norms, taken_in=moments, later=st.integers(0, 30 * 86_400), policy=policies)
def test_who_comes_later_is_never_promised_an_earlier_day(norm, taken_in, later, policy):
    first, second = (
        deadline.owed(norm, [ClockEvent(ClockKind.START, moment)], OFFICE, policy)
        for moment in (taken_in, taken_in + timedelta(seconds=later))
    )
    assert first.due_on <= second.due_on
    # Terms in calendar days that end on days off meet on the next working day, each at its own hour of receipt.
    assert first.due_at <= second.due_at or norm.unit in (Unit.CALENDAR_DAY, Unit.MONTH)
    assert OFFICE.is_working_day(first.due_on)
    assert first.due_at > taken_in or norm.unit is Unit.SAME_DAY


@given(
    value=st.decimals(Decimal("0.1"), Decimal(60), places=1),
    more=st.decimals(Decimal("0.1"), Decimal(5), places=1),
    taken_in=moments,
    policy=policies,
)
def test_a_longer_term_is_never_due_earlier(value, more, taken_in, policy):
    shorter, longer = (
        deadline.owed(Norm(term, Unit.WORKING_DAY), [ClockEvent(ClockKind.START, taken_in)], OFFICE, policy)
        for term in (value, value + more)
    )
    assert shorter.due_at <= longer.due_at


@given(norm=norms, stops=st.lists(st.integers(0, 5 * 86_400), min_size=2, max_size=2), split=st.floats(0, 1))
def test_splitting_a_stop_anywhere_changes_nothing(norm, stops, split):
    since = at("2026-03-02 08:00") + timedelta(seconds=stops[0])
    until = since + timedelta(seconds=stops[1])
    between = since + timedelta(seconds=int(stops[1] * split))
    taken_in = start("2026-03-02 08:00")
    once = [taken_in, stop_at(since), resume_at(until)]
    twice = [taken_in, stop_at(since), resume_at(between), stop_at(between), resume_at(until)]
    assert deadline.owed(norm, once, OFFICE, PAUSE) == deadline.owed(norm, twice, OFFICE, PAUSE)


@given(hours_owed=st.integers(1, 100), since=st.integers(0, 86_400), stopped=st.integers(0, 10 * 86_400))
def test_a_term_in_hours_is_used_up_by_running_time_alone(hours_owed, since, stopped):
    begin = at("2026-03-02 08:00")
    stopped_at = min(begin + timedelta(seconds=since), OFFICE.add(begin, timedelta(hours=hours_owed)))
    resumed_at = stopped_at + timedelta(seconds=stopped)
    events = [start("2026-03-02 08:00"), stop_at(stopped_at), resume_at(resumed_at)]
    due_at = deadline.owed(hours(str(hours_owed)), events, OFFICE, PAUSE).due_at
    assert deadline.time_by_cause(events, OFFICE, max(due_at, resumed_at))[Cause.AGENCY] == timedelta(hours=hours_owed)


def stop_at(moment):
    return ClockEvent(ClockKind.STOP, moment, Cause.APPLICANT, "supplement-once")


def resume_at(moment):
    return ClockEvent(ClockKind.RESUME, moment)
