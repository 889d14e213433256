"""Working time on the calendars the program brings along."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.core import worktime
from motcua.core.worktime import WeekHours, YearStatus
from tests.core.worktime.calendars import OFFICE, SHORT_DAYS, at, on, spec, week

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-20 15:00", 8, "2026-11-23 15:00"),  # over a weekend
        ("2026-11-21 10:00", 8, "2026-11-23 17:00"),  # from a day off: a full day ends at closing, not next morning
        ("2026-11-23 10:30", 4, "2026-11-23 16:30"),  # over lunch
        ("2026-11-23 12:00", 1, "2026-11-23 14:30"),  # from lunch
        ("2026-11-23 17:00", 1, "2026-11-25 08:00"),  # from closing, over Culture Day
        ("2026-08-21 16:30", 1, "2026-08-22 07:30"),  # into a swapped working Saturday
        ("2026-08-28 16:30", 1, "2026-09-03 07:30"),  # over the day swapped for it and National Day
        ("2026-02-13 16:30", 1, "2026-02-23 07:30"),  # over Tết
        ("2026-11-21 10:00", 0, "2026-11-21 10:00"),  # no time is no time
    ],
)
def test_the_clock_runs_only_while_the_office_is_open(start, hours, end):
    assert OFFICE.add(at(start), hours * HOUR) == at(end)


@pytest.mark.parametrize(
    ("taken_in", "hours", "owed"),
    [
        ("2021-09-06 10:30", 2, "2021-09-06 14:30"),  # over lunch
        ("2021-09-10 16:00", 2, "2021-09-13 08:30"),  # over a weekend
        ("2021-09-01 16:00", 2, "2021-09-06 08:30"),  # over National Day
    ],
)
def test_an_office_that_opens_later_counts_from_its_own_opening(taken_in, hours, owed):
    assert SHORT_DAYS.add(at(taken_in), hours * HOUR) == at(owed)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 07:00", "2026-11-23 17:00", 8),
        ("2026-11-23 00:00", "2026-11-26 00:00", 16),  # 24 November is free
        ("2026-11-21 08:00", "2026-11-22 20:00", 0),
        ("2026-08-17 00:00", "2026-08-24 00:00", 48),  # six days with the swapped Saturday
        ("2026-11-23 17:00", "2026-11-23 07:00", -8),
    ],
)
def test_time_between_counts_open_hours_only(start, end, hours):
    assert OFFICE.between(at(start), at(end)) == hours * HOUR


@pytest.mark.parametrize(
    ("moment", "is_open", "next_open"),
    [
        ("2026-11-23 06:59:59", False, "2026-11-23 07:00"),
        ("2026-11-23 07:00", True, "2026-11-23 07:00"),
        ("2026-11-23 11:29:59", True, "2026-11-23 11:29:59"),
        ("2026-11-23 11:30", False, "2026-11-23 13:30"),
        ("2026-11-23 17:00", False, "2026-11-25 07:00"),
        ("2026-08-22 09:00", True, "2026-08-22 09:00"),
        ("2026-08-31 09:00", False, "2026-09-03 07:00"),
    ],
)
def test_an_office_is_open_from_opening_up_to_closing(moment, is_open, next_open):
    assert (OFFICE.is_open(at(moment)), OFFICE.next_open(at(moment))) == (is_open, at(next_open))


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        ("2026-11-23", 3, "2026-11-27"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-08-27", 2, "2026-09-03"),
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-04-24", 1, "2026-04-28"),
        ("2026-02-10", 15, "2026-03-10"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-24", 0, "2026-11-25"),
        ("2026-11-25", -1, "2026-11-23"),
        ("2026-11-24", -1, "2026-11-23"),
        ("2026-08-24", -2, "2026-08-21"),
    ],
)
def test_working_days_are_counted_after_the_day_itself(day, n, found):
    assert OFFICE.nth_working_day(on(day), n) == on(found)


def test_working_days_between_leave_out_the_first_day_and_count_the_last():
    assert OFFICE.working_days_between(on("2026-11-23"), on("2026-11-27")) == 3
    assert OFFICE.working_days_between(on("2026-11-27"), on("2026-11-23")) == -3


def test_a_day_tells_its_opening_closing_and_hours():
    day = on("2026-08-22")
    assert (OFFICE.opening(day), OFFICE.closing(day)) == (at("2026-08-22 07:00"), at("2026-08-22 17:00"))
    assert OFFICE.hours_of(day) == 8 * HOUR
    assert OFFICE.hours_of(on("2026-08-31")) == timedelta()


@pytest.mark.parametrize("ask", [OFFICE.opening, OFFICE.closing])
def test_a_day_off_has_neither_opening_nor_closing(ask):
    with pytest.raises(worktime.NotAWorkingDay, match="Ngày 24/11/2026 không phải ngày làm việc"):
        ask(on("2026-11-24"))


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: OFFICE.add(at("2030-12-31 16:00"), 2 * HOUR), 2031),
        (lambda: OFFICE.add(at("2020-12-31 16:00"), HOUR), 2020),
        (lambda: OFFICE.between(at("2030-12-31 16:00"), at("2031-01-02 08:00")), 2031),
        (lambda: OFFICE.between(at("1999-06-01 08:00"), at("2021-06-01 08:00")), 1999),
        (lambda: OFFICE.is_open(at("2031-01-01 00:00")), 2031),
        (lambda: OFFICE.next_open(at("2030-12-31 17:00")), 2031),
        (lambda: OFFICE.nth_working_day(on("2030-12-31"), 1), 2031),
        (lambda: OFFICE.nth_working_day(on("2021-01-01"), -1), 2020),
        (lambda: OFFICE.is_working_day(on("2031-01-01")), 2031),
        (lambda: OFFICE.hours_of(on("2020-12-31")), 2020),
    ],
)
def test_a_year_the_calendar_does_not_know_is_refused_by_its_number(ask, year):
    with pytest.raises(worktime.CalendarGap, match=f"chưa có năm {year}.*does not know the year {year}") as refused:
        ask()
    assert refused.value.year == year


def test_a_hole_between_known_years_is_not_jumped_over():
    holed = worktime.build(spec((WeekHours(week("08:00-12:00")),), 2021, 2025))
    for ask in (
        lambda: holed.add(at("2021-12-31 11:00"), 2 * HOUR),
        lambda: holed.between(at("2021-12-31 11:00"), at("2025-01-02 09:00")),
        lambda: holed.nth_working_day(on("2021-12-31"), 1),
        lambda: holed.working_days_between(on("2021-12-31"), on("2025-01-02")),
    ):
        with pytest.raises(worktime.CalendarGap, match="2022"):
            ask()
    assert holed.add(at("2025-01-02 09:00"), HOUR) == at("2025-01-02 10:00")


def test_time_is_only_added():
    with pytest.raises(ValueError, match="only be added"):
        OFFICE.add(at("2026-11-23 08:00"), -HOUR)


def test_moments_from_other_zones_are_read_on_the_wall_clock_of_the_province():
    utc = datetime(2026, 11, 20, 8, 0, 0, 999_999, tzinfo=UTC)
    assert OFFICE.add(utc, 8 * HOUR) == at("2026-11-23 15:00")
    assert OFFICE.add(utc, 8 * HOUR).utcoffset() == 7 * HOUR


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(worktime.NaiveMoment, match="không ghi múi giờ"):
        OFFICE.is_open(datetime(2026, 11, 20, 8, 0))  # noqa: DTZ001


def test_a_year_is_official_drafted_or_missing():
    assert [OFFICE.status(year) for year in (2026, 2027, 2031)] == [
        YearStatus.OFFICIAL,
        YearStatus.DRAFT,
        YearStatus.MISSING,
    ]


def test_hours_change_with_the_season_and_over_new_year():
    summer = WeekHours(week("07:00-11:30", "13:30-17:00"))
    winter = WeekHours(week("07:30-11:30", "13:00-17:00"), season=worktime.Season((10, 16), (4, 15)))
    seasonal = worktime.build(spec((summer, winter), 2025, 2026))
    openings = {
        day: f"{seasonal.opening(on(day)):%H:%M}" for day in ("2025-10-15", "2025-10-16", "2026-04-15", "2026-04-16")
    }
    assert list(openings.values()) == ["07:00", "07:30", "07:30", "07:00"]
    assert seasonal.add(at("2025-10-15 16:00"), 2 * HOUR) == at("2025-10-16 08:30")


def test_hours_change_on_the_day_a_decision_takes_effect():
    before = WeekHours(week("07:00-11:00"))
    after = WeekHours(week("08:00-12:00", saturday=("08:00-10:00",)), valid_from=on("2026-07-01"))
    changing = worktime.build(spec((before, after), 2026))
    assert changing.opening(on("2026-06-30")) == at("2026-06-30 07:00")
    assert changing.opening(on("2026-07-01")) == at("2026-07-01 08:00")
    assert changing.is_working_day(on("2026-07-04"))
    assert not changing.is_working_day(on("2026-06-27"))


def test_a_swapped_saturday_has_the_hours_of_the_day_it_replaces():
    friday_short = (*week("07:00-11:30", "13:30-17:00")[:4], week("07:00-11:30")[4], (), ())
    swap = worktime.Swap(off=on("2026-01-02"), work=on("2026-01-10"), hours_of=4, law="day-off-plan")
    swapped = worktime.build(spec((WeekHours(friday_short),), 2026, swaps=(swap,)))
    assert swapped.closing(on("2026-01-10")) == at("2026-01-10 11:30")
    assert not swapped.is_working_day(on("2026-01-02"))
