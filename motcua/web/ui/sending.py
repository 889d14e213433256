"""Uploads in pieces for the forms of a door: begin, where was I, the next piece, never mind. In JSON, for a script.

POST tai-tep/            name, size, sha256, control, key   → 201 {address, offset}
GET tai-tep/TOKEN/                                          → {offset, size} and, once it is whole, {line}
PATCH tai-tep/TOKEN/     Upload-Offset, Upload-Hash: bytes  → the same; 409 {offset} when they do not go on from there
DELETE tai-tep/TOKEN/                                       → 204

Each door gives these its own addresses and asks for its own right.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.template.loader import render_to_string
from django.urls import reverse

from motcua.base import clock
from motcua.files import resuming
from motcua.files.models import Upload
from motcua.files.refusals import NoSuchUpload, NotGoneOn, QuotaReached, TooManyUploads, WrongPlace
from motcua.files.resuming import LARGEST_PIECE, Announced
from motcua.people.models import Account
from motcua.web.ui import uploads

BETWEEN = "|"


def begin(request: HttpRequest, *, door: str) -> HttpResponse:
    """Announce a file; the same file broken off before goes on where it was."""
    given = request.POST
    size = given.get("size", "")
    announced = Announced(
        name=given.get("name", "")[:300],
        size=int(size) if size.isascii() and size.isdigit() and len(size) < 16 else 0,
        sha256=given.get("sha256", ""),
        place=f"{given.get('key', '')[:80]}{BETWEEN}{given.get('control', '')[:200]}",
    )
    begun = lambda: resuming.begin(announced, by=uploads.owner_of(request), now=clock.now())  # noqa: E731
    return _answer(begun, request, door, status=201)


def one(request: HttpRequest, token: str, *, door: str) -> HttpResponse:
    """An upload on its way: GET, PATCH or DELETE."""
    account = uploads.owner_of(request)
    if request.method == "DELETE":
        try:
            resuming.cancel(token, by=account)
        except NoSuchUpload:
            return HttpResponse(status=404)
        return HttpResponse(status=204)
    finish = uploads.finishing(account=account, now=clock.now())
    if request.method == "GET":
        return _answer(lambda: resuming.whole(token, by=account, finish=finish), request, door)
    piece, offset = _piece(request), request.headers.get("Upload-Offset", "")
    if piece is None or not (offset.isascii() and offset.isdigit() and len(offset) < 16):
        return JsonResponse({"again": True}, status=400)
    return _answer(
        lambda: resuming.take(
            token,
            piece,
            offset=int(offset),
            sha256=request.headers.get("Upload-Hash", ""),
            by=account,
            now=clock.now(),
            finish=finish,
        ),
        request,
        door,
    )


def page_picture(request: HttpRequest, file_id: int, number: int) -> HttpResponse:
    """One of the first pages of a file one has uploaded and not handed in, drawn small."""
    try:
        picture = uploads.page_picture(file_id, number, account=uploads.owner_of(request))
    except uploads.REFUSED as refused:
        return HttpResponse(uploads.said(refused), status=404, content_type="text/plain; charset=utf-8")
    return small_picture(picture)


def small_picture(picture: bytes) -> HttpResponse:
    """A page drawn small, for nobody else's eyes."""
    response = HttpResponse(picture, content_type="image/jpeg")
    response.headers["Content-Disposition"] = 'inline; filename="trang.jpg"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def left_at(place: str, *, account: Account) -> list[tuple[str, Upload]]:
    """What one has uploaded for a place, here or on another device, and not handed in: with the control of each."""
    found = resuming.arrived(by=account, place=f"{place}{BETWEEN}")
    return [(upload.place.partition(BETWEEN)[2], upload) for upload in found]


def _piece(request: HttpRequest) -> bytes | None:
    """The bytes of a request, whole; None when fewer came than were announced, or more than a piece holds."""
    announced = request.headers.get("Content-Length", "")
    if not announced.isdigit() or not 0 < int(announced) <= LARGEST_PIECE:
        return None
    try:
        piece = request.body
    except (UnreadablePostError, RawPostDataException):
        return None
    return piece if len(piece) == int(announced) else None


def _answer(act: Callable[[], Upload], request: HttpRequest, door: str, *, status: int = 200) -> HttpResponse:
    try:
        upload = act()
    except WrongPlace as wrong:
        return JsonResponse({"offset": wrong.params["offset"]}, status=409)
    except NoSuchUpload as missing:
        return JsonResponse({"refused": uploads.said(missing)}, status=404)
    except (QuotaReached, TooManyUploads) as full:
        return JsonResponse({"refused": uploads.said(full)}, status=429)
    except NotGoneOn as broken:
        return JsonResponse({"refused": uploads.said(broken), "again": True}, status=422)
    except uploads.REFUSED as refused:
        return JsonResponse({"refused": uploads.said(refused)}, status=422)
    return JsonResponse(_told(upload, request, door), status=status)


def _told(upload: Upload, request: HttpRequest, door: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "address": reverse(f"{door}:upload", args=[upload.token]),
        "offset": upload.received,
        "size": upload.size,
    }
    if upload.file is not None:
        kept = uploads.kept_of(upload.file, upload.account)
        told["line"] = render_to_string(
            "ui/parts/kept.html", {"kept": kept, "control": upload.place.partition(BETWEEN)[2]}, request
        )
    return told
