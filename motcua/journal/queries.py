"""What the journal says of settings: who changed what, when, with what was before and after."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.base import sql

STATEMENTS = sql.load("motcua.journal")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a setting."""

    id: int
    subject: str  # "agency:7"
    seq: int
    kind: str  # "agency.renamed"
    at: datetime
    actor: str  # "officer:12", "system"
    agency_id: int | None
    details: dict[str, Any]


def changes(
    *,
    limit: int,
    subject: str = "",
    kinds: Collection[str] | None = None,
    actors: Collection[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
) -> list[Change]:
    """Return changes of settings, newest first.

    :param subject: one subject, or all that begin so with a `%` behind. :param kinds: patterns: `agency.%`.
    :param before: only changes written before the one with this id: the next page.
    """
    rows = sql.rows(
        STATEMENTS.changes,
        subject=subject,
        kinds=list(kinds) if kinds is not None else None,
        actors=list(actors) if actors is not None else None,
        since=since,
        until=until,
        before=before,
        limit=limit,
    )
    return [Change(**(row | {"details": _details(row["details"])})) for row in rows]


def _details(details: Any) -> dict[str, Any]:
    return json.loads(details) if isinstance(details, str) else dict(details)
