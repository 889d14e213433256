"""What must hold for working time on any calendar, checked against a walk through every minute."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.core import worktime
from motcua.core.vietnam import ZONE
from motcua.core.worktime import DayOff, Season, Session, Swap, WeekHours, YearStatus
from tests.core.worktime.calendars import OFFICE

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
DAYS = (LAST - FIRST).days
MINUTE = timedelta(minutes=1)


@st.composite
def days_of_sessions(draw):
    ends = sorted(draw(st.sets(st.integers(5 * 12, 20 * 12), max_size=4)))
    stamps = [time(end // 12, end % 12 * 5) for end in ends]
    return tuple(Session(*pair) for pair in zip(stamps[::2], stamps[1::2], strict=False))


@st.composite
def weeks(draw):
    busy = Session(time(8), time(11))  # Monday always works, so that no answer lies years away
    return ((busy,), *(draw(days_of_sessions()) for _ in range(6)))


def some_days(at_most):
    return st.sets(st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n)), max_size=at_most)


@st.composite
def calendars(draw):
    hours = (WeekHours(draw(weeks())), WeekHours(draw(weeks()), season=Season((10, 16), (3, 15))))
    closed = draw(some_days(20))
    bare = worktime.CalendarSpec(
        "bare", "bare", hours, tuple(worktime.CalendarYear(y, YearStatus.OFFICIAL, ()) for y in (2025, 2026))
    )
    swaps = {}
    for off, work in draw(st.dictionaries(st.integers(0, DAYS - 30), st.integers(1, 30), max_size=3)).items():
        free = FIRST + timedelta(days=off)
        worked = free + timedelta(days=work)
        chosen = {*swaps, *(swap.work for swap in swaps.values()), *closed}
        if bare.week_on(free)[free.weekday()] and bare.week_on(worked)[free.weekday()] and not chosen & {free, worked}:
            swaps[free] = Swap(free, worked, free.weekday(), "day-off-plan")
    return worktime.CalendarSpec(
        "any",
        "any",
        hours,
        tuple(
            worktime.CalendarYear(
                year,
                YearStatus.OFFICIAL,
                tuple(DayOff(day, "nghỉ", "off", "public-holidays") for day in sorted(closed) if day.year == year),
                tuple(swap for swap in swaps.values() if swap.off.year == year),
            )
            for year in (2025, 2026)
        ),
    )


def moments(unit="seconds"):
    span = 200 * 86_400 // (60 if unit == "minutes" else 1)
    return st.integers(0, span).map(lambda n: datetime(2025, 11, 1, tzinfo=ZONE) + timedelta(**{unit: n}))


durations = st.integers(0, 40 * 3600).map(lambda n: timedelta(seconds=n))


def walk(spec, start, end):
    """Count the open minutes one by one."""
    off = {day.on for year in spec.years for day in year.days_off} | {swap.off for swap in spec.swaps()}
    worked = {swap.work: swap.hours_of for swap in spec.swaps()}
    minutes = 0
    while start < end:
        day, clock = start.date(), start.time()
        sessions = () if day in off else spec.week_on(day)[worked.get(day, day.weekday())]
        minutes += any(session.start <= clock < session.end for session in sessions)
        start += MINUTE
    return minutes * MINUTE


@settings(max_examples=60, deadline=None)
@given(spec=calendars(), start=moments("minutes"), minutes=st.integers(0, 5 * 1440))
def test_time_between_agrees_with_a_walk_through_every_minute(spec, start, minutes):
    end = start + minutes * MINUTE
    assert worktime.build(spec).between(start, end) == walk(spec, start, end)


@settings(max_examples=60, deadline=None)
@given(spec=calendars(), start=moments("minutes"), minutes=st.integers(1, 600))
def test_time_added_ends_on_the_first_minute_by_which_it_has_passed(spec, start, minutes):
    end = worktime.build(spec).add(start, minutes * MINUTE)
    assert walk(spec, start, end) == minutes * MINUTE
    assert walk(spec, start, end - MINUTE) == (minutes - 1) * MINUTE


@settings(max_examples=60, deadline=None)
@given(spec=calendars(), start=moments(), spent=durations)
def test_what_is_added_is_what_lies_between_on_any_calendar(spec, start, spent):
    calendar = worktime.build(spec)
    assert calendar.between(start, calendar.add(start, spent)) == spent


@given(start=moments(), spent=durations)
def test_what_is_added_is_what_lies_between(start, spent):
    assert OFFICE.between(start, OFFICE.add(start, spent)) == spent


@given(start=moments(), later=durations, spent=durations, more=durations)
def test_a_later_start_or_a_longer_time_never_ends_earlier(start, later, spent, more):
    end = OFFICE.add(start, spent)
    assert start <= end <= OFFICE.add(start + later, spent)
    assert end <= OFFICE.add(start, spent + more)


@given(start=moments(), middle=moments(), end=moments())
def test_splitting_a_span_anywhere_changes_nothing(start, middle, end):
    assert OFFICE.between(start, middle) + OFFICE.between(middle, end) == OFFICE.between(start, end)


@given(start=moments(), first=durations, second=durations)
def test_adding_in_two_parts_changes_nothing(start, first, second):
    assert OFFICE.add(OFFICE.add(start, first), second) == OFFICE.add(start, first + second)


@given(moment=moments())
def test_nothing_is_worked_before_the_next_opening(moment):
    opens = OFFICE.next_open(moment)
    assert opens >= moment
    assert OFFICE.is_open(opens)
    assert OFFICE.between(moment, opens) == timedelta()


@given(day=st.integers(0, DAYS).map(lambda n: FIRST + timedelta(days=n)), n=st.integers(1, 200))
def test_the_nth_working_day_has_n_working_days_before_it(day, n):
    found = OFFICE.nth_working_day(day, n)
    assert OFFICE.is_working_day(found)
    assert OFFICE.working_days_between(day, found) == n
    assert OFFICE.nth_working_day(found, -n) == (day if OFFICE.is_working_day(day) else OFFICE.nth_working_day(day, -1))


@given(spec=calendars())
def test_a_calendar_written_as_a_table_is_read_back_the_same(spec):
    assert worktime.from_table(worktime.to_table(spec)) == spec
