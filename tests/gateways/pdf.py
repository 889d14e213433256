"""Reading a PDF back: its text, its letters on the page, its codes as a scanner at the counter sees them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
import pypdfium2
import zxingcpp

PRINTER_DPI = 203
POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Letter:
    page: int
    left: float
    bottom: float
    right: float
    top: float
    page_width: float
    page_height: float


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def text(pdf: bytes) -> str:
    """All text with line breaks as blanks."""
    return " ".join(" ".join(pages(pdf)).split())


def letters(pdf: bytes) -> Iterator[Letter]:
    """Every letter with ink on it."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        read = page.get_textpage()
        content = read.get_text_range()
        if len(content) != read.count_chars():
            content = "x" * read.count_chars()
        for index, character in enumerate(content):
            if not character.isspace():
                yield Letter(number, *read.get_charbox(index), *page.get_size())


def codes(pdf: bytes, page: int = 0) -> dict[str, str]:
    """What a scanner reads on a page as the counter's printer prints it: format -> text."""
    bitmap = pypdfium2.PdfDocument(pdf)[page].render(scale=PRINTER_DPI / 72, grayscale=True)
    pixels = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    return {found.format.name: found.text for found in zxingcpp.read_barcodes(pixels)}


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font of the file, and whether it is embedded."""
    found = {}
    for page in reader(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            found[str(descendant["/BaseFont"])] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    return found


def structure(pdf: bytes) -> Iterator[pypdf.generic.DictionaryObject]:
    """Every element of the tag tree."""
    waiting = [reader(pdf).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, list):
            waiting.extend(element)
        elif isinstance(element, dict):
            if "/S" in element:
                yield element
            if "/K" in element:
                waiting.append(element["/K"])
