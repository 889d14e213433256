"""The officer at this desk: who they are, what they may do and whose calendar they keep. Read once a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.http import HttpRequest

from motcua.access import Permission, policy
from motcua.access import queries as access
from motcua.access.queries import Reach
from motcua.base import clock
from motcua.core.lifecycle import Actor, ProposalStage
from motcua.core.roles import Role
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Step
from motcua.dossiers.queries import Counts
from motcua.org import queries as org
from motcua.org.refusals import NoCalendar
from motcua.people import queries as people
from motcua.people.models import Account, Post
from motcua.results import queries as results
from motcua.results.models import Result
from motcua.web.office import reach

SOON = timedelta(hours=8)  # of work
AHEAD = timedelta(hours=16)  # of work: how far a leader looks for what will be late
MOST = 100  # rows of a list that has no pages


LEADERS = (Role.AGENCY_LEADER, Role.COMMITTEE_LEADER)


@dataclass(frozen=True, slots=True)
class Watched:
    """Agencies, the divisions where only some are meant, and the desks whose dossiers count as well."""

    agencies: list[int]
    units: list[int] | None = None
    received: tuple[int, ...] = ()

    @property
    def several(self) -> bool:
        """Whether a list of it has to name the agency of each dossier."""
        return len(self.agencies) > 1 or bool(self.received)


@dataclass
class Desk:
    """One officer at one moment."""

    account: Account
    now: datetime
    actor: Actor
    today: date = field(init=False)
    _reached: dict[Permission, Reach] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.today = people.day_of(self.now)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return access.permissions_of(self.account, on=self.today)

    def reach(self, permission: Permission) -> Reach:
        """Where the officer has a right today."""
        if permission not in self._reached:
            self._reached[permission] = access.scope_of(self.account, permission, on=self.today)
        return self._reached[permission]

    @cached_property
    def calendar(self) -> WorkCalendar | None:
        """The working calendar of the officer's own agency, for telling how much working time is left."""
        try:
            return org.calendar_of(self.actor.agency_id or 0, self.today)
        except NoCalendar:
            return None  # nothing can be accepted there either; lists then show the bare dates

    def working(self, time: timedelta) -> datetime:
        """The moment so much working time from now; by the clock where no calendar reaches so far."""
        if self.calendar is None:
            return self.now + time
        try:
            return self.calendar.add(self.now, time)
        except CalendarGap:
            return self.now + time

    @cached_property
    def posts(self) -> Sequence[Post]:
        return list(people.posts_of(self.account.officer, on=self.today))

    @cached_property
    def counts(self) -> Counts:
        """How full the inbox is."""
        soon = self.calendar.add(self.now, SOON) if self.calendar else self.now + SOON
        return dossiers.inbox_counts(self.actor, now=self.now, soon=soon)

    @cached_property
    def to_sign(self) -> dossiers.Rows:
        """Drafts that wait for this leader."""
        if not self._led:
            return []
        rows = dossiers.proposals_waiting(self._led, ProposalStage.DRAFTED, limit=MOST)
        return [row for row in rows if self._leads(row["competent_agency_id"], row["field_id"])]

    @cached_property
    def to_approve(self) -> list[tuple[Step, Result]]:
        """Drafted answers that wait for this leader."""
        return results.to_approve(self.actor, limit=MOST) if self._led else []

    @property
    def signing(self) -> int:
        """How many documents wait for this leader's signature."""
        return len(self.to_sign) + len(self.to_approve)

    @cached_property
    def to_answer(self) -> dossiers.Rows:
        """Questions that wait for this officer's agencies."""
        agencies = self._agencies_with(Permission.ANSWER_CONSULTATION)
        return dossiers.consultations_waiting(agencies, limit=MOST) if agencies else []

    @cached_property
    def _led(self) -> frozenset[int]:
        return frozenset(post.agency_id for post in self.actor.posts if post.role in LEADERS)

    def _leads(self, agency_id: int, field_id: int) -> bool:
        """Whether one of the posts of a leader there holds for a field: a role may be lent for some only."""
        return any(
            post.agency_id == agency_id and post.covers(field_id) for post in self.actor.posts if post.role in LEADERS
        )

    def _agencies_with(self, permission: Permission) -> frozenset[int]:
        return frozenset(post.agency_id for post in self.actor.posts if permission in policy.permissions_of(post.role))

    @cached_property
    def watched_late(self) -> int:
        """How many dossiers whose lateness this officer follows are late."""
        watched = self.watched
        return dossiers.overdue_count(watched.agencies, units=watched.units, received=watched.received, now=self.now)

    @cached_property
    def watched(self) -> "Watched":
        """Whose lateness this officer follows."""
        watch, received = self.reach(Permission.WATCH_UNIT), self.reach(Permission.WATCH_RECEIVED)
        if watch.everywhere:
            return Watched(list(org.agencies(on=self.today).values_list("id", flat=True)))
        through = tuple(sorted(received.agency_ids))
        if watch.agency_ids:
            return Watched(sorted(watch.agency_ids), received=through)
        return Watched(sorted(reach.agencies_of(self.actor, watch)), sorted(watch.unit_ids), through)


def of(request: HttpRequest) -> Desk:
    """The desk of the officer who asks; the doorkeeper has let them in."""
    desk = getattr(request, "_office_desk", None)
    if desk is None:
        assert isinstance(request.user, Account)
        now = clock.now()
        desk = Desk(request.user, now, people.actor_of(request.user, now))
        request._office_desk = desk  # type: ignore[attr-defined]
    return desk
