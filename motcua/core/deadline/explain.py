"""Why this date: the reasons, one by one, as data; `words` turns them into sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.core.deadline import words
from motcua.core.deadline.due import due_at, owed, stopped_days, stopped_time, term_ends_on, timeliness
from motcua.core.deadline.ledger import Cause, ClockEvent, ClockKind, Pause, Reading, begins_anew, readings
from motcua.core.deadline.norm import USUAL, DuePolicy, Norm, Unit
from motcua.core.worktime import DayOff, WorkCalendar, local

AFTER_ANOTHER = "law:linked-turn"  # the ground of a clock that began with the result of another dossier
_BY_THE_CALENDAR = (Unit.CALENDAR_DAY, Unit.MONTH)


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: what it says, and the facts it says it about, all of them plain JSON."""

    key: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons in the order in which a person would give them."""

    lines: tuple[Line, ...]

    def words(self, language: words.Language = "vi") -> list[str]:
        return [words.sentence(language, line.key, line.params) for line in self.lines]

    def data(self) -> list[dict[str, Any]]:
        return [{"key": line.key, "params": dict(line.params)} for line in self.lines]


def explain(norm: Norm, events: Sequence[ClockEvent], calendar: WorkCalendar, policy: DuePolicy = USUAL) -> Explanation:
    """Say why the result is owed when it is.

    :raises LedgerRefused: the events contradict one another.
    :raises CalendarGap: a year needed for the answer is not known.
    """
    if norm.unit is Unit.NONE:
        return Explanation((Line("no_term", {}),))
    promise = owed(norm, events, calendar, policy)
    history = list(readings(events, policy))
    if not history:
        return Explanation((Line("not_started", {}),))
    now = history[-1][1]
    lines = [_term(norm, now), *_history(norm, history, calendar, policy)]
    if now.stop:
        lines.append(_stopped(now.stop, anew=begins_anew(now.stop, policy)))
    if promise:
        lines += _counting(norm, now, promise.due_on, calendar)
        due = "due_before_the_stop" if promise.stopped else "due"
        lines.append(Line(due, {"due_at": _text(promise.due_at)}))
        if promise.draft_year:
            lines.append(Line("draft_year", {"year": promise.due_on.year}))
    if now.finished_at:
        verdict = timeliness(norm, promise, now.finished_at).value
        lines.append(Line("finished", {"at": _text(now.finished_at), "timeliness": verdict if promise else None}))
    return Explanation(tuple(lines))


def _term(norm: Norm, now: Reading) -> Line:
    value = f"{norm.value.normalize():f}"
    received = {"received": _text(now.started_at)}
    if norm.unit is Unit.SAME_DAY:
        return Line("term.same_day", received | {"cutoff": f"{norm.cutoff:%H:%M}"})
    return Line(f"term.{norm.unit.value}", received | {"value": value})


def _history(
    norm: Norm, history: list[tuple[ClockEvent, Reading]], calendar: WorkCalendar, policy: DuePolicy
) -> Iterator[Line]:
    """Yield what happened to the clock, oldest first."""
    before: Reading | None = None
    for event, after in history:
        if before is None:
            if event.ground == AFTER_ANOTHER:
                yield Line("linked_turn", {"at": _text(event.at), "ground": event.ground})
            yield from _outside_hours(event.at, calendar)
        elif _anew(event, before, policy):
            yield _restarted(event, before.stop)
            yield from _outside_hours(event.at, calendar)
        elif event.kind is ClockKind.RESUME:
            yield _paused(norm, after.pauses[-1], calendar)
        elif event.kind in (ClockKind.EXTEND, ClockKind.MOVE) and event.until:
            was = due_at(norm, before, calendar, policy)
            key = "extended" if event.kind is ClockKind.EXTEND else "moved"
            dates = {"at": _text(event.at), "until": _text(event.until), "was": _text(was)}
            yield Line(key, dates | {"ground": event.ground})
        before = after


def _anew(event: ClockEvent, before: Reading, policy: DuePolicy) -> bool:
    ends_a_wait = event.kind is ClockKind.RESUME and before.stop is not None and begins_anew(before.stop, policy)
    return ends_a_wait or event.kind is ClockKind.RESTART


def _restarted(event: ClockEvent, stop: ClockEvent | None) -> Line:
    if stop and stop.cause is Cause.APPLICANT:
        return Line("completed", {"at": _text(event.at), "since": _text(stop.at), "ground": stop.ground})
    taken_over = not stop and event.cause is Cause.OTHER_AGENCY
    return Line("taken_over" if taken_over else "restarted", {"at": _text(event.at), "ground": event.ground})


def _outside_hours(moment: datetime, calendar: WorkCalendar) -> Iterator[Line]:
    opens = calendar.next_open(moment)
    if opens != local(moment):
        yield Line("outside_hours", {"at": _text(moment), "counted_from": _text(opens)})


def _paused(norm: Norm, pause: Pause, calendar: WorkCalendar) -> Line:
    span = {"since": _text(pause.stop.at), "until": _text(pause.resumed_at)}
    params: dict[str, Any] = span | {"cause": pause.stop.cause.value, "ground": pause.stop.ground}
    if norm.unit is Unit.WORKING_HOUR:
        seconds = stopped_time((pause,), calendar).total_seconds()
        return Line("paused.working_hour", params | {"seconds": int(seconds)})
    unit = Unit.CALENDAR_DAY if norm.unit in _BY_THE_CALENDAR else Unit.WORKING_DAY
    return Line(f"paused.{unit.value}", params | {"days": stopped_days(unit, (pause,), calendar)})


def _stopped(stop: ClockEvent, *, anew: bool) -> Line:
    key = "stopped_until_complete" if anew else "stopped"
    return Line(key, {"since": _text(stop.at), "cause": stop.cause.value, "ground": stop.ground})


def _counting(norm: Norm, now: Reading, last: date, calendar: WorkCalendar) -> Iterator[Line]:
    """Yield which days were passed over on the way to the due day, and which unusual ones were counted."""
    newly = now.appointment and now.appointment.until
    first = local(newly).date() if newly else calendar.next_open(now.counted_from).date()
    if norm.unit in _BY_THE_CALENDAR and not newly:
        ends_on = term_ends_on(norm, now, calendar)
        if ends_on != last:
            yield Line("rolled", {"ends_on": ends_on.isoformat(), "why": _why_off(ends_on, calendar)})
    if norm.unit in _BY_THE_CALENDAR:
        return
    weekdays = list(calendar.weekly_days_off(first, last))
    days_off = [*_holidays(calendar.days_off(first, last), calendar), *_swapped_off(first, last, calendar)]
    if weekdays or days_off:
        days_off.sort(key=lambda day: str(day["first"]))
        yield Line("not_counted", {"weekdays": weekdays, "days_off": days_off})
    worked = [swap for swap in calendar.swaps(first, last) if first <= swap.work <= last]
    if worked:
        days = [{"on": swap.work.isoformat(), "instead_of": swap.off.isoformat()} for swap in worked]
        yield Line("counted", {"days": days})
    if norm.unit is Unit.WORKING_DAY and norm.value % 1 and not newly:
        yield Line("part_of_a_day", {"part": f"{(norm.value % 1).normalize():f}"})


def _holidays(days_off: tuple[DayOff, ...], calendar: WorkCalendar) -> list[dict[str, Any]]:
    """Join days of one name with no working day between them; leave out what falls on weekly days off only."""
    runs: list[list[DayOff]] = []
    for off in days_off:
        previous = runs[-1][-1] if runs else None
        if previous and previous.name == off.name and not calendar.working_days_between(previous.on, off.on):
            runs[-1].append(off)
        else:
            runs.append([off])
    return [
        {
            "kind": "substitute" if all(off.replaces for off in run) else "holiday",
            "first": run[0].on.isoformat(),
            "last": run[-1].on.isoformat(),
            "name": run[0].name,
            "name_en": run[0].name_en,
            "law": run[0].law,
        }
        for run in runs
        if not all(calendar.is_weekly_day_off(off.on) for off in run)
    ]


def _swapped_off(first: date, last: date, calendar: WorkCalendar) -> list[dict[str, Any]]:
    return [
        {
            "kind": "swap",
            "first": swap.off.isoformat(),
            "last": swap.off.isoformat(),
            "worked": swap.work.isoformat(),
            "law": swap.law,
        }
        for swap in calendar.swaps(first, last)
        if first <= swap.off <= last
    ]


def _why_off(day: date, calendar: WorkCalendar) -> dict[str, Any]:
    named = [*_holidays(calendar.days_off(day, day), calendar), *_swapped_off(day, day, calendar)]
    return named[0] if named else {"kind": "weekly", "weekday": day.weekday()}


def _text(moment: datetime) -> str:
    return local(moment).isoformat()
