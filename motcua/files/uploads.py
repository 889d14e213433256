"""Taking uploads in: straight into the store's own folder, hashed on the way, stopped as soon as they are too large."""

import hashlib
from collections.abc import Callable
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.files import refusals
from motcua.files.inspection import display_name
from motcua.files.store import the_store

TOO_LARGE = "_upload_too_large"


class Arrived(UploadedFile):
    """An upload that lies whole in the store's folder and has its hash, but is not kept yet."""

    def __init__(self, file: IO[bytes], name: str, size: int, sha256: str) -> None:
        super().__init__(file=file, name=display_name(name), size=size)
        self.content = file
        self.length = size
        self.given_name = name
        self.sha256 = sha256


class Incoming(FileUploadHandler):
    """Django's handler for every upload: the limit of one file is checked on each piece, not at the end."""

    chunk_size = 256 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._file = the_store().arriving()
        self._hash = hashlib.sha256()
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece.

        :raises StopUpload: the file is too large; what is still on its way is not read.
        """
        self._size += len(raw_data)
        if self._size > settings.FILE_LIMIT_BYTES:
            self._file.close()
            if self.request is not None:
                setattr(self.request, TOO_LARGE, self.file_name or "")
            raise StopUpload(connection_reset=True)
        self._hash.update(raw_data)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        """Return the whole file."""
        self._file.seek(0)
        return Arrived(self._file, self.file_name or "", self._size, self._hash.hexdigest())

    def upload_interrupted(self) -> None:
        """Forget a file whose sender hung up."""
        if hasattr(self, "_file"):
            self._file.close()


def taken(request: HttpRequest, field: str) -> Arrived:
    """Return the upload of a form's field.

    :raises refusals.TooLarge: it, or another file of the same request, passed the limit and was cut off.
    :raises refusals.NoFile:
    """
    arrived = request.FILES.get(field)  # reading FILES is what takes the body in
    refuse_cut_off(request)
    if not isinstance(arrived, Arrived):
        raise refusals.NoFile
    return arrived


def all_taken(request: HttpRequest, field: str) -> list[Arrived]:
    """Return every upload of a field that takes several.

    :raises refusals.TooLarge:
    """
    arrived = request.FILES.getlist(field)
    refuse_cut_off(request)
    return [each for each in arrived if isinstance(each, Arrived)]


def refuse_cut_off(request: HttpRequest) -> None:
    """:raises refusals.TooLarge: the body of this request was not read to its end."""
    name = getattr(request, TOO_LARGE, None)
    if name is not None:
        raise too_large(name)


def too_large(name: str) -> refusals.TooLarge:
    """Return the refusal with the limit in force."""
    return refusals.TooLarge(name=display_name(name), limit=settings.FILE_LIMIT_BYTES // 2**20)


class RefuseHugeRequests:
    """Middleware: a request that announces more than the limit is answered before its body is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) <= settings.REQUEST_LIMIT_BYTES:
            return self.get_response(request)
        limit = settings.REQUEST_LIMIT_BYTES // 2**20
        return render(request, "files/too_large.html", {"limit": limit}, status=413)


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
