"""The one port passes bodies on, whatever kind of awaitable the server hands over."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.asgi import application


class NotACoroutine:
    """What granian gives: it can be awaited, and that is all."""

    def __init__(self, value=None):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


@pytest.mark.django_db
def test_a_request_with_a_body_is_answered():
    answers = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "asgi": {"version": "3.0"},
        "method": "POST",
        "scheme": "http",
        "path": "/dang-nhap/",
        "raw_path": b"/dang-nhap/",
        "query_string": b"",
        "root_path": "",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 50000),
        "headers": [
            (b"host", b"127.0.0.1"),
            (b"content-type", b"application/x-www-form-urlencoded"),
            (b"content-length", b"9"),
        ],
    }
    body = {"type": "http.request", "body": b"username=", "more_body": False}

    def send(message):
        answers.append(message)
        return NotACoroutine()

    # In a thread of its own: a browser test of the same worker may have left its event loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(lambda: asyncio.run(application(scope, lambda: NotACoroutine(body), send))).result()
    assert answers[0]["status"] == 403  # read to its end, and found without the form's token
