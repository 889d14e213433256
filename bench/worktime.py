"""Working time and due dates: how long one answer takes, in microseconds, in one process without a database."""

import statistics
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle
from time import perf_counter_ns
from typing import Any

from bench.figures import Figure
from bench.yard import Yard
from motcua.core import deadline, worktime
from motcua.core.deadline import Cause, ClockEvent, ClockKind, Norm, Unit
from motcua.core.vietnam import ZONE
from motcua.org import calendars

CALLS = 200


def measure(yard: Yard) -> tuple[list[Figure], None]:
    """Return medians over many short runs, so that a busy neighbour spoils few of them."""
    table = calendars.table()
    calendar = worktime.build(worktime.from_table(table))
    starts = [datetime(2026, 1, 5, 8, tzinfo=ZONE) + timedelta(hours=7, minutes=11) * n for n in range(1000)]
    spans = [(start, calendar.add(start, timedelta(hours=240))) for start in starts]
    thirty_days = Norm(Decimal(30), Unit.WORKING_DAY)
    first = [[ClockEvent(ClockKind.START, start)] for start in starts]
    folded = [_eventful(start) for start in starts]

    def us(ask: Callable[[Any], object], questions: list[Any], calls: int = CALLS) -> float:
        return _median_us(ask, questions, calls=calls, samples=yard.size.samples)

    due = us(lambda events: deadline.owed(thirty_days, events, calendar), first)
    eventful = us(lambda events: deadline.owed(thirty_days, events, calendar), folded)
    by_cause = us(lambda events: deadline.time_by_cause(events, calendar, events[-1].at), folded)
    explained = us(lambda events: deadline.explain(thirty_days, events, calendar), first)
    built = us(lambda _: worktime.build(worktime.from_table(table)), [None], calls=1)
    return [
        Figure("due dates a second", 1_000_000 / due),
        Figure("due date of 30 working days", due, "µs"),
        Figure("due date after seven clock events", eventful, "µs"),
        Figure("add 30 working days", us(lambda at: calendar.add(at, timedelta(hours=240)), starts), "µs", most=10),
        Figure("working time between two moments", us(lambda span: calendar.between(*span), spans), "µs"),
        Figure("30th working day", us(lambda at: calendar.nth_working_day(at.date(), 30), starts), "µs"),
        Figure("time by cause of seven clock events", by_cause, "µs"),
        Figure("why this date, in words", explained, "µs"),
        Figure("calendar of seven years built", built / 1000, "ms"),
    ], None


def _eventful(start: datetime) -> list[ClockEvent]:
    """Return a dossier that was paid for, supplemented and given a second date."""
    moments = [start + timedelta(days=n) for n in range(6)]
    return [
        ClockEvent(ClockKind.START, moments[0]),
        ClockEvent(ClockKind.STOP, moments[1], Cause.FINANCE, "law:financial-obligation"),
        ClockEvent(ClockKind.RESUME, moments[2]),
        ClockEvent(ClockKind.STOP, moments[3], Cause.APPLICANT, "law:one-notice"),
        ClockEvent(ClockKind.RESTART, moments[4]),
        ClockEvent(ClockKind.EXTEND, moments[5], ground="law:second-date", until=moments[5] + timedelta(days=90)),
        ClockEvent(ClockKind.FINISH, moments[5] + timedelta(days=20)),
    ]


def _median_us(ask: Callable[[Any], object], questions: list[Any], *, calls: int, samples: int) -> float:
    """Return the median of the time one call takes, over runs of `calls` calls."""
    supply = cycle(questions)
    took = []
    for _ in range(samples if calls > 1 else 11):
        batch = [next(supply) for _ in range(calls)]
        began = perf_counter_ns()
        for question in batch:
            ask(question)
        took.append((perf_counter_ns() - began) / calls / 1000)
    return statistics.median(took)
