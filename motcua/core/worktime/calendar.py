"""The working calendar: answers in microseconds from sums made once, when it is built."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate, groupby

from motcua.core.refusal import Refusal
from motcua.core.vietnam import ZONE
from motcua.core.worktime.spec import CalendarSpec, DayOff, Session, Swap, YearStatus
from motcua.core.worktime.zone import local

DAY = 86_400
_FIRST = datetime(1, 1, 1, tzinfo=ZONE)


class CalendarGap(Refusal, LookupError):
    """A moment outside the years the calendar knows: nothing may be promised there."""

    code = "calendar-gap"
    vi = "Lịch làm việc {version} chưa có năm {year}. Hãy báo quản trị hệ thống bổ sung lịch."
    en = "The working calendar {version} does not know the year {year}. Ask the administrator to add it."

    def __init__(self, version: str, year: int) -> None:
        super().__init__(version=version, year=year)
        self.year = year

    def __str__(self) -> str:
        return f"{self.message_vi} / {self.message_en}"


class NotAWorkingDay(ValueError):
    """The office does not open on that day, so it has neither opening nor closing."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.vi = f"Ngày {day:%d/%m/%Y} không phải ngày làm việc."
        self.en = f"{day} is not a working day."
        super().__init__(f"{self.vi} / {self.en}")


