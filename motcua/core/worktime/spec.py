"""A working calendar as values: hours by weekday and season, and each year's days off, substitutes and swaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class CalendarInvalid(ValueError):
    """The calendar contradicts itself and may not be used to promise anything."""

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en
        super().__init__(f"{vi} / {en}")


class YearStatus(StrEnum):
    """How far a year's days off may be trusted."""

    OFFICIAL = "official"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of a day in which the office works: from `start` up to, not including, `end`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise CalendarInvalid(
                f"Ca làm việc {self.start:%H:%M}–{self.end:%H:%M} kết thúc trước khi bắt đầu.",
                f"The session {self.start:%H:%M}–{self.end:%H:%M} ends before it starts.",
            )


@dataclass(frozen=True, slots=True)
class Season:
    """A part of every year, both ends included, as (month, day); it may run over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def contains(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The sessions of each weekday, Monday first, for as long as they hold."""

    days: tuple[tuple[Session, ...], ...]
    valid_from: date | None = None
    valid_to: date | None = None
    season: Season | None = None

    def __post_init__(self) -> None:
        if len(self.days) != len(WEEK):
            raise CalendarInvalid("Một tuần phải có bảy ngày.", "A week must have seven days.")
        for name, sessions in zip(WEEK, self.days, strict=True):
            for earlier, later in pairwise(sessions):
                if later.start < earlier.end:
                    raise CalendarInvalid(
                        f"Các ca làm việc chồng lên nhau ({name}, {later.start:%H:%M}).",
                        f"Sessions overlap ({name}, {later.start:%H:%M}).",
                    )

    def holds_on(self, day: date) -> bool:
        after = self.valid_from is None or self.valid_from <= day
        before = self.valid_to is None or day <= self.valid_to
        return after and before and (self.season is None or self.season.contains(day))


@dataclass(frozen=True, slots=True)
class DayOff:
    """A named day off; `replaces` is the holiday it stands in for when that fell on a weekly day off."""

    on: date
    name: str
    name_en: str
    law: str
    replaces: date | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """A working day exchanged for a day of the weekend: `off` is free, `work` has the hours of `hours_of`."""

    off: date
    work: date
    hours_of: int
    law: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's exceptions and whether they are decided or only drafted."""

    year: int
    status: YearStatus
    days_off: tuple[DayOff, ...]
    swaps: tuple[Swap, ...] = ()

    def __post_init__(self) -> None:
        days = [off.on for off in self.days_off] + [swap.off for swap in self.swaps]
        for day in days:
            if day.year != self.year:
                raise CalendarInvalid(
                    f"Ngày nghỉ {day:%d/%m/%Y} không thuộc năm {self.year}.",
                    f"The day off {day} is not in the year {self.year}.",
                )
        if len(set(days)) != len(days):
            raise CalendarInvalid(f"Năm {self.year} ghi trùng ngày nghỉ.", f"The year {self.year} repeats a day off.")


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """Everything needed to build a working calendar; two specs with the same version must be equal."""

    version: str
    name: str
    hours: tuple[WeekHours, ...]
    years: tuple[CalendarYear, ...]

    def __post_init__(self) -> None:
        numbers = [year.year for year in self.years]
        if not numbers or sorted(set(numbers)) != numbers:
            raise CalendarInvalid(
                f"Các năm của lịch {self.version} phải tăng dần, không trùng, không rỗng.",
                f"The years of calendar {self.version} must ascend, without repeats, and not be empty.",
            )
        worked = [swap.work for swap in self.swaps()]
        off = {off.on for year in self.years for off in year.days_off} | {swap.off for swap in self.swaps()}
        for day in worked:
            if day in off or worked.count(day) > 1:
                raise CalendarInvalid(
                    f"Ngày làm bù {day:%d/%m/%Y} bị ghi trùng hoặc lại là ngày nghỉ.",
                    f"The swapped working day {day} is repeated or is itself a day off.",
                )
        for swap in self.swaps():
            if not self.week_on(swap.off)[swap.off.weekday()]:
                raise CalendarInvalid(
                    f"Ngày nghỉ hoán đổi {swap.off:%d/%m/%Y} vốn là ngày nghỉ hằng tuần.",
                    f"The swapped day off {swap.off} is a weekly day off anyway.",
                )
            if not self.week_on(swap.work)[swap.hours_of]:
                raise CalendarInvalid(
                    f"Ngày làm bù {swap.work:%d/%m/%Y} không có giờ làm việc.",
                    f"The swapped working day {swap.work} has no hours.",
                )

    def swaps(self) -> Iterator[Swap]:
        return (swap for year in self.years for swap in year.swaps)

    def week_on(self, day: date) -> tuple[tuple[Session, ...], ...]:
        """Return the week's sessions in force on that day; of several that hold, the one written last.

        :raises CalendarInvalid: none holds, so the office would be closed by oversight.
        """
        for hours in reversed(self.hours):
            if hours.holds_on(day):
                return hours.days
        raise CalendarInvalid(
            f"Lịch {self.version} không quy định giờ làm việc cho ngày {day:%d/%m/%Y}.",
            f"The calendar {self.version} has no working hours for {day}.",
        )
