"""The contender that comes in by the door: the clerk's accept button as a whole request through the real WSGI stack.

Session, anti-forgery token, rights, the look-log, the form, the verb, the message and the redirect: everything but the
socket.
"""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client

from bench import contender, stage
from bench.meter import Cost, metered
from bench.stage import NOW, Stage
from motcua.base import clock
from motcua.core.roles import Role

TOKEN = "b" * 32


class Door:
    """A clerk signed in at the desk, pressing one button after another."""

    def __init__(self, place: Stage) -> None:
        connection.ensure_connection()
        self.place = place
        self.batch: list[int] = []
        self.backend: int = connection.connection.info.backend_pid
        self.application: WSGIHandler = get_wsgi_application()
        client = Client()
        client.force_login(place.here.officers[Role.RECEPTION].account)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": TOKEN}
        self.cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def file(self, count: int) -> Cost:
        """So many dossiers that wait at the desk; what that costs is not asked here."""
        self.batch = self.place.filed(count)
        return Cost(calls=count)

    def accept(self, count: int) -> Cost:
        """One request for each dossier that waits."""
        requests = [self._environ(f"/quay/ho-so/{dossier_id}/tiep-nhan/") for dossier_id in self.batch]
        cost = Cost()
        with clock.at(NOW), metered(cost, self.backend, calls=count):
            for environ in requests:
                self._send(environ)
        return cost

    def _environ(self, path: str) -> dict[str, Any]:
        key = f"counter:{self.place.key():-<22}"
        body = urlencode({"csrfmiddlewaretoken": TOKEN, "key": key}).encode()
        return {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": self.cookie,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def _send(self, environ: dict[str, Any]) -> None:
        told: list[str] = []
        answer = self.application(environ, lambda status, headers, error=None: told.append(status))  # type: ignore[arg-type]
        body = b"".join(answer)
        answer.close()
        if not told[0].startswith("302"):
            raise AssertionError(f"{environ['PATH_INFO']}: {told[0]} {body[:2000].decode()}")


def main() -> None:
    with clock.at(NOW):
        door = Door(Stage(stage.found()))
    contender.serve({"file": door.file, "accept": door.accept})
