"""Writing down who looked at what."""

from datetime import datetime

from motcua.access.models import LookLog


def note_look(
    *, officer_id: int, dossier_id: int | None, purpose: LookLog.Purpose | str, what: str, at: datetime
) -> None:
    """Log that an officer sees personal data (law:personal-data). Called before they are shown: no trace, no look."""
    LookLog.objects.create(officer_id=officer_id, dossier_id=dossier_id, purpose=purpose, what=what[:200], at=at)
