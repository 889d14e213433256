"""Lists by which papers go from unit to unit: what waits to be put on one, what waits to be confirmed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from motcua.base import sql
from motcua.core.handing import Sent
from motcua.core.lifecycle import Actor
from motcua.core.roles import Role
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.models import HandoverList

MOST = 400


def to_hand_over(agencies: Iterable[int], *, limit: int = MOST) -> list[dict[str, Any]]:
    """What the desks of these agencies hold on paper for somebody else, receiver by receiver."""
    return sql.rows(STATEMENTS.to_hand_over, agencies=list(agencies), limit=limit)


def offered_to(giver_id: int, to_agency_id: int, to_unit_id: int | None) -> dict[int, str]:
    """What a desk holds for one receiver: id → code."""
    rows = to_hand_over([giver_id])
    return {row["id"]: row["code"] for row in rows if (row["agency_id"], row["unit_id"]) == (to_agency_id, to_unit_id)}


def sent(found: HandoverList) -> Sent:
    """A list as the rules see it."""
    items = found.items.order_by("position").values_list("dossier_id", "dossier__code")
    return Sent(
        giver_id=found.giver_id,
        to_agency_id=found.to_agency_id,
        to_unit_id=found.to_unit_id,
        made_by=found.made_by,
        is_confirmed=found.confirmed_at is not None,
        dossiers={dossier: code or "" for dossier, code in items},
    )


def lists_for(actor: Actor, *, limit: int = 100) -> list[HandoverList]:
    """Lists this officer's side has to confirm, oldest first."""
    return list(_shown(HandoverList.objects.filter(_mine(actor), confirmed_at=None)).order_by("made_at")[:limit])


def lists_waiting(actor: Actor) -> int:
    """How many there are."""
    return HandoverList.objects.filter(_mine(actor), confirmed_at=None).count() if actor.posts else 0


def lists_of(agencies: Iterable[int], *, limit: int = 50) -> list[HandoverList]:
    """Lists the desks of these agencies have made, newest first."""
    return list(_shown(HandoverList.objects.filter(giver_id__in=list(agencies))).order_by("-made_at")[:limit])


def list_seen_by(list_id: int, actor: Actor) -> HandoverList | None:
    """A list, for its two sides only."""
    givers = [post.agency_id for post in actor.posts if post.role in (Role.RECEPTION, Role.RETURN_DESK)]
    found = HandoverList.objects.filter(_mine(actor) | Q(giver_id__in=givers), pk=list_id)
    return _shown(found).prefetch_related("items__dossier__procedure_version").first()


def _mine(actor: Actor) -> Q:
    sides = Q(pk__in=[])
    for post in actor.posts:
        if post.unit_id:
            sides |= Q(to_agency_id=post.agency_id, to_unit_id=post.unit_id)
        if post.role is Role.RECEPTION:
            sides |= Q(to_agency_id=post.agency_id, to_unit=None)
    return sides


def _shown(found: QuerySet[HandoverList]) -> QuerySet[HandoverList]:
    related = "giver", "to_agency", "to_unit"
    missing = Count("items", filter=Q(items__received=False))
    return found.select_related(*related).annotate(count=Count("items"), missing=missing)
