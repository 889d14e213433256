"""Short ways to write ledgers in tests."""

from decimal import Decimal

from motcua.core.deadline import Cause, ClockEvent, ClockKind, DueHour, DuePolicy, Norm, SupplementPolicy, Unit
from tests.core.worktime.calendars import at

PAUSE = DuePolicy(supplement=SupplementPolicy.PAUSE)
CLOSING = DuePolicy(hour=DueHour.CLOSING)


def days(value: str) -> Norm:
    return Norm(Decimal(value), Unit.WORKING_DAY)


def calendar_days(value: str) -> Norm:
    return Norm(Decimal(value), Unit.CALENDAR_DAY)


def hours(value: str) -> Norm:
    return Norm(Decimal(value), Unit.WORKING_HOUR)


def months(value: str) -> Norm:
    return Norm(Decimal(value), Unit.MONTH)


SAME_DAY = Norm(Decimal(0), Unit.SAME_DAY)
NO_TERM = Norm(Decimal(0), Unit.NONE)


def start(when: str) -> ClockEvent:
    return ClockEvent(ClockKind.START, at(when))


def stop(when: str, cause: Cause = Cause.APPLICANT, ground: str = "supplement-once") -> ClockEvent:
    return ClockEvent(ClockKind.STOP, at(when), cause, ground)


def resume(when: str) -> ClockEvent:
    return ClockEvent(ClockKind.RESUME, at(when))


def restart(when: str) -> ClockEvent:
    return ClockEvent(ClockKind.RESTART, at(when))


def extend(when: str, until: str) -> ClockEvent:
    return ClockEvent(ClockKind.EXTEND, at(when), ground="second-date", until=at(until))


def move(when: str, until: str) -> ClockEvent:
    return ClockEvent(ClockKind.MOVE, at(when), ground="day-off-plan", until=at(until))


def finish(when: str) -> ClockEvent:
    return ClockEvent(ClockKind.FINISH, at(when))
