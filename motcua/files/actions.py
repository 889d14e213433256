"""Keeping files and handing them out: the only two ways in and out of the store."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import ProtectedError

from motcua.access import actions as access
from motcua.access.models import LookLog
from motcua.files import refusals
from motcua.files.inspection import display_name, judge
from motcua.files.inspection.kinds import KINDS
from motcua.files.models import StoredFile
from motcua.files.scanning import the_scanner
from motcua.files.store import Gone, the_store
from motcua.files.uploads import Arrived
from motcua.gateways.scanner import Scanner, Unreachable
from motcua.people.models import Account


def keep(
    arrived: Arrived,
    *,
    kind: StoredFile.Kind,
    by: Account,
    now: datetime,
    dossier_id: int | None = None,
    scanner: Scanner | None = None,
) -> StoredFile:
    """Judge an upload, scan it, make its bytes lasting, then write its row. Call it outside a transaction.

    :raises refusals.NotTaken: with the reason; nothing is kept.
    """
    verdict = judge(arrived.content, name=arrived.given_name, size=arrived.length)
    state = scanned(arrived, verdict.name, scanner)
    return stored(
        arrived.content,
        sha256=arrived.sha256,
        size=arrived.length,
        media_type=verdict.kind.media_type,
        name=verdict.name,
        kind=kind,
        dossier_id=dossier_id,
        uploaded_by=by,
        at=now,
        scan_state=state,
        remark=verdict.remark,
    )


def keep_own(
    content: bytes, *, name: str, media_type: str, kind: StoredFile.Kind, now: datetime, dossier_id: int | None = None
) -> StoredFile:
    """Keep a document the house made itself, such as a printed form."""
    sha256 = hashlib.sha256(content).hexdigest()
    made_kind = next(one for one in KINDS if one.media_type == media_type)
    with the_store().arriving() as file:
        file.write(content)
        return stored(
            file,
            sha256=sha256,
            size=len(content),
            media_type=media_type,
            name=display_name(name, made_kind),
            kind=kind,
            dossier_id=dossier_id,
            at=now,
            scan_state=StoredFile.Scan.OWN,
        )


def stored(content: IO[bytes], *, sha256: str, **row: Any) -> StoredFile:
    """Make bytes lasting, then write their row; nobody clears the same bytes away in between."""
    with transaction.atomic():
        _hold(sha256)
        the_store().keep(content, sha256)
        return StoredFile.objects.create(sha256=sha256, **row)


def forget(*, file_ids: Iterable[int]) -> int:
    """Remove uploads nobody handed in, and their bytes where no other file has the same; return how many."""
    gone = 0
    for file in StoredFile.objects.filter(pk__in=list(file_ids), dossier_id=None, kind=StoredFile.Kind.PAPER):
        with contextlib.suppress(ProtectedError), transaction.atomic():  # a dossier holds it all the same
            _hold(file.sha256)
            file.delete()
            gone += 1
            if not StoredFile.objects.filter(sha256=file.sha256).exists():
                the_store().discard(file.sha256)  # with its previews
    return gone


def _hold(sha256: str) -> None:
    """One content, one hand at a time, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"file:{sha256}"])


