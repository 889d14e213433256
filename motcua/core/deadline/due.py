"""When the result is owed: the term, counted on a calendar from what the ledger says."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from motcua.core.deadline.ledger import (
    ClockEvent,
    ClockKind,
    ExtensionNotLater,
    NoDateToChange,
    Pause,
    Reading,
    begins_anew,
    readings,
)
from motcua.core.deadline.norm import USUAL, DueHour, DuePolicy, Norm, NormInvalid, Unit
from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar, YearStatus, local

HALF_MONTH = 15  # law:counting-terms


@dataclass(frozen=True, slots=True)
class Owed:
    """What has been promised. While `stopped` it is the last promise made, for information only."""

    due_at: datetime
    due_on: date
    draft_year: bool
    stopped: bool = False


class Timeliness(StrEnum):
    """How a finished dossier stands to its promise."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def owed(norm: Norm, events: Sequence[ClockEvent], calendar: WorkCalendar, policy: DuePolicy = USUAL) -> Owed | None:
    """Return what is owed after these events.

    None: the procedure has no term, the clock has not started, or it waits for papers after which it counts
    from zero, so that no date can be named. `original` still tells the first promise.

    :raises LedgerRefused: the events contradict one another.
    :raises CalendarGap: the date lies in a year the calendar does not know.
    """
    now: Reading | None = None
    for event, after in readings(events, policy):
        if event.kind is ClockKind.EXTEND:
            _refuse_an_earlier_date(norm, event, now, calendar, policy)
        now = after
    if now is None or norm.unit is Unit.NONE or (now.stop and begins_anew(now.stop, policy)):
        return None
    return _promise(due_at(norm, now, calendar, policy), calendar, stopped=now.stop is not None)


def original(
    norm: Norm, events: Sequence[ClockEvent], calendar: WorkCalendar, policy: DuePolicy = USUAL
) -> Owed | None:
    """Return the first promise, made when the clock started; None when there was none."""
    return owed(norm, events[:1], calendar, policy)


def due_at(norm: Norm, now: Reading, calendar: WorkCalendar, policy: DuePolicy) -> datetime:
    """Return the due moment of a running or paused clock.

    A term in hours moves by the working time stopped. A term in days moves by whole days: those after the day of
    the stop, up to and including the day on which counting went on (law:counting-terms: the first day does not
    count, the last does), working days for a term in working days. So two stops one after the other move the date
    exactly as one stop over both.
    """
    if now.appointment and now.appointment.until:
        return _later(norm, local(now.appointment.until), now.pauses, calendar)
    start = now.counted_from
    if norm.unit is Unit.SAME_DAY and now.pauses:
        start = now.pauses[-1].resumed_at
    start = calendar.next_open(start)
    match norm.unit:
        case Unit.WORKING_HOUR:
            return calendar.add(start, _seconds(norm.value * 3600) + stopped_time(now.pauses, calendar))
        case Unit.WORKING_DAY:
            return _working_days(
                norm.value, start, stopped_days(Unit.WORKING_DAY, now.pauses, calendar), calendar, policy
            )
        case Unit.SAME_DAY:
            # law:same-day — after the cut-off, the next working day.
            on_time = start.time() <= norm.cutoff
            return calendar.closing(calendar.nth_working_day(start.date(), 0 if on_time else 1))
        case _:
            last = term_ends_on(norm, now, calendar)
            # law:counting-terms — a term ending on a day off ends on the next working day.
            return _at_hour(calendar.nth_working_day(last, 0), start.time(), calendar, policy)


def term_ends_on(norm: Norm, now: Reading, calendar: WorkCalendar) -> date:
    """Return the last day of a term in calendar days or months, be it a working day or not."""
    start = calendar.next_open(now.counted_from).date()
    stopped = timedelta(days=stopped_days(Unit.CALENDAR_DAY, now.pauses, calendar))
    if norm.unit is Unit.MONTH:
        return _months_after(start, norm.value) + stopped
    return start + timedelta(days=int(norm.value)) + stopped


def stopped_time(pauses: tuple[Pause, ...], calendar: WorkCalendar) -> timedelta:
    """Return the working time for which the clock stood still."""
    return sum((calendar.between(pause.stop.at, pause.resumed_at) for pause in pauses), timedelta())


def stopped_days(unit: Unit, pauses: tuple[Pause, ...], calendar: WorkCalendar) -> int:
    """Return the days after each stop up to the day it ended: calendar days for that unit, else working days."""
    spans = (_days(pause, calendar) for pause in pauses)
    if unit is Unit.CALENDAR_DAY:
        return sum((last - first).days for first, last in spans)
    return sum(calendar.working_days_between(first, last) for first, last in spans)


