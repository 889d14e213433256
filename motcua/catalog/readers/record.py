"""What a reader hands on: a record in one schema with its original, or a refusal that names its place."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.catalog.understand import chosen
from motcua.core import numbering

CODE: Final = re.compile(numbering.NATIONAL_CODE)
LARGEST_RECORD: Final = 4 * 2**20
"""Bytes of one procedure; the largest real one has 0.3 MB. Larger is a broken file, not a procedure."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One procedure as published: `data` in the schema of the normalised lines, `original` untouched."""

    where: str
    kind: str
    code: str
    data: dict[str, Any]
    original: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """One place that could not be read, and why, in both languages."""

    where: str
    code: str
    vi: str
    en: str


Reading = SourceRecord | Refused


@dataclass(slots=True)
class Progress:
    """How far the reading has come, in bytes."""

    done: int = 0
    total: int = 0
    notes: list[str] = field(default_factory=list)


def checked(record: SourceRecord) -> Reading:
    """Return the record, or why no procedure can be made of it."""
    if not record.code:
        return Refused(record.where, "", "Thiếu mã thủ tục.", "The procedure has no code.")
    if not CODE.fullmatch(record.code):
        return Refused(
            record.where,
            record.code,
            f"Mã “{record.code[:40]}” không đúng dạng một chữ số, dấu chấm, sáu chữ số (ví dụ 1.001193).",
            f"Code “{record.code[:40]}” is not one digit, a dot and six digits (such as 1.001193).",
        )
    if not (isinstance(record.data.get("name"), str) and record.data["name"].strip()):
        return Refused(record.where, record.code, "Thiếu tên thủ tục.", "The procedure has no name.")
    wrong = chosen.wrong_in(record.data)
    if wrong:
        return Refused(
            record.where,
            record.code,
            f"Thời hạn hoặc mức phí do cán bộ chọn (“{wrong}”) không đúng: cần số không âm và đơn vị.",
            f"The term or fee a clerk chose (“{wrong}”) cannot be read: a number not below zero, with its unit.",
        )
    return record


def too_large(where: str, size: int, code: str = "") -> Refused:
    """Refuse a record or a cell that is larger than any procedure."""
    return Refused(
        where,
        code,
        f"Bản ghi quá lớn ({size / 2**20:.1f} MB; tối đa {LARGEST_RECORD / 2**20:.0f} MB).",
        f"The record is too large ({size / 2**20:.1f} MB; at most {LARGEST_RECORD / 2**20:.0f} MB).",
    )


def not_utf8(where: str) -> Refused:
    """Refuse a text in another encoding: guessing one would silently change names."""
    return Refused(
        where, "", "Văn bản không phải UTF-8; hãy lưu lại với mã UTF-8.", "The text is not UTF-8; save it as UTF-8."
    )
