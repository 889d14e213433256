"""Short ways to write ledgers in tests."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import strategies as st

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


def given_back(when: str) -> ClockEvent:
    return ClockEvent(ClockKind.GIVEN, at(when))


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


@st.composite
def lawful_ledgers(draw):
    """Draw a lawful ledger of stops, resumes and restarts, to the second, open or closed at the end."""
    moment = at("2026-01-05 08:00")
    events = [ClockEvent(ClockKind.START, moment)]
    stopped = False
    for kind in draw(st.lists(st.sampled_from(["toggle", "restart", "given"]), max_size=8)):
        moment += timedelta(seconds=draw(st.integers(0, 20 * 86_400)))
        if kind == "restart":
            events.append(ClockEvent(ClockKind.RESTART, moment, draw(st.sampled_from(Cause))))
            stopped = False
        elif kind == "given":
            if stopped:
                events.append(ClockEvent(ClockKind.GIVEN, moment))
        elif stopped:
            events.append(ClockEvent(ClockKind.RESUME, moment))
            stopped = False
        else:
            events.append(ClockEvent(ClockKind.STOP, moment, draw(st.sampled_from(Cause)), "ground"))
            stopped = True
    if draw(st.booleans()):
        events.append(ClockEvent(ClockKind.FINISH, moment + timedelta(seconds=draw(st.integers(0, 10 * 86_400)))))
    return events
