"""Who people are and which posts they hold on a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BigIntegerField, Case, Count, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from motcua.base import sql
from motcua.base.sealing import lookup_hash
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE, fold
from motcua.journal.models import JournalEvent
from motcua.org.models.periods import holding
from motcua.people.models import Account, Citizen, Delegation, Leave, Officer, Post, Represented, SecondFactor
from motcua.people.refusals import NotSignedIn, UnknownAccount
from motcua.people.roles import DELEGABLE

STATEMENTS = sql.load("motcua.people")
LENT_ONLY = [role.value for role in DELEGABLE]
OF_UNIT = Coalesce("unit_id", Value(0, output_field=BigIntegerField()))


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody has at an agency, by a post of their own or lent by another officer."""

    role: Role
    agency_id: int
    unit_id: int | None
    valid_from: date
    valid_to: date | None
    title: str = ""
    lent_by: int | None = None  # officer id
    post_id: int | None = None
    field_ids: frozenset[int] | None = None  # lent for these fields only

    def on(self, day: date) -> bool:
        """Tell whether it holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def of_unit(unit_id: int | None) -> Q:
    """Return the condition for posts in a division, or in none."""
    return Q(unit__isnull=True) if unit_id is None else Q(unit_id=unit_id)


def day_of(moment: datetime) -> date:
    """Return the day in Vietnam."""
    return moment.astimezone(ZONE).date()


def signed_in(account_id: int) -> Account | None:
    """Return an open account with its officer or citizen, and what it holds read once, or None."""
    account = Account.objects.select_related("officer", "citizen").filter(pk=account_id, is_active=True).first()
    if account and account.is_officer:
        all_held(account)
    return account


def account_called(username: str) -> Account:
    """Return the open account of that name, however its letters were typed.  :raises UnknownAccount:"""
    try:
        account = Account.objects.get_by_natural_key(username)
    except Account.DoesNotExist as error:
        raise UnknownAccount(username=username) from error
    if not account.is_active:
        raise UnknownAccount(username=username)
    return account


def all_held(account: Account) -> tuple[Held, ...]:
    """Return every post and loan of the account, past ones and future ones too, read once per account object."""
    held: tuple[Held, ...] | None = getattr(account, "_held", None)  # a request's lazy user passes both on
    if held is None:
        held = _read_held(account)
        setattr(account, "_held", held)  # noqa: B010
    return held


def held_by(account: Account, *, on: date) -> tuple[Held, ...]:
    """Return what the account holds on a day: own posts first, in the order in which they began."""
    return tuple(held for held in all_held(account) if held.on(on))


def _read_held(account: Account) -> tuple[Held, ...]:
    if not account.is_officer:
        return ()
    return tuple(
        Held(
            Role(row["role"]),
            row["agency_id"],
            row["unit_id"],
            row["valid_from"],
            row["valid_to"],
            title=row["title"],
            lent_by=row["lent_by"],
            post_id=row["post_id"],
            field_ids=frozenset(row["field_ids"]) or None,
        )
        for row in sql.rows(STATEMENTS.held, account=account.pk, lent_only=LENT_ONLY)
    )


def leaves_of(agency_ids: Iterable[int], *, on: date, until: date) -> QuerySet[Leave]:
    """Return who of these agencies is away on some of these days, with the substitute, the first to leave first."""
    posts = Post.objects.filter(holding(on), officer_id=OuterRef("officer_id"), agency_id__in=list(agency_ids))
    away = Leave.objects.filter(Exists(posts), valid_from__lte=until, valid_to__gte=on)
    return away.select_related("officer", "substitute").order_by("valid_from", "officer__sort_key", "pk")


def away(officer_id: int, *, on: date) -> Leave | None:
    """Return the days away of an officer that are not over, the first to come."""
    found = Leave.objects.filter(officer_id=officer_id, valid_to__gte=on).select_related("substitute")
    return found.order_by("valid_from").first()


def is_away(officer_id: int, *, first: date, last: date) -> bool:
    """Whether an officer is away on some of these days."""
    return Leave.objects.filter(officer_id=officer_id, valid_from__lte=last, valid_to__gte=first).exists()


def loans_of(officer_id: int, *, on: date) -> QuerySet[Delegation]:
    """Return what an officer lends or was lent, now and later."""
    mine = Q(from_officer_id=officer_id) | Q(to_officer_id=officer_id)
    found = Delegation.objects.filter(mine, valid_to__gte=on)
    return found.select_related("from_officer", "to_officer", "agency", "unit").order_by("valid_from", "pk")


def actor_of(account: Account | AnonymousUser, now: datetime) -> Actor:
    """Return who acts, for the verbs: an officer with the posts held today, or a citizen.

    :raises NotSignedIn: nobody is.
    """
    if not isinstance(account, Account):
        raise NotSignedIn
    if not account.is_officer:
        return Actor(ActorKind.CITIZEN, account.citizen.pk, account.citizen.full_name)
    posts = tuple(
        PostHeld(held.role, held.agency_id, held.unit_id, on_behalf_of=held.lent_by, field_ids=held.field_ids)
        for held in held_by(account, on=day_of(now))
    )
    return Actor(ActorKind.OFFICER, account.officer.pk, account.officer.full_name, posts)


def posts_of(officer: Officer, *, on: date) -> QuerySet[Post]:
    """Return the officer's own posts on a day, with agency and unit."""
    return officer.posts.filter(holding(on)).select_related("agency", "unit").order_by("valid_from", "pk")


