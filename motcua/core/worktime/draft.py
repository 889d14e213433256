"""Drafts of years not yet decided: what the law alone says, before the Prime Minister's plan is known."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from motcua.core.worktime.spec import CalendarYear, DayOff, YearStatus

WEEKEND = frozenset({5, 6})
CULTURE_DAY_SINCE = date(2026, 7, 1)

_ONE = timedelta(days=1)
_TET = ("Tết Nguyên đán", "Lunar New Year")
_NATIONAL = ("Quốc khánh", "National Day")


def substitute_days(holidays: Iterable[date], weekly_off: Collection[int] = WEEKEND) -> dict[date, date]:
    """Return, for each holiday on a weekly day off, the working day that is free instead.

    Earlier holidays choose first, and a day that is itself a holiday or already taken is passed over.
    """
    if len(set(weekly_off)) >= 7:
        raise ValueError("a week without a working day has no substitute days")
    known = sorted(set(holidays))
    taken, chosen = set(known), {}
    for holiday in known:
        if holiday.weekday() not in weekly_off:
            continue
        # law:substitute-day — the next working day, so chains of holidays push one another along.
        day = holiday + _ONE
        while day.weekday() in weekly_off or day in taken:
            day += _ONE
        taken.add(day)
        chosen[holiday] = day
    return chosen


def draft_year(
    year: int, *, lunar_new_year: date, hung_kings: date, weekly_off: Collection[int] = WEEKEND
) -> CalendarYear:
    """Propose a year from the law and two lunar dates; the real plan may move Tết, National Day and add swaps."""
    holidays = sorted(_holidays(year, lunar_new_year, hung_kings), key=lambda off: off.on)
    by_day = {off.on: off for off in holidays}
    substitutes = [
        DayOff(day, by_day[of].name, by_day[of].name_en, "substitute-day", replaces=of)
        for of, day in substitute_days(by_day, weekly_off).items()
    ]
    days_off = sorted([*holidays, *substitutes], key=lambda off: off.on)
    return CalendarYear(year, YearStatus.DRAFT, tuple(days_off))


def _holidays(year: int, lunar_new_year: date, hung_kings: date) -> Iterable[DayOff]:
    # law:public-holidays — 1/1, five days of Tết, 10/3 lunar, 30/4, 1/5, 2/9 and a day beside it.
    yield DayOff(date(year, 1, 1), "Tết Dương lịch", "New Year's Day", "public-holidays")
    # The plans of 2021–2026 all took two days before day 1 of Tết, or one when that is a Tuesday.
    before = 1 if lunar_new_year.weekday() == 1 else 2
    for offset in range(-before, 5 - before):
        yield DayOff(lunar_new_year + offset * _ONE, *_TET, "public-holidays")
    yield DayOff(hung_kings, "Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day", "public-holidays")
    yield DayOff(date(year, 4, 30), "Ngày Chiến thắng", "Reunification Day", "public-holidays")
    yield DayOff(date(year, 5, 1), "Ngày Quốc tế lao động", "International Labour Day", "public-holidays")
    second = date(year, 9, 2)
    # Those plans also chose the day that joins the weekend: after a Sunday, Monday or Thursday, else before.
    beside = second + _ONE if second.weekday() in (0, 3, 6) else second - _ONE
    for day in sorted((second, beside)):
        yield DayOff(day, *_NATIONAL, "public-holidays")
    # law:culture-day — 24 November is free since 1 July 2026.
    if date(year, 11, 24) >= CULTURE_DAY_SINCE:
        yield DayOff(date(year, 11, 24), "Ngày Văn hóa Việt Nam", "Vietnam Culture Day", "culture-day")
