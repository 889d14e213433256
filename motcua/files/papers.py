"""A paper somebody hands in: opened as a reader would; a photograph made a document; its first pages kept small."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from motcua.core.status_words import Words
from motcua.files import actions, joining, reading, refusals, signatures
from motcua.files.inspection import PDF, display_name, judge
from motcua.files.models import StoredFile
from motcua.files.store import Gone, the_store
from motcua.files.uploads import Arrived
from motcua.gateways.documents import Unprintable, pictures
from motcua.gateways.scanner import Scanner
from motcua.people.models import Account

WARNINGS = {
    "blank": Words(
        "Trang {page} dường như để trắng. Xin kiểm tra có quét nhầm mặt sau không.",
        "Page {page} looks blank. Check that it is not the back of the sheet.",
    ),
    "blurred": Words(
        "Trang {page} bị mờ. Xin chụp lại: giữ chắc máy, đủ sáng, chờ máy lấy nét.",
        "Page {page} is blurred. Take it again: hold still, in good light, and let the camera focus.",
    ),
    "upside_down": Words(
        "Trang {page} dường như bị ngược đầu. Xin xoay lại rồi tải lên.",
        "Page {page} seems to be upside down. Turn it and upload it again.",
    ),
    "sideways": Words(
        "Trang {page} dường như nằm ngang. Xin xoay lại rồi tải lên.",
        "Page {page} seems to lie on its side. Turn it and upload it again.",
    ),
    "low_resolution": Words(
        "Trang {page} có độ phân giải thấp, khó đọc chữ nhỏ. Xin chụp gần hơn hoặc quét ở 200–300 dpi.",
        "Page {page} has too few dots for small print. Take it from closer, or scan it at 200–300 dpi.",
    ),
    "many_pages": Words(
        "Tệp có {page} trang. Xin kiểm tra có đúng giấy tờ cần nộp không.",
        "The file has {page} pages. Check that it is the paper that is asked for.",
    ),
}
STANDS = {  # of a photographed page, which has a button to turn it
    "upside_down": Words(
        "Trang {page} dường như bị ngược đầu. Xin bấm nút xoay.",
        "Page {page} seems to be upside down. Use the button to turn it.",
    ),
    "sideways": Words(
        "Trang {page} dường như nằm ngang. Xin bấm nút xoay.",
        "Page {page} seems to lie on its side. Use the button to turn it.",
    ),
}
MOST_TOLD = 4


def keep(
    arrived: Arrived, *, by: Account, now: datetime, dossier_id: int | None = None, scanner: Scanner | None = None
) -> StoredFile:
    """Keep a paper: judged, scanned, opened; a photograph upright, smaller, as PDF/A without where it was taken.

    :raises refusals.NotTaken: with the reason; nothing is kept.
    """
    verdict = judge(arrived.content, name=arrived.given_name, size=arrived.length)
    state = actions.scanned(arrived, verdict.name, scanner)
    read = reading.read(arrived.content, verdict.kind, name=verdict.name)
    sha256, size, content, name, media_type = (
        arrived.sha256, arrived.length, arrived.content, verdict.name, verdict.kind.media_type,
    )  # fmt: skip
    made_from = ""
    store = the_store()
    with store.arriving() as made:
        if read is not None and read.picture:
            name = display_name(PurePath(verdict.name).stem, PDF)
            document = _document(read, name=name, now=now)
            made.write(document)
            made.flush()
            made_from, content, media_type = sha256, made, PDF.media_type
            sha256, size = hashlib.sha256(document).hexdigest(), len(document)
        for number, preview in enumerate(read.previews if read else (), start=1):
            store.keep_preview(sha256, number, preview)
        return actions.stored(
            content,
            sha256=sha256,
            size=size,
            media_type=media_type,
            name=name,
            kind=StoredFile.Kind.PAPER,
            dossier_id=dossier_id,
            uploaded_by=by,
            at=now,
            scan_state=state,
            remark=verdict.remark,
            made_from=made_from,
            pages=read.pages if read else None,
            warnings=read.warnings if read else None,
            signatures=signatures.read(arrived.content, now=now) if verdict.kind is PDF else None,
        )


def _document(read: reading.Read, *, name: str, now: datetime) -> bytes:
    try:
        return pictures.of_picture(read.picture, width=read.width, height=read.height, title=name, at=now)
    except Unprintable as refused:
        raise refusals.Damaged(name=name) from refused


def warned(file: StoredFile) -> list[Words]:
    """What is worth telling of a paper before it is handed in."""
    leaf = joining.is_leaf(file)
    return _said(file, {key: words for key, words in WARNINGS.items() if not leaf or key not in STANDS})


def stands(file: StoredFile) -> list[Words]:
    """What is worth telling of how a photographed page stands; nothing any more once it is turned."""
    return _said(file, STANDS) if joining.is_leaf(file) else []


def _said(file: StoredFile, words: Mapping[str, Words]) -> list[Words]:
    told = (
        words[each["key"]].with_(page=str(each["page"])) for each in file.warnings or [] if each.get("key") in words
    )
    return list(told)[:MOST_TOLD]


def previewed(file: StoredFile) -> int:
    """How many of its first pages can be shown small."""
    return min(file.pages or 0, reading.PREVIEWS)


def preview(file: StoredFile, number: int) -> bytes:
    """A first page, small, as JPEG. Where it was lost it is drawn anew.

    :raises refusals.NoSuchFile: the file has no such page. :raises refusals.StillScanned, refusals.FoundInfected:
    """
    actions.refuse_unscanned(file)
    if not 1 <= number <= previewed(file):
        raise refusals.NoSuchFile
    store = the_store()
    found = store.preview(file.sha256, number)
    if found is None:
        try:
            with store.open(file.sha256) as content:
                read: Any = reading.read(content, PDF, name=file.name)
        except Gone as gone:
            raise refusals.NoSuchFile from gone
        for at, small in enumerate(read.previews, start=1):
            store.keep_preview(file.sha256, at, small)
        found = store.preview(file.sha256, number)
    if found is None:
        raise refusals.NoSuchFile
    return found
