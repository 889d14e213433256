"""What happens when nobody acts: the timer of a dossier rings."""

from datetime import datetime

from motcua.base import sql
from motcua.core import lifecycle
from motcua.core.lifecycle import SYSTEM, State
from motcua.dossiers import commit
from motcua.dossiers.commit import STATEMENTS, Moved


def ring(*, dossier_id: int, now: datetime) -> Moved:
    """Let a dossier's timer ring if it is due; nothing happens when somebody acted meanwhile."""
    return commit.move(
        lambda dossier, rules: lifecycle.ring(dossier, now=now, rules=rules),
        dossier_id=dossier_id,
        by=SYSTEM,
        verb="ring",
        now=now,
        also=_clear_expired,
    )


def _clear_expired(moved: Moved) -> None:
    """A draft nobody handed in in time is cleared away; the journal keeps that it was."""
    if moved.dossier.state is State.DRAFT:
        sql.run(STATEMENTS.clear_draft, id=moved.id)
