"""What a person may do, where, on a day: the policy applied to the posts they hold."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from motcua.access import policy
from motcua.access.models import LookLog
from motcua.access.policy import Permission, Scope
from motcua.base import sql
from motcua.core.roles import Role
from motcua.org import queries as org
from motcua.people import queries as people
from motcua.people.models import Account, Officer
from motcua.people.queries import Held

Person = Account | AnonymousUser
Below = Callable[[int, date], frozenset[int]]
STATEMENTS = sql.load("motcua.access")


@dataclass(frozen=True, slots=True)
class Lent:
    """What a role lent for some fields reaches: its places, but dossiers of these fields only (law:delegation)."""

    field_ids: frozenset[int]
    agency_ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody has a right. An agency or a division in it is reached; `own` reaches only what is one's own.

    What was lent for some fields stands apart: who does not ask `in_field` gets nothing of it.
    """

    everywhere: bool = False
    agency_ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    own: bool = False
    lent: tuple[Lent, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.everywhere or self.agency_ids or self.unit_ids or self.own or self.lent)

    def in_field(self, field_id: int) -> "Reach":
        """What of it holds for a dossier of this field."""
        holding = [each for each in self.lent if field_id in each.field_ids]
        return replace(
            self,
            agency_ids=self.agency_ids.union(*(each.agency_ids for each in holding)),
            unit_ids=self.unit_ids.union(*(each.unit_ids for each in holding)),
            lent=(),
        )

    def covers(self, agency_id: int, unit_id: int | None = None) -> bool:
        """Tell whether a record of that agency (and division) is within reach. What is one's own is not asked here."""
        return self.everywhere or agency_id in self.agency_ids or (unit_id is not None and unit_id in self.unit_ids)


NOWHERE = Reach()


def may(
    person: Person, permission: Permission, *, on: date, agency_id: int | None = None, unit_id: int | None = None
) -> bool:
    """Tell whether the person has the right on that day: anywhere, or at one agency (and division)."""
    reach = scope_of(person, permission, on=on)
    return bool(reach) if agency_id is None else reach.covers(agency_id, unit_id)


def scope_of(person: Person, permission: Permission, *, on: date, below: Below = org.subtree_ids) -> Reach:
    """Return where the person has the right on that day; an empty reach means nowhere.

    `below` tells the agencies under one; who asks for several rights at once gives one that remembers.
    """
    if not isinstance(person, Account) or not person.is_active:
        return NOWHERE
    if not person.is_officer:
        return Reach(own=True) if permission in policy.permissions_of(Role.CITIZEN) else NOWHERE
    if permission in policy.EVERY_OFFICER:
        return Reach(own=True)
    whole: list[Reach] = []
    lent: list[Lent] = []
    for held in people.held_by(person, on=on):
        if permission not in policy.permissions_of(held.role):
            continue
        there = _reached(held, on, below)
        if held.field_ids is None:
            whole.append(there)
        else:
            lent.append(Lent(held.field_ids, there.agency_ids, there.unit_ids))
    return Reach(
        everywhere=any(there.everywhere for there in whole),
        agency_ids=frozenset().union(*(there.agency_ids for there in whole)),
        unit_ids=frozenset().union(*(there.unit_ids for there in whole)),
        own=any(there.own for there in whole),
        lent=tuple(lent),
    )


def _reached(held: Held, on: date, below: Below) -> Reach:
    match policy.ROLES[held.role].scope:
        case Scope.PROVINCE:
            return Reach(everywhere=True)
        case Scope.SUBTREE:
            return Reach(agency_ids=below(held.agency_id, on))
        case Scope.UNIT if held.unit_id is not None:
            return Reach(unit_ids=frozenset({held.unit_id}))
        case Scope.UNIT | Scope.AGENCY:
            return Reach(agency_ids=frozenset({held.agency_id}))
        case Scope.OWN:
            return Reach(own=True)


def permissions_of(person: Person, *, on: date) -> frozenset[Permission]:
    """Return every right the person has anywhere on that day, for menus; the doors ask `may`."""
    if not isinstance(person, Account) or not person.is_active:
        return frozenset()
    if not person.is_officer:
        return policy.permissions_of(Role.CITIZEN)
    roles = (policy.permissions_of(held.role) for held in people.held_by(person, on=on))
    return policy.EVERY_OFFICER.union(*roles)


def who_grants(permission: Permission, person: Person, *, on: date) -> list[Officer]:
    """Return the officers to ask for a right: those who manage people at the person's own agencies."""
    if not isinstance(person, Account):
        return []
    agencies = {held.agency_id for held in people.held_by(person, on=on)}
    return list(_administrators(agencies, on))


def _administrators(agency_ids: set[int], on: date) -> Iterator[Officer]:
    told: set[int] = set()  # who answers for an agency that ended as well is named once
    for agency_id in sorted(agency_ids):
        for officer in people.officers_with(Role.UNIT_ADMIN, agency_id=agency_id, on=on):
            if officer.pk not in told:
                told.add(officer.pk)
                yield officer


def looks_at(dossier_id: int) -> QuerySet[LookLog]:
    """Return who looked at a dossier, newest first: shown to its owner and to the auditor."""
    return LookLog.objects.filter(dossier_id=dossier_id).select_related("officer").order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class ToldLook:
    """A look as the owner of the data may know it: from which post and why, not who the person is."""

    dossier_id: int
    purpose: LookLog.Purpose
    at: datetime
    times: int
    papers: bool  # papers were opened too
    role: Role | None  # None: a post that ended before the day of the look
    agency: str


def told_looks(dossier_ids: Iterable[int], *, limit: int = 20, offset: int = 0) -> list[ToldLook]:
    """Return who looked at these dossiers, for their owner, newest first; what an officer saw in a day is one line."""
    rows = sql.rows(STATEMENTS.told_looks, dossiers=list(dossier_ids), limit=limit, offset=offset)
    return [
        ToldLook(
            row["dossier_id"],
            LookLog.Purpose(row["purpose"]),
            row["at"],
            row["times"],
            row["papers"],
            Role(row["role"]) if row["role"] else None,
            row["agency_name"] or "",
        )
        for row in rows
    ]


def told_looks_count(dossier_ids: Iterable[int]) -> int:
    """Return how many lines `told_looks` has."""
    return int(sql.value(STATEMENTS.told_looks_count, dossiers=list(dossier_ids)))


def looks(
    *,
    officer: str = "",
    dossier_ids: Collection[int] | None = None,
    purpose: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int,
) -> list[LookLog]:
    """Return the newest looks, those of officers called so, at these dossiers, for a purpose, in a time.

    `before` goes on where a page ended; the key of a look grows with time.
    """
    found = LookLog.objects.select_related("officer")
    if officer.strip():
        found = found.filter(officer__in=people.officers_called(officer.strip()).order_by())
    if dossier_ids is not None:
        found = found.filter(dossier_id__in=list(dossier_ids))
    if purpose:
        found = found.filter(purpose=purpose)
    if since is not None:
        found = found.filter(at__gte=since)
    if until is not None:
        found = found.filter(at__lt=until)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])
