"""What somebody will do next with a dossier, and when: a pure function of its fate and of how it stands.

Asked again of the same standing it answers the same, so that a life can be left and taken up anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from motcua.core.deadline import Cause
from motcua.core.flow import MarkState, Outcome, ProcessDef, StepDef, StepKind
from motcua.core.lifecycle import Dossier, Proposal, ProposalKind, ProposalStage, State, Step
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar
from motcua.rehearsal.demonstration.plan import Life

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
WORKING: Final = (Role.CASE_OFFICER,)
CHECKING: Final = (Role.DIVISION_HEAD, Role.AGENCY_LEADER)
LEADING: Final = (Role.AGENCY_LEADER, Role.COMMITTEE_LEADER)


@dataclass(frozen=True, slots=True)
class Intent:
    """An act to come: its name in `acts`, its moment, the step it concerns."""

    act: str
    at: datetime
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dossier stands, and what binds it."""

    life: Life
    dossier: Dossier
    process: ProcessDef
    calendar: WorkCalendar
    done: Collection[str] = ()  # what happens once a life and already did

    def in_work(self, start: datetime, hours: float) -> datetime:
        """A moment some working hours after another."""
        return self.calendar.add(start, timedelta(minutes=max(1, round(hours * 60))))

    def since(self) -> datetime:
        """When the dossier came into its present state."""
        assert self.dossier.state_since is not None
        return self.dossier.state_since

    def lingers(self) -> datetime | None:
        """When something happens in a state where this dossier was fated to stay for long."""
        fate = self.life.fate
        if fate.lingers_in != self.dossier.state.value:
            return None
        return self.in_work(self.calendar.next_open(self.since()), fate.lingers_hours)

    def by_day(self, start: datetime, days: float, what: str) -> datetime:
        """A moment of a citizen's day some days later."""
        dice = self.life.dice(what)
        day = (start + timedelta(days=days)).astimezone(ZONE).date()
        return max(start + 20 * MINUTE, datetime.combine(day, time(dice.randint(7, 20), dice.randint(0, 59)), ZONE))

    def at_desk(self, start: datetime, days: float, what: str) -> datetime:
        """A moment of opening hours some days later."""
        moment = self.by_day(start, days, what)
        return self.in_work(self.calendar.next_open(moment), self.life.dice(f"{what} when").uniform(0.05, 2))


def intend(stands: Standing) -> Intent | None:
    """Return the next act; None when nobody will act, or another dossier's act comes first."""
    chosen = _BY_STATE.get(stands.dossier.state, lambda _: None)(stands)
    if chosen is None:
        return None
    assert stands.dossier.last_at is not None
    earliest = stands.dossier.last_at + MINUTE
    return chosen if chosen.at >= earliest else Intent(chosen.act, earliest, chosen.step)


def first(life: Life) -> Intent:
    """Return how a dossier comes to the door."""
    if life.channel == "online":
        return Intent("draft" if life.fate.kept_as_draft else "file", life.at)
    if life.channel == "postal":
        return Intent("file", life.at)
    if life.fate.refused:
        return Intent("turn_away", life.at)
    return Intent("receive_incomplete" if life.fate.incomplete else "receive", life.at)


def _draft(stands: Standing) -> Intent | None:
    if stands.life.fate.lingers_in == "draft" or stands.life.dice("draft").random() < 0.5:
        return None  # given up
    return Intent("submit_draft", stands.by_day(stands.since(), stands.life.dice("draft").uniform(0.1, 3), "draft"))


def _submitted(stands: Standing) -> Intent:
    life, fate = stands.life, stands.life.fate
    dice = life.dice("check")
    slow = dice.random() < 0.06
    at = stands.in_work(
        stands.calendar.next_open(stands.since()), dice.uniform(8.5, 20) if slow else dice.uniform(0.3, 6)
    )
    if fate.withdraws and _early(life) and "withdrawal" not in stands.done:
        return Intent("ask_withdrawal", stands.by_day(stands.since(), 0, "withdrawal"))
    if live(stands.dossier, ProposalKind.WITHDRAWAL):
        return Intent("agree_withdrawal", at)
    if fate.refused:
        return Intent("refuse", at)
    if fate.incomplete and not stands.dossier.supplements_asked:
        return Intent("ask_at_intake", at)
    return Intent("accept", stands.lingers() or at)


def _asked_at_intake(stands: Standing) -> Intent | None:
    return _supply_or_close(stands)


def _supply_or_close(stands: Standing) -> Intent | None:
    supplement = stands.dossier.supplement
    if supplement is None:
        return None
    if stands.life.fate.supplies:
        return Intent("supply", stands.by_day(stands.since(), stands.life.dice("supply").uniform(0.2, 9), "supply"))
    closing = stands.calendar.nth_working_day(supplement.term_ends_on, 1)
    return Intent("close_expired", stands.in_work(stands.calendar.opening(closing), 1))


