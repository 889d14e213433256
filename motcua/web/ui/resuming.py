"""The files of a page that may be opened again: as the page says them, or as they wait at its place from before."""

from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from motcua.web.ui import sending, uploads
from motcua.web.ui.attaching import BUTTONS, KEPT, Attached


def attached(request: HttpRequest, place: str, *, door: str) -> Attached:
    """What was sent with the page; opened anew, what was uploaded for this place here or on another device.

    :param place: how the page's uploads name where they belong; each is removed by the address it came by.
    """
    account = uploads.owner_of(request)
    waiting = sending.left_at(place, account=account)
    here = QueryDict(mutable=True)
    here.setlist(KEPT, [f"{control}:{upload.file_id}" for control, upload in waiting])
    found = Attached(request.POST if request.method == "POST" else here, account=account)
    addresses = {upload.file_id: reverse(f"{door}:upload", args=[upload.token]) for _, upload in waiting}
    for some in found.by_control.values():
        some[:] = [replace(kept, address=addresses.get(kept.id, "")) for kept in some]
    return found


def asks_for_room(request: HttpRequest) -> bool:
    """Whether one of a file's own buttons was pressed: the page is drawn again, nothing is sent."""
    return request.method == "POST" and not BUTTONS.isdisjoint(request.POST)
