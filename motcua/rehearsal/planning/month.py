"""The days of the month and before it, and when a dossier may be taken in and end so that it meets its fate."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate

from motcua.core import deadline
from motcua.core.deadline import ClockEvent, ClockKind, DuePolicy, Norm, Owed, Unit
from motcua.core.worktime import WorkCalendar, YearStatus
from motcua.rehearsal.planning.demand import Impossible
from motcua.rehearsal.planning.lives import Fate, Origin

REACHES_BACK = timedelta(days=75)  # nothing carried over was accepted earlier
REACHES_AHEAD = timedelta(days=120)
LEAST = timedelta(minutes=10)  # of working time, for what happens between acceptance and the end
LAST_ASKED = 10  # whoever still waits for papers was asked in the last working days of the month


@dataclass(frozen=True, slots=True)
class Days:
    """Days on which a dossier may be accepted, with how busy each is."""

    days: Sequence[date]
    weights: Sequence[float]  # running sums

    def __bool__(self) -> bool:
        return bool(self.days)


class Month:
    """One month on one calendar."""

    def __init__(self, first: date, calendar: WorkCalendar, busy: Mapping[int, float]) -> None:
        self.calendar = calendar
        self.first = first.replace(day=1)
        self.last = (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self._busy = busy
        span = (self.last + REACHES_AHEAD - (self.first - REACHES_BACK)).days
        days = (self.first - REACHES_BACK + timedelta(days=n) for n in range(span))
        known = (day for day in days if calendar.status(day.year) is not YearStatus.MISSING)
        self.working = [day for day in known if calendar.is_working_day(day)]
        if not self.days:
            raise Impossible(
                why=f"lịch làm việc không có tháng {first:%m/%Y}.",
                why_en=f"the working calendar does not know {first:%Y-%m}.",
            )
        self._feasible: dict[tuple[Norm, DuePolicy, Origin | None, Fate], Days] = {}
        self._owed: dict[tuple[Norm, DuePolicy, date], tuple[datetime, Owed | None]] = {}

    @cached_property
    def days(self) -> list[date]:
        """The working days of the month."""
        return [day for day in self.working if self.first <= day <= self.last]

    @cached_property
    def opens(self) -> datetime:
        """When the month's work begins."""
        return self.calendar.opening(self.days[0])

    @cached_property
    def closes(self) -> datetime:
        """When the month's work ends."""
        return self.calendar.closing(self.days[-1])

    def origin(self, day: date) -> Origin:
        """Whether a dossier accepted that day is the month's own."""
        return Origin.CARRIED if day < self.first else Origin.NEW

    def step(self, day: date, by: int) -> date:
        """The working day so many before or after one."""
        return self.working[max(0, min(len(self.working) - 1, bisect_left(self.working, day) + by))]

    def before(self, day: date) -> date:
        """The working day before a day."""
        return self.working[max(0, bisect_left(self.working, day) - 1)]

    def after(self, day: date) -> date:
        """The working day after a day."""
        return self.working[min(len(self.working) - 1, bisect_right(self.working, day))]

    def feasible(self, norm: Norm, policy: DuePolicy, origin: Origin | None, fate: Fate) -> Days:
        """The days on which a dossier of this term may be accepted to meet its fate; of either origin when None."""
        key = (norm, policy, origin, fate)
        found = self._feasible.get(key)
        if found is None:
            days = [
                day for day in self.working
                if day <= self.last and origin in (None, self.origin(day)) and self._may(day, norm, policy, fate)
            ]  # fmt: skip
            weights = list(accumulate(self._busy[day.weekday()] * self._recent(day) for day in days))
            found = self._feasible[key] = Days(days, weights)
        return found

    def window(self, fate: Fate, low: datetime, owed: Owed | None, norm: Norm) -> tuple[datetime, datetime] | None:
        """Between which moments a dossier promised so must end (or be left) to meet its fate; None: it cannot."""
        if not self._may_be_promised(fate, owed, norm):
            return None
        low, add = max(low, self.opens), self.calendar.add
        by_moment = norm.unit is Unit.WORKING_HOUR
        first, last = low, self.closes
        if fate is Fate.AWAITING:
            first = max(low, self.calendar.opening(self.days[max(0, len(self.days) - LAST_ASKED)]))
        elif owed is not None and fate is Fate.EARLY:
            last = min(last, owed.due_at - timedelta(minutes=1) if by_moment else self._closing_before(owed.due_on))
        elif owed is not None and fate is Fate.ON_TIME:
            first, last = max(low, self.calendar.opening(owed.due_on)), self.calendar.closing(owed.due_on)
        elif owed is not None and fate is Fate.LATE:
            after = self.calendar.opening(self.after(owed.due_on))
            first = max(low, add(owed.due_at, timedelta(minutes=1)) if by_moment else after)
        elif owed is not None and fate in (Fate.WITHDRAWN, Fate.STOPPED) and owed.due_on <= self.last:
            last = self.calendar.closing(owed.due_on)
        if first >= last or self.calendar.between(first, last) < LEAST:
            return None
        return first, last

    def _may_be_promised(self, fate: Fate, owed: Owed | None, norm: Norm) -> bool:
        """Whether a fate can follow from a promise at all. Where none was made, nobody is early, late or overdue."""
        match fate:
            case Fate.EARLY:
                return owed is not None
            case Fate.ON_TIME:
                # To the very second is no aim for a term in hours.
                return owed is None or (norm.unit is not Unit.WORKING_HOUR and self.first <= owed.due_on <= self.last)
            case Fate.LATE:
                return owed is not None and owed.due_on <= self.last
            case Fate.OVERDUE:
                return owed is not None and owed.due_on < self.last
            case Fate.WITHIN:
                return owed is None or owed.due_on >= self.last
            case _:
                return True

    def _closing_before(self, day: date) -> datetime:
        return self.calendar.closing(self.before(day))

    def _may(self, day: date, norm: Norm, policy: DuePolicy, fate: Fate) -> bool:
        low, owed = self._promised(day, norm, policy)
        return self.window(fate, low, owed, norm) is not None

    def _promised(self, day: date, norm: Norm, policy: DuePolicy) -> tuple[datetime, Owed | None]:
        """What is promised to one accepted in the morning of a day, and from when it may be done."""
        key = (norm, policy, day)
        if key not in self._owed:
            morning = self.calendar.add(self.calendar.opening(day), timedelta(hours=1))
            owed = deadline.owed(norm, (ClockEvent(ClockKind.START, morning),), self.calendar, policy)
            self._owed[key] = (self.calendar.add(morning, timedelta(hours=2)), owed)
        return self._owed[key]

    def _recent(self, day: date) -> float:
        """What was accepted long ago is mostly done by now."""
        return 1.0 if day >= self.first else 0.93 ** (self.first - day).days
