"""Recording that an officer had a document open, and asking for it before a signature."""

from datetime import datetime

from motcua.base.refusal import Refusal
from motcua.web.office.models import SeenDocument


class NotSeenYet(Refusal):
    """A document is signed by who has read it."""

    code = "not-seen-yet"
    vi = "Chưa mở xem văn bản này, hoặc văn bản đã được soạn lại. Hãy mở xem rồi ký."
    en = "The document has not been opened, or was rewritten since. Open it before signing."


def note_seen(*, officer_id: int, dossier_id: int, what: str, drafted_at: datetime, at: datetime) -> None:
    """Record that the document, as drafted then, lay open before the officer; the first time counts."""
    SeenDocument.objects.get_or_create(
        officer_id=officer_id,
        dossier_id=dossier_id,
        what=what,
        drafted_at=drafted_at,
        defaults={"at": max(at, drafted_at)},
    )


def check_seen(*, officer_id: int, dossier_id: int, what: str, drafted_at: datetime) -> None:
    """Refuse to sign unseen.  :raises NotSeenYet:"""
    seen = SeenDocument.objects.filter(officer_id=officer_id, dossier_id=dossier_id, what=what, drafted_at=drafted_at)
    if not seen.exists():
        raise NotSeenYet
