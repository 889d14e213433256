"""Which office worked which procedure in 2021, how far online, by which template: the rules of `assignment.toml`."""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any, Final

from motcua.core.deadline import Norm, Unit
from motcua.core.flow import HOURS_PER_DAY
from motcua.core.vietnam import fold

VERTICAL: Final = ("Công an tỉnh", "Bảo hiểm xã hội tỉnh", "Cục Thuế tỉnh", "Kho bạc Nhà nước tỉnh")
"""Branches of ministries: their own lower offices work what today's catalogue calls commune level."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a procedure when it is assigned."""

    version_id: int
    procedure_id: int
    code: str
    field: str
    is_commune_level: bool
    has_online: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """A procedure with the offices that work it ("district", "commune" or a department's name) and its level."""

    subject: Subject
    offices: tuple[str, ...]
    level: str


@cache
def table() -> Mapping[str, Any]:
    """The file of assumptions."""
    text = resources.files(__package__).joinpath("assignment.toml").read_text("utf-8")
    return tomllib.loads(text)


def assign(subjects: Iterable[Subject]) -> tuple[list[Assigned], list[str]]:
    """Leave out what the province did not receive, give the rest offices and levels; say by which rule, with counts."""
    rules = table()
    known = sorted(subjects, key=lambda subject: (_left_out_first(subject), subject.code))
    share = min(1.0, rules["offered"] / len(known)) if known else 1.0
    offered = known[max(0, len(known) - rules["offered"]) :]
    levels = _levels(offered, round(len(offered) * rules["at_level_3_or_4"] / rules["offered"]))
    assigned = [Assigned(subject, _offices(subject), levels[subject.code]) for subject in offered]
    return assigned, _notes(len(known), assigned, share)


def template_of(assigned: Assigned, norm: Norm) -> str:
    """The approved template a procedure without a table of its own is worked by."""
    hours = working_hours(norm)
    if hours is not None and hours <= HOURS_PER_DAY:
        return "mau-trong-ngay"
    if assigned.offices[0] in ("district", "commune"):
        return "mau-cap-xa"
    turn = _number(assigned.subject.code) % 10
    if hours is not None and hours >= 25 * HOURS_PER_DAY and turn < 2:
        return "mau-so-trinh-ubnd-tinh" if turn == 0 else "mau-lay-y-kien"
    return "mau-cap-so"


def working_hours(norm: Norm) -> float | None:
    """About how many hours of work a term holds; enough to choose and to order by."""
    factor = {
        Unit.WORKING_HOUR: 1.0,
        Unit.WORKING_DAY: 8.0,
        Unit.CALENDAR_DAY: 40 / 7,
        Unit.MONTH: 30 * 40 / 7,
        Unit.SAME_DAY: 0.0,
    }
    if norm.unit is Unit.NONE:
        return None
    return HOURS_PER_DAY if norm.unit is Unit.SAME_DAY else float(norm.value) * factor[norm.unit]


def chosen_norm(alternatives: Sequence[Mapping[str, Any]], *, is_commune_level: bool) -> Norm:
    """What a clerk is taken to choose where no single term is named: the longest named, else 5 or 10 days."""
    named = []
    for each in alternatives:
        try:
            named.append(Norm(Decimal(str(each["value"])), Unit(each["unit"])))
        except (KeyError, ValueError, ArithmeticError):
            continue
    if named:
        return max(named, key=lambda norm: working_hours(norm) or 0)
    return Norm(Decimal(5 if is_commune_level else 10), Unit.WORKING_DAY)


def field_weight(kind: str, field: str) -> float:
    """How often a field is met at this kind of office."""
    return float(table()["weight"][kind].get(field, 1))


def spread(count: int) -> list[float]:
    """Within a field a few procedures are met often and most rarely: one, a half, a third …; the sum is one."""
    parts = [1 / (place + 1) for place in range(count)]
    whole = list(accumulate(parts))[-1] if parts else 1.0
    return [part / whole for part in parts]


def often(code: str) -> tuple[int, str]:
    """The order of the procedures of a field, the one met most often first."""
    popular = table()["popular"]["codes"]
    return (popular.index(code) if code in popular else len(popular)), code


def _left_out_first(subject: Subject) -> int:
    order = table()["not_received"]
    return order.index(subject.field) if subject.field in order else len(order)


def _offices(subject: Subject) -> tuple[str, ...]:
    department = _department(subject.field)
    if not subject.is_commune_level or department in VERTICAL:
        return (department,)
    if subject.field in table()["district"]["shared"]:
        return ("commune", "district")
    of_district = any(words in subject.field for words in table()["district"]["fields"])
    return ("district",) if of_district else ("commune",)


@cache
def _department(field: str) -> str:
    folded = fold(field)
    return next(
        str(row["name"]) for row in table()["department"] if any(fold(words) in folded for words in row["words"])
    )


def _levels(offered: Sequence[Subject], wanted: int) -> dict[str, str]:
    """Level 3 or 4 for so many of those filed online today, the most frequent of each field first; half of them 4."""
    ranks: Counter[str] = Counter()
    places: dict[str, int] = {}
    for subject in sorted(offered, key=lambda subject: often(subject.code)):
        places[subject.code] = ranks[subject.field]
        ranks[subject.field] += 1
    online = sorted((s for s in offered if s.has_online), key=lambda s: (places[s.code], _number(s.code)))
    levels = {subject.code: "2" for subject in offered}
    for place, subject in enumerate(online[:wanted]):
        levels[subject.code] = "34"[place % 2]
    return levels


def _number(code: str) -> int:
    return int.from_bytes(hashlib.sha256(code.encode()).digest()[:6], "big")


def _notes(known: int, assigned: Sequence[Assigned], share: float) -> list[str]:
    offices: Counter[str] = Counter()
    for each in assigned:
        offices["cấp huyện + cấp xã" if len(each.offices) > 1 else each.offices[0]] += 1
    words = {"district": "cấp huyện", "commune": "cấp xã"}
    listed = ", ".join(f"{words.get(name, name)} {count}" for name, count in offices.most_common())
    levels = Counter(each.level for each in assigned)
    return [
        f"Thủ tục: {known} trong danh mục, {len(assigned)} được coi là tỉnh cung cấp năm 2021 (bỏ trước lĩnh vực của"
        f" ngành dọc trung ương; tỷ lệ {share:.0%}).",
        f"Mức độ 3, 4: {levels['3'] + levels['4']} thủ tục (mức 3: {levels['3']}, mức 4: {levels['4']}), lấy thủ tục"
        f" thường gặp nhất của mỗi lĩnh vực trong số đang nhận trực tuyến; còn lại mức 2: {levels['2']}.",
        f"Cơ quan giải quyết theo lĩnh vực và cấp: {listed}.",
    ]
