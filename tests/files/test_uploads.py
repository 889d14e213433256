"""Uploads over a real socket: refused as early as they can be known to be too large."""

import contextlib
import json
import socket

import pytest
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from motcua.access import public
from motcua.files import refusals, uploads
from motcua.files.store import the_store
from tests.files import samples

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
MB = 2**20
EDGE = "----edge"


@csrf_exempt
@public
def receive(request: HttpRequest) -> JsonResponse:
    try:
        arrived = uploads.taken(request, "paper")
    except refusals.NotTaken as refusal:
        return JsonResponse({"refused": refusal.code, "says": str(refusal)}, status=413)
    return JsonResponse({"size": arrived.size, "sha256": arrived.sha256, "name": arrived.name})


urlpatterns = [path("gui/", receive)]


@pytest.fixture(autouse=True)
def _limits(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILE_LIMIT_BYTES = 2 * MB
    settings.REQUEST_LIMIT_BYTES = 64 * MB


def head(length: int) -> bytes:
    return (
        f"POST /gui/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: multipart/form-data; boundary={EDGE}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def part(name: str) -> bytes:
    return (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="paper"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode()


def send(server, announced: int, content: bytes, *, endless: bool = False) -> tuple[int, str, int]:
    """Send a request; with `endless`, keep sending until an answer comes. Return status, body, bytes sent."""
    sent, answer = 0, b""
    with socket.create_connection((server.thread.host, server.thread.port), timeout=20) as wire:
        wire.sendall(head(announced) + content)
        if endless:
            wire.settimeout(0.02)
            for _ in range(2_000):
                with contextlib.suppress(TimeoutError, ConnectionError):
                    answer = wire.recv(1 << 16)
                if answer:
                    break
                with contextlib.suppress(TimeoutError, ConnectionError):
                    sent += wire.send(b"x" * (1 << 18))
            wire.settimeout(20)
            with contextlib.suppress(ConnectionError):
                wire.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while piece := wire.recv(1 << 16):
                answer += piece
    start, _, body = answer.partition(b"\r\n\r\n")
    return int(start.split()[1]), body.decode(), sent


def test_an_upload_within_the_limit_arrives_whole(live_server):
    body = part("Đơn.pdf") + samples.PDF + f"\r\n--{EDGE}--\r\n".encode()
    status, answer, _ = send(live_server, len(body), body)
    assert status == 200
    assert json.loads(answer)["size"] == len(samples.PDF)


def test_two_gigabytes_are_refused_before_any_of_them_is_sent(live_server):
    status, answer, sent = send(live_server, 2 * 1024 * MB, b"", endless=True)
    assert status == 413
    assert "quá lớn" in answer
    assert sent < 2 * MB


def test_a_file_that_grows_too_large_is_stopped_where_it_does(live_server):
    status, answer, sent = send(live_server, 60 * MB, part("to.pdf"), endless=True)
    assert status == 413
    assert json.loads(answer)["refused"] == "file-too-large"
    assert "2 MB" in json.loads(answer)["says"]
    assert sent < 20 * MB


def test_what_was_cut_off_leaves_nothing_in_the_store(live_server):
    send(live_server, 60 * MB, part("to.pdf"), endless=True)
    assert [found for found in the_store().root.rglob("*") if found.is_file()] == []


def test_a_sender_who_hangs_up_leaves_nothing_in_the_store(live_server):
    with socket.create_connection((live_server.thread.host, live_server.thread.port), timeout=20) as wire:
        wire.sendall(head(MB) + part("nua.pdf") + b"x" * 1000)
        wire.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            wire.recv(1 << 16)
    assert [found for found in the_store().root.rglob("*") if found.is_file()] == []


@pytest.mark.parametrize("body", [b"", part("rong.pdf")[:20], f"--{EDGE}--\r\n".encode()])
def test_a_form_without_a_file_says_so(live_server, body):
    status, answer, _ = send(live_server, len(body), body)
    assert (status, "file-missing" in answer or "Bad Request" in answer) in [(413, True), (400, True)]
