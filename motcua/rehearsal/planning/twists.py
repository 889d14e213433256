"""What happens on the way: papers asked and given, money asked and paid, a second date, a step sent back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from motcua.core import deadline
from motcua.core.deadline import Cause, ClockEvent, ClockKind, DuePolicy, Norm, SupplementPolicy, Unit
from motcua.rehearsal.planning.lives import PROCESSED, Fate, Twist, TwistKind
from motcua.rehearsal.planning.month import Month
from motcua.rehearsal.planning.stages import Stages

SUPPLEMENTS, PAYMENTS, SENT_BACK = 0.05, 0.02, 0.03
APOLOGIES = {Fate.LATE: 0.25, Fate.OVERDUE: 0.2, Fate.ON_TIME: 0.02}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Begun:
    """A dossier accepted, with what has happened to its clock, and from when it may end."""

    accepted_at: datetime
    events: tuple[ClockEvent, ...]
    low: datetime
    twists: tuple[Twist, ...] = ()


def choose(rng: Random, fate: Fate, policy: DuePolicy, norm: Norm, stages: Stages) -> TwistKind | None:
    """Which of them happens, if any."""
    chance = rng.random()
    waits = fate in (Fate.AWAITING, Fate.AWAITING_PAYMENT)
    if not waits and chance < SUPPLEMENTS:
        return TwistKind.SUPPLEMENT if policy.supplement is SupplementPolicy.RESTART else None
    if not waits and chance < SUPPLEMENTS + PAYMENTS:
        return TwistKind.PAYMENT
    if chance < SUPPLEMENTS + PAYMENTS + SENT_BACK:
        return TwistKind.SENT_BACK if fate in PROCESSED and stages.may_be_sent_back else None
    whole_days = norm.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    return TwistKind.APOLOGY if whole_days and rng.random() < APOLOGIES.get(fate, 0) else None


def begin(kind: TwistKind | None, rng: Random, month: Month, norm: Norm, policy: DuePolicy, day: date) -> Begun | None:
    """Accept on a day and let it happen; None when there is no room for it.

    With a supplement the day is the one on which the clock starts anew.
    """
    if kind is TwistKind.SUPPLEMENT:
        return _supplement(rng, month, norm, policy, day)
    accepted_at = moment_of(rng, month, norm, day)
    start = ClockEvent(ClockKind.START, accepted_at, ground="law:receipt")
    plain = Begun(accepted_at, (start,), month.calendar.add(accepted_at, timedelta(minutes=5)))
    if kind is TwistKind.PAYMENT:
        return _payment(rng, month, plain)
    if kind is TwistKind.APOLOGY:
        return _apology(rng, month, norm, policy, plain)
    if kind is TwistKind.SENT_BACK:
        return Begun(accepted_at, (start,), plain.low, (Twist(kind, accepted_at, accepted_at),))
    return plain


def moment_of(rng: Random, month: Month, norm: Norm, day: date) -> datetime:
    """A moment of a working day; early in the day where hours matter."""
    short = norm.unit in (Unit.WORKING_HOUR, Unit.SAME_DAY)
    seconds = month.calendar.hours_of(day).total_seconds() * rng.uniform(0.03, 0.5 if short else 0.93)
    return month.calendar.add(month.calendar.opening(day), timedelta(seconds=int(seconds)))


def _supplement(rng: Random, month: Month, norm: Norm, policy: DuePolicy, day: date) -> Begun | None:
    given_at = moment_of(rng, month, norm, day)
    waited = rng.randint(1, 9)
    asked_day = month.step(day, -waited)
    accepted_day = month.step(asked_day, -rng.randint(0, 3))
    accepted_at = moment_of(rng, month, norm, accepted_day)
    asked_at = month.calendar.add(max(accepted_at, month.calendar.opening(asked_day)), _HOUR)
    start = ClockEvent(ClockKind.START, accepted_at, ground="law:receipt")
    promised = deadline.owed(norm, (start,), month.calendar, policy)
    if asked_at >= given_at - _HOUR or (promised is not None and asked_at > promised.due_at):
        return None
    events = (
        start,
        ClockEvent(ClockKind.STOP, asked_at, Cause.APPLICANT, "law:one-notice"),
        ClockEvent(ClockKind.RESTART, given_at, Cause.APPLICANT, "law:restart-from-zero"),
    )
    low = month.calendar.add(given_at, timedelta(minutes=5))
    return Begun(accepted_at, events, low, (Twist(TwistKind.SUPPLEMENT, asked_at, given_at),))


def _payment(rng: Random, month: Month, plain: Begun) -> Begun | None:
    add = month.calendar.add
    asked_at = add(plain.accepted_at, timedelta(minutes=rng.randint(60, 600)))
    paid_at = add(asked_at, timedelta(minutes=rng.randint(120, 1600)))
    if paid_at >= month.closes - _HOUR:
        return None
    events = (
        *plain.events,
        ClockEvent(ClockKind.STOP, asked_at, Cause.FINANCE, "law:financial-obligation"),
        ClockEvent(ClockKind.RESUME, paid_at, Cause.FINANCE, "law:financial-obligation"),
    )
    low = add(paid_at, timedelta(minutes=5))
    return Begun(plain.accepted_at, events, low, (Twist(TwistKind.PAYMENT, asked_at, paid_at),))


def _apology(rng: Random, month: Month, norm: Norm, policy: DuePolicy, plain: Begun) -> Begun | None:
    promised = deadline.owed(norm, plain.events, month.calendar, policy)
    if promised is None:
        return None
    sent_at = month.calendar.add(month.calendar.opening(month.step(promised.due_on, -2)), _HOUR)
    if sent_at < month.calendar.add(plain.accepted_at, 2 * _HOUR) or sent_at > month.closes:
        return None
    new_day = month.step(promised.due_on, rng.randint(2, 5))
    until = month.calendar.add(month.calendar.opening(new_day), 3 * _HOUR)
    events = (*plain.events, ClockEvent(ClockKind.EXTEND, sent_at, ground="law:second-date", until=until))
    low = month.calendar.add(sent_at, timedelta(minutes=5))
    return Begun(plain.accepted_at, events, low, (Twist(TwistKind.APOLOGY, sent_at, until),))
