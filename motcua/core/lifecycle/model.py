"""The values the moves work on: who acts, the dossier as loaded, the rules that bind it, and the resulting change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from motcua.core.deadline import ClockEvent, DuePolicy, Norm
from motcua.core.flow import MarkState, Outcome, ProcessDef, StepKind, UnitRule
from motcua.core.lifecycle.states import State, TimerKind
from motcua.core.regime import FormKind, Regime
from motcua.core.roles import Role
from motcua.core.worktime import WorkCalendar


class ActorKind(StrEnum):
    """What sort of somebody acts."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    SYSTEM = "system"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post an officer holds today, by appointment or by delegation from another."""

    role: Role
    agency_id: int
    unit_id: int | None = None
    on_behalf_of: int | None = None  # the officer who delegated
    field_ids: frozenset[int] | None = None  # the fields it was lent for; None: every field

    def covers(self, field_id: int | None) -> bool:
        """Whether it holds for dossiers of a field (law:delegation)."""
        return self.field_ids is None or field_id in self.field_ids


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, with the posts that give the right to."""

    kind: ActorKind
    id: int | None
    name: str = ""
    posts: tuple[PostHeld, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere."""
        if self.kind is ActorKind.OFFICER:
            return frozenset(post.role for post in self.posts)
        return frozenset({Role.CITIZEN if self.kind is ActorKind.CITIZEN else Role.SYSTEM})

    @property
    def agency_id(self) -> int | None:
        """The agency of the first post: where the journal says the act was done."""
        return self.posts[0].agency_id if self.posts else None

    def holds(self, roles: frozenset[Role], agencies: frozenset[int | None]) -> bool:
        """Whether one of `roles` is held in one of `agencies`; citizens and the system have no agency."""
        if self.kind is not ActorKind.OFFICER:
            return bool(self.roles & roles)
        return any(post.role in roles and post.agency_id in agencies for post in self.posts)

    def in_field(self, field_id: int | None) -> "Actor":
        """The same person with the posts that hold for dossiers of this field."""
        if all(post.covers(field_id) for post in self.posts):
            return self
        return replace(self, posts=tuple(post for post in self.posts if post.covers(field_id)))

    @property
    def stands_for(self) -> frozenset[int | None]:
        """The officer's own id and those of the officers who delegated to this one."""
        return frozenset({self.id, *(post.on_behalf_of for post in self.posts if post.on_behalf_of)})


SYSTEM = Actor(ActorKind.SYSTEM, None, "Hệ thống")


