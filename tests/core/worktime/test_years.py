"""The years the program brings along: the law, the official plans, and the drafts compared with a library."""

from datetime import date

import holidays
import pytest

from motcua.core import worktime
from motcua.core.worktime import YearStatus
from motcua.org import calendars
from tests.core.worktime.calendars import OFFICE, on

SPEC = OFFICE.spec
YEARS = {year.year: year for year in SPEC.years}

# (lunar new year, 10/3 lunar), from the domain reference; the library is asked below whether it agrees
LUNAR = {
    2025: ("2025-01-29", "2025-04-07"),
    2026: ("2026-02-17", "2026-04-26"),
    2027: ("2027-02-06", "2027-04-16"),
    2028: ("2028-01-26", "2028-04-04"),
    2029: ("2029-02-13", "2029-04-23"),
    2030: ("2030-02-02", "2030-04-12"),
}


def weekdays_off(year):
    """Return the days of Monday to Friday on which the office is closed, and the Saturdays on which it works."""
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    closed = [f"{day:%d/%m}" for day in days if day.weekday() < 5 and not OFFICE.is_working_day(day)]
    return closed, [f"{day:%d/%m}" for day in days if day.weekday() >= 5 and OFFICE.is_working_day(day)]


@pytest.mark.parametrize(
    ("year", "closed", "worked"),
    [
        (2021, "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09", ""),
        (2022, "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09", ""),
        (2023, "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09", ""),
        (2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09", "04/05"),
        (2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09", "26/04"),
        (
            2026,
            "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11",
            "10/01 22/08",
        ),
    ],
)
def test_an_official_year_is_closed_on_the_days_of_its_plan(year, closed, worked):
    assert weekdays_off(year) == (closed.split(), worked.split())
    assert YEARS[year].status is YearStatus.OFFICIAL


@pytest.mark.parametrize(
    ("year", "closed"),
    [
        (2027, "01/01 04/02 05/02 08/02 09/02 10/02 16/04 30/04 03/05 02/09 03/09 24/11"),
        (2028, "03/01 24/01 25/01 26/01 27/01 28/01 04/04 01/05 02/05 01/09 04/09 24/11"),
        (2029, "01/01 12/02 13/02 14/02 15/02 16/02 23/04 30/04 01/05 03/09 04/09 26/11"),
        (2030, "01/01 31/01 01/02 04/02 05/02 06/02 12/04 30/04 01/05 02/09 03/09 25/11"),
    ],
)
def test_a_year_not_yet_decided_is_a_draft_made_by_the_law_alone(year, closed):
    tet, hung_kings = (on(text) for text in LUNAR[year])
    assert weekdays_off(year) == (closed.split(), [])
    assert YEARS[year] == worktime.draft_year(year, lunar_new_year=tet, hung_kings=hung_kings)
    assert YEARS[year].status is YearStatus.DRAFT


@pytest.mark.parametrize("year", LUNAR)
def test_the_lunar_dates_agree_with_the_library(year):
    named = {name: day for day, name in sorted(holidays.country_holidays("VN", years=year).items(), reverse=True)}
    assert (named["Lunar New Year"], named["Hung Kings' Commemoration Day"]) == tuple(on(text) for text in LUNAR[year])


# What the library does not know or counts otherwise; the files are the legal truth.
KNOWN_DIFFERENCES = {date(2026, 1, 2): "the swap with 10 January"}


@pytest.mark.parametrize("year", YEARS)
def test_the_files_differ_from_the_library_only_where_it_is_known_why(year):
    theirs = {day for day in holidays.country_holidays("VN", years=year) if day.weekday() < 5}
    ours = {day for day in (off.on for off in YEARS[year].days_off) if day.weekday() < 5}
    ours |= {swap.off for swap in YEARS[year].swaps}
    assert ours ^ theirs == {day for day in KNOWN_DIFFERENCES if day.year == year}


@pytest.mark.parametrize(
    ("holiday_days", "free_instead"),
    [
        ("2023-04-29 2023-04-30 2023-05-01", {"2023-04-29": "2023-05-02", "2023-04-30": "2023-05-03"}),  # the chain
        ("2026-04-26", {"2026-04-26": "2026-04-27"}),
        ("2027-05-01 2027-04-30", {"2027-05-01": "2027-05-03"}),
        ("2028-04-30 2028-05-01", {"2028-04-30": "2028-05-02"}),  # Monday is a holiday itself
        ("2026-09-01 2026-09-02", {}),
    ],
)
def test_a_holiday_on_a_weekly_day_off_frees_the_next_working_day(holiday_days, free_instead):
    expected = {on(holiday): on(free) for holiday, free in free_instead.items()}
    assert worktime.substitute_days(on(day) for day in holiday_days.split()) == expected


def test_where_saturday_is_worked_only_sunday_is_made_good():
    assert worktime.substitute_days([on("2023-04-29"), on("2023-04-30"), on("2023-05-01")], weekly_off={6}) == {
        on("2023-04-30"): on("2023-05-02")
    }


def test_a_week_without_a_working_day_has_no_substitutes():
    with pytest.raises(ValueError, match="no substitute"):
        worktime.substitute_days([on("2026-01-01")], weekly_off=range(7))


def test_culture_day_is_free_only_since_the_law_says_so():
    assert worktime.draft_year(2025, lunar_new_year=on("2025-01-29"), hung_kings=on("2025-04-07")).days_off[
        -1
    ].on == on("2025-09-02")
    assert OFFICE.is_working_day(on("2025-11-24"))
    assert not OFFICE.is_working_day(on("2026-11-24"))


def test_every_kind_of_hours_is_a_valid_calendar_of_the_same_years():
    other = worktime.build(worktime.from_table(calendars.table("office-0730")))
    assert f"{other.opening(on('2026-11-23')):%H:%M}" == "07:30"
    assert other.hours_of(on("2026-11-23")) == OFFICE.hours_of(on("2026-11-23"))
    assert other.spec.years == SPEC.years
    assert other.version != OFFICE.version
