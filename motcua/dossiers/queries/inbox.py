"""An officer's inbox as they want to see it: filtered, searched, in another order. Unfiltered it is `lists.inbox`."""

from dataclasses import dataclass
from datetime import datetime

from motcua.base import sql
from motcua.core.lifecycle import Actor
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.queries import search
from motcua.dossiers.queries.lists import Rows, mine

ORDERS = ("due", "received", "promise", "owner", "procedure", "step", "code")  # each also with a minus before it


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps of an inbox are asked for, and in which order."""

    text: str = ""
    procedure_id: int | None = None
    field_id: int | None = None
    step_name: str = ""
    channel: str = ""
    due_from: datetime | None = None
    due_before: datetime | None = None
    new: bool = False  # not opened yet
    order: str = "due"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the steps that fit."""

    rows: Rows
    total: int
    looked_at: str = ""  # what of people was looked at to tell: such a look is logged


def inbox_wanted(actor: Actor, wanted: Wanted, *, limit: int = 50, offset: int = 0) -> Found:
    """A page of the open steps that fit; a page beyond the last is the first."""
    among = None
    if wanted.text:
        ids = [row["id"] for row in sql.rows(STATEMENTS.inbox_dossiers, **mine(actor))]
        among = search.among(wanted.text, ids)
        if not among.ids:
            return Found([], 0, among.looked_at)
    rows = sql.rows(
        STATEMENTS.inbox_wanted,
        dossiers=among.ids if among else None,
        procedure=wanted.procedure_id,
        field=wanted.field_id,
        step=wanted.step_name,
        channel=wanted.channel,
        due_from=wanted.due_from,
        due_before=wanted.due_before,
        new=wanted.new,
        order=wanted.order,
        limit=limit,
        offset=offset,
        **mine(actor),
    )
    if not rows and offset:
        return inbox_wanted(actor, wanted, limit=limit)
    return Found(rows, rows[0]["total"] if rows else 0, among.looked_at if among else "")


def inbox_kinds(actor: Actor) -> Rows:
    """What the inbox is made of: procedures, fields, steps and channels, counted."""
    return sql.rows(STATEMENTS.inbox_kinds, **mine(actor))


def inbox_ids(actor: Actor, *, limit: int = 50, offset: int = 0) -> list[int]:
    """The steps of a page of the inbox, in its usual order."""
    rows = sql.rows(STATEMENTS.inbox_ids, most=limit + offset, limit=limit, offset=offset, **mine(actor))
    return [row["id"] for row in rows]
