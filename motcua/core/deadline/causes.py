"""Against whom the working time of a dossier is counted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from motcua.core.deadline.ledger import Cause, ClockEvent, ClockKind, as_of, readings
from motcua.core.worktime import WorkCalendar


def time_by_cause(events: Sequence[ClockEvent], calendar: WorkCalendar, until: datetime) -> Mapping[Cause, timedelta]:
    """Divide the working time from the start to the finish, or to `until` when that comes first.

    While the clock runs the time is the agency's; while it is stopped, that of the stop's cause until what was missing
    is given, and from then on, while the office checks it, the agency's again. Where a running
    clock is restarted for another's sake (the competent agency received the dossier only then), the time thrown
    away is counted against that cause. The parts add up to `calendar.between(start, end)` exactly. What happened
    after `until` is not known yet and left out.
    """
    spent = dict.fromkeys(Cause, timedelta())
    run = timedelta()  # the agency's part since counting last began from zero
    since: datetime | None = None
    stop: ClockEvent | None = None
    waits_on: Cause | None = None  # of a standing clock: whose time passes
    for event, now in readings(as_of(events, until)):
        passed = calendar.between(since, event.at) if since else timedelta()
        if waits_on:
            spent[waits_on] += passed
        else:
            run += passed
        if event.kind is ClockKind.RESTART:
            spent[Cause.AGENCY if stop else event.cause] += run
            run = timedelta()
        since, stop = event.at, now.stop
        waits_on = (Cause.AGENCY if event.kind is ClockKind.GIVEN else stop.cause) if stop else None
        if now.finished_at:
            until = event.at
    if since:
        spent[waits_on or Cause.AGENCY] += calendar.between(since, until)
    spent[Cause.AGENCY] += run
    return spent
