"""Who is late to act, and what then happens: one timer at a time runs on a dossier, named by what it waits for."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.core import deadline
from motcua.core.lifecycle.model import Change, Dossier, Event, Rules
from motcua.core.lifecycle.states import STANDINGS, State, TimerKind
from motcua.core.regime import Regime
from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar


def first_timer(dossier: Dossier, rules: Rules, now: datetime) -> tuple[TimerKind | None, datetime | None]:
    """The timer that starts when the dossier enters its present state at `now`."""
    kind = STANDINGS[dossier.state].timer
    if dossier.is_part and kind is not None:
        # law:one-clock — the owner is reminded, and apologised to, over the parent.
        kind = TimerKind.OVERDUE if dossier.state is State.IN_PROCESS else None
    return (None, None) if kind is None else _set(kind, dossier, rules, now)


def _set(kind: TimerKind, dossier: Dossier, rules: Rules, now: datetime) -> tuple[TimerKind | None, datetime | None]:
    calendar, regime, reminders = rules.calendar, rules.regime, rules.reminders
    match kind:
        case TimerKind.DRAFT_EXPIRY:
            return kind, now + timedelta(days=reminders.draft_kept_days)
        case TimerKind.CHECK:
            return kind, deadline.acceptance_check(now, calendar, hours=regime.acceptance_check_hours).due_at
        case TimerKind.SUPPLEMENT_TERM:
            ends_on = (
                dossier.supplement.term_ends_on
                if dossier.supplement
                else calendar.nth_working_day(_day(now), regime.supplement_term_days)
            )
            return kind, calendar.closing(ends_on)
        case TimerKind.TRANSFER | TimerKind.TAKE_OVER:
            return kind, transfer_due(now, calendar, regime)
        case TimerKind.APOLOGY:
            return _apology_timer(dossier, rules, now)
        case TimerKind.OVERDUE:
            return (kind, dossier.due_at) if dossier.due_at and dossier.due_at > now else (None, None)
        case TimerKind.PAYMENT_REMINDER:
            return kind, calendar.closing(calendar.nth_working_day(_day(now), reminders.payment_days))
        case TimerKind.COLLECT_REMINDER:
            return kind, calendar.closing(calendar.nth_working_day(_day(now), reminders.collect_days))


def transfer_due(now: datetime, calendar: WorkCalendar, regime: Regime) -> datetime:
    """When a dossier taken in at `now` must have left the desk: that day, or next morning after the cut-off.

    law:transfer-cutoff
    """
    start = calendar.next_open(now)
    local = start.astimezone(ZONE)
    if local.time() < regime.transfer_cutoff:
        return calendar.closing(local.date())
    morning = calendar.opening(calendar.nth_working_day(local.date(), 1))
    return calendar.add(morning, timedelta(hours=4))


def apology_due(due_at: datetime, rules: Rules) -> datetime:
    """The last moment at which an apology is in time: a full working day before the due moment (law:second-date)."""
    day = _day(due_at)
    for _ in range(rules.regime.extension_notice_days):
        day = _working_day_before(day, rules)
    return rules.calendar.opening(day)


def _apology_timer(dossier: Dossier, rules: Rules, now: datetime) -> tuple[TimerKind | None, datetime | None]:
    if dossier.due_at is None:
        return None, None
    at = apology_due(dossier.due_at, rules)
    if at > now and dossier.postponements < rules.regime.extension_max:
        return TimerKind.APOLOGY, at
    return _set(TimerKind.OVERDUE, dossier, rules, now)


def _working_day_before(day: date, rules: Rules) -> date:
    before = day - timedelta(days=1)
    while not rules.calendar.is_working_day(before):
        before -= timedelta(days=1)
    return before


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


# What the journal says when a timer rings, and the timer that runs next. Reminders repeat; a term that passed does
# not close the dossier by itself: the law lets the system propose and the desk confirm (T8).
_RINGS: dict[TimerKind, tuple[str, TimerKind | None]] = {
    TimerKind.DRAFT_EXPIRY: ("dossier.draft_expired", None),
    TimerKind.CHECK: ("dossier.check_overdue", TimerKind.CHECK),
    TimerKind.SUPPLEMENT_TERM: ("dossier.supplement_expired", None),
    TimerKind.TRANSFER: ("dossier.transfer_overdue", TimerKind.TRANSFER),
    TimerKind.TAKE_OVER: ("dossier.take_over_overdue", TimerKind.TAKE_OVER),
    TimerKind.APOLOGY: ("dossier.apology_wanted", TimerKind.OVERDUE),
    TimerKind.OVERDUE: ("dossier.overdue", None),
    TimerKind.PAYMENT_REMINDER: ("dossier.payment_reminded", TimerKind.PAYMENT_REMINDER),
    TimerKind.COLLECT_REMINDER: ("dossier.collect_reminded", TimerKind.COLLECT_REMINDER),
}


def ring(dossier: Dossier, *, now: datetime, rules: Rules) -> Change | None:
    """Let the timer of a dossier ring, if it is due at `now`; None when it is not (somebody acted meanwhile)."""
    if dossier.timer_kind is None or dossier.timer_at is None or dossier.timer_at > now:
        return None
    kind, following = _RINGS[dossier.timer_kind]
    next_kind, next_at = (None, None) if following is None else _set(following, dossier, rules, now)
    after = replace(dossier, timer_kind=next_kind, timer_at=next_at, last_at=max(now, dossier.last_at or now))
    return Change(after=after, events=(Event(kind, {"state": dossier.state.value}),))


def may_close_expired(dossier: Dossier, now: datetime) -> bool:
    """Whether the supplement term has passed, so that the desk may confirm the closing (law:supplement-term)."""
    waiting = dossier.state in (State.INTAKE_SUPPLEMENT, State.SUPPLEMENT)
    return waiting and dossier.supplement is not None and _day(now) > dossier.supplement.term_ends_on