def _supplied(stands: Standing) -> Intent:
    dice = stands.life.dice("confirm")
    usual = stands.in_work(stands.calendar.next_open(stands.since()), dice.uniform(0.3, 6))
    return Intent("confirm_supplement", stands.lingers() or usual)


def _accepted(stands: Standing) -> Intent:
    life, dossier = stands.life, stands.dossier
    since = stands.since()
    if dossier.is_non_territorial and dossier.taken_over_at is None:
        return Intent("send_to_competent", stands.in_work(since, life.dice("send").uniform(0.2, 2)))
    usual = stands.in_work(since, life.dice("transfer").uniform(0.05, 0.3 if _same_day(life) else 1.2))
    return Intent("transfer", stands.lingers() or usual)


def _in_transit(stands: Standing) -> Intent:
    usual = stands.in_work(stands.since(), stands.life.dice("take over").uniform(0.5, 7))
    return Intent("take_over", stands.lingers() or usual)


def _in_process(stands: Standing) -> Intent | None:
    return _proposal(stands) or _consultation(stands) or _work(stands)


def _proposal(stands: Standing) -> Intent | None:
    for proposal in stands.dossier.proposals:
        if proposal.stage is ProposalStage.DRAFTED:
            if proposal.kind is ProposalKind.WITHDRAWAL:
                return Intent(_withdrawal(stands), stands.in_work(proposal.drafted_at, 3))
            dice = stands.life.dice(f"sign {proposal.kind}")
            act = f"sign_{proposal.kind.value}"
            return Intent(act, stands.in_work(proposal.drafted_at, dice.uniform(0.3, 5)))
        if proposal.stage is ProposalStage.SIGNED and proposal.decided_at:
            return Intent(f"send_{proposal.kind.value}", stands.in_work(proposal.decided_at, 0.5))
    return None


def _withdrawal(stands: Standing) -> str:
    return "refuse_withdrawal" if stands.life.fate.withdrawal_refused else "agree_withdrawal"


def _consultation(stands: Standing) -> Intent | None:
    asked = min(stands.dossier.consultations, key=lambda each: each.asked_at, default=None)
    if asked is None:
        return None
    share = stands.life.dice("opinion").uniform(0.3, 1.2)
    return Intent("answer", stands.in_work(asked.asked_at, _hours(stands, asked.asked_at, asked.due_at) * share))


def _work(stands: Standing) -> Intent | None:
    """The step that will be done first, unless something befalls the dossier before."""
    steps = [step for step in stands.dossier.open_steps if step.kind in (StepKind.TASK, StepKind.CONSULT)]
    if not steps:
        return None
    coming = min((_completion(stands, step) for step in steps), key=lambda intent: intent.at)
    assert coming.step is not None
    befalls = _befalls(stands, coming.step, coming.at)
    return min([coming, *befalls], key=lambda intent: intent.at)


def _completion(stands: Standing, step: Step) -> Intent:
    life, definition = stands.life, stands.process.step(step.key)
    if life.fate.sent_back and "sent_back" not in stands.done and step.role in CHECKING and step.came_from:
        return Intent("send_back", stands.in_work(_begins(stands, step), life.dice("send back").uniform(0.3, 3)), step)
    begins = _begins(stands, step)
    if step.role.value in life.fate.lingers_with:
        return Intent("complete", stands.in_work(begins, life.fate.lingers_hours), step)
    given = (_hours(stands, step.opened_at, step.due_at) if step.due_at else 2.0) * _haste(stands)
    share = min(0.98, life.fate.tempo * life.dice(f"step {step.no}").uniform(0.5, 1.3))
    at = stands.in_work(begins, max(0.05, given * share))
    due, last_at = stands.dossier.due_at, stands.dossier.last_at
    if due and last_at and _is_bulk(stands.process, definition):
        if stands.dossier.postponements:  # a second date is kept, mostly
            at = max(at, stands.in_work(last_at, _hours(stands, last_at, due) * 0.6))
        elif life.fate.late:
            at = max(at, stands.in_work(due, life.dice("late").uniform(1, 30)))
    return Intent("complete", at, step)


def _haste(stands: Standing) -> float:
    """How much of its hours a step gets where the day is short: a same-day matter taken in at two."""
    since, due_at = stands.dossier.taken_over_at or stands.dossier.accepted_at, stands.dossier.due_at
    if not _same_day(stands.life) or since is None or due_at is None:
        return 1.0
    return min(1.0, _hours(stands, since, due_at) / 10)


def _same_day(life: Life) -> bool:
    return life.procedure.time == "same_day"


def _begins(stands: Standing, step: Step) -> datetime:
    """When work on a step begins, or goes on after the dossier waited for somebody else."""
    return max(step.opened_at, stands.since())


