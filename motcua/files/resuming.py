"""Uploads in pieces: what has arrived stays, so that a lost connection or a closed page costs one piece at most.

The row says how many bytes are held, and the bytes lie in the store's folder of arrivals under the upload's token. A
piece is written before the row counts it: a crash in between leaves bytes the next piece overwrites. Whole, the file
goes the way of every upload: judged, scanned, kept.
"""

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum

from motcua.files import refusals
from motcua.files.inspection import KNOWN_ENDINGS, TAKEN_ENDINGS, display_name, ending
from motcua.files.models import StoredFile, Upload
from motcua.files.store import the_store
from motcua.files.uploads import Arrived, too_large
from motcua.people.models import Account

LARGEST_PIECE = 1024 * 1024
MOST_AT_ONCE = 20  # uploads of one account on their way
KEPT = timedelta(days=2)  # an upload nobody goes on with; a stored file that stands in no draft and no dossier
_HASH_LENGTH = 64

Finish = Callable[[Arrived], StoredFile]
"""Judges, scans and keeps a whole file."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What the sender says of a file before sending it. The hash may be missing: then nothing is compared."""

    name: str
    size: int
    sha256: str = ""
    place: str = ""  # the door's own note of what it is for


def begin(announced: Announced, *, by: Account, now: datetime) -> Upload:
    """Make room for a file, or find the same file's upload that was broken off.

    :raises refusals.NotTaken: it is known already that it would not be taken. :raises refusals.QuotaReached:
    :raises refusals.TooManyUploads:
    """
    shown = display_name(announced.name)
    if announced.size <= 0:
        raise refusals.Empty(name=shown)
    if announced.size > settings.FILE_LIMIT_BYTES:
        raise too_large(announced.name)
    if ending(shown) in KNOWN_ENDINGS - TAKEN_ENDINGS:
        raise refusals.NotAccepted(name=shown, what=f"tệp .{ending(shown)}", what_en=f"a .{ending(shown)} file")
    sha256 = announced.sha256 if _is_hash(announced.sha256) else ""
    with transaction.atomic():
        # One sender's uploads are counted one after another: two pages at once do not pass the quota together.
        Account.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
        here = Upload.objects.filter(account=by, file=None)
        same = here.filter(size=announced.size, sha256=sha256, place=announced.place).exclude(sha256="").first()
        if same is not None:
            return same
        _refuse_too_much(here, announced.size, by)
        return Upload.objects.create(
            token=secrets.token_urlsafe(24),
            account=by,
            name=shown,
            size=announced.size,
            sha256=sha256,
            place=announced.place[:300],
            begun_at=now,
            last_at=now,
        )


