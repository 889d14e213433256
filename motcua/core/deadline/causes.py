"""Against whom the working time of a dossier is counted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.core.deadline.ledger import Cause, ClockEvent, as_of, readings
from motcua.core.worktime import WorkCalendar


def time_by_cause(events: Sequence[ClockEvent], calendar: WorkCalendar, until: datetime) -> Mapping[Cause, timedelta]:
    """Divide the working time from the start to the finish, or to `until` when that comes first.

    While the clock runs the time is the agency's; while it is stopped, that of the stop's cause. The parts add up
    to `calendar.between(start, end)` exactly. What happened after `until` is not known yet and left out.
    """
    spent = dict.fromkeys(Cause, timedelta())
    since: datetime | None = None
    against = Cause.AGENCY
    for event, now in readings(as_of(events, until)):
        if since is not None:
            spent[against] += calendar.between(since, event.at)
        if now.finished_at:
            return spent
        since = event.at
        against = now.stop.cause if now.stop else Cause.AGENCY
    if since is not None:
        spent[against] += calendar.between(since, until)
    return spent
