"""Appointing officers, ending their posts, and lending a role for a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.base.refusal import Refusal
from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE, tidy
from motcua.people import refusals
from motcua.people.actions.administrators import keep_one_administrator
from motcua.people.actions.noting import note
from motcua.people.models import Delegation, Officer, Post
from motcua.people.queries import of_unit
from motcua.people.roles import DELEGABLE, POSTABLE


@transaction.atomic
def appoint(
    *,
    officer: Officer,
    agency_id: int,
    role: Role,
    valid_from: date,
    by: Actor,
    now: datetime,
    valid_to: date | None = None,
    unit_id: int | None = None,
    title: str = "",
) -> Post:
    """Give an officer a post from a day on; `valid_to` is its last day.

    :raises refusals.RoleComesWithNoPost, refusals.DaysOutOfOrder, refusals.PostAlreadyHeld,
        refusals.UnitOfAnotherAgency:
    """
    if role not in POSTABLE:
        raise refusals.RoleComesWithNoPost
    if valid_to and valid_to < valid_from:
        raise refusals.DaysOutOfOrder
    with refused(
        post_not_held_twice_at_once=refusals.PostAlreadyHeld, post_unit_is_of_the_agency=refusals.UnitOfAnotherAgency
    ):
        post = Post.objects.create(
            officer=officer,
            agency_id=agency_id,
            unit_id=unit_id,
            role=role,
            title=tidy(title),
            valid_from=valid_from,
            valid_to=valid_to,
        )
    note(officer.account_id, "post.given", by=by, now=now, agency_id=agency_id, **told(post))
    return post


@transaction.atomic
def end_post(*, post_id: int, last_day: date, by: Actor, now: datetime) -> Post:
    """End a post with a day on which it is still held. What was lent from it ends with it.

    :raises refusals.PostAlreadyEnded: it ended by then.
    :raises refusals.DaysOutOfOrder: it had not begun by then; `cancel_post` is for those.
    :raises refusals.LastAdministrator: nobody else could let the others in.
    """
    post = Post.objects.select_for_update(of=("self",)).get(pk=post_id)
    if post.valid_to and post.valid_to <= last_day:
        raise refusals.PostAlreadyEnded
    if last_day < post.valid_from:
        raise refusals.DaysOutOfOrder
    if post.role == Role.SYSTEM_ADMIN:
        keep_one_administrator(account_id=post.officer.account_id, on=now.astimezone(ZONE).date())
    before = {"to": str(post.valid_to) if post.valid_to else None}
    post.valid_to = last_day
    post.save(update_fields=["valid_to"])
    after = {"to": str(last_day)}
    note(
        post.officer.account_id, "post.ended", by=by, now=now, agency_id=post.agency_id,
        **told(post), before=before, after=after,
    )  # fmt: skip
    return post


@transaction.atomic
def cancel_post(*, post_id: int, on: date, by: Actor, now: datetime) -> None:
    """Take an appointment back that was a mistake: possible up to its first day.

    :raises refusals.PostAlreadyBegun: it began before that day.
    """
    post = Post.objects.select_for_update(of=("self",)).get(pk=post_id)
    if post.valid_from < on:
        raise refusals.PostAlreadyBegun
    note(post.officer.account_id, "post.cancelled", by=by, now=now, agency_id=post.agency_id, **told(post))
    post.delete()


@transaction.atomic
def delegate(
    *,
    from_officer: Officer,
    to_officer: Officer,
    role: Role,
    agency_id: int,
    valid_from: date,
    valid_to: date,
    scope_note: str,
    by: Actor,
    now: datetime,
    unit_id: int | None = None,
    field_ids: Iterable[int] = (),
) -> Delegation:
    """Lend a role to another officer, `valid_to` being the last day (law:delegation).

    :param field_ids: for dossiers of these fields only; of every field where none is named.
    :raises refusals.RoleNotLent, refusals.DelegationToOneself, refusals.ScopeMissing, refusals.DaysOutOfOrder,
        refusals.RoleNotHeld, refusals.DelegationExists:
    """
    if role not in DELEGABLE:
        raise refusals.RoleNotLent
    if from_officer.pk == to_officer.pk:
        raise refusals.DelegationToOneself
    if not tidy(scope_note):
        raise refusals.ScopeMissing
    if valid_to < valid_from:
        raise refusals.DaysOutOfOrder
    # What is lent cannot be lent on: only a post of one's own counts.
    held = Post.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=valid_to),
        of_unit(unit_id),
        officer=from_officer,
        role=role,
        agency_id=agency_id,
        valid_from__lte=valid_from,
    )
    if not held.exists():
        raise refusals.RoleNotHeld
    with refused(delegation_not_given_twice_at_once=refusals.DelegationExists):
        loan = Delegation.objects.create(
            from_officer=from_officer,
            to_officer=to_officer,
            role=role,
            agency_id=agency_id,
            unit_id=unit_id,
            valid_from=valid_from,
            valid_to=valid_to,
            scope_note=tidy(scope_note),
            field_ids=sorted(set(field_ids)),
            made_at=now,
        )
    note(to_officer.account_id, "role.lent", by=by, now=now, agency_id=agency_id, **told(loan))
    return loan


@transaction.atomic
def end_delegation(*, delegation_id: int, last_day: date, by: Actor, now: datetime) -> None:
    """Take a lent role back after a day; a loan that has not begun by then is taken back whole.

    :raises refusals.PostAlreadyEnded: it is over by then.
    """
    loan = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation_id)
    if loan.valid_to <= last_day:
        raise refusals.PostAlreadyEnded
    note(
        loan.to_officer.account_id, "role.taken_back", by=by, now=now, agency_id=loan.agency_id, last_day=str(last_day),
        role=str(loan.role), before={"to": str(loan.valid_to)}, after={"to": str(last_day)},
    )  # fmt: skip
    if last_day < loan.valid_from:
        loan.delete()
        return
    loan.valid_to = last_day
    loan.save(update_fields=["valid_to"])


def told(held: Post | Delegation) -> dict[str, Any]:
    """Return what the journal keeps of a post or a loan."""
    said: dict[str, Any] = {"role": str(held.role), "unit": held.unit_id, "from": str(held.valid_from)}
    if isinstance(held, Delegation):
        said["lent_by"] = held.from_officer_id
        if held.field_ids:
            said["fields"] = held.field_ids
    return said | {"to": str(held.valid_to) if held.valid_to else None}


@contextmanager
def refused(**by_constraint: type[Refusal]) -> Iterator[None]:
    """Turn a broken constraint into the refusal that says it in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, refusal in by_constraint.items():
            if name in str(error):
                raise refusal from error
        raise
