"""Photographed papers as a document: each page of its picture's own shape, PDF/A-2b."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typst

from motcua.gateways.documents.port import Unprintable

LONGER_SIDE = 297  # millimetres, as a sheet of A4
_DOCUMENT = """
#set document(title: sys.inputs.title, date: datetime(year: {at.year}, month: {at.month}, day: {at.day}))
"""
# The picture is placed, not set: a turned one may be a hair larger than its page, and must not run over to another.
_PAGE = """
#page(width: {width:.2f}mm, height: {height:.2f}mm, margin: 0mm, place(center + horizon, rotate({turn}deg, reflow: true,
  image("{number}.jpg", width: {across:.2f}mm, height: {down:.2f}mm, fit: "stretch", alt: sys.inputs.title))))
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A picture of one page, how large it is in dots, and by how many degrees it is to be turned to the right."""

    jpeg: bytes
    width: int
    height: int
    turn: int = 0


def of_picture(jpeg: bytes, *, width: int, height: int, title: str, at: datetime) -> bytes:
    """Return the document of one page. The picture is one of our own making.  :raises Unprintable:"""
    return of_pages([Page(jpeg, width, height)], title=title, at=at)


def of_pages(pages: Sequence[Page], *, title: str, at: datetime) -> bytes:
    """Return the document. The pictures are of our own making, and go into it as they are.  :raises Unprintable:"""
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        lines = [_DOCUMENT.format(at=at)]
        for number, page in enumerate(pages, start=1):
            Path(folder, f"{number}.jpg").write_bytes(page.jpeg)
            lines.append(_drawn(page, number))
        Path(folder, "pages.typ").write_text("".join(lines), encoding="utf-8")
        try:
            made = typst.compile(
                str(Path(folder, "pages.typ")),
                root=folder,
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"title": title},
                pdf_standards=["a-2b"],
            )
        except typst.TypstError as error:
            raise Unprintable(why_vi=f"ảnh ({error.message})", why_en=f"picture ({error.message})") from error
    assert isinstance(made, bytes)
    return made


def _drawn(page: Page, number: int) -> str:
    scale = LONGER_SIDE / max(page.width, page.height)
    across, down = page.width * scale, page.height * scale
    width, height = (down, across) if page.turn % 180 else (across, down)
    return _PAGE.format(number=number, turn=page.turn, across=across, down=down, width=width, height=height)
