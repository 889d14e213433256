"""The walk of one life: which deed at which moment. Derived from the life alone, so it is the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import accumulate, pairwise
from random import Random

from motcua.core.flow import Outcome
from motcua.core.worktime import WorkCalendar
from motcua.rehearsal.planning.lives import NEVER_ACCEPTED, PROCESSED, Fate, Life, Twist, TwistKind
from motcua.rehearsal.planning.stages import Stage, Stages

TRANSFER_CUTOFF = time(15)  # law:transfer-cutoff — later ones leave the desk next morning


class Deed(StrEnum):
    """What is done; each is one verb of `dossiers` or `results`."""

    RECEIVE = "receive"
    FILE = "file"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_AT_INTAKE = "ask_at_intake"
    TRANSFER = "transfer"
    STEP = "step"
    PROPOSE_SUPPLEMENT = "propose_supplement"
    SIGN_SUPPLEMENT = "sign_supplement"
    SEND_SUPPLEMENT = "send_supplement"
    SUPPLY = "supply"
    CONFIRM_SUPPLEMENT = "confirm_supplement"
    ASK_PAYMENT = "ask_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    PROPOSE_APOLOGY = "propose_apology"
    SIGN_APOLOGY = "sign_apology"
    SEND_APOLOGY = "send_apology"
    ASK_WITHDRAWAL = "ask_withdrawal"
    AGREE_WITHDRAWAL = "agree_withdrawal"
    STOP = "stop"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Act:
    """One deed at its moment."""

    at: datetime
    deed: Deed
    stage: Stage | None = None
    until: datetime | None = None


def script(life: Life, stages: Stages, calendar: WorkCalendar, *, seed: int) -> tuple[Act, ...]:
    """Every deed of a life, in order of its moments."""
    rng = Random(f"rehearsal:{seed}:{life.number}:walk")
    acts = tuple(_Walk(life, stages, calendar, rng).acts())
    assert all(one.at <= two.at for one, two in pairwise(acts)), life
    return acts


class _Walk:
    """The moments between what the plan fixed."""

    def __init__(self, life: Life, stages: Stages, calendar: WorkCalendar, rng: Random) -> None:
        self.life, self.calendar, self.rng = life, calendar, rng
        self.walk = list(stages.walk)
        self.examined = stages.until_examined
        if stages.may_be_sent_back and any(twist.kind is TwistKind.SENT_BACK for twist in life.twists):
            at, back_to = stages.may_be_sent_back
            sent_back = replace(self.walk[at], outcome=Outcome.REJECTED)
            self.walk[at:at] = [sent_back, *self.walk[back_to:at]]
        self.twist = next((twist for twist in life.twists if twist.kind is not TwistKind.SENT_BACK), None)

    def acts(self) -> Iterator[Act]:
        life = self.life
        if life.accepted_at is None:
            yield from self._turned_away()
            return
        if life.channel == "direct":
            yield Act(life.accepted_at, Deed.RECEIVE)
        else:
            yield Act(life.submitted_at, Deed.FILE)
            yield Act(life.accepted_at, Deed.ACCEPT)
        assert life.ended_at is not None
        running = life.fate in (Fate.WITHIN, Fate.OVERDUE)
        transferred_at = self._transferred_at(life.accepted_at, running=running)
        if transferred_at > life.ended_at:
            return
        yield Act(transferred_at, Deed.TRANSFER)
        done, since = 0, transferred_at
        if self.twist is not None:
            done = self.rng.randint(0, self.examined)
            begins_at = self._earlier(self.twist.at, 40, since)
            yield from self._stages(0, done, since, begins_at)
            yield from self._twisted(self.twist, max(since, begins_at))
            since = self.twist.at if self.twist.kind is TwistKind.APOLOGY else self.twist.until
        yield from self._to_the_end(done, since)

    def _turned_away(self) -> Iterator[Act]:
        life = self.life
        yield Act(life.submitted_at, Deed.FILE)
        if life.ended_at is None:
            return
        match life.fate:
            case Fate.REFUSED:
                yield Act(life.ended_at, Deed.REFUSE)
            case Fate.INCOMPLETE:
                yield Act(life.ended_at, Deed.ASK_AT_INTAKE)
            case Fate.GIVEN_BACK:
                yield Act(life.ended_at, Deed.ASK_WITHDRAWAL)
                yield Act(life.ended_at, Deed.AGREE_WITHDRAWAL)
            case _:
                raise AssertionError(f"{life.fate} is no fate of a dossier never accepted: {sorted(NEVER_ACCEPTED)}")

    def _transferred_at(self, accepted_at: datetime, *, running: bool) -> datetime:
        add = self.calendar.add
        natural = add(accepted_at, timedelta(minutes=self.rng.randint(10, 90)))
        if accepted_at.time() > TRANSFER_CUTOFF:
            morning = self.calendar.opening(self.calendar.nth_working_day(accepted_at.date(), 1))
            natural = add(morning, timedelta(minutes=self.rng.randint(10, 60)))
        if running and self.twist is None:
            return natural
        limit = self.twist.at if self.twist else self.life.ended_at
        assert limit is not None
        return min(natural, self._part_of(accepted_at, limit, 0.2))

    def _to_the_end(self, done: int, since: datetime) -> Iterator[Act]:
        life = self.life
        assert life.ended_at is not None
        if life.fate in PROCESSED:
            yield from self._stages(done, len(self.walk), since, life.ended_at, to_the_moment=True)
            if life.returned_at is not None:
                yield Act(life.returned_at, Deed.HAND_OVER)
            return
        if life.fate in (Fate.WITHIN, Fate.OVERDUE):
            yield from self._stages(done, max(done, self._reached(since)), since, life.ended_at)
            return
        begins_at = self._earlier(life.ended_at, 40, since)
        reached = self.rng.randint(done, max(done, self.examined))
        yield from self._stages(done, reached, since, begins_at)
        since = max(since, begins_at)
        match life.fate:
            case Fate.AWAITING:
                yield from self._three(
                    since, life.ended_at, Deed.PROPOSE_SUPPLEMENT, Deed.SIGN_SUPPLEMENT, Deed.SEND_SUPPLEMENT
                )
            case Fate.AWAITING_PAYMENT:
                yield Act(life.ended_at, Deed.ASK_PAYMENT)
            case Fate.WITHDRAWN:
                yield Act(since, Deed.ASK_WITHDRAWAL)
                yield Act(life.ended_at, Deed.AGREE_WITHDRAWAL)
            case Fate.STOPPED:
                yield Act(life.ended_at, Deed.STOP)
            case _:
                raise AssertionError(life.fate)

    def _twisted(self, twist: Twist, since: datetime) -> Iterator[Act]:
        if twist.kind is TwistKind.SUPPLEMENT:
            yield from self._three(since, twist.at, Deed.PROPOSE_SUPPLEMENT, Deed.SIGN_SUPPLEMENT, Deed.SEND_SUPPLEMENT)
            yield Act(self._earlier(twist.until, 45, twist.at), Deed.SUPPLY)
            yield Act(twist.until, Deed.CONFIRM_SUPPLEMENT)
        elif twist.kind is TwistKind.PAYMENT:
            yield Act(twist.at, Deed.ASK_PAYMENT)
            yield Act(twist.until, Deed.CONFIRM_PAYMENT)
        else:
            deeds = (Deed.PROPOSE_APOLOGY, Deed.SIGN_APOLOGY, Deed.SEND_APOLOGY)
            yield from self._three(since, twist.at, *deeds, until=twist.until)

    def _three(
        self, since: datetime, at: datetime, draft: Deed, sign: Deed, send: Deed, until: datetime | None = None
    ) -> Iterator[Act]:
        yield Act(since, draft, until=until)
        yield Act(self._earlier(at, 15, since), sign)
        yield Act(at, send)

    def _stages(
        self, first: int, last: int, since: datetime, until: datetime, *, to_the_moment: bool = False
    ) -> Iterator[Act]:
        """Do the stages from `first` to before `last` between two moments, the very last one at the end if asked."""
        count = last - first
        if count <= 0:
            return
        shares = list(accumulate(self.rng.uniform(0.5, 1.5) for _ in range(count + (not to_the_moment))))
        for place, stage in enumerate(self.walk[first:last]):
            is_last = to_the_moment and place == count - 1
            at = until if is_last else self._part_of(since, until, shares[place] / shares[-1])
            yield Act(at, Deed.STEP, stage)

    def _reached(self, since: datetime) -> int:
        """How far a dossier still in progress has come by the end of the month."""
        life, most = self.life, len(self.walk) - 1
        assert life.ended_at is not None
        if life.fate is Fate.OVERDUE or life.due_on is None:
            return self.rng.randint(0, most)
        elapsed = self.calendar.between(since, life.ended_at)
        whole = self.calendar.between(since, self.calendar.closing(life.due_on))
        part = elapsed / whole if whole else 1.0
        return min(most, int(len(self.walk) * part * self.rng.uniform(0.4, 1.1)))

    def _part_of(self, start: datetime, end: datetime, part: float) -> datetime:
        """A moment of working time between two."""
        if end <= start:
            return start
        span = self.calendar.between(start, end)
        return self.calendar.add(start, timedelta(seconds=int(span.total_seconds() * part)))

    def _earlier(self, moment: datetime, minutes: int, floor: datetime) -> datetime:
        """Some minutes before a moment if the office is open then, never before `floor`."""
        earlier = moment - timedelta(minutes=minutes)
        if not self.calendar.is_open(earlier):
            earlier = moment
        return max(earlier, min(floor, moment))
