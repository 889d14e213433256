"""Calendars and moments that the tests of working time and deadlines share."""

from datetime import date, datetime, time

from motcua.core import worktime
from motcua.core.vietnam import ZONE
from motcua.org import calendars


def at(text: str) -> datetime:
    """Return a moment on the province's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def on(text: str) -> date:
    return date.fromisoformat(text)


def sessions(*spans: str) -> tuple[worktime.Session, ...]:
    return tuple(worktime.Session(*(time.fromisoformat(end) for end in span.split("-"))) for span in spans)


def week(*spans: str, saturday: tuple[str, ...] = ()) -> tuple[tuple[worktime.Session, ...], ...]:
    return (sessions(*spans),) * 5 + (sessions(*saturday), ())


def spec(
    hours: tuple[worktime.WeekHours, ...],
    *years: int,
    days_off: tuple[str, ...] = (),
    swaps: tuple[worktime.Swap, ...] = (),
    status: worktime.YearStatus = worktime.YearStatus.OFFICIAL,
) -> worktime.CalendarSpec:
    """Return a small calendar; each day off is written "2026-11-24 Its name"."""
    off = [worktime.DayOff(on(text[:10]), text[11:], text[11:], "public-holidays") for text in days_off]
    return worktime.CalendarSpec(
        version="test-1",
        name="test",
        hours=hours,
        years=tuple(
            worktime.CalendarYear(
                year,
                status,
                tuple(day for day in off if day.on.year == year),
                tuple(swap for swap in swaps if swap.off.year == year),
            )
            for year in years
        ),
    )


OFFICE = worktime.build(worktime.from_table(calendars.table()))

# 7:30–11:30 and 13:30–17:00, the hours behind the table of cases in the style guide
SHORT_DAYS = worktime.build(
    spec(
        (worktime.WeekHours(week("07:30-11:30", "13:30-17:00")),),
        2021,
        days_off=("2021-09-02 Quốc khánh", "2021-09-03 Quốc khánh"),
    )
)
