"""Word and Excel files: zip archives of a known shape, without macros, controls, or anything fetched from outside."""

import io
import re
import zipfile

from motcua.files import refusals
from motcua.files.inspection.kinds import DOCX, XLSX, FileKind

MOST_PARTS = 5_000
LARGEST_UNPACKED = 300 * 2**20
LARGEST_PART_READ = 64 * 2**20

_MAIN = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}
_ACTING_PARTS = re.compile(
    r"(vbaproject|vbadata).*\.(bin|xml)$|/(activex|macrosheets|dialogsheets|ctrlprops)/|oleobject\d*\.bin$"
)
_FETCHING = re.compile(rb"(attachedTemplate|oleObject|frame|subDocument)\"[^>]*TargetMode=\"External\"")
_FETCHING_TOO = re.compile(rb"TargetMode=\"External\"[^>]*(attachedTemplate|oleObject|frame|subDocument)\"")
_FIELD_CODE = re.compile(rb'<w:instrText[^>]*>([^<]*)<|w:instr="([^"]*)"')
_WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$")
_DDE = re.compile(rb"\bDDE(AUTO)?\b", re.IGNORECASE)


def kind_of(data: bytes, shown: str) -> FileKind:
    """Return DOCX or XLSX for a sound document.

    :raises refusals.NotAccepted: an archive, or another kind of document.
    :raises refusals.ActsByItself: macros, controls, links that fetch.
    :raises refusals.Damaged, refusals.TwoInOne:
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _checked(archive, shown)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        raise refusals.Damaged(name=shown) from error


def _checked(archive: zipfile.ZipFile, shown: str) -> FileKind:
    parts = archive.infolist()
    if "[Content_Types].xml" not in archive.namelist():
        raise refusals.NotAccepted(name=shown, what="tệp nén", what_en="an archive")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise refusals.Damaged(name=shown)  # unpacks to more than any document holds
    if min(part.header_offset for part in parts) != 0:
        raise refusals.TwoInOne(name=shown)
    types = _part(archive, "[Content_Types].xml")
    if b"macroEnabled" in types or any(_ACTING_PARTS.search(f"/{part.filename.lower()}") for part in parts):
        raise refusals.ActsByItself(name=shown, what="macro hoặc đối tượng nhúng", what_en="macros or embedded objects")
    for part in parts:
        _refuse_fetching(archive, part.filename, shown)
    for main, kind in _MAIN.items():
        if main in types:
            return kind
    raise refusals.NotAccepted(name=shown, what="tài liệu Office loại khác", what_en="another kind of Office document")


def _refuse_fetching(archive: zipfile.ZipFile, name: str, shown: str) -> None:
    lower = name.lower()
    if lower.endswith(".rels"):
        links = _part(archive, name)
        if _FETCHING.search(links) or _FETCHING_TOO.search(links):
            raise refusals.ActsByItself(
                name=shown, what="liên kết tự tải nội dung từ ngoài", what_en="a link that fetches content"
            )
    elif _WORD_PARTS.match(lower):
        # Word may cut a field code into pieces: join them before looking.
        codes = b"".join(one or other for one, other in _FIELD_CODE.findall(_part(archive, name)))
        _refuse_dde(_DDE.search(codes) is not None, shown)
    elif lower.startswith("xl/externallinks/"):
        _refuse_dde(b"<ddeLink" in _part(archive, name), shown)


def _refuse_dde(found: bool, shown: str) -> None:
    if found:
        raise refusals.ActsByItself(
            name=shown, what="lệnh gọi chương trình khác (DDE)", what_en="a command that starts another program"
        )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(LARGEST_PART_READ + 1)
    if len(content) > LARGEST_PART_READ:
        raise ValueError("a part unpacks to more than any document holds")
    return content
