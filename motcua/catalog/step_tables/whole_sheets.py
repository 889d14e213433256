"""The whole of a process on one sheet: what the printed columns have no place for, above all what follows each answer.

One row tells of the process, one of each shared time budget, one of each step, one of each further person in a step.
Steps are named by their number; one that has none of its own, or is not there, by its key in quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, TypeVar

from motcua.access.policy import ROLES
from motcua.catalog.step_tables.refusals import BadWholeSheet
from motcua.catalog.step_tables.times import plain
from motcua.core import flow
from motcua.core.flow import END, Outcome, Performer, ProcessDef, StepDef, StepKind, Together, UnitRule
from motcua.core.roles import Role
from motcua.core.status_words import Words
from motcua.core.vietnam import fold, tidy

NAME: Final = "Bảng bước đầy đủ"
NO, KEY, TITLE, PERSON, ROLE, UNIT, HOURS = (
    "Bước", "Mã", "Tên", "Người thứ", "Vai trò", "Nơi thực hiện", "Số giờ",
)  # fmt: skip
KIND, NEXT, JOINS, BUDGET, TOGETHER, BULK, PART = (
    "Loại", "Chuyển tiếp", "Chờ đủ các bước", "Quỹ thời gian chung", "Cách cùng làm", "Co giãn theo thời hạn",
    "Quy trình khác",
)  # fmt: skip
WORK, OUTPUT, CITIZEN, WHO, TIME = (
    "Nội dung", "Sản phẩm", "Thông báo cho người dân", "Người thực hiện (nguyên văn)", "Thời gian (nguyên văn)",
)  # fmt: skip
COLUMNS: Final = (
    NO, KEY, TITLE, PERSON, ROLE, UNIT, HOURS, KIND, NEXT, JOINS, BUDGET, TOGETHER, BULK, PART, WORK, OUTPUT, CITIZEN,
    WHO, TIME,
)  # fmt: skip
_PROCESS, _BUDGET, _YES = "Quy trình", "Quỹ thời gian", "có"
_TOP_ROWS: Final = 20
_MOST_HOURS: Final = 100_000
_NAMED: Final = re.compile(r"“([^”]*)”|([^,\s]+)")
_Value = TypeVar("_Value", bound=StrEnum)


@dataclass(slots=True)
class Whole:
    """A process as the sheet holds it, with the whole time it is made for."""

    process: ProcessDef
    norm_hours: Decimal | None


def whole_rows(process: ProcessDef, norm_hours: Decimal | None) -> list[tuple[str, ...]]:
    """Return the rows of the sheet, in the order of `COLUMNS`."""
    names = _Names(process.steps)
    rows = [
        {
            NO: _PROCESS,
            KEY: process.key,
            TITLE: process.name,
            HOURS: "" if norm_hours is None else _written(plain(norm_hours)),
            NEXT: names.written(process.start),
            PART: process.template,
        }
    ]
    rows += [{NO: _BUDGET, TITLE: key, HOURS: _written(hours)} for key, hours in process.budgets.items()]
    for step in process.steps:
        rows.append(_step_row(step, names))
        rows += [_person_row(step, no, one) for no, one in enumerate(step.performers, start=1)]
    return [tuple(row.get(column, "") for column in COLUMNS) for row in rows]


def is_whole(rows: Sequence[Sequence[Any]]) -> bool:
    """Tell whether a sheet is of this kind."""
    return _heading(rows) is not None


def read_whole(sheet: str, rows: Sequence[Sequence[Any]]) -> list[Whole]:
    """Read every process of a sheet.  :raises BadWholeSheet:"""
    at, columns = _heading(rows) or (0, {})
    found: list[_Gathered] = []
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        values = {column: _text(cells[place]) if place < len(cells) else "" for column, place in columns.items()}
        row = _Row(f"“{sheet}”, dòng {number}", {column: values.get(column, "") for column in COLUMNS})
        if not any(row.cells.values()):
            continue
        if row.cells[NO] == _PROCESS:
            found.append(_Gathered(row))
        elif not found:
            raise row.wrong(NO, f"chưa có dòng “{_PROCESS}”", f"the row “{_PROCESS}” is missing")
        elif row.cells[NO] == _BUDGET:
            found[-1].budgets.append(row)
        elif row.cells[PERSON]:
            found[-1].add_person(row)
        else:
            found[-1].steps.append((row, []))
    return [each.whole() for each in found]


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    cells: Mapping[str, str]

    def wrong(self, column: str, problem: str, problem_en: str) -> BadWholeSheet:
        return BadWholeSheet(place=self.place, column=column, problem=problem, problem_en=problem_en)

    def hours(self) -> Decimal | None:
        text = self.cells[HOURS].replace(" ", "").replace(",", ".")
        if not text:
            return None
        try:
            hours = Decimal(text)
        except InvalidOperation:
            hours = Decimal("nan")
        if not hours.is_finite() or not 0 <= hours <= _MOST_HOURS:
            raise self.wrong(HOURS, f"“{text}” không phải số giờ", f"“{text}” is not a number of hours")
        return hours

    def one_of(self, column: str, kind: type[_Value], said: Mapping[_Value, Words], default: _Value) -> _Value:
        typed = fold(tidy(self.cells[column]))
        if not typed:
            return default
        for value in kind:
            if typed in (fold(said[value].vi), fold(said[value].en), fold(value.value)):
                return value
        raise self.wrong(column, f"“{self.cells[column]}” không có trong danh mục", "the word is not known")

    def role(self) -> Role | None:
        typed = fold(tidy(self.cells[ROLE]))
        if not typed:
            return None
        for role, rule in ROLES.items():
            if typed in (fold(rule.vi), fold(role.value)):
                return role
        raise self.wrong(ROLE, f"không có vai trò “{self.cells[ROLE]}”", "there is no such role")


@dataclass(slots=True)
class _Gathered:
    """The rows of one process."""

    about: _Row
    budgets: list[_Row] = field(default_factory=list)
    steps: list[tuple[_Row, list[_Row]]] = field(default_factory=list)

    def add_person(self, row: _Row) -> None:
        if not self.steps:
            raise row.wrong(PERSON, "chưa có bước nào phía trên", "there is no step above it")
        self.steps[-1][1].append(row)

    def whole(self) -> Whole:
        keys = [row.cells[KEY] or f"b{no}" for no, (row, _) in enumerate(self.steps, start=1)]
        numbers = Counter(row.cells[NO] for row, _ in self.steps)
        known = {
            row.cells[NO]: key for (row, _), key in zip(self.steps, keys, strict=True) if numbers[row.cells[NO]] == 1
        }
        about = self.about.cells
        if not about[KEY]:
            raise self.about.wrong(KEY, "thiếu mã quy trình", "the key of the process is missing")
        if len(set(keys)) < len(keys):
            raise self.about.wrong(KEY, "hai bước cùng một mã", "two steps have the same key")
        return Whole(
            ProcessDef(
                key=about[KEY],
                version=1,
                name=about[TITLE],
                template=about[PART],
                start=_named(self.about, NEXT, about[NEXT], known),
                budgets={row.cells[TITLE]: row.hours() or Decimal(0) for row in self.budgets},
                steps=tuple(
                    _step(row, people, key, no, known)
                    for no, ((row, people), key) in enumerate(zip(self.steps, keys, strict=True), start=1)
                ),
            ),
            self.about.hours(),
        )


class _Names:
    """What each step is called in the cells that name steps."""

    def __init__(self, steps: Iterable[StepDef]) -> None:
        listed = list(steps)
        count = Counter(step.order for step in listed)
        self.of = {step.key: str(step.order) for step in listed if count[step.order] == 1 and step.order >= 0}

    def written(self, keys: Iterable[str]) -> str:
        return ", ".join(flow.END_WORDS.vi if key == END else self.of.get(key, f"“{key}”") for key in keys)


def _step_row(step: StepDef, names: _Names) -> dict[str, str]:
    return {
        NO: str(step.order),
        KEY: step.key,
        TITLE: step.name,
        ROLE: ROLES[step.role].vi if step.role else "",
        UNIT: flow.UNIT_RULES[step.unit_rule].vi,
        HOURS: _written(step.hours),
        KIND: flow.KINDS[step.kind].vi,
        NEXT: "\n".join(f"{flow.OUTCOMES[one].vi} → {names.written(keys)}" for one, keys in step.next.items()),
        JOINS: names.written(step.joins),
        BUDGET: step.budget or "",
        TOGETHER: flow.TOGETHER[step.together].vi,
        BULK: _YES if step.bulk else "",
        PART: step.sub_process,
        WORK: step.description,
        OUTPUT: step.output,
        CITIZEN: step.citizen_sentence,
        WHO: step.performer_text,
        TIME: step.time_text,
    }


def _person_row(step: StepDef, no: int, one: Performer) -> dict[str, str]:
    return {
        NO: str(step.order),
        PERSON: str(no),
        ROLE: ROLES[one.role].vi if one.role else "",
        UNIT: flow.UNIT_RULES[one.unit_rule].vi,
        HOURS: _written(one.hours),
        WHO: one.text,
    }


def _step(row: _Row, people: list[_Row], key: str, no: int, known: Mapping[str, str]) -> StepDef:
    cells = row.cells
    order = cells[NO]
    return StepDef(
        key=key,
        order=int(order) if re.fullmatch(r"-?[0-9]{1,6}", order) else no,
        name=cells[TITLE],
        role=row.role(),
        unit_rule=row.one_of(UNIT, UnitRule, flow.UNIT_RULES, UnitRule.AGENCY),
        hours=row.hours(),
        kind=row.one_of(KIND, StepKind, flow.KINDS, StepKind.TASK),
        next=_ways(row, known),
        joins=_named(row, JOINS, cells[JOINS], known),
        budget=cells[BUDGET] or None,
        together=row.one_of(TOGETHER, Together, flow.TOGETHER, Together.IN_TURN),
        bulk=fold(cells[BULK]) in ("co", "yes", "x", "1"),
        sub_process=cells[PART],
        description=cells[WORK],
        output=cells[OUTPUT],
        citizen_sentence=cells[CITIZEN],
        performer_text=cells[WHO],
        time_text=cells[TIME],
        performers=tuple(
            Performer(
                one.role(),
                one.one_of(UNIT, UnitRule, flow.UNIT_RULES, UnitRule.AGENCY),
                one.hours(),
                one.cells[WHO],
            )
            for one in people
        ),
    )


def _ways(row: _Row, known: Mapping[str, str]) -> dict[Outcome, tuple[str, ...]]:
    """Read what follows each answer, one a line: Đồng ý → 4."""
    found: dict[Outcome, tuple[str, ...]] = {}
    for line in row.cells[NEXT].split("\n"):
        if not line.strip():
            continue
        said, arrow, to = line.partition("→")
        typed = fold(tidy(said))
        outcome = next(
            (one for one in Outcome if typed in (fold(flow.OUTCOMES[one].vi), fold(flow.OUTCOMES[one].en), one.value)),
            Outcome.DONE if not arrow else None,
        )
        if outcome is None or outcome in found:
            raise row.wrong(NEXT, f"“{line}”: kết quả không rõ hoặc lặp lại", "an answer that is unknown or repeated")
        found[outcome] = _named(row, NEXT, to if arrow else said, known)
    return found


def _named(row: _Row, column: str, text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Read the steps a cell names."""
    keys = []
    for match in _NAMED.finditer(text):
        key, number = match[1], match[2]
        if key is not None:
            keys.append(key)
        elif fold(number) in ("het", "end"):
            keys.append(END)
        elif number in known:
            keys.append(known[number])
        else:
            raise row.wrong(column, f"không có bước “{number}”", f"there is no step “{number}”")
    return tuple(keys)


def _heading(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    wanted = {fold(column): column for column in COLUMNS}
    for place, row in enumerate(rows[:_TOP_ROWS]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            column = wanted.get(fold(tidy(str(cell))))
            if column is not None:
                columns.setdefault(column, at)
        if {NO, KEY, TITLE, NEXT, JOINS} <= columns.keys():
            return place, columns
    return None


def _text(cell: Any) -> str:
    """Return a cell as written: texts keep their line ends and blanks."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(str(cell)), "f")
    return "" if cell is None else str(cell)


def _written(hours: Decimal | None) -> str:
    return "" if hours is None else str(hours).replace(".", ",")
