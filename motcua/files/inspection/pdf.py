"""PDF: whole, and without anything that acts when it is opened, also where names are disguised or packed away."""

import re
import zlib
from collections.abc import Iterator

from motcua.files import refusals

# ISO 32000: actions and features that run something or send something when the document is opened.
ACTING = {
    b"JavaScript": ("mã JavaScript", "JavaScript"),
    b"Launch": ("lệnh mở chương trình khác", "a command that starts another program"),
    b"SubmitForm": ("lệnh gửi dữ liệu ra ngoài", "a command that sends data away"),
    b"ImportData": ("lệnh nạp dữ liệu từ ngoài", "a command that loads data"),
    b"RichMedia": ("nội dung đa phương tiện tự chạy", "media that plays by itself"),
    b"XFA": ("biểu mẫu động XFA", "a dynamic XFA form"),
}
_NAME_END = rb"(?=[\s/<>\[\](){}%]|$)"
_ACTING = re.compile(rb"/(" + b"|".join(ACTING) + rb")" + _NAME_END)
_DISGUISED = re.compile(rb"/[^\s/<>\[\](){}%]*#[0-9A-Fa-f]{2}[^\s/<>\[\](){}%]*")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PLAIN_FLATE = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
LARGEST_PACKED = 16 * 2**20


def check(data: bytes, shown: str) -> str:
    """Return a remark on the document, or nothing.

    :raises refusals.Damaged: it does not reach its end.
    :raises refusals.ActsByItself: it would run something, or hides its objects where they cannot be read.
    """
    if b"%%EOF" not in data[-2048:]:
        raise refusals.Damaged(name=shown)
    encrypted = re.search(rb"/Encrypt" + _NAME_END, data) is not None
    _refuse_acting(data, shown)
    if not encrypted:  # packed objects of an encrypted document cannot be read
        for packed in _packed_objects(data, shown):
            _refuse_acting(packed, shown)
    if encrypted:
        return "encrypted"
    return "attachments" if re.search(rb"/EmbeddedFiles?" + _NAME_END, data) else ""


def _refuse_acting(data: bytes, shown: str) -> None:
    found = _ACTING.search(data) or next(
        (plain for name in _DISGUISED.findall(data) if (plain := _ACTING.match(_undisguised(name)))), None
    )
    if found:
        what, what_en = ACTING[found.group(1)]
        raise refusals.ActsByItself(name=shown, what=what, what_en=what_en)


def _undisguised(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda code: bytes([int(code.group(1), 16)]), name)


def _packed_objects(data: bytes, shown: str) -> Iterator[bytes]:
    """Yield the content of object streams, where a document may keep its actions out of sight.

    :raises refusals.ActsByItself: a stream is packed in a way no ordinary program uses.
    """
    for start in _STREAM.finditer(data):
        opening = data.rfind(b" obj", max(0, start.start() - 2048), start.start())
        about = _undisguised(data[max(opening, 0) : start.start()])
        if b"/ObjStm" not in about:
            continue
        if b"/Filter" not in about:
            continue  # not packed: its text was searched with the rest
        packed = zlib.decompressobj()
        try:
            if not _PLAIN_FLATE.search(about):
                raise zlib.error("unusual packing")
            yield packed.decompress(data[start.end() :], LARGEST_PACKED)
        except zlib.error as error:
            raise refusals.ActsByItself(
                name=shown, what="phần bị nén khác thường", what_en="a part packed in an unusual way"
            ) from error
