"""Who stands at the desk: the agencies they receive, return and collect for, and what a page's head says of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse

from motcua.access import Permission, doors
from motcua.access.policy import ROLES
from motcua.base import clock
from motcua.core import vietnam
from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.dossiers import queries as dossiers
from motcua.org import queries as org
from motcua.org.models import Agency
from motcua.people.models import Account
from motcua.people.queries import actor_of

DESK_ROLES = (Role.RECEPTION, Role.RETURN_DESK, Role.CASHIER)


@dataclass(frozen=True)
class Clerk:
    """An officer with a post at a desk, at one moment."""

    account: Account
    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(vietnam.ZONE).date()

    def agencies_as(self, *roles: Role) -> frozenset[int]:
        """Where one of these roles is held."""
        return frozenset(post.agency_id for post in self.actor.posts if post.role in roles)

    @cached_property
    def agencies(self) -> frozenset[int]:
        return self.agencies_as(*DESK_ROLES)

    @cached_property
    def desk(self) -> Agency:
        """The agency at whose desk this officer stands: where they receive, else where they return or collect."""
        held = {agency.pk: agency for agency in org.agencies(on=self.today).filter(pk__in=self.agencies)}
        first = sorted(
            (post for post in self.actor.posts if post.role in DESK_ROLES and post.agency_id in held),
            key=lambda post: DESK_ROLES.index(post.role),
        )
        return held[first[0].agency_id]

    @cached_property
    def post_name(self) -> str:
        role = next(role for role in DESK_ROLES if self.agencies_as(role))
        return ROLES[role].title

    @cached_property
    def counts(self) -> dict[str, int]:
        """What waits at the desk, by state; asked for once a page."""
        return dossiers.desk_counts(self.agencies)


def officer_of(request: HttpRequest) -> Actor | None:
    """The officer of this request as one who acts; computed once a request."""
    if not hasattr(request, "_officer"):
        account = request.user if isinstance(request.user, Account) and request.user.is_officer else None
        request._officer = actor_of(account, clock.now()) if account else None  # type: ignore[attr-defined]
    officer: Actor | None = request._officer  # type: ignore[attr-defined]
    return officer


def clerk_of(request: HttpRequest) -> Clerk | None:
    """The officer of this request, if they have a post at a desk; computed once a request."""
    if not hasattr(request, "_clerk"):
        found, actor = None, officer_of(request)
        if actor is not None and isinstance(request.user, Account):
            found = Clerk(request.user, actor, clock.now())
        request._clerk = found if found and found.agencies else None  # type: ignore[attr-defined]
    clerk: Clerk | None = request._clerk  # type: ignore[attr-defined]
    return clerk


View = Callable[..., HttpResponse | FileResponse]


def at_desk(needed: Permission) -> Callable[[View], View]:
    """Label a view with the right it needs, and hand it the clerk; officers without a desk are told whom to ask."""

    def label(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | FileResponse:
            clerk = clerk_of(request)
            if clerk is None:
                return doors.refuse(request, Permission.ACCEPT_DOSSIER)
            return view(request, clerk, *args, **kwargs)

        return doors.permission(needed)(opened)

    return label


def shell(clerk: Clerk) -> dict[str, object]:
    """What the frame of each page of this door shows."""
    return {
        "officer_name": clerk.actor.name,
        "officer_post": clerk.post_name,
        "agency_name": clerk.desk.short_name,
        "work_home": "/quay/",
        "search_url": "/quay/tim/",
    }
