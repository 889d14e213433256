"""The kinds of file that are taken, and the names of those that are not."""

from dataclasses import dataclass

import filetype


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken. `endings[0]` is the one to give it."""

    media_type: str
    endings: tuple[str, ...]
    label: str
    label_en: str


PDF = FileKind("application/pdf", ("pdf",), "tài liệu PDF", "a PDF document")
JPEG = FileKind("image/jpeg", ("jpg", "jpeg", "jfif"), "ảnh JPEG", "a JPEG picture")
PNG = FileKind("image/png", ("png",), "ảnh PNG", "a PNG picture")
HEIC = FileKind("image/heic", ("heic", "heif"), "ảnh HEIC", "a HEIC picture")
WEBP = FileKind("image/webp", ("webp",), "ảnh WebP", "a WebP picture")
DOCX = FileKind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
    "văn bản Word",
    "a Word document",
)
XLSX = FileKind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",), "bảng tính Excel", "an Excel sheet"
)
KINDS = (PDF, JPEG, PNG, HEIC, WEBP, DOCX, XLSX)
ACCEPT = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)
"""What a control that takes papers offers to choose (HTML's `accept`): exactly what is taken."""

_OTHER_ENDINGS = """
doc dot docm xls xlsm ppt pptx pptm odt ods rtf txt csv html htm svg xml js vbs bat cmd ps1 sh exe msi dll com scr jar
apk zip rar 7z gz tar iso gif bmp tif tiff mp3 mp4 avi mov p7s p7m
"""
TAKEN_ENDINGS = frozenset(ending for kind in KINDS for ending in kind.endings)
# An ending outside this list says nothing (“Đơn xin.2026”), and the right one is added; one in it must be true.
KNOWN_ENDINGS = TAKEN_ENDINGS | frozenset(_OTHER_ENDINGS.split())

# What is refused, by its first bytes. The words end the sentence “Tệp … là …”.
_BY_HEAD: tuple[tuple[bytes, str, str], ...] = (
    (b"MZ", "chương trình Windows", "a Windows program"),
    (b"\x7fELF", "chương trình Linux", "a Linux program"),
    (b"\xca\xfe\xba\xbe", "chương trình Java hoặc macOS", "a Java or macOS program"),
    (b"\xcf\xfa\xed\xfe", "chương trình macOS", "a macOS program"),
    (b"\xfe\xed\xfa", "chương trình macOS", "a macOS program"),
    (b"#!", "tập lệnh", "a script"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "tài liệu Office kiểu cũ (.doc, .xls) hoặc có mật khẩu",
        "an Office document of the old kind (.doc, .xls) or one with a password",
    ),
    (b"{\\rtf", "văn bản RTF", "an RTF document"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lối tắt Windows", "a Windows shortcut"),
)
_ARCHIVES = frozenset({"zip", "rar", "7z", "gz", "tar", "bz2", "xz", "Z", "lz", "ar", "cab", "zst"})


def named_kind(head: bytes) -> tuple[str, str]:
    """Return what a refused file is called, in Vietnamese and English."""
    for start, label, label_en in _BY_HEAD:
        if head.startswith(start):
            return label, label_en
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in text:
        return "hình vẽ SVG", "an SVG drawing"
    if text.startswith(b"<"):
        return "trang web hoặc tệp XML", "a web page or an XML file"
    guessed = filetype.guess(head)
    if guessed and guessed.extension in _ARCHIVES:
        return "tệp nén", "an archive"
    if guessed:
        return f"tệp .{guessed.extension}", f"a .{guessed.extension} file"
    return "tệp không rõ loại", "a file of an unknown kind"
