"""The check of a dossier handed in online, before any clock of its own has started."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.core.worktime import WorkCalendar

LAW = "acceptance-check"
LAST_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AcceptanceCheck:
    """From when the receiving officer's time counts, and by when the dossier is accepted or answered."""

    counted_from: datetime
    due_at: datetime
    law: str = LAW


def acceptance_check(
    submitted_at: datetime, calendar: WorkCalendar, hours: int = 8, *, last_hour_counts_next_day: bool = True
) -> AcceptanceCheck:
    """Give the officer `hours` working hours from the submission.

    law:acceptance-check — handed in after hours, on a day off or (as a regime may say) in the last working hour of
    a day, it counts from the opening of the next working day.
    """
    start = calendar.next_open(submitted_at)
    day = start.date()
    if last_hour_counts_next_day and calendar.between(start, calendar.closing(day)) <= LAST_HOUR:
        start = calendar.opening(calendar.nth_working_day(day, 1))
    return AcceptanceCheck(start, calendar.add(start, timedelta(hours=hours)))