def officers_with(
    role: Role, *, on: date, agency_id: int | None = None, unit_id: int | None = None
) -> QuerySet[Officer]:
    """Return whom a step can be given to: open officers with a role on a day, by post or lent, in name order."""
    where = Q(role=role) & holding(on)
    if agency_id is not None:  # what an agency that ended had to do is its successor's
        where &= Q(agency_id=Func(agency_id, on, function="org_answering", output_field=BigIntegerField()))
    if unit_id is not None:
        heir = Func(unit_id, on, function="org_unit_answering", output_field=BigIntegerField())
        where &= Q(unit_id=heir)
    # A lent role counts while the post it came from is held.
    source = Post.objects.annotate(of_unit=OF_UNIT).filter(
        holding(on),
        officer_id=OuterRef("from_officer_id"),
        officer__account__is_active=True,
        agency_id=OuterRef("agency_id"),
        of_unit=OuterRef("of_unit"),
        role=OuterRef("role"),
    )
    posts = Post.objects.filter(where, officer_id=OuterRef("pk"))
    loans = Delegation.objects.annotate(of_unit=OF_UNIT).filter(where, Exists(source), to_officer_id=OuterRef("pk"))
    # Who is away is given nothing new; who stands in has what needs no delegation.
    away = Leave.objects.filter(holding(on), officer_id=OuterRef("pk"))
    stood_in = Post.objects.filter(where, officer_id=OuterRef("officer_id"), officer__account__is_active=True).exclude(
        role__in=DELEGABLE
    )
    stands_in = Leave.objects.filter(holding(on), Exists(stood_in), substitute_id=OuterRef("pk"))
    held = Exists(posts) | Exists(loans) | Exists(stands_in)
    return Officer.objects.filter(held, ~Exists(away), account__is_active=True).order_by("sort_key", "pk")


def holders(
    role: Role, *, on: date, agency_id: int, unit_id: int | None = None, field_id: int | None = None
) -> tuple[int, ...]:
    """Return the ids of `officers_with` at one agency, prepared: every step that opens asks for them.

    :param field_id: of the dossier; who was lent the role for other fields does not hold it there.
    """
    where: dict[str, Any] = {"role": role.value, "agency": agency_id, "unit": unit_id, "field": field_id, "day": on}
    found = sql.rows(STATEMENTS.holders, lent_only=LENT_ONLY, **where)
    return tuple(row["id"] for row in found)


def officers_of(agency_ids: Iterable[int], *, on: date) -> QuerySet[Officer]:
    """Return everybody with a post at one of the agencies on a day, in name order."""
    posts = Post.objects.filter(holding(on), officer_id=OuterRef("pk"), agency_id__in=list(agency_ids))
    return Officer.objects.filter(Exists(posts)).select_related("account").order_by("sort_key", "pk")


