"""The front page: what this person may manage."""

from django.http import HttpRequest, HttpResponse

from motcua.access import Permission, permission
from motcua.web.console import areas, frame
from motcua.web.console import desk as desks


@permission(Permission.OPEN_CONSOLE)
def front(request: HttpRequest) -> HttpResponse:
    """The areas open to this person."""
    found = areas.open_to(desks.of(request).permissions)
    return frame.draw(request, "console/front.html", {"areas": found})