def _befalls(stands: Standing, step: Step, until: datetime) -> list[Intent]:
    """What comes between the opening of a step and its completion, each once in a life."""
    life, fate, dossier = stands.life, stands.life.fate, stands.dossier
    working = step.role in WORKING and _is_bulk(stands.process, stands.process.step(step.key))
    begins = _begins(stands, step)
    span = until - begins
    found = []

    def once(name: str, act: str, at: datetime) -> None:
        if name not in stands.done and at < until:
            found.append(Intent(act, at, step))

    if fate.recalled and _just_sent_on(stands, step):
        once("recalled", "recall", stands.in_work(begins, 0.05))
    if working:
        if fate.reassigned:
            once("reassigned", "reassign", stands.in_work(begins, 0.6))
        if fate.consulted and dossier.due_at and dossier.due_at - begins > timedelta(days=3):
            once("consulted", "consult", stands.in_work(begins, 1.2))
        if fate.examined_again and not dossier.supplements_asked:
            once("supplement", "propose_supplement", stands.calendar.next_open(begins + span * 0.3))
        if life.procedure.pays and not _has_paid(dossier):
            once("payment", "ask_payment", stands.calendar.next_open(begins + span * 0.5))
        if fate.stopped:
            once("stopped", "stop", stands.calendar.next_open(begins + span * 0.7))
        if fate.withdraws and not _early(life):
            once("withdrawal", "ask_withdrawal", begins + span * 0.4)
        if fate.apologised and dossier.due_at and not dossier.postponements:
            notice = stands.calendar.opening(_working_day_before(stands.calendar, dossier.due_at, 2))
            once("apology", "propose_apology", max(notice, begins + 5 * MINUTE))
    return found


def _processed(stands: Standing) -> Intent | None:
    if not stands.life.fate.collects or stands.dossier.processed_at is None:
        return None
    dice = stands.life.dice("collect")
    if _same_day(stands.life):
        return Intent("hand_over", stands.in_work(stands.dossier.processed_at, dice.uniform(0.1, 3)))
    return Intent("hand_over", stands.at_desk(stands.dossier.processed_at, max(0.0, dice.gauss(1.2, 1.6)), "collect"))


def _finance(stands: Standing) -> Intent | None:
    if not stands.life.fate.pays:
        return None
    usual = stands.at_desk(stands.since(), stands.life.dice("pay").uniform(0.3, 7), "pay")
    return Intent("confirm_payment", stands.lingers() or usual)


_BY_STATE: Mapping[State, Callable[[Standing], Intent | None]] = {
    State.DRAFT: _draft,
    State.SUBMITTED: _submitted,
    State.INTAKE_SUPPLEMENT: _asked_at_intake,
    State.ACCEPTED: _accepted,
    State.IN_TRANSIT: _in_transit,
    State.IN_PROCESS: _in_process,
    State.SUPPLEMENT: _supply_or_close,
    State.SUPPLEMENT_GIVEN: _supplied,
    State.FINANCE: _finance,
    State.PROCESSED: _processed,
}


def outcome_of(stands: Standing, step: Step) -> Outcome:
    """Return what the performer of a step will answer."""
    offered = stands.process.step(step.key).next
    if stands.life.fate.negative and Outcome.NEGATIVE in offered and step.role in WORKING:
        return Outcome.NEGATIVE
    return stands.process.step(step.key).main_outcome


def ends_the_work(process: ProcessDef, definition: StepDef, outcome: Outcome) -> bool:
    """Whether nothing but handing over follows a step."""
    following = [process.step(key) for key in definition.next.get(outcome, ()) if key]
    return all(step.kind is StepKind.RETURN_RESULT for step in following)


def live(dossier: Dossier, kind: ProposalKind) -> Proposal | None:
    """Return the proposal of a kind that still waits for somebody."""
    return next((proposal for proposal in dossier.proposals if proposal.kind is kind), None)


def _early(life: Life) -> bool:
    """Whether the applicant changes their mind before anybody has looked."""
    return life.channel != "direct" and life.dice("early").random() < 0.35


def _is_bulk(process: ProcessDef, definition: StepDef) -> bool:
    """Whether this is the step that takes longest: where examining happens."""
    working = [step for step in process.steps if step.role in WORKING]
    longest = max(working, key=lambda step: step.time or Decimal(0), default=None)
    return longest is not None and longest.key == definition.key


def _just_sent_on(stands: Standing, step: Step) -> bool:
    before = [other for other in stands.dossier.steps if other.no in step.came_from]
    return len(before) == 1 and before[0].role in WORKING and before[0].state is MarkState.DONE and not step.seen_at


def _has_paid(dossier: Dossier) -> bool:
    return any(event.cause is Cause.FINANCE for event in dossier.clock)


def _hours(stands: Standing, start: datetime, end: datetime) -> float:
    return max(0.0, stands.calendar.between(start, end) / HOUR)


def _working_day_before(calendar: WorkCalendar, moment: datetime, count: int) -> date:
    day = moment.astimezone(ZONE).date()
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_working_day(day)
    return day
