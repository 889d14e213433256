"""Judging a file by its content: what it is, whether it is whole, whether it would do something of its own accord.

What a name or a browser says of a file is never believed. What cannot be judged is not taken.
"""

from dataclasses import dataclass
from typing import IO, Any

from motcua.files import refusals
from motcua.files.inspection import images, office, pdf
from motcua.files.inspection.kinds import (
    ACCEPT,
    DOCX,
    HEIC,
    JPEG,
    KNOWN_ENDINGS,
    PDF,
    PNG,
    TAKEN_ENDINGS,
    WEBP,
    XLSX,
    FileKind,
    named_kind,
)
from motcua.files.inspection.names import display_name, ending

REMARKS = {
    "encrypted": "Tệp có mật khẩu; nội dung chưa kiểm tra được và cán bộ có thể không mở được.",
    "attachments": "Tệp PDF có tệp khác đính kèm ở trong.",
}
END_OF_ZIP = b"PK\x05\x06"
END_OF_ZIP_WITHIN = 65_535 + 22  # a zip may be followed by a comment of that length


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file turned out to be."""

    kind: FileKind
    name: str
    remark: str = ""


def judge(content: IO[bytes], *, name: str, size: int) -> Verdict:
    """Say what the file is, or why it is not taken.

    :raises refusals.NotTaken: with the reason and the plain way to put it right.
    """
    shown = display_name(name)
    if size == 0:
        raise refusals.Empty(name=shown)
    content.seek(0)
    data = content.read()
    kind = _identified(data, shown)
    given = ending(shown)
    if given in KNOWN_ENDINGS and given not in kind.endings:
        raise refusals.OtherThanItsName(
            name=shown, given=given, what=kind.label, what_en=kind.label_en, right=kind.endings[0]
        )
    if kind not in (DOCX, XLSX) and END_OF_ZIP in data[-END_OF_ZIP_WITHIN:]:
        raise refusals.TwoInOne(name=shown)
    remark = pdf.check(data, shown) if kind is PDF else ""
    return Verdict(kind, display_name(name, kind), remark)


def _identified(data: bytes, shown: str) -> FileKind:
    """Return the accepted kind of a whole file.

    :raises refusals.NotTaken:
    """
    head = data[:1024]
    if data.startswith(b"%PDF-"):
        return PDF
    picture = images.kind_of(data)
    if picture:
        if b"%PDF-" in head:
            raise refusals.TwoInOne(name=shown)
        if not images.is_whole(data, picture):
            raise refusals.Damaged(name=shown)
        return picture
    if data.startswith(b"PK\x03\x04"):
        return office.kind_of(data, shown)
    what, what_en = named_kind(head)
    raise refusals.NotAccepted(**_words(shown, what, what_en))


def _words(name: str, what: str, what_en: str) -> dict[str, Any]:
    return {"name": name, "what": what, "what_en": what_en}


__all__ = [
    "ACCEPT",
    "DOCX",
    "HEIC",
    "JPEG",
    "KNOWN_ENDINGS",
    "PDF",
    "PNG",
    "REMARKS",
    "TAKEN_ENDINGS",
    "WEBP",
    "XLSX",
    "FileKind",
    "Verdict",
    "display_name",
    "ending",
    "judge",
]
