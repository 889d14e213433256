"""How a change of the catalogue is told: one line in the journal, one step of the stamp."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.base import sql
from motcua.core.lifecycle import Actor
from motcua.journal import actions as journal

STATEMENTS = sql.load("motcua.catalog")


def changed(subject: str, kind: str, *, by: Actor, now: datetime, details: Mapping[str, Any] | None = None) -> None:
    """Journal a change and let memory know of it, in the caller's transaction."""
    actor = by.kind.value if by.id is None else f"{by.kind.value}:{by.id}"
    sql.run(STATEMENTS.bump)
    journal.record(subject, kind, at=now, actor=actor, details=details or {})
