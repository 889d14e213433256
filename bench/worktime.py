"""Working time and due dates: how long one answer takes, in microseconds, in one process without a database."""

import json
import statistics
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle
from time import perf_counter_ns
from typing import Any

from motcua.core import deadline, worktime
from motcua.core.deadline import Cause, ClockEvent, ClockKind, Norm, Unit
from motcua.core.vietnam import ZONE
from motcua.org import calendars

SAMPLES = 301
CALLS = 200


def measure() -> dict[str, float]:
    """Return medians over many short runs, so that a busy neighbour spoils few of them."""
    table = calendars.table()
    calendar = worktime.build(worktime.from_table(table))
    starts = [datetime(2026, 1, 5, 8, tzinfo=ZONE) + timedelta(hours=7, minutes=11) * n for n in range(1000)]
    ends = [calendar.add(start, timedelta(hours=240)) for start in starts]
    thirty_days = Norm(Decimal(30), Unit.WORKING_DAY)
    first = [[ClockEvent(ClockKind.START, start)] for start in starts]
    folded = [_eventful(start) for start in starts]
    due = _median_us(lambda events: deadline.owed(thirty_days, events, calendar), first)
    due_eventful = _median_us(lambda events: deadline.owed(thirty_days, events, calendar), folded)
    return {
        "add_30_working_days_us": _median_us(lambda start: calendar.add(start, timedelta(hours=240)), starts),
        "between_30_working_days_us": _median_us(
            lambda span: calendar.between(*span), list(zip(starts, ends, strict=True))
        ),
        "nth_working_day_us": _median_us(lambda start: calendar.nth_working_day(start.date(), 30), starts),
        "due_date_us": due,
        "due_dates_per_second": round(1_000_000 / due),
        "due_date_after_seven_events_us": due_eventful,
        "time_by_cause_of_seven_events_us": _median_us(
            lambda events: deadline.time_by_cause(events, calendar, events[-1].at), folded
        ),
        "explanation_us": _median_us(lambda events: deadline.explain(thirty_days, events, calendar), first),
        "build_calendar_ms": _median_us(lambda _: worktime.build(worktime.from_table(table)), [None], calls=1) / 1000,
    }


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


def _median_us(ask: Callable[[Any], object], questions: list[Any], calls: int = CALLS) -> float:
    """Return the median of the time one call takes, over runs of `calls` calls."""
    supply = cycle(questions)
    samples = []
    for _ in range(SAMPLES if calls > 1 else 21):
        batch = [next(supply) for _ in range(calls)]
        began = perf_counter_ns()
        for question in batch:
            ask(question)
        samples.append((perf_counter_ns() - began) / calls / 1000)
    return round(statistics.median(samples), 3)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
