"""Performers in the words provinces print, so that what is written out is understood when it is read in."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final

from motcua.access.policy import ROLES
from motcua.catalog.step_tables.performers import read_performer
from motcua.core.flow import NOBODY, Performer, ProcessDef, StepDef, UnitRule
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


def print_rows(process: ProcessDef) -> list[tuple[str, str, str, str, str]]:
    """Return the rows a table prints: number, work, performer, time, output; one for each performer of a step."""
    return [row for step in process.steps for row in _printed(step)]


def _printed(step: StepDef) -> list[tuple[str, str, str, str, str]]:
    found = []
    for no, part in enumerate(step.parts):
        number = str(step.order) if no == 0 else f"{step.order} (tiếp)"
        printed = step.performer_text if len(step.parts) == 1 else ""
        otherwise = ROLES[part.role].vi if part.role else NOBODY.vi
        who = printed or print_performer(part, otherwise)
        hours = step.hours if part.hours is None and no == 0 else part.hours
        time = "Không tính thời gian" if hours is None else f"{_number(hours)} giờ làm việc"
        found.append((number, step.description or step.name, who, time, step.output))
    return found


def _number(hours: Decimal) -> str:
    return format(hours.normalize(), "f").replace(".", ",")


@cache
def _words() -> dict[tuple[Role, UnitRule | None], str]:
    found: dict[tuple[Role, UnitRule | None], str] = {}
    for words in _PRINTED:
        for one in read_performer(words).performers:
            found.setdefault((one.role, one.unit_rule), words)
            found.setdefault((one.role, None), words)
    return found
