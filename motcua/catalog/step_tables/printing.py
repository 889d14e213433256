"""Performers in the words provinces print, so that what is written out is understood when it is read in."""

from __future__ import annotations

from functools import cache
from typing import Final

from motcua.catalog.step_tables.performers import read_performer
from motcua.core.flow import Performer, UnitRule
from motcua.core.roles import Role

_PRINTED: Final = (
    "Bộ phận Một cửa",
    "Bộ phận trả kết quả",
    "Chuyên viên phòng chuyên môn",
    "Công chức phòng Kinh tế",
    "Công chức văn phòng Sở",
    "Lãnh đạo phòng chuyên môn",
    "Lãnh đạo phòng Kinh tế",
    "Lãnh đạo Văn phòng",
    "Lãnh đạo Sở",
    "Lãnh đạo UBND xã",
    "Lãnh đạo UBND tỉnh",
    "Lãnh đạo cơ quan",
    "Chuyên viên Văn phòng UBND tỉnh",
    "Văn thư",
    "Văn thư Sở",
    "Văn thư UBND xã",
    "Văn thư Văn phòng UBND tỉnh",
    "Tổ chức, cá nhân",
    "Dịch vụ bưu chính",
    "Ban chỉ huy quân sự",
)


def print_performer(part: Performer, otherwise: str) -> str:
    """Return who performs a step as a table prints it: as the source had it, or in words the import reads."""
    if part.text or part.role is None:
        return part.text or otherwise
    words = _words()
    return words.get((part.role, part.unit_rule)) or words.get((part.role, None)) or otherwise


@cache
def _words() -> dict[tuple[Role, UnitRule | None], str]:
    found: dict[tuple[Role, UnitRule | None], str] = {}
    for words in _PRINTED:
        for one in read_performer(words).performers:
            found.setdefault((one.role, one.unit_rule), words)
            found.setdefault((one.role, None), words)
    return found
