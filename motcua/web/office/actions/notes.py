"""Writing a private note down, and taking it away again."""

from datetime import datetime

from motcua.dossiers import typed
from motcua.web.office.models import LONGEST_NOTE, PrivateNote


def keep_note(*, officer_id: int, dossier_id: int, text: str, now: datetime) -> PrivateNote | None:
    """Keep what the officer wrote; an empty text removes the note.

    :raises motcua.core.refusal.Refusal: it is too long.
    """
    text = typed.prose(text, "Ghi chú", LONGEST_NOTE)
    mine = PrivateNote.objects.filter(officer_id=officer_id, dossier_id=dossier_id)
    if not text:
        mine.delete()
        return None
    note, _ = PrivateNote.objects.update_or_create(
        officer_id=officer_id, dossier_id=dossier_id, defaults={"text": text, "at": now}
    )
    return note