def _refuse_too_much(here: QuerySet[Upload], size: int, by: Account) -> None:
    if here.count() >= MOST_AT_ONCE:
        raise refusals.TooManyUploads(most=MOST_AT_ONCE)
    unused = StoredFile.objects.filter(uploaded_by=by, dossier_id=None, kind=StoredFile.Kind.PAPER)
    held = sum(some.aggregate(total=Sum("size"))["total"] or 0 for some in (here, unused))
    if held + size > settings.UPLOAD_QUOTA_BYTES:
        raise refusals.QuotaReached(limit=settings.UPLOAD_QUOTA_BYTES // 2**20)


def unfinished(*, by: Account, place: str) -> QuerySet[Upload]:
    """One's own uploads broken off at a place whose note begins so."""
    return Upload.objects.filter(account=by, file=None, place__startswith=place, received__gt=0).order_by("pk")


def arrived(*, by: Account, place: str) -> QuerySet[Upload]:
    """One's own uploads that came whole at a place whose note begins so, and stand in no dossier yet."""
    whole = Upload.objects.filter(account=by, file__dossier_id__isnull=True, file__isnull=False)
    return whole.filter(place__startswith=place).select_related("file").order_by("pk")


def find(token: str, *, by: Account) -> Upload:
    """One's own upload.  :raises refusals.NoSuchUpload:"""
    found = Upload.objects.filter(token=token, account=by).select_related("file", "account").first()
    if found is None:
        raise refusals.NoSuchUpload
    return found


def take(
    token: str, piece: bytes, *, offset: int, sha256: str = "", by: Account, now: datetime, finish: Finish
) -> Upload:
    """Take the piece that begins at `offset`. The last one makes the file whole.

    :raises refusals.NoSuchUpload: :raises refusals.WrongPlace: it does not begin where what is held ends.
    :raises refusals.PieceDamaged: it is not what its sender hashed, or too long.
    :raises refusals.NotTaken: the whole file is not one that is taken; nothing of it is kept.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).filter(token=token, account=by).first()
        if upload is None:
            raise refusals.NoSuchUpload
        if upload.file_id is not None:
            return upload  # the answer to the last piece was lost
        if offset != upload.received:
            raise refusals.WrongPlace(offset=upload.received)
        if len(piece) > LARGEST_PIECE or offset + len(piece) > upload.size:
            raise refusals.PieceDamaged(name=upload.name)
        if sha256 and hashlib.sha256(piece).hexdigest() != sha256:
            raise refusals.PieceDamaged(name=upload.name)
        _write(_bytes_of(upload), piece, offset)
        upload.received = offset + len(piece)
        upload.last_at = now
        upload.save(update_fields=["received", "last_at"])
    return _finished(upload, finish) if upload.received == upload.size else upload


def _finished(upload: Upload, finish: Finish) -> Upload:
    """Outside the transaction that took the last piece: scanning takes its time. Again after a crash in between."""
    with transaction.atomic():
        here = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
        if here is None:  # it was cancelled, or refused for another who asked, since its last piece
            raise refusals.NoSuchUpload
        upload = here
        if upload.file_id is not None:
            return upload
        refused: refusals.NotTaken | refusals.PieceDamaged
        try:
            with _bytes_of(upload).open("rb+") as content:
                sha256 = hashlib.file_digest(content, "sha256").hexdigest()
                if upload.sha256 and sha256 != upload.sha256:
                    raise refusals.PieceDamaged(name=upload.name)
                content.seek(0)
                upload.file = finish(Arrived(content, upload.name, upload.size, sha256))
        except FileNotFoundError:
            refused = refusals.PieceDamaged(name=upload.name)
        except (refusals.NotTaken, refusals.PieceDamaged) as not_taken:
            refused = not_taken
        else:
            upload.save(update_fields=["file"])
            _bytes_of(upload).unlink(missing_ok=True)
            return upload
        upload.delete()
    _bytes_of(upload).unlink(missing_ok=True)
    raise refused


def whole(token: str, *, by: Account, finish: Finish) -> Upload:
    """Finish an upload whose last piece arrived but whose answer never came.  :raises refusals.NotTaken:"""
    upload = find(token, by=by)
    return _finished(upload, finish) if upload.file_id is None and upload.received == upload.size else upload


def cancel(token: str, *, by: Account) -> None:
    """Forget an upload; what it made whole stays.  :raises refusals.NoSuchUpload:"""
    upload = find(token, by=by)
    upload.delete()
    _bytes_of(upload).unlink(missing_ok=True)


def clear(*, now: datetime) -> int:
    """Forget uploads nobody goes on with, and bytes no upload speaks of; return how many uploads went."""
    old = Upload.objects.filter(last_at__lt=now - KEPT)
    gone = 0
    for upload in old.iterator():
        upload.delete()
        _bytes_of(upload).unlink(missing_ok=True)
        gone += 1
    known = {_bytes_of(upload).name for upload in Upload.objects.only("token")}
    for left in _folder().glob("part-*"):
        if left.name not in known and left.stat().st_mtime < (now - KEPT).timestamp():
            left.unlink(missing_ok=True)
    return gone


def _folder() -> Path:
    return the_store().incoming


def _bytes_of(upload: Upload) -> Path:
    return _folder() / f"part-{upload.token}"


def _write(place: Path, piece: bytes, offset: int) -> None:
    """Put the piece where it belongs, on the disk before it is counted."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.truncate(handle, offset)
        os.pwrite(handle, piece, offset)
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_hash(text: str) -> bool:
    return len(text) == _HASH_LENGTH and set(text) <= set("0123456789abcdef")