@dataclass(frozen=True, slots=True)
class Performer:
    """Who is to do a step: a role at an agency, perhaps in one division of it, perhaps one officer."""

    role: Role
    agency_id: int
    unit_id: int | None = None
    officer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One mark of the process: a step as it was opened for one performer. `id` is None until it is written."""

    no: int
    key: str
    round: int
    performer: int
    name: str
    kind: StepKind
    role: Role
    agency_id: int
    opened_at: datetime
    id: int | None = None
    unit_id: int | None = None
    officer_id: int | None = None
    came_from: tuple[int, ...] = ()
    due_at: datetime | None = None
    seen_at: datetime | None = None
    state: MarkState = MarkState.OPEN
    done_at: datetime | None = None
    done_by: int | None = None
    outcome: Outcome | None = None
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.state is MarkState.OPEN


class ProposalKind(StrEnum):
    """What is drafted by one person and decided by another."""

    SUPPLEMENT = "supplement"
    APOLOGY = "apology"
    WITHDRAWAL = "withdrawal"


class ProposalStage(StrEnum):
    """How far a proposal has come."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    DONE = "done"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A supplement notice or apology on its way through the leader, or a wish to withdraw. Texts are kept beside it."""

    kind: ProposalKind
    stage: ProposalStage
    drafted_by: int | None
    drafted_at: datetime
    id: int | None = None
    content: Mapping[str, Any] = field(default_factory=dict)  # reason, items; the new due moment of an apology
    new_due_at: datetime | None = None
    ground: str = ""  # why an "at most once" rule is overridden
    decided_by: int | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Supplement:
    """One request for missing papers, from asking to confirmation."""

    number: int
    at_intake: bool
    asked_at: datetime
    term_ends_on: date
    id: int | None = None
    asked_by: int | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    supplied_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question put to another agency, with a term of its own inside the norm."""

    agency_id: int
    asked_at: datetime
    due_at: datetime
    id: int | None = None
    asked_by: int | None = None
    question: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as loaded under its lock. Everything a move may change stands here, nothing personal does."""

    state: State
    receiving_agency_id: int
    competent_agency_id: int
    id: int | None = None
    code: str = ""
    channel: str = "direct"
    field_id: int | None = None  # of its procedure: a role may be lent for some fields only
    norm: Norm | None = None  # None: the catalogue does not say; whoever accepts must choose
    is_non_territorial: bool = (
        False  # received by a desk that does not serve the competent agency (law:non-territorial)
    )
    taken_over_at: datetime | None = None
    is_part: bool = False  # work a dossier handed up: it has no clock of its own towards the owner (law:one-clock)
    is_linked: bool = False  # filed together with others, which may wait for it or it for them (law:linked-turn)
    owner_citizen_id: int | None = None
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    accepted_by: int | None = None
    due_original_at: datetime | None = None
    due_at: datetime | None = None
    due_on: date | None = None
    due_is_draft: bool = False
    has_no_due_date: bool = False
    processed_at: datetime | None = None
    timeliness: str = ""
    returned_at: datetime | None = None
    closed_at: datetime | None = None
    state_since: datetime | None = None
    last_at: datetime | None = None
    timer_kind: TimerKind | None = None
    timer_at: datetime | None = None
    supplements_asked: int = 0
    postponements: int = 0
    is_negative: bool = False
    open_proposals: int = 0
    open_consultations: int = 0
    steps: tuple[Step, ...] = ()
    clock: tuple[ClockEvent, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    supplement: Supplement | None = None
    consultations: tuple[Consultation, ...] = ()

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The steps somebody still has to do."""
        return tuple(step for step in self.steps if step.state is MarkState.OPEN)

    @property
    def desks(self) -> frozenset[int | None]:
        """The agencies whose reception desk may act on it."""
        return frozenset({self.receiving_agency_id, self.competent_agency_id})


class Staff(Protocol):
    """Who does what at the agencies concerned, on the day of the move."""

    def performer(self, role: Role, unit_rule: UnitRule) -> Performer:
        """The performer of a step with this role under this unit rule."""

    def can(self, officer_id: int, role: Role, agency_id: int) -> bool:
        """Whether this officer holds the role at the agency, so that a step may be given to them."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """How long the province waits before it reminds; local custom, not law. Working days unless named otherwise."""

    payment_days: int = 5
    collect_days: int = 10
    draft_kept_days: int = 30  # calendar days


@dataclass(frozen=True, slots=True)
class Rules:
    """The pinned versions that bind one dossier."""

    regime: Regime
    policy: DuePolicy
    calendar: WorkCalendar
    calendar_version_id: int
    process: ProcessDef
    staff: Staff
    reminders: Reminders = Reminders()
    process_version_id: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper by which running dossiers are moved: its number and day, and what it says."""

    number: str
    decided_on: date
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """What the journal will say. `details` never holds personal data: it could not be erased."""

    kind: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a move decided: the dossier after it, and the rows to write."""

    after: Dossier
    events: tuple[Event, ...]
    opened: tuple[Step, ...] = ()
    altered: tuple[Step, ...] = ()  # steps already stored whose row changes (closed, seen, reassigned)
    clock: tuple[ClockEvent, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    supplement: Supplement | None = None
    consultations: tuple[Consultation, ...] = ()
    form: FormKind | None = None
    warnings: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)  # reason, guidance, proof: kept beside it, not in the journal
    rules: Rules | None = None  # when the move binds the dossier to other versions than it was loaded with
