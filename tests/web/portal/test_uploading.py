"""Uploads in pieces as the page's script speaks of them."""

import contextlib
import hashlib
import re
import socket

import pytest
from django.conf import settings as project
from django.test import Client

from motcua.files.models import StoredFile, Upload
from motcua.files.resuming import LARGEST_PIECE
from tests.factories import people
from tests.web.portal.test_filing import PDF

pytestmark = pytest.mark.django_db
BEGIN = "/tai-tep/"
ABOUT = {
    "name": "to-khai.pdf",
    "size": len(PDF),
    "sha256": hashlib.sha256(PDF).hexdigest(),
    "control": "paper_1",
    "key": "k",
}


def patch(client: Client, address: str, piece: bytes, offset: object, **headers: str):
    return client.patch(
        address, piece, content_type="application/octet-stream", headers={"Upload-Offset": str(offset), **headers}
    )


def test_a_file_goes_up_in_pieces_and_comes_back_as_a_line_of_the_form(signed_in):
    begun = signed_in.post(BEGIN, ABOUT)
    assert begun.status_code == 201
    address = begun.json()["address"]
    assert patch(signed_in, address, PDF[:20], 0).json()["offset"] == 20
    assert signed_in.get(address).json()["offset"] == 20
    assert signed_in.post(BEGIN, ABOUT).json() == {"address": address, "offset": 20, "size": len(PDF)}
    lost = patch(signed_in, address, PDF[:20], 0)
    assert (lost.status_code, lost.json()) == (409, {"offset": 20})
    done = patch(signed_in, address, PDF[20:], 20).json()

    file = StoredFile.objects.get()
    assert f'name="attached" value="paper_1:{file.pk}"' in done["line"]
    assert "to-khai.pdf" in done["line"]
    assert signed_in.get(address).json() == done


def test_its_first_pages_are_shown_to_its_owner_only(signed_in):
    address = signed_in.post(BEGIN, ABOUT).json()["address"]
    line = patch(signed_in, address, PDF, 0).json()["line"]
    picture = re.search(r'<img src="([^"]+)" alt="to-khai.pdf, trang 1"', line)[1]
    shown = signed_in.get(picture)
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)

    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.content.startswith(b"\xff\xd8\xff")
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Trang 1 dường như để trắng" in line
    assert other.get(picture).status_code == 404
    assert signed_in.get(picture.replace("trang/1/", "trang/2/")).status_code == 404
    StoredFile.objects.update(dossier_id=5)
    assert signed_in.get(picture).status_code == 404


def test_what_is_not_taken_is_said_with_the_way_to_put_it_right(signed_in):
    early = signed_in.post(BEGIN, ABOUT | {"size": 30 * 2**20})
    assert (early.status_code, "lớn hơn 20 MB" in early.json()["refused"]) == (422, True)
    program = b"MZ\x90\x00 a program that calls itself a paper"
    address = signed_in.post(BEGIN, ABOUT | {"size": len(program), "sha256": ""}).json()["address"]
    late = patch(signed_in, address, program, 0)
    assert (late.status_code, "chương trình Windows" in late.json()["refused"]) == (422, True)
    assert signed_in.get(address).status_code == 404
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("offset", ["", "-1", "x", "²", "9" * 30])
def test_a_piece_without_its_place_is_not_taken(signed_in, offset):
    address = signed_in.post(BEGIN, ABOUT).json()["address"]
    assert patch(signed_in, address, PDF, offset).status_code == 400
    assert Upload.objects.get().received == 0


def test_a_piece_too_large_is_not_taken(signed_in):
    address = signed_in.post(BEGIN, ABOUT | {"size": 3 * LARGEST_PIECE}).json()["address"]
    assert patch(signed_in, address, b"x" * (LARGEST_PIECE + 1), 0).status_code == 400
    assert Upload.objects.get().received == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cut", [0, 1, 30, len(PDF) - 1])
def test_a_piece_whose_sender_hangs_up_at_any_byte_changes_nothing(live_server, signed_in, citizen, cut):
    telephone = Client()  # the server's clock is the real one: a session of its own
    telephone.force_login(citizen.account)
    address, token = signed_in.post(BEGIN, ABOUT).json()["address"], "a" * 32
    cookies = f"csrftoken={token}; {project.SESSION_COOKIE_NAME}={telephone.cookies[project.SESSION_COOKIE_NAME].value}"
    head = (
        f"PATCH {address} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\nX-CSRFToken: {token}\r\n"
        f"Upload-Offset: 0\r\nContent-Type: application/octet-stream\r\nContent-Length: {len(PDF)}\r\n"
        "Connection: close\r\n\r\n"
    ).encode()
    with socket.create_connection((live_server.thread.host, live_server.thread.port), timeout=20) as wire:
        wire.sendall(head + PDF[:cut])
        wire.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            assert wire.recv(1 << 16)[9:12] in (b"", b"400")

    assert Upload.objects.get().received == 0
    assert patch(signed_in, address, PDF, 0).json()["line"]


@pytest.mark.parametrize("size", ["", "x", "-5", "1e9", "²", "9" * 40])
def test_a_size_that_is_none_is_refused(signed_in, size):
    assert signed_in.post(BEGIN, ABOUT | {"size": size}).status_code == 422
    assert not Upload.objects.exists()


def test_anothers_upload_is_not_there(signed_in):
    address = signed_in.post(BEGIN, ABOUT).json()["address"]
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)
    assert {
        other.get(address).status_code,
        patch(other, address, PDF, 0).status_code,
        other.delete(address).status_code,
    } == {404}
    assert signed_in.delete(address).status_code == 204
    assert not Upload.objects.exists()


def test_who_is_signed_out_is_sent_to_sign_in_and_what_is_held_stays(signed_in):
    address = signed_in.post(BEGIN, ABOUT).json()["address"]
    patch(signed_in, address, PDF[:20], 0)
    assert patch(Client(), address, PDF[20:], 20).status_code == 302
    assert Upload.objects.get().received == 20


def test_a_page_from_elsewhere_uploads_nothing(citizen):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(citizen.account)
    assert browser.post(BEGIN, ABOUT).status_code == 403
    assert not Upload.objects.exists()
