"""The officer at this desk: who they are, what they may do and whose calendar they keep. Read once a request."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property

from django.http import HttpRequest

from motcua.access import Permission, policy
from motcua.access import queries as access
from motcua.access.queries import Below, Reach
from motcua.base import clock
from motcua.core.lifecycle import Actor, PostHeld, ProposalStage
from motcua.core.roles import Role
from motcua.core.worktime import CalendarGap, WorkCalendar
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Step
from motcua.dossiers.queries import Counts, Place
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
    """Agencies, the places where only a part of one is meant, and the desks whose dossiers count as well."""

    agencies: list[int]
    places: tuple[Place, ...] = ()
    received: tuple[int, ...] = ()

    @property
    def several(self) -> bool:
        """Whether a list of it has to name the agency of each dossier."""
        through_desks = bool(self.received) or any(place.received for place in self.places)
        return through_desks or len({*self.agencies, *(place.agency_id for place in self.places)}) > 1


@dataclass
class Desk:
    """One officer at one moment."""

    account: Account
    now: datetime
    actor: Actor
    today: date = field(init=False)
    _reached: dict[Permission, Reach] = field(init=False, default_factory=dict)
    _below: Below = field(init=False, default_factory=lambda: cache(org.subtree_ids))

    def __post_init__(self) -> None:
        self.today = people.day_of(self.now)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return access.permissions_of(self.account, on=self.today)

    def reach(self, permission: Permission) -> Reach:
        """Where the officer has a right today."""
        if permission not in self._reached:
            self._reached[permission] = access.scope_of(self.account, permission, on=self.today, below=self._below)
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
        agencies, places = reach.held_at(self._leading)
        if not self._leading:
            return []
        return dossiers.proposals_waiting(agencies, ProposalStage.DRAFTED, places=places, limit=MOST)

    @cached_property
    def to_approve(self) -> list[tuple[Step, Result]]:
        """Drafted answers that wait for this leader."""
        return results.to_approve(self.actor, limit=MOST) if self._leading else []

    @cached_property
    def signing(self) -> int:
        """How many documents wait for this leader's signature."""
        return len(self.to_sign) + (results.count_to_approve(self.actor) if self._leading else 0)

    @cached_property
    def to_answer(self) -> dossiers.Rows:
        """Questions that wait for this officer's agencies."""
        asked = Permission.ANSWER_CONSULTATION
        posts = [post for post in self.actor.posts if asked in policy.permissions_of(post.role)]
        agencies, places = reach.held_at(posts)
        return dossiers.consultations_waiting(agencies, places=places, limit=MOST) if posts else []

    @cached_property
    def _leading(self) -> list[PostHeld]:
        return [post for post in self.actor.posts if post.role in LEADERS]

    @cached_property
    def watched_late(self) -> int:
        """How many dossiers whose lateness this officer follows are late."""
        watched = self.watched
        return dossiers.overdue_count(watched.agencies, places=watched.places, received=watched.received, now=self.now)

    @cached_property
    def watched(self) -> "Watched":
        """Whose lateness this officer follows."""
        watch, received = self.reach(Permission.WATCH_UNIT), self.reach(Permission.WATCH_RECEIVED)
        if watch.everywhere:
            return Watched(list(org.agencies(on=self.today).values_list("id", flat=True)))
        lent = [replace(place, received=True) for place in reach.places_in(self.actor, received) if place.field_ids]
        places = (*reach.places_in(self.actor, watch), *lent)
        return Watched(sorted(watch.agency_ids), places, tuple(sorted(received.agency_ids)))


def of(request: HttpRequest) -> Desk:
    """The desk of the officer who asks; the doorkeeper has let them in."""
    desk = getattr(request, "_office_desk", None)
    if desk is None:
        assert isinstance(request.user, Account)
        now = clock.now()
        desk = Desk(request.user, now, people.actor_of(request.user, now))
        request._office_desk = desk  # type: ignore[attr-defined]
    return desk