def second_date(promise: Owed, extra: Norm, calendar: WorkCalendar, policy: DuePolicy = USUAL) -> datetime:
    """Return the new due moment to write into an apology: `extra` time counted from the old one.

    :raises NormInvalid: the extra time is not an amount of time.
    """
    old = local(promise.due_at)
    match extra.unit:
        case Unit.WORKING_HOUR:
            return calendar.add(old, _seconds(extra.value * 3600))
        case Unit.WORKING_DAY:
            return _working_days(extra.value, old, 0, calendar, policy)
        case Unit.CALENDAR_DAY | Unit.MONTH:
            days = timedelta(days=int(extra.value))
            last = old.date() + days if extra.unit is Unit.CALENDAR_DAY else _months_after(old.date(), extra.value)
            return _at_hour(calendar.nth_working_day(last, 0), old.time(), calendar, policy)
        case _:
            raise NormInvalid("Thời gian hẹn lại phải là một khoảng thời gian.", "The extra time must be an amount.")


def timeliness(norm: Norm, promise: Owed | None, processed_at: datetime) -> Timeliness:
    """Compare dates for terms in days, months and same-day; moments, to the second, for terms in hours.

    Where nothing was promised, nobody was kept waiting: on time.
    """
    if promise is None:
        return Timeliness.ON_TIME
    done = local(processed_at)
    ahead = promise.due_at - done if norm.unit is Unit.WORKING_HOUR else promise.due_on - done.date()
    if not ahead:
        return Timeliness.ON_TIME
    return Timeliness.EARLY if ahead > timedelta() else Timeliness.LATE


def _promise(moment: datetime, calendar: WorkCalendar, *, stopped: bool) -> Owed:
    on = moment.date()
    return Owed(moment, on, calendar.status(on.year) is YearStatus.DRAFT, stopped)


def _refuse_an_earlier_date(
    norm: Norm, event: ClockEvent, before: Reading | None, calendar: WorkCalendar, policy: DuePolicy
) -> None:
    if before is None or norm.unit is Unit.NONE:
        raise NoDateToChange(event)
    if event.until and event.until <= due_at(norm, before, calendar, policy):
        raise ExtensionNotLater(event)


def _working_days(value: Decimal, start: datetime, more: int, calendar: WorkCalendar, policy: DuePolicy) -> datetime:
    """Count whole working days, then the part of a day as that part of the hours of the day it falls on.

    Counting by the hour of receipt, the part is taken of the day on which the whole days end; counting by closing
    time the first day does not count at all, so the part is taken of the working day after that.
    """
    whole, part = divmod(value, 1)
    day = calendar.nth_working_day(start.date(), int(whole) + more)
    moment = _at_hour(day, start.time(), calendar, policy)
    if not part:
        return moment
    measured = calendar.nth_working_day(day, 1) if policy.hour is DueHour.CLOSING else day
    return calendar.add(moment, _seconds(part * int(calendar.hours_of(measured).total_seconds())))


def _at_hour(day: date, wished: time, calendar: WorkCalendar, policy: DuePolicy) -> datetime:
    """Return the promised moment of a working day.

    That is the hour of receipt if the office is open then, else its next opening on that day, else its closing;
    or always its closing, if that is the policy.
    """
    if policy.hour is DueHour.CLOSING:
        return calendar.closing(day)
    moment = datetime.combine(day, wished, tzinfo=ZONE)
    for opens, closes in calendar.sessions_on(day):
        if moment <= closes:
            return max(opens, moment)
    return calendar.closing(day)


def _later(norm: Norm, until: datetime, pauses: tuple[Pause, ...], calendar: WorkCalendar) -> datetime:
    """Move a promised moment by what was stopped after it was promised."""
    if not pauses:
        return until
    if norm.unit is Unit.WORKING_HOUR:
        return calendar.add(until, stopped_time(pauses, calendar))
    if norm.unit in (Unit.CALENDAR_DAY, Unit.MONTH):
        days = timedelta(days=stopped_days(Unit.CALENDAR_DAY, pauses, calendar))
        return _at_hour(calendar.nth_working_day(until.date() + days, 0), until.time(), calendar, USUAL)
    day = calendar.nth_working_day(until.date(), stopped_days(Unit.WORKING_DAY, pauses, calendar))
    return _at_hour(day, until.time(), calendar, USUAL)


def _months_after(start: date, months: Decimal) -> date:
    """law:counting-terms — the same day of the last month, or its last day where it has none."""
    whole, half = divmod(months, 1)
    years, month = divmod(start.month - 1 + int(whole), 12)
    year, month = start.year + years, month + 1
    end = date(year, month, min(start.day, monthrange(year, month)[1]))
    return end + timedelta(days=HALF_MONTH) if half else end


def _days(pause: Pause, calendar: WorkCalendar) -> tuple[date, date]:
    """Return the day of the stop and of its end; outside opening hours both count at the next opening."""
    return calendar.next_open(pause.stop.at).date(), calendar.next_open(pause.resumed_at).date()


def _seconds(amount: Decimal) -> timedelta:
    return timedelta(seconds=int(amount))
