"""Posts of an agency or a division that ends go on in its successor, with the same role and the same days."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.people.actions.noting import note
from motcua.people.actions.posts import appoint, cancel_post, told
from motcua.people.models import Post
from motcua.people.refusals import PostAlreadyHeld


@transaction.atomic
def move_posts(
    *,
    agency_id: int,
    to_agency_id: int,
    since: date,
    by: Actor,
    now: datetime,
    units: Mapping[int, int] | None = None,
    only_unit_id: int | None = None,
) -> int:
    """Let everybody who holds a post on or after a day hold it at the successor from that day; return how many.

    :param units: division there by division here; others get a post in no division.
    :param only_unit_id: move the posts of one division only.
    """
    held = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since), agency_id=agency_id)
    if only_unit_id is not None:
        held = held.filter(unit_id=only_unit_id)
    moved = 0
    for post in held.select_related("officer").select_for_update(of=("self",)).order_by("pk"):
        goes_on_from, last = max(post.valid_from, since), post.valid_to
        unit_id = (units or {}).get(post.unit_id) if post.unit_id else None
        try:
            with transaction.atomic():
                appoint(
                    officer=post.officer, agency_id=to_agency_id, unit_id=unit_id, role=Role(post.role),
                    title=post.title, valid_from=goes_on_from, valid_to=last, by=by, now=now,
                )  # fmt: skip
        except PostAlreadyHeld:
            pass  # they were given it at the successor already
        if post.valid_from >= since:
            cancel_post(post_id=post.pk, on=since, by=by, now=now)
        else:  # not `end_post`: the last administrator may move as well
            post.valid_to = since - timedelta(days=1)
            post.save(update_fields=["valid_to"])
            days = {"before": {"to": str(last) if last else None}, "after": {"to": str(post.valid_to)}}
            note(post.officer.account_id, "post.ended", by=by, now=now, agency_id=agency_id, **told(post), **days)
        moved += 1
    return moved
