"""What an officer searches for travels in the body of a request and is then kept, sealed, in the session.

The address of what was found holds a short key only: reload, back and forward work for a while, and neither an ID
number nor a telephone number stands in an address, in the browser's history or in the server's log.
"""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.base.sealing import CannotOpen, seal, unseal

SEARCHES: Final = "searches"
PARAMETER: Final = "phieu"
LASTS: Final = timedelta(minutes=30)
MOST: Final = 12  # of one session; the oldest goes first
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for; `forgotten` where the key is of another session or too old."""

    text: str = ""
    forgotten: bool = False


def sent(request: HttpRequest, *, now: datetime) -> HttpResponse:
    """Keep what was typed and lead to the page that shows what was found; an empty field leads to the empty page."""
    text = request.POST.get("q", "").strip()[:LONGEST]
    if not text:
        return _to(request.path)
    key = secrets.token_urlsafe(9)
    kept = {name: each for name, each in _kept(request).items() if _until(each) > now}
    kept[key] = {"sealed": base64.b64encode(seal(text)).decode(), "until": (now + LASTS).isoformat()}
    request.session[SEARCHES] = dict(list(kept.items())[-MOST:])
    return _to(f"{request.path}?{PARAMETER}={key}")


def asked(request: HttpRequest, *, now: datetime) -> Search:
    """What the key in the address stands for."""
    key = request.GET.get(PARAMETER, "")
    if not key:
        return Search()
    if key not in _kept(request) and hasattr(request.session, "read_anew"):
        request.session.read_anew()  # kept a moment ago, perhaps by another process
    found = _kept(request).get(key)
    if found is None or _until(found) <= now:
        return Search(forgotten=True)
    try:
        return Search(unseal(base64.b64decode(found["sealed"])))
    except CannotOpen:
        return Search(forgotten=True)


def _to(address: str) -> HttpResponse:
    response = redirect(address)
    response.status_code = 303  # the answer is elsewhere, and asked for by itself
    response.headers["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(SEARCHES, {})
    return kept


def _until(each: dict[str, str]) -> datetime:
    return datetime.fromisoformat(each["until"])
