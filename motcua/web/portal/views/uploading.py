"""The citizens' uploads in pieces, and the pages of what they have uploaded."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.access import Permission, permission
from motcua.web.ui import sending

DOOR = "portal"


@permission(Permission.FILE_DOSSIER)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Announce a file."""
    return sending.begin(request, door=DOOR)


@permission(Permission.FILE_DOSSIER)
@require_http_methods(["GET", "PATCH", "DELETE"])
def one(request: HttpRequest, token: str) -> HttpResponse:
    """An upload on its way."""
    return sending.one(request, token, door=DOOR)


@permission(Permission.FILE_DOSSIER)
@require_GET
def page_picture(request: HttpRequest, file_id: int, number: int) -> HttpResponse:
    """A page of a file of one's own, drawn small."""
    return sending.page_picture(request, file_id, number)