class _Stretch:
    """Consecutive known years as sorted lists of seconds, counted from the first day of year 1."""

    __slots__ = ("days", "done", "ends", "first_day", "first_year", "last_day", "last_year", "starts")

    def __init__(self, spec: CalendarSpec, years: list[int]) -> None:
        self.first_year, self.last_year = years[0], years[-1]
        self.first_day = date(self.first_year, 1, 1).toordinal()
        self.last_day = date(self.last_year, 12, 31).toordinal()
        spans = list(_spans(spec, self.first_day, self.last_day))
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        # done[i] = working seconds from the beginning of the stretch to the end of session i
        self.done = list(accumulate(end - start for start, end in spans))
        self.days = [day for day, _ in groupby(start // DAY for start in self.starts)]

    def worked(self, second: int) -> int:
        """Return the working seconds from the beginning of the stretch to `second`."""
        after = bisect_left(self.ends, second)
        if after == len(self.ends):
            return self.done[-1] if self.done else 0
        start, end = self.starts[after], self.ends[after]
        return self.done[after] - (end - second if second > start else end - start)


def _spans(spec: CalendarSpec, first: int, last: int) -> Iterator[tuple[int, int]]:
    off = {off.on for year in spec.years for off in year.days_off} | {swap.off for swap in spec.swaps()}
    worked = {swap.work: swap.hours_of for swap in spec.swaps()}
    for ordinal in range(first, last + 1):
        day = date.fromordinal(ordinal)
        if day in off:
            continue
        for session in spec.week_on(day)[worked.get(day, day.weekday())]:
            yield _within(ordinal, session)


def _within(ordinal: int, session: Session) -> tuple[int, int]:
    start, end = (at.hour * 3600 + at.minute * 60 + at.second for at in (session.start, session.end))
    return ordinal * DAY + start, ordinal * DAY + end


def _second(moment: datetime) -> int:
    moment = local(moment)
    return moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def _moment(second: int) -> datetime:
    return _FIRST + timedelta(days=second // DAY - 1, seconds=second % DAY)


class WorkCalendar:
    """When one office works. Immutable; made by `build`. Moments are cut to whole seconds."""

    __slots__ = ("_off", "_stretches", "_swaps", "_years", "name", "spec", "version")

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        self.version = spec.version
        self.name = spec.name
        self._years = {year.year: year.status for year in spec.years}
        runs = groupby(enumerate(self._years), key=lambda pair: pair[1] - pair[0])
        self._stretches = [_Stretch(spec, [year for _, year in run]) for _, run in runs]
        self._off = sorted((off for year in spec.years for off in year.days_off), key=lambda off: off.on)
        self._swaps = sorted(spec.swaps(), key=lambda swap: swap.off)

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.version}>"

    def _at(self, ordinal: int) -> _Stretch:
        for stretch in self._stretches:
            if stretch.first_day <= ordinal <= stretch.last_day:
                return stretch
        raise CalendarGap(self.version, date.fromordinal(ordinal).year)

    def add(self, start: datetime, hours: timedelta) -> datetime:
        """Return the earliest moment by which that much working time has passed since `start`.

        No time at all gives `start` itself, open or not.

        :raises CalendarGap: the answer, or the start, lies outside the known years.
        """
        second, wanted = _second(start), hours.days * DAY + hours.seconds
        if wanted < 0:
            raise ValueError("working time can only be added")
        stretch = self._at(second // DAY)
        if wanted == 0:
            return _moment(second)
        wanted += stretch.worked(second)
        at = bisect_left(stretch.done, wanted)
        if at == len(stretch.done):
            raise CalendarGap(self.version, stretch.last_year + 1)
        return _moment(stretch.ends[at] - (stretch.done[at] - wanted))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from `start` to `end`, negative when `end` comes first.

        :raises CalendarGap: either lies outside the known years, or an unknown year lies between.
        """
        first, last = _second(start), _second(end)
        stretch = self._at(first // DAY)
        if not stretch.first_day <= last // DAY <= stretch.last_day:
            self._at(last // DAY)
            raise CalendarGap(self.version, stretch.last_year + 1 if first < last else stretch.first_year - 1)
        return timedelta(seconds=stretch.worked(last) - stretch.worked(first))

    def is_open(self, moment: datetime) -> bool:
        """Say whether the office works at that moment; it is closed at the very moment of closing."""
        second = _second(moment)
        stretch = self._at(second // DAY)
        at = bisect_right(stretch.starts, second) - 1
        return at >= 0 and second < stretch.ends[at]

    def next_open(self, moment: datetime) -> datetime:
        """Return the moment itself when the office is open, else the next opening of its doors."""
        second = _second(moment)
        stretch = self._at(second // DAY)
        at = bisect_right(stretch.ends, second)
        if at == len(stretch.ends):
            raise CalendarGap(self.version, stretch.last_year + 1)
        return _moment(max(second, stretch.starts[at]))

    def is_working_day(self, day: date) -> bool:
        ordinal = day.toordinal()
        days = self._at(ordinal).days
        at = bisect_left(days, ordinal)
        return at < len(days) and days[at] == ordinal

    def nth_working_day(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`; before it when n is negative.

        Zero gives the day itself, or the next working day when it is a day off.
        """
        ordinal = day.toordinal()
        stretch = self._at(ordinal)
        found = bisect_right(stretch.days, ordinal) + n - 1 if n > 0 else bisect_left(stretch.days, ordinal) + n
        if not 0 <= found < len(stretch.days):
            raise CalendarGap(self.version, stretch.first_year - 1 if found < 0 else stretch.last_year + 1)
        return date.fromordinal(stretch.days[found])

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`; negative when `last` comes first."""
        from_, to = first.toordinal(), last.toordinal()
        stretch = self._at(from_)
        if self._at(to) is not stretch:
            raise CalendarGap(self.version, stretch.last_year + 1 if from_ < to else stretch.first_year - 1)
        return bisect_right(stretch.days, to) - bisect_right(stretch.days, from_)

    def sessions_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return that day's sessions, earliest first; none on a day off."""
        stretch, first, last = self._sessions(day)
        return tuple((_moment(stretch.starts[at]), _moment(stretch.ends[at])) for at in range(first, last))

    def opening(self, day: date) -> datetime:
        """:raises NotAWorkingDay: the office does not open on that day."""
        stretch, first, last = self._sessions(day)
        if first == last:
            raise NotAWorkingDay(day)
        return _moment(stretch.starts[first])

    def closing(self, day: date) -> datetime:
        """:raises NotAWorkingDay: the office does not open on that day."""
        stretch, first, last = self._sessions(day)
        if first == last:
            raise NotAWorkingDay(day)
        return _moment(stretch.ends[last - 1])

    def hours_of(self, day: date) -> timedelta:
        """Return how long the office works on that day; zero on a day off."""
        stretch, first, last = self._sessions(day)
        return timedelta(seconds=sum(stretch.ends[at] - stretch.starts[at] for at in range(first, last)))

    def _sessions(self, day: date) -> tuple[_Stretch, int, int]:
        ordinal = day.toordinal()
        stretch = self._at(ordinal)
        first = bisect_left(stretch.starts, ordinal * DAY)
        return stretch, first, bisect_left(stretch.starts, ordinal * DAY + DAY)

    def status(self, year: int) -> YearStatus:
        return self._years.get(year, YearStatus.MISSING)

    def days_off(self, first: date, last: date) -> tuple[DayOff, ...]:
        """Return the named days off from `first` to `last`, both included."""
        return tuple(off for off in self._off if first <= off.on <= last)

    def swaps(self, first: date, last: date) -> tuple[Swap, ...]:
        """Return the swaps whose free or worked day lies from `first` to `last`, both included."""
        return tuple(swap for swap in self._swaps if first <= swap.off <= last or first <= swap.work <= last)

    def weekly_days_off(self, first: date, last: date) -> tuple[int, ...]:
        """Return the weekdays (Monday = 0) that are free every week and were so from `first` to `last`."""
        span = (date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))
        free = {day.weekday() for day in span if self.is_weekly_day_off(day) and not self.is_working_day(day)}
        return tuple(sorted(free))

    def is_weekly_day_off(self, day: date) -> bool:
        """Say whether the week's hours leave that weekday free, whatever a swap makes of the day itself."""
        return not self.spec.week_on(day)[day.weekday()]


def build(spec: CalendarSpec) -> WorkCalendar:
    """Make the calendar that answers for this spec.

    :raises CalendarInvalid: some day of its years has no rule for its hours.
    """
    return WorkCalendar(spec)
