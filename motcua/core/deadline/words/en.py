"""The reasons for a date in English."""

from collections.abc import Callable, Mapping
from typing import Any

from motcua.core.deadline.words import moments

Params = Mapping[str, Any]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WAITING = {
    "agency": "on legal grounds",
    "applicant": "waiting for the applicant's papers",
    "finance": "waiting for the financial obligation to be met",
    "other_agency": "waiting for another agency",
}
_HALF_MONTH = " (half a month is 15 days)"
_VERDICTS = {"early": "early", "on_time": "on time", "late": "late"}


def _weekday(text: str) -> str:
    return _WEEKDAYS[moments.weekday(text)]


def _at(text: str) -> str:
    return f"{moments.second(text)} on {moments.day(text)}"


def _due(text: str) -> str:
    return f"{moments.minute(text)} on {_weekday(text)} {moments.day(text)}"


def _count(value: str | int, noun: str) -> str:
    return f"{value} {noun}" if str(value) == "1" else f"{value} {noun}s"


def _working(seconds: int) -> str:
    hours, minutes = moments.hours_and_minutes(seconds)
    return f"{hours} h {minutes} min of working time" if minutes else f"{hours} h of working time"


def _paused(params: Params, what: str) -> str:
    waiting = _WAITING[params["cause"]]
    return f"Stopped from {_at(params['since'])} to {_at(params['until'])}, {waiting}: {what}."


def _days_stopped(params: Params, unit: str) -> str:
    days = params["days"]
    return _paused(params, f"{_count(days, unit)} not counted" if days else "no working day passed, so the date stays")


def _reason(day: Params) -> str:
    """Say why a day is free."""
    match day["kind"]:
        case "swap":
            return f"swapped with {_weekday(day['worked'])} {moments.day(day['worked'])}"
        case "substitute":
            return f"in place of {day['name_en']}"
        case "weekly":
            return f"a {_WEEKDAYS[day['weekday']]}"
        case _:
            return str(day["name_en"])


def _day_off(day: Params) -> str:
    return f"{moments.span(day['first'], day['last'])} {_reason(day)}"


def _not_counted(params: Params) -> str:
    parts = [", ".join(f"{_WEEKDAYS[weekday]}s" for weekday in params["weekdays"])]
    return f"Not counted: {'; '.join(filter(None, [*parts, *map(_day_off, params['days_off'])]))}."


def _counted(params: Params) -> str:
    days = [
        f"{_weekday(d['on'])} {moments.day(d['on'])}, worked for {moments.day(d['instead_of'])}" for d in params["days"]
    ]
    return f"Counted: {'; '.join(days)}."


def _rolled(params: Params) -> str:
    return (
        f"The term ends on {moments.day(params['ends_on'])}, a day off ({_reason(params['why'])}), "
        "so it ends on the next working day."
    )


def _finished(params: Params) -> str:
    verdict = params["timeliness"]
    return f"Finished at {_at(params['at'])}" + (f": {_VERDICTS[verdict]}." if verdict else ".")


SENTENCES: Mapping[str, str | Callable[[Params], str]] = {
    "no_term": "The rules of this procedure set no term.",
    "not_started": "The dossier has not been accepted, so no time is counted yet.",
    "term.working_day": lambda p: (
        f"Term: {_count(p['value'], 'working day')}, counted from the day after receipt ({moments.day(p['received'])})."
    ),
    "term.calendar_day": lambda p: (
        f"Term: {_count(p['value'], 'day')} (days off included), "
        f"counted from the day after receipt ({moments.day(p['received'])})."
    ),
    "term.month": lambda p: (
        f"Term: {_count(p['value'], 'month')}{_HALF_MONTH if '.' in p['value'] else ''}, "
        f"counted from the day after receipt ({moments.day(p['received'])})."
    ),
    "term.working_hour": lambda p: (
        f"Term: {_count(p['value'], 'working hour')}, counted from receipt ({_at(p['received'])})."
    ),
    "term.same_day": lambda p: (
        f"Answered on the same day if received by {p['cutoff']}, later on the next working day; "
        f"received at {_at(p['received'])}."
    ),
    "outside_hours": lambda p: (
        f"{_at(p['at'])} is outside working hours, so time counts from {_at(p['counted_from'])}."
    ),
    "completed": lambda p: (
        f"Papers were awaited from {_at(p['since'])}; the dossier was complete at {_at(p['at'])}: "
        "time counts from zero again."
    ),
    "restarted": lambda p: f"Time counts from zero again from {_at(p['at'])}.",
    "linked_turn": lambda p: (
        "The dossier was filed together with others and waited for the result of the one before it, which came at "
        f"{_at(p['at'])}: time counts from then."
    ),
    "taken_over": lambda p: f"The competent agency received the dossier at {_at(p['at'])}: time counts from then.",
    "paused.working_day": lambda p: _days_stopped(p, "working day"),
    "paused.calendar_day": lambda p: _days_stopped(p, "day"),
    "paused.working_hour": lambda p: _paused(p, f"{_working(p['seconds'])} not counted"),
    "stopped": lambda p: (
        f"Stopped since {_at(p['since'])}, {_WAITING[p['cause']]}; the date will move by the time stopped."
    ),
    "stopped_until_complete": lambda p: (
        f"Stopped since {_at(p['since'])}, {_WAITING[p['cause']]}; "
        "there is no new date yet: once the dossier is complete, time counts from zero again."
    ),
    "extended": lambda p: (
        f"At {_at(p['at'])} the agency apologised and gave a second date, once only: "
        f"from {_at(p['was'])} to {_at(p['until'])}."
    ),
    "moved": lambda p: f"At {_at(p['at'])} a decision moved the date from {_at(p['was'])} to {_at(p['until'])}.",
    "not_counted": _not_counted,
    "counted": _counted,
    "part_of_a_day": lambda p: f"The remaining {p['part']} of a day is that part of the last day's working hours.",
    "rolled": _rolled,
    "due": lambda p: f"Due: {_due(p['due_at'])}.",
    "due_before_the_stop": lambda p: f"Due before the stop: {_due(p['due_at'])}.",
    "draft_year": lambda p: (
        f"The days off of {p['year']} are only drafted; the date moves only by a decision recorded in the dossier."
    ),
    "finished": _finished,
}
