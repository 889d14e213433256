"""A photographed paper as a document: one page of the picture's own shape, PDF/A-2b."""

import tempfile
from datetime import datetime
from pathlib import Path

import typst

from motcua.gateways.documents.port import Unprintable

LONGER_SIDE = 297  # millimetres, as a sheet of A4
_PAGE = """
#set document(title: sys.inputs.title, date: datetime(year: {at.year}, month: {at.month}, day: {at.day}))
#set page(width: {width:.2f}mm, height: {height:.2f}mm, margin: 0mm)
#image("picture.jpg", width: 100%, height: 100%, fit: "stretch", alt: sys.inputs.title)
"""


def of_picture(jpeg: bytes, *, width: int, height: int, title: str, at: datetime) -> bytes:
    """Return the document. The picture is one of our own making.  :raises Unprintable:"""
    scale = LONGER_SIDE / max(width, height)
    page = _PAGE.format(width=width * scale, height=height * scale, at=at)
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        Path(folder, "picture.jpg").write_bytes(jpeg)
        Path(folder, "page.typ").write_text(page, encoding="utf-8")
        try:
            made = typst.compile(
                str(Path(folder, "page.typ")),
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
