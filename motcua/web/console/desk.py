"""The administrator at this desk: who they are and what they may manage, and where. Read once a request."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest

from motcua.access import Permission
from motcua.access import queries as access
from motcua.access.queries import Reach
from motcua.base import clock
from motcua.core.lifecycle import Actor
from motcua.core.worktime import WorkCalendar
from motcua.org import queries as org
from motcua.org.refusals import NoCalendar
from motcua.people import queries as people
from motcua.people.models import Account, Post


@dataclass
class Desk:
    """One administrator at one moment."""

    account: Account
    now: datetime
    actor: Actor
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.today = people.day_of(self.now)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return access.permissions_of(self.account, on=self.today)

    @cached_property
    def posts(self) -> list[Post]:
        return list(people.posts_of(self.account.officer, on=self.today))

    @cached_property
    def calendar(self) -> WorkCalendar | None:
        """The calendar of the agency this person works for; None where it keeps none."""
        if not self.posts:
            return None
        try:
            return org.calendar_of(self.posts[0].agency_id, self.today)
        except NoCalendar:
            return None

    def reach(self, permission: Permission) -> Reach:
        """Where the administrator has a right today."""
        return access.scope_of(self.account, permission, on=self.today)


def of(request: HttpRequest) -> Desk:
    """The desk of the administrator who asks; the doorkeeper has let them in."""
    desk = getattr(request, "_console_desk", None)
    if desk is None:
        assert isinstance(request.user, Account)
        now = clock.now()
        desk = Desk(request.user, now, people.actor_of(request.user, now))
        request._console_desk = desk  # type: ignore[attr-defined]
    return desk