def use_again(*, file_id: int, may: Callable[[StoredFile], bool], by: Account, now: datetime) -> StoredFile:
    """Keep a paper that is already here once more, for another dossier: a new row on the same bytes.

    :param may: the door's own check that it is theirs to use.
    :raises refusals.NoSuchFile: there is none, it is not theirs, or it may not be handed out.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may(file) or file.scan_state not in (StoredFile.Scan.CLEAN, StoredFile.Scan.OWN):
        raise refusals.NoSuchFile
    return StoredFile.objects.create(
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        name=file.name,
        kind=StoredFile.Kind.PAPER,
        uploaded_by=by,
        at=now,
        copy_of_id=file.copy_of_id or file.pk,
        scan_state=file.scan_state,
        remark=file.remark,
        pages=file.pages,
        warnings=file.warnings,
        signatures=file.signatures,
    )


def for_another(*, file_id: int, by: Account, now: datetime) -> StoredFile:
    """Keep an upload once more, for a second dossier filed with it: a new row on the same bytes, scanned as it is.

    :raises refusals.NoSuchFile: it is not an upload of theirs, or is used already.
    """
    file = StoredFile.objects.filter(pk=file_id, uploaded_by=by, dossier_id__isnull=True).first()
    if file is None:
        raise refusals.NoSuchFile
    return StoredFile.objects.create(
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        name=file.name,
        kind=file.kind,
        uploaded_by=by,
        at=now,
        pages=file.pages,
        copy_of_id=file.copy_of_id or file.pk,
        scan_state=file.scan_state,
        remark=file.remark,
    )


def keep_for(*, file_id: int, kind: StoredFile.Kind, dossier_id: int, by: Account, now: datetime) -> StoredFile:
    """Keep an upload in a dossier as something other than its paper: a new row on the same bytes, scanned as it is.

    :raises refusals.NoSuchFile: it is not an upload of theirs, or is used already.
    """
    file = StoredFile.objects.filter(pk=file_id, uploaded_by=by, dossier_id__isnull=True).first()
    if file is None:
        raise refusals.NoSuchFile
    file.pk, file.kind, file.dossier_id, file.at = None, kind, dossier_id, now
    file.save(force_insert=True)
    return file


def join_dossier(*, file_ids: list[int], dossier_id: int, by: Account) -> None:
    """Put files their uploader has not used yet into a dossier.

    :raises refusals.NoSuchFile: one of them is another's, or lies in another dossier.
    """
    with transaction.atomic():
        free = StoredFile.objects.filter(pk__in=file_ids, uploaded_by=by, dossier_id__isnull=True)
        if free.update(dossier_id=dossier_id) != len(set(file_ids)):
            raise refusals.NoSuchFile


@dataclass(frozen=True, slots=True)
class Handed:
    """A file and its open bytes."""

    file: StoredFile
    content: BufferedReader


def hand_out(
    *,
    file_id: int,
    to: Account,
    may: Callable[[StoredFile], bool],
    now: datetime,
    purpose: LookLog.Purpose = LookLog.Purpose.PROCESSING,
) -> Handed:
    """Open a file for somebody. `may` is the door's own check of the right; an officer's look is logged first.

    :raises refusals.NoSuchFile: there is none, or not for them.
    :raises refusals.StillScanned, refusals.FoundInfected: nobody gets it.
    :raises motcua.files.store.Gone: its bytes are lost.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may(file):
        raise refusals.NoSuchFile
    refuse_unscanned(file)
    if to.is_officer:
        access.note_look(
            officer_id=to.officer.pk,
            dossier_id=file.dossier_id,
            purpose=purpose if file.dossier_id else LookLog.Purpose.SEARCH,
            what=f"file:{file.pk}",
            at=now,
        )
    return Handed(file, the_store().open(file.sha256))


def refuse_unscanned(file: StoredFile) -> None:
    """:raises refusals.StillScanned, refusals.FoundInfected: nobody gets it."""
    if file.scan_state == StoredFile.Scan.WAITING:
        raise refusals.StillScanned
    if file.scan_state == StoredFile.Scan.INFECTED:
        raise refusals.FoundInfected


def scan_waiting(*, scanner: Scanner | None = None) -> int:
    """Scan what came while the scanner was down; return how many got their verdict."""
    done = 0
    for file in StoredFile.objects.filter(scan_state=StoredFile.Scan.WAITING).order_by("pk").iterator():
        try:
            with the_store().open(file.sha256) as content:
                finding = (scanner or the_scanner()).scan(content)
        except Unreachable:
            return done
        except Gone:
            continue  # the daily comparison of rows and bytes tells the operator
        state = StoredFile.Scan.CLEAN if finding.clean else StoredFile.Scan.INFECTED
        done += StoredFile.objects.filter(pk=file.pk, scan_state=StoredFile.Scan.WAITING).update(scan_state=state)
    return done


def scanned(arrived: Arrived, name: str, scanner: Scanner | None = None) -> StoredFile.Scan:
    """Return what the scanner says.

    :raises refusals.Infected:
    """
    arrived.content.seek(0)
    try:
        finding = (scanner or the_scanner()).scan(arrived.content)
    except Unreachable:
        return StoredFile.Scan.WAITING  # kept, and handed to nobody until it is scanned
    if not finding.clean:
        raise refusals.Infected(name=name, virus=finding.virus)
    return StoredFile.Scan.CLEAN
