"""The real printer: Typst, with the project's font and no other, PDF/A-2a and PDF/UA-1 in one file.

Data reach a template as JSON through `sys.inputs` and are never part of its source. Any warning of the compiler (a font
it does not know, a letter it cannot draw) stops the document.
"""

import json
import threading
from datetime import date
from pathlib import Path

import typst

from motcua.gateways.documents import data, editions, fonts
from motcua.gateways.documents.port import Form, Unprintable


class TypstDocuments:
    """Renders forms; safe to share between threads, each of which keeps a compiler of its own."""

    def __init__(self, font_folder: Path = fonts.FOLDER) -> None:
        self._font_folder = font_folder
        self._local = threading.local()

    def render(self, form: Form, *, on: date) -> bytes:
        edition = editions.of(form, on=on)
        content = data.of(form, edition, letters=fonts.letters(self._font_folder))
        try:
            pdf, warnings = self._compiler().compile_with_warnings(
                input=str(edition.file),
                format="pdf",
                sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
                pdf_standards=["a-2a", "ua-1"],
            )
        except typst.TypstError as error:
            raise _broken(edition, error.message) from error
        if warnings:
            raise _broken(edition, "; ".join(warning.message for warning in warnings))
        if not isinstance(pdf, bytes):
            raise _broken(edition, "no document")
        return pdf

    def _compiler(self) -> typst.Compiler:
        if not hasattr(self._local, "compiler"):
            self._local.compiler = typst.Compiler(
                root=str(editions.FORMS), font_paths=fonts.load(self._font_folder), ignore_system_fonts=True
            )
        compiler: typst.Compiler = self._local.compiler
        return compiler


def _broken(edition: editions.Edition, message: str) -> Unprintable:
    form = edition.file.parent.name
    return Unprintable(why_vi=f"mẫu {form} có lỗi ({message})", why_en=f"form {form} is broken ({message})")
