"""The print font: where it lies, whether all of it is there, and which letters it has."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import typst

from motcua.gateways.documents.port import FontMissing

FAMILY: Final = "Tinos"
_PACKAGE: Final = Path(__file__).resolve().parents[2]
_BESIDE: Final = _PACKAGE.parent if (_PACKAGE.parent / "manage.py").is_file() else _PACKAGE / "shipped"
FOLDER: Final = _BESIDE / "assets" / "vendor" / "tinos"  # `make setup` puts it there, and a wheel carries it
_FACES: Final = {("normal", 400), ("italic", 400), ("normal", 700), ("italic", 700)}


@cache
def load(folder: Path) -> typst.Fonts:
    """Return the four faces of the print font and no other font. :raises FontMissing:"""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    missing = _FACES - {(face.style, face.weight) for face in fonts.fonts() if face.family == FAMILY}
    if missing:
        names = ", ".join(f"{FAMILY} {weight} {style}" for style, weight in sorted(missing))
        raise FontMissing(faces=names, folder=folder)
    return fonts


@cache
def letters(folder: Path) -> frozenset[int]:
    """Return the characters that every face can print. :raises FontMissing:"""
    files = sorted({face.path for face in load(folder).fonts() if face.family == FAMILY and face.path})
    return frozenset.intersection(*(frozenset(_character_map(Path(file).read_bytes())) for file in files))


def _character_map(font: bytes) -> Iterator[int]:
    """Walk the Unicode part of a font's `cmap` table, format 4 (OpenType specification)."""
    tables = {
        font[at : at + 4]: struct.unpack(">L", font[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    start = tables[b"cmap"]
    for number in range(struct.unpack(">H", font[start + 2 : start + 4])[0]):
        platform, encoding, offset = struct.unpack(">HHL", font[start + 4 + 8 * number : start + 12 + 8 * number])
        if (platform, encoding) == (3, 1):
            yield from _segments(font, start + offset)


def _segments(font: bytes, start: int) -> Iterator[int]:
    count = struct.unpack(">H", font[start + 6 : start + 8])[0] // 2
    ends, firsts = (
        struct.unpack(f">{count}H", font[at : at + 2 * count]) for at in (start + 14, start + 16 + 2 * count)
    )
    for first, last in zip(firsts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
