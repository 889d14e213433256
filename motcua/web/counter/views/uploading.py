"""The desk's uploads in pieces: scans and photographs straight into their place, and the pages of them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.access import Permission
from motcua.web.counter.clerk import Clerk, at_desk
from motcua.web.ui import sending

DOOR = "counter"


@at_desk(Permission.CREATE_DOSSIER)
@require_POST
def begin(request: HttpRequest, clerk: Clerk) -> HttpResponse:
    """Announce a file."""
    return sending.begin(request, door=DOOR)


@at_desk(Permission.CREATE_DOSSIER)
@require_http_methods(["GET", "PATCH", "DELETE"])
def one(request: HttpRequest, clerk: Clerk, token: str) -> HttpResponse:
    """An upload on its way."""
    return sending.one(request, token, door=DOOR)


@at_desk(Permission.CREATE_DOSSIER)
@require_GET
def page_picture(request: HttpRequest, clerk: Clerk, file_id: int, number: int) -> HttpResponse:
    """A page of a file the clerk has uploaded, drawn small."""
    return sending.page_picture(request, file_id, number)
