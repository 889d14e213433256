"""Calls to the identity system: a time limit, a size limit, no redirect followed, one more try where asking twice
harms nothing, and a pause after several failures so that a system that is down is not waited for again and again."""

import base64
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any

from motcua.gateways.identity.port import Refused, Unreachable

TIMEOUT = 8.0  # seconds
LARGEST = 256 * 1024
FAILURES, PAUSE = 4, 30.0  # so many in a row, then nothing is asked for so many seconds
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Caller:
    """Speaks to one identity system."""

    def __init__(self, *, timeout: float = TIMEOUT) -> None:
        self.timeout = timeout
        self._opener = urllib.request.build_opener(_NoRedirect)
        self._lock = threading.Lock()
        self._failures = 0
        self._shut_until = 0.0

    def get(self, url: str, *, bearer: str = "") -> dict[str, Any]:
        """Return the JSON object at an address, asked for twice at most.  :raises Unreachable:"""
        headers = {"Accept": "application/json"}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        try:
            return self._send(urllib.request.Request(checked(url), headers=headers))  # noqa: S310 – scheme checked
        except Unreachable:
            return self._send(urllib.request.Request(checked(url), headers=headers))  # noqa: S310

    def post(self, url: str, form: Mapping[str, str], *, basic: tuple[str, str] | None = None) -> dict[str, Any]:
        """Send a form once: a code works once.

        :raises Refused: the system understood and said no. :raises Unreachable:
        """
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        if basic:
            pair = ":".join(urllib.parse.quote(part, safe="") for part in basic)
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        body = urllib.parse.urlencode(form).encode()
        return self._send(urllib.request.Request(checked(url), body, headers))  # noqa: S310 – scheme checked

    def _send(self, request: urllib.request.Request) -> dict[str, Any]:
        with self._lock:
            if time.monotonic() < self._shut_until:
                raise Unreachable("it failed several times in a row; asked again in half a minute")
        try:
            with self._opener.open(request, timeout=self.timeout) as answer:
                body = answer.read(LARGEST + 1)
        except urllib.error.HTTPError as error:
            with error:
                if 400 <= error.code < 500 and error.code not in (408, 429) and request.data is not None:
                    self._note(failed=False)
                    raise Refused(f"it answered {error.code}") from error
            self._note(failed=True)
            raise Unreachable(f"it answered {error.code}") from error
        except OSError as error:
            self._note(failed=True)
            raise Unreachable(str(error)) from error
        try:
            found = json.loads(body) if len(body) <= LARGEST else None
        except ValueError:
            found = None
        self._note(failed=not isinstance(found, dict))
        if not isinstance(found, dict):
            raise Unreachable("it answered something that is no JSON object")
        return found

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            if self._failures >= FAILURES:
                self._failures, self._shut_until = 0, time.monotonic() + PAUSE


def checked(url: str) -> str:
    """Return the address if what is sent there cannot be read on the way: https, or this machine itself.

    :raises Unreachable: anything else.
    """
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return url
    raise Unreachable(f"an address without https is not called: {url[:100]}")
