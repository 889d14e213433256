"""A calendar spec written as a plain table (TOML or JSON) and read back without loss."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from motcua.core.worktime.spec import (
    WEEK,
    CalendarInvalid,
    CalendarSpec,
    CalendarYear,
    DayOff,
    Season,
    Session,
    Swap,
    WeekHours,
    YearStatus,
)

Table = Mapping[str, Any]


def from_table(table: Table) -> CalendarSpec:
    """Read a spec: `version`, `name`, `hours` (a list of weeks) and `years` (a table per year).

    :raises CalendarInvalid: a key is unknown or missing, or a value is not what its key says.
    """
    _only(table, "version", "name", "hours", "years")
    try:
        years = sorted((int(number), year) for number, year in table["years"].items())
        return CalendarSpec(
            version=str(table["version"]),
            name=str(table["name"]),
            hours=tuple(_week(hours) for hours in table["hours"]),
            years=tuple(year_from_table(number, year) for number, year in years),
        )
    except CalendarInvalid:
        raise
    except KeyError as missing:
        raise CalendarInvalid(f"Bảng lịch thiếu mục {missing}.", f"The calendar table lacks {missing}.") from missing
    except (TypeError, ValueError, AttributeError) as wrong:
        raise CalendarInvalid(f"Bảng lịch ghi sai: {wrong}.", f"The calendar table is malformed: {wrong}.") from wrong


def year_from_table(number: int, table: Table) -> CalendarYear:
    """Read one year: `status`, `days_off` and `swaps`."""
    _only(table, "status", "days_off", "swaps")
    return CalendarYear(
        year=number,
        status=YearStatus(table["status"]),
        days_off=tuple(_day_off(row) for row in table["days_off"]),
        swaps=tuple(_swap(row) for row in table.get("swaps", ())),
    )


def to_table(spec: CalendarSpec) -> dict[str, Any]:
    """Write a spec as a table that JSON can hold; `from_table` gives the equal spec back."""
    return {
        "version": spec.version,
        "name": spec.name,
        "hours": [_week_row(hours) for hours in spec.hours],
        "years": {str(year.year): _year_row(year) for year in spec.years},
    }


def _week(row: Table) -> WeekHours:
    _only(row, *WEEK, "valid_from", "valid_to", "season")
    days = tuple(tuple(_session(text) for text in row.get(name, ())) for name in WEEK)
    season = row.get("season")
    return WeekHours(
        days=days,
        valid_from=_maybe_date(row.get("valid_from")),
        valid_to=_maybe_date(row.get("valid_to")),
        season=Season(_month_day(season[0]), _month_day(season[1])) if season else None,
    )


def _week_row(hours: WeekHours) -> dict[str, Any]:
    row: dict[str, Any] = {
        name: [f"{session.start:%H:%M}-{session.end:%H:%M}" for session in sessions]
        for name, sessions in zip(WEEK, hours.days, strict=True)
        if sessions
    }
    if hours.valid_from:
        row["valid_from"] = hours.valid_from.isoformat()
    if hours.valid_to:
        row["valid_to"] = hours.valid_to.isoformat()
    if hours.season:
        row["season"] = [f"{month:02}-{day:02}" for month, day in (hours.season.first, hours.season.last)]
    return row


def _year_row(year: CalendarYear) -> dict[str, Any]:
    return {
        "status": year.status.value,
        "days_off": [
            {"on": off.on.isoformat(), "name": off.name, "name_en": off.name_en, "law": off.law}
            | ({"replaces": off.replaces.isoformat()} if off.replaces else {})
            for off in year.days_off
        ],
        "swaps": [
            {
                "off": swap.off.isoformat(),
                "work": swap.work.isoformat(),
                "hours_of": WEEK[swap.hours_of],
                "law": swap.law,
            }
            for swap in year.swaps
        ],
    }


def _day_off(row: Table) -> DayOff:
    _only(row, "on", "name", "name_en", "law", "replaces")
    return DayOff(_date(row["on"]), row["name"], row["name_en"], row["law"], _maybe_date(row.get("replaces")))


def _swap(row: Table) -> Swap:
    _only(row, "off", "work", "hours_of", "law")
    off = _date(row["off"])
    hours_of = WEEK.index(row["hours_of"]) if "hours_of" in row else off.weekday()
    return Swap(off=off, work=_date(row["work"]), hours_of=hours_of, law=row["law"])


def _session(text: str) -> Session:
    start, end = text.split("-")
    return Session(_time(start), _time(end))


def _time(text: str) -> time:
    at = time.fromisoformat(text.strip())
    if at.second or at.microsecond or at.tzinfo:
        raise ValueError(f"{text!r} is not hours and minutes")
    return at


def _month_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2024-{text}")  # a leap year, so that 29 February may bound a season
    return day.month, day.day


def _date(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _maybe_date(value: date | str | None) -> date | None:
    return None if value is None else _date(value)


def _only(row: Table, *known: str) -> None:
    unknown = _names(set(row) - set(known))
    if unknown:
        raise CalendarInvalid(f"Bảng lịch có mục lạ: {unknown}.", f"The calendar table has unknown keys: {unknown}.")


def _names(keys: Iterable[object]) -> str:
    return ", ".join(sorted(str(key) for key in keys))
