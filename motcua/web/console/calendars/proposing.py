"""A year as it stands in a calendar, or as the law alone would have it where nobody has decided yet."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import holidays

from motcua.core import worktime
from motcua.core.worktime import CalendarSpec, CalendarYear, YearStatus

NEW_YEAR, HUNG_KINGS = "Lunar New Year", "Hung Kings' Commemoration Day"


def year_of(spec: CalendarSpec, year: int) -> CalendarYear:
    """The year as the calendar has it, else a draft; a year whose lunar dates nobody knows has no days off."""
    known = next((each for each in spec.years if each.year == year), None)
    if known is not None:
        return known
    listed = holidays.country_holidays("VN", years=year, language="en_US")
    named = {name: day for day, name in sorted(listed.items(), reverse=True)}
    if NEW_YEAR not in named or HUNG_KINGS not in named:
        return CalendarYear(year, YearStatus.MISSING, ())
    drafted = worktime.draft_year(year, lunar_new_year=named[NEW_YEAR], hung_kings=named[HUNG_KINGS])
    return CalendarYear(year, YearStatus.MISSING, drafted.days_off)


@dataclass(frozen=True, slots=True)
class Square:
    """One day in the picture of a year; `kind`: holiday, weekly, made_up (a weekend day worked), or nothing."""

    day: int
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month in rows of weeks, Monday first; a place outside the month is empty."""

    number: int
    weeks: list[list[Square | None]]


def months(spec: CalendarSpec, year: CalendarYear) -> Iterator[Month]:
    """The picture of a year."""
    off = {each.on: each.name for each in year.days_off} | {each.off: "" for each in year.swaps}
    made_up = {each.work for each in year.swaps}

    def square(day: date) -> Square:
        if day in off:
            return Square(day.day, "holiday", off[day])
        if day in made_up:
            return Square(day.day, "made_up")
        return Square(day.day, "" if spec.week_on(day)[day.weekday()] else "weekly")

    for number in range(1, 13):
        weeks = Weeks().monthdatescalendar(year.year, number)
        yield Month(number, [[square(day) if day.month == number else None for day in week] for week in weeks])
