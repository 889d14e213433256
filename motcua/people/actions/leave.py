"""Days away: nobody leaves without somebody who does their work, all of it, on all of those days."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.core.vietnam import tidy
from motcua.people import refusals
from motcua.people.actions.noting import note
from motcua.people.actions.posts import delegate, refused
from motcua.people.models import Delegation, Leave, Officer, Post
from motcua.people.queries import of_unit
from motcua.people.roles import DELEGABLE


@transaction.atomic
def take_leave(
    *,
    officer: Officer,
    substitute: Officer,
    valid_from: date,
    valid_to: date,
    by: Actor,
    now: datetime,
    reason: str = "",
    delegates: bool = False,
) -> Leave:
    """Enter days away, `valid_to` being the last. What needs no delegation passes to the substitute by itself.

    :param delegates: lend what assigns or approves to the substitute for these days, too (law:delegation).
    :raises refusals.DaysOutOfOrder, refusals.DelegationToOneself, refusals.LeaveOverlaps, refusals.SubstituteIsAway,
        refusals.SubstituteElsewhere:
    :raises refusals.DecisionsUncovered: posts that assign or approve, and nobody they are lent to.
    """
    if valid_to < valid_from:
        raise refusals.DaysOutOfOrder
    if officer.pk == substitute.pk:
        raise refusals.DelegationToOneself
    posts = list(_during(officer, valid_from, valid_to))
    there = set(
        Post.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=valid_to), officer=substitute, valid_from__lte=valid_from
        ).values_list("agency_id", flat=True)
    )
    if any(post.agency_id not in there for post in posts):
        raise refusals.SubstituteElsewhere
    with refused(
        leave_not_taken_twice_at_once=refusals.LeaveOverlaps, leave_substitute_is_there=refusals.SubstituteIsAway
    ):
        leave = Leave.objects.create(
            officer=officer,
            substitute=substitute,
            valid_from=valid_from,
            valid_to=valid_to,
            reason=tidy(reason),
            made_at=now,
        )
    told = {"from": str(valid_from), "to": str(valid_to), "substitute": substitute.pk}
    agency_id = posts[0].agency_id if posts else None
    note(officer.account_id, "leave.taken", by=by, now=now, agency_id=agency_id, **told)
    for post in posts:
        if post.role in DELEGABLE and not _is_lent(post, leave):
            if not delegates:
                raise refusals.DecisionsUncovered
            delegate(
                from_officer=officer,
                to_officer=substitute,
                role=Role(post.role),
                agency_id=post.agency_id,
                unit_id=post.unit_id,
                valid_from=max(valid_from, post.valid_from),
                valid_to=min(valid_to, post.valid_to or valid_to),
                scope_note=f"Làm thay trong thời gian nghỉ từ {valid_from:%d/%m/%Y} đến {valid_to:%d/%m/%Y}",
                by=by,
                now=now,
            )
    return leave


@transaction.atomic
def end_leave(*, leave_id: int, last_day: date, by: Actor, now: datetime) -> None:
    """Come back earlier; a leave that has not begun by then is taken back whole. What was delegated stays as it is.

    :raises refusals.PostAlreadyEnded: it is over by then.
    """
    leave = Leave.objects.select_for_update(of=("self",)).get(pk=leave_id)
    if leave.valid_to <= last_day:
        raise refusals.PostAlreadyEnded
    before, after = {"to": str(leave.valid_to)}, {"to": str(last_day)}
    note(leave.officer.account_id, "leave.ended", by=by, now=now, last_day=str(last_day), before=before, after=after)
    if last_day < leave.valid_from:
        leave.delete()
        return
    leave.valid_to = last_day
    leave.save(update_fields=["valid_to"])


def _during(officer: Officer, first: date, last: date) -> list[Post]:
    """Every post held on some of these days."""
    return list(
        Post.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=first), officer=officer, valid_from__lte=last
        ).order_by("valid_from", "pk")
    )


def _is_lent(post: Post, leave: Leave) -> bool:
    """Whether a role is lent already on all of these days, to whomever."""
    return Delegation.objects.filter(
        of_unit(post.unit_id),
        from_officer_id=post.officer_id,
        role=post.role,
        agency_id=post.agency_id,
        valid_from__lte=max(leave.valid_from, post.valid_from),
        valid_to__gte=min(leave.valid_to, post.valid_to or leave.valid_to),
    ).exists()
