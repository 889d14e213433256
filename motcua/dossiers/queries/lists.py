"""Lists of open work. Each is one statement on a partial index, whatever lies in the archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from motcua.base import sql
from motcua.core.lifecycle import Actor, PostHeld, ProposalStage, State
from motcua.dossiers.commit import STATEMENTS

Rows = list[dict[str, Any]]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FEW = 32
"""So many agencies at most are each asked for their own; among more, what belongs to all of them is walked."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many steps wait, how many of them are late, how many nearly so."""

    total: int
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class Place:
    """A part of what an agency does: one division of it, some fields only, or both."""

    agency_id: int
    unit_id: int | None = None
    field_ids: frozenset[int] | None = None
    received: bool = False  # what came in at this desk, whoever decides on it


def in_places(places: Iterable[Place]) -> dict[str, Any]:
    """Places as the statements take them."""
    given = list(places)
    return {
        "place_agencies": [each.agency_id for each in given],
        "place_units": [each.unit_id or 0 for each in given],
        "place_fields": [_listed(each.field_ids or ()) for each in given],
        "place_received": [each.received for each in given],
    }


def inbox(actor: Actor, *, limit: int = 50, offset: int = 0) -> Rows:
    """The open steps this officer may do, nearest due moment first."""
    return sql.rows(STATEMENTS.inbox, most=limit + offset, limit=limit, offset=offset, **mine(actor))


def inbox_counts(actor: Actor, *, now: datetime, soon: datetime) -> Counts:
    """How full the inbox is; `soon` is the moment before which a step counts as nearly late."""
    row = sql.row(STATEMENTS.inbox_counts, now=now, soon=soon, **mine(actor))
    assert row is not None  # an aggregate always has a row
    return Counts(row["total"], row["late"], row["soon"])


def mine(actor: Actor) -> dict[str, Any]:
    """What makes a step this officer's: named for them or one they stand for, or free to a post they hold."""
    officers = sorted(officer for officer in actor.stands_for if officer is not None)
    return {
        "officers": officers,
        "officer_fields": [_fields(_lent_by(actor, officer)) for officer in officers],
        "fields": [_fields([post]) for post in actor.posts],
        "agencies": [post.agency_id for post in actor.posts],
        "roles": [post.role.value for post in actor.posts],
        "units": [post.unit_id or 0 for post in actor.posts],
    }


def _lent_by(actor: Actor, officer_id: int) -> list[PostHeld]:
    return [post for post in actor.posts if post.on_behalf_of == officer_id] if officer_id != actor.id else []


def _fields(posts: Iterable[PostHeld]) -> str:
    """The fields posts are limited to, as PostgreSQL writes a list; an empty one where any of them is not limited."""
    limits = [post.field_ids for post in posts]
    return _listed({each for limit in limits if limit for each in limit} if None not in limits else ())


def _listed(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, sorted(numbers)))}}}"


def desk(agencies: Iterable[int], states: Iterable[State], *, limit: int = 50, offset: int = 0) -> Rows:
    """What the desks of these agencies have to do in these states, nearest timer first."""
    return sql.rows(
        STATEMENTS.desk,
        agencies=list(agencies),
        states=[state.value for state in states],
        limit=limit,
        offset=offset,
    )


def desk_counts(agencies: Iterable[int]) -> dict[str, int]:
    """How many dossiers wait at these desks, by state."""
    rows = sql.rows(STATEMENTS.desk_counts, agencies=list(agencies))
    return {row["state"]: row["count"] for row in rows}


def proposals_waiting(
    agencies: Iterable[int],
    stage: ProposalStage,
    *,
    places: Iterable[Place] = (),
    desk: bool = False,
    limit: int = 100,
) -> Rows:
    """Drafts for the leaders of these agencies and fields to sign, or signed ones for their desks to send."""
    where = in_places(places) | {"agencies": list(agencies), "stage": stage.value, "desk": desk}
    return sql.rows(STATEMENTS.proposals_waiting, limit=limit, **where)


def consultations_waiting(agencies: Iterable[int], *, places: Iterable[Place] = (), limit: int = 100) -> Rows:
    """Questions put to these agencies, or about these fields to them, and not answered yet."""
    where = in_places(places) | {"agencies": list(agencies)}
    return sql.rows(STATEMENTS.consultations_waiting, limit=limit, **where)


def overdue(
    agencies: Iterable[int],
    *,
    now: datetime,
    places: Iterable[Place] = (),
    received: Iterable[int] = (),
    since: datetime = EPOCH,
    limit: int = 50,
    offset: int = 0,
) -> Rows:
    """Dossiers of these agencies that are late, with the step at fault.

    :param places: besides, what these divisions handle or have at present, and what there is in some fields.
    :param received: the desks whose dossiers belong to it as well, whoever decides on them.
    :param since: only those due from then on: `nearly_late` asks for the hours ahead.
    """
    return sql.rows(
        STATEMENTS.overdue,
        agencies=list(agencies),
        received=list(received),
        now=now,
        since=since,
        few=FEW,
        most=limit + offset,
        limit=limit,
        offset=offset,
        **in_places(places),
    )


def nearly_late(
    agencies: Iterable[int],
    *,
    now: datetime,
    until: datetime,
    places: Iterable[Place] = (),
    received: Iterable[int] = (),
    limit: int = 50,
    offset: int = 0,
) -> Rows:
    """Dossiers of these agencies that will be late by `until` unless processed, with the step that has them."""
    return overdue(agencies, now=until, since=now, places=places, received=received, limit=limit, offset=offset)


def overdue_count(
    agencies: Iterable[int], *, now: datetime, places: Iterable[Place] = (), received: Iterable[int] = ()
) -> int:
    """How many dossiers `overdue` lists; stops at a thousand."""
    where = in_places(places) | {"agencies": list(agencies), "received": list(received)}
    return int(sql.value(STATEMENTS.overdue_count, now=now, **where))


def timers_due(*, now: datetime, batch: int = 500) -> Iterator[int]:
    """The dossiers whose timer should have rung by `now`, each once, longest due first; read as they are taken."""
    after, after_id = datetime(1970, 1, 1, tzinfo=UTC), 0
    while rows := sql.rows(STATEMENTS.timers_due, now=now, after=after, after_id=after_id, limit=batch):
        yield from (row["id"] for row in rows)
        after, after_id = rows[-1]["timer_at"], rows[-1]["id"]
