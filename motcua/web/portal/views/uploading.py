"""Uploads in pieces for the citizens' forms: begin, where was I, the next piece, never mind. In JSON, for a script.

POST tai-tep/            name, size, sha256, control, key   → 201 {address, offset}
GET tai-tep/TOKEN/                                          → {offset, size} and, once it is whole, {line}
PATCH tai-tep/TOKEN/     Upload-Offset, Upload-Hash: bytes  → the same; 409 {offset} when they do not go on from there
DELETE tai-tep/TOKEN/                                       → 204
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.access import Permission, permission
from motcua.base import clock
from motcua.files import resuming
from motcua.files.models import Upload
from motcua.files.refusals import NoSuchUpload, NotGoneOn, QuotaReached, TooManyUploads, WrongPlace
from motcua.files.resuming import LARGEST_PIECE, Announced
from motcua.web.ui import uploads

BETWEEN = "|"


@permission(Permission.FILE_DOSSIER)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Announce a file; the same file broken off before goes on where it was."""
    given = request.POST
    size = given.get("size", "")
    announced = Announced(
        name=given.get("name", "")[:300],
        size=int(size) if size.isascii() and size.isdigit() and len(size) < 16 else 0,
        sha256=given.get("sha256", ""),
        place=f"{given.get('key', '')[:80]}{BETWEEN}{given.get('control', '')[:200]}",
    )
    return _answer(
        lambda: resuming.begin(announced, by=uploads.owner_of(request), now=clock.now()), request, status=201
    )


@permission(Permission.FILE_DOSSIER)
@require_http_methods(["GET", "PATCH", "DELETE"])
def one(request: HttpRequest, token: str) -> HttpResponse:
    """An upload on its way."""
    account = uploads.owner_of(request)
    if request.method == "DELETE":
        try:
            resuming.cancel(token, by=account)
        except NoSuchUpload:
            return HttpResponse(status=404)
        return HttpResponse(status=204)
    finish = uploads.finishing(account=account, now=clock.now())
    if request.method == "GET":
        return _answer(lambda: resuming.whole(token, by=account, finish=finish), request)
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
    )


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


def _answer(act: Callable[[], Upload], request: HttpRequest, *, status: int = 200) -> HttpResponse:
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
    return JsonResponse(_told(upload, request), status=status)


def _told(upload: Upload, request: HttpRequest) -> dict[str, Any]:
    told: dict[str, Any] = {
        "address": reverse("portal:upload", args=[upload.token]),
        "offset": upload.received,
        "size": upload.size,
    }
    if upload.file is not None:
        kept = uploads.kept_of(upload.file, upload.account)
        told["line"] = render_to_string(
            "ui/parts/kept.html", {"kept": kept, "control": upload.place.partition(BETWEEN)[2]}, request
        )
    return told


@permission(Permission.FILE_DOSSIER)
@require_GET
def page_picture(request: HttpRequest, file_id: int, number: int) -> HttpResponse:
    """One of the first pages of a file one has uploaded and not handed in, drawn small."""
    try:
        picture = uploads.page_picture(file_id, number, account=uploads.owner_of(request))
    except uploads.REFUSED as refused:
        return HttpResponse(uploads.said(refused), status=404, content_type="text/plain; charset=utf-8")
    response = HttpResponse(picture, content_type="image/jpeg")
    response.headers["Content-Disposition"] = 'inline; filename="trang.jpg"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
