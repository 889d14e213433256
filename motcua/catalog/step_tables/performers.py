"""Who performs a step, from the words a step table prints. What the patterns do not know is left for a clerk."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from motcua.core.flow import StepKind, UnitRule
from motcua.core.roles import Role
from motcua.core.vietnam import fold, tidy

# One cell may name several people: "- Công chức TN&TKQ - Văn thư", "Lãnh đạo Sở được phân công/Văn thư". A comma, a
# stroke or "và" divides only where a person follows; "Văn hóa và Gia đình" and "Kinh tế, Hạ tầng" stay whole.
_PERSON: Final = (
    r"(?:[Ll]ãnh đạo|[Vv]ăn thư|[Cc]huyên viên|[Cc]ông chức|[Cc]án bộ|[Tt]hành viên|[Tt]ổ chức, cá nhân"
    r"|[Cc]á nhân|[Dd]ịch vụ [Bb]ưu)"
)
_DIVIDERS: Final = re.compile(
    rf";(?!\s*(?:dự thảo|trình|chuyển)\b)|\.\s*-\s|(?:\s-\s|,|/|(?<!bộ máy)\svà\s)\s*(?={_PERSON}\b)"
)
_BY_THE_WAY: Final = (Role.CITIZEN, Role.POSTAL)


@dataclass(frozen=True, slots=True)
class Performer:
    role: Role
    unit_rule: UnitRule
    kind: StepKind = StepKind.TASK
    process: str = ""  # for a part at a higher level: the process that works it by default


@dataclass(frozen=True, slots=True)
class Reading:
    """Who a cell names: everybody, in the order printed, or nobody when some part of it is not known."""

    performers: tuple[Performer, ...]
    unknown: tuple[str, ...] = ()


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Performer], ...]:
    text = resources.files(__package__).joinpath("performers.toml").read_text("utf-8")
    return tuple(
        (
            re.compile(entry["match"]),
            Performer(
                Role(entry["role"]),
                UnitRule(entry["unit"]),
                StepKind(entry.get("kind", "task")),
                entry.get("process", ""),
            ),
        )
        for entry in tomllib.loads(text)["performer"]
    )


@cache
def read_performer(text: str) -> Reading:
    """Read one cell.  A desk that serves the applicant or the post is the one who performs the step."""
    parts = [part.strip(" -–.,;") for part in _DIVIDERS.split(tidy(text))]
    parts = [part for part in parts if part]
    known = [(part, _one(part)) for part in parts]
    unknown = tuple(part for part, performer in known if performer is None)
    if unknown or not parts:
        return Reading((), unknown)
    named = list(dict.fromkeys(performer for _, performer in known if performer is not None))
    working = [performer for performer in named if performer.role not in _BY_THE_WAY]
    return Reading(tuple(working or named))


def _one(part: str) -> Performer | None:
    folded = fold(part)
    return next((performer for pattern, performer in _patterns() if pattern.search(folded)), None)