class Standing(StrEnum):
    """How a roster is narrowed."""

    WORKING = "dang-lam"
    WITHOUT_FACTOR = "chua-xac-thuc"  # works, and has no second factor yet
    CLOSED = "da-khoa"
    WITHOUT_POST = "khong-vi-tri"


def roster(
    standing: Standing, *, on: date, text: str = "", agency_ids: Collection[int] | None, unit_ids: Collection[int] = ()
) -> tuple[QuerySet[Officer], Mapping[Standing, int]]:
    """Return the officers of some agencies and divisions (None: of all) in name order, and how many of each standing.

    Whose posts are over stays with the place where the last of them was held.
    """
    there = Q() if agency_ids is None else Q(agency_id__in=list(agency_ids)) | Q(unit_id__in=list(unit_ids))
    own = Post.objects.filter(officer_id=OuterRef("pk"))
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    officers = Officer.objects.annotate(
        works=Exists(own.filter(still, there)),
        works_anywhere=Exists(own.filter(still)),
        has_factor=Exists(SecondFactor.objects.filter(officer_id=OuterRef("pk"), confirmed_at__isnull=False)),
    )
    if agency_ids is not None:
        officers = officers.filter(Q(works=True) | Q(works_anywhere=False) & Q(Exists(own.filter(there))))
    if text.strip():
        officers = officers.filter(
            Q(name_folded__contains=fold(text)) | Q(account__username__startswith=text.strip().lower())
        )
    counted = officers.aggregate(**{each.name: Count("pk", filter=_standing(each)) for each in Standing})
    shown = Prefetch("posts", Post.objects.filter(still).select_related("agency", "unit").order_by("valid_from", "pk"))
    found = officers.filter(_standing(standing)).select_related("account").prefetch_related(shown)
    return found.order_by("sort_key", "pk"), {each: counted[each.name] for each in Standing}


def _standing(standing: Standing) -> Q:
    match standing:
        case Standing.WORKING:
            return Q(works=True, account__is_active=True)
        case Standing.WITHOUT_FACTOR:
            return Q(works=True, account__is_active=True, has_factor=False)
        case Standing.CLOSED:
            return Q(account__is_active=False)
    return Q(works_anywhere=False, account__is_active=True)


def loans_at(agency_ids: Collection[int] | None, *, on: date) -> QuerySet[Delegation]:
    """Return the loans of some agencies (None: of all) that are not over, the first to begin first."""
    found = Delegation.objects.filter(valid_to__gte=on)
    if agency_ids is not None:
        found = found.filter(agency_id__in=list(agency_ids))
    return found.select_related("from_officer", "to_officer", "agency", "unit").order_by("valid_from", "pk")


def history_of(account_id: int, *, limit: int) -> list[JournalEvent]:
    """Return what was done to an account, its posts and loans, newest first."""
    events = JournalEvent.objects.filter(subject=f"account:{account_id}").defer("canonical")
    return list(events.order_by("-seq")[:limit])


def officers_called(name: str) -> QuerySet[Officer]:
    """Return officers whose name contains these letters, accents optional."""
    return Officer.objects.filter(name_folded__contains=fold(name)).order_by("sort_key", "pk")


def citizens_with(personal_id: str) -> QuerySet[Citizen]:
    """Return the accounts that give this personal ID number, proved ones first."""
    found = Citizen.objects.filter(personal_id_hash=lookup_hash(personal_id, of="personal_id"))
    return found.order_by(F("identity_level").desc(), "pk")


def names_of(officer_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of officers by their ids, in one query."""
    return dict(Officer.objects.filter(pk__in=set(officer_ids)).values_list("pk", "full_name"))


def represented_by(citizen_id: int) -> QuerySet[Represented]:
    """Return whom a citizen files for: the household first, then bodies, then mandates, each in order of entry."""
    rank = Case(When(kind=Represented.Kind.HOUSEHOLD, then=0), When(kind=Represented.Kind.BODY, then=1), default=2)
    return Represented.objects.filter(citizen_id=citizen_id).order_by(rank, "pk")


def represented_on(citizen_id: int, *, on: date) -> QuerySet[Represented]:
    """Return those a citizen may file for on a day: mandates that have begun and not ended, and all others."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return represented_by(citizen_id).filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=on))
