"""The one new date an apology may name, computed from the promise (law:second-date)."""

from datetime import datetime
from decimal import Decimal

from motcua.core.deadline import DueHour, DuePolicy, Norm, Owed, SupplementPolicy, Unit, second_date
from motcua.core.worktime import CalendarGap
from motcua.org import queries as org
from motcua.web.office.case import Case

LONGEST = 60  # working days that may be added
OFFERED = 20


def second_dates(case: Case) -> list[tuple[int, datetime]]:
    """The dates an apology may name: so many working days after the promise, and not past already."""
    found: list[tuple[int, datetime]] = []
    for days in range(1, LONGEST + 1):
        try:
            at = promised_after(case, days)
        except CalendarGap:
            break
        if at is None:
            return []
        if at > case.now:
            found.append((days, at))
        if len(found) == OFFERED:
            break
    return found


def promised_after(case: Case, days: int) -> datetime | None:
    """The promise put off by so many working days; None where nothing is promised at present.  :raises CalendarGap:"""
    row = case.row
    if row.due_at is None or row.due_on is None:
        return None
    promise = Owed(row.due_at, row.due_on, row.due_is_draft)
    policy = DuePolicy(SupplementPolicy(row.supplement_policy), DueHour(row.due_hour))
    calendar = org.work_calendar(row.calendar_version_id)
    return second_date(promise, Norm(Decimal(days), Unit.WORKING_DAY), calendar, policy)
