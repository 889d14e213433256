"""Pictures: which kind, and whether they arrived whole."""

import struct

from motcua.files.inspection.kinds import HEIC, JPEG, PNG, WEBP, FileKind

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def kind_of(data: bytes) -> FileKind | None:
    """Return the kind of picture, or None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(PNG_HEAD):
        return PNG
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return HEIC
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    return None


def is_whole(data: bytes, kind: FileKind) -> bool:
    """Tell whether the picture reaches its own end."""
    if kind is JPEG:
        return b"\xff\xd9" in data[2:]
    if kind is PNG:
        return _png_ends(data)
    if kind is WEBP:
        return len(data) >= 8 + int(struct.unpack_from("<I", data, 4)[0])
    return _boxes_end(data)


def _png_ends(data: bytes) -> bool:
    at = len(PNG_HEAD)
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        at += 12 + length
        if name == b"IEND":
            return at <= len(data)
    return False


def _boxes_end(data: bytes) -> bool:
    """Walk the boxes of an ISO media file: the last one ends with the file."""
    at = 0
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if length == 1 and at + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, at + 8)
        if length == 0:  # to the end of the file
            return True
        if length < 8:
            return False
        at += length
    return at == len(data)
