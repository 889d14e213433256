"""A stored file as an answer to the browser: to be saved, never to act on the site's own ground."""

from django.http import FileResponse

from motcua.files.actions import Handed
from motcua.files.inspection import JPEG, PNG, WEBP

SHOWN_IN_PLACE = frozenset(kind.media_type for kind in (JPEG, PNG, WEBP))


def respond(handed: Handed, *, in_place: bool = False) -> FileResponse:
    """Return the file as a download; a picture may also be shown in place."""
    file = handed.file
    shown = in_place and file.media_type in SHOWN_IN_PLACE
    response = FileResponse(handed.content, as_attachment=not shown, filename=file.name, content_type=file.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
