"""Staying signed in: a session in PostgreSQL, remembered by each process for seconds, ended at once where it counts.

A page may be shown from what the process remembers (`SIGNED_IN_CACHE_SECONDS`, five by default), so that most pages
cost no query for their session. A request that changes anything always reads session, account and posts anew: whoever
was signed out, closed or relieved of a post a moment ago changes nothing, and sees nothing five seconds later.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.backends import BaseBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from motcua.base import clock, sql
from motcua.people import queries
from motcua.people.models import Account

SAFE = ("GET", "HEAD", "OPTIONS")
SEEN = "seen_at"
NOTE_EVERY = 300  # the session is written at most once in so many seconds to say that its owner is still there

_fresh: ContextVar[bool] = ContextVar("read_signed_in_anew", default=False)


class SessionStore(DatabaseStore):
    """A session in the database, and for a few seconds in this process."""

    def load(self) -> dict[str, Any]:
        """Read the session, from memory where that is good enough."""
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]
        remembered: dict[str, Any] | None = None if _fresh.get() else cache.get(f"session:{key}")
        if remembered is not None:
            return remembered
        kept = sql.value(queries.STATEMENTS.session, key=key, now=timezone.now())
        if kept is None:
            self._session_key = None
            return {}
        loaded: dict[str, Any] = self.decode(kept)
        if loaded:
            cache.set(f"session:{key}", loaded, settings.SIGNED_IN_CACHE_SECONDS)
        return loaded

    def read_anew(self) -> None:
        """Read the session from the table: another process may have written to it a moment ago."""
        token = _fresh.set(True)
        try:
            self._session_cache = self.load()
        finally:
            _fresh.reset(token)

    def save(self, must_create: bool = False) -> None:
        """Write the session and remember it."""
        super().save(must_create=must_create)
        cache.set(f"session:{self.session_key}", dict(self._session), settings.SIGNED_IN_CACHE_SECONDS)  # type: ignore[attr-defined]

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session, here and in the table."""
        gone = session_key or self.session_key
        super().delete(session_key)
        if gone:
            cache.delete(f"session:{gone}")


class AccountBackend(BaseBackend):
    """Tells Django who is signed in. It cannot sign anyone in: that is `people.actions`, with the second factor."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account with its person and posts, or None when it is closed."""
        remembered: Account | None = None if _fresh.get() else cache.get(f"account:{user_id}")
        if remembered is not None:
            return remembered
        account = queries.signed_in(user_id)
        if account:
            cache.set(f"account:{user_id}", account, settings.SIGNED_IN_CACHE_SECONDS)
        return account


class FreshForChanges:
    """Lets a request that may change something trust nothing remembered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _fresh.set(request.method not in SAFE)
        try:
            return self.get_response(request)
        finally:
            _fresh.reset(token)


class IdleLimit:
    """Ends a session nobody has used for `SESSION_IDLE_SECONDS`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if auth.SESSION_KEY in request.session:
            now = clock.now().timestamp()
            seen = request.session.get(SEEN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                auth.logout(request)
            elif SEEN not in request.session or now - seen > NOTE_EVERY:
                request.session[SEEN] = now
        return self.get_response(request)
