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
        return lead(request.path)
    return lead(f"{request.path}?{PARAMETER}={keep(request, text, now=now)}")


def keep(request: HttpRequest, text: str, *, now: datetime) -> str:
    """Keep what was typed; return its key, the same for the same words while they are kept."""
    kept = {name: each for name, each in _kept(request).items() if _until(each) > now}
    same = next((name for name, each in kept.items() if _opened(each).text == text), None)
    if same is None:
        key = secrets.token_urlsafe(9)
        kept[key] = {"sealed": base64.b64encode(seal(text)).decode(), "until": (now + LASTS).isoformat()}
        request.session[SEARCHES] = dict(list(kept.items())[-MOST:])
        return key
    return same


def asked(request: HttpRequest, *, now: datetime) -> Search:
    """What the key in the address stands for."""
    return found(request, request.GET.get(PARAMETER, ""), now=now)


def found(request: HttpRequest, key: str, *, now: datetime) -> Search:
    """What a key of this session stands for; nothing is asked without one."""
    if not key:
        return Search()
    if key not in _kept(request) and hasattr(request.session, "read_anew"):
        request.session.read_anew()  # kept a moment ago, perhaps by another process
    here = _kept(request).get(key)
    if here is None or _until(here) <= now:
        return Search(forgotten=True)
    return _opened(here)


def _opened(each: dict[str, str]) -> Search:
    try:
        return Search(unseal(base64.b64decode(each["sealed"])))
    except CannotOpen:
        return Search(forgotten=True)


def lead(address: str) -> HttpResponse:
    """Lead on to the page that shows what was found, by an address that says none of it."""
    response = redirect(address)
    response.status_code = 303  # the answer is elsewhere, and asked for by itself
    response.headers["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(SEARCHES, {})
    return kept


def _until(each: dict[str, str]) -> datetime:
    return datetime.fromisoformat(each["until"])
