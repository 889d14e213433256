"""A drafted year has been decided: every date promised on it moves by one recorded decision (law:day-off-plan)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.base import sql
from motcua.core import lifecycle
from motcua.core.lifecycle import Actor, Change, Dossier, Rules
from motcua.dossiers import commit
from motcua.dossiers.commit import Moved
from motcua.org import queries as org


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a mass decision did."""

    dossiers: int
    moved: int


def adopt_calendar(
    *, dossier_id: int, calendar_version_id: int, ground: str, by: Actor, now: datetime, key: str = ""
) -> Moved:
    """Bind one dossier to another calendar version; its date moves where the calendar makes it."""
    calendar = org.work_calendar(calendar_version_id)

    def decide(dossier: Dossier, rules: Rules) -> Change:
        bound = replace(rules, calendar=calendar, calendar_version_id=calendar_version_id)
        return lifecycle.adopt_calendar(dossier, ground=ground, by=by, now=now, rules=bound)

    return commit.move(decide, dossier_id=dossier_id, by=by, verb="adopt_calendar", now=now, key=key)


def adopt_calendar_everywhere(
    *,
    calendar_version_id: int,
    ground: str,
    by: Actor,
    now: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Adopted:
    """Bind every open dossier of that calendar whose date falls in a drafted year; interrupted, it may be run again.

    :param progress: told how many are done, of how many.
    """
    waiting = [row["id"] for row in sql.rows(commit.STATEMENTS.promised_on_draft, version=calendar_version_id)]
    moved = 0
    for done, dossier_id in enumerate(waiting, start=1):
        change = adopt_calendar(
            dossier_id=dossier_id,
            calendar_version_id=calendar_version_id,
            ground=ground,
            by=by,
            now=now,
            key=f"calendar:{calendar_version_id}:{dossier_id}",
        ).change
        moved += bool(change and change.clock)
        progress(done, len(waiting))
    return Adopted(len(waiting), moved)
