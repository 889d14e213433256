"""Writing down who looked at what."""

from datetime import datetime

from motcua.access.models import LookLog
from motcua.base import sql

STATEMENTS = sql.load("motcua.access")


def note_look(
    *, officer_id: int, dossier_id: int | None, purpose: LookLog.Purpose | str, what: str, at: datetime
) -> None:
    """Log that an officer sees personal data (law:personal-data). Called before they are shown: no trace, no look."""
    sql.run(
        STATEMENTS.note_look,
        officer=officer_id,
        dossier=dossier_id,
        purpose=str(purpose),
        what=what[:200],
        at=at,
    )
