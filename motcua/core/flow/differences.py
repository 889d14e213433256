"""What changed from one step table to another, step by step and field by field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua.core.flow.definition import END, ProcessDef, StepDef
from motcua.core.flow.words import END_WORDS, KINDS, NOBODY, OUTCOMES, TOGETHER, UNIT_RULES
from motcua.core.roles import Role
from motcua.core.status_words import Words


class What(StrEnum):
    """What a change is about."""

    STEP = "step"  # the whole step, added or taken away
    ORDER = "order"
    NAME = "name"
    PERFORMER = "performer"
    TOGETHER = "together"
    HOURS = "hours"
    BUDGET = "budget"
    KIND = "kind"
    NEXT = "next"
    JOINS = "joins"
    CITIZEN = "citizen"
    OUTPUT = "output"
    DESCRIPTION = "description"
    SUB_PROCESS = "sub_process"
    BULK = "bulk"
    PRINTED = "printed"
    PROCESS_NAME = "process_name"
    START = "start"
    BUDGETS = "budgets"


WHAT_WORDS: Final[Mapping[What, Words]] = {
    What.STEP: Words("Bước", "Step"),
    What.ORDER: Words("Số thứ tự", "Order"),
    What.NAME: Words("Tên bước", "Name"),
    What.PERFORMER: Words("Người thực hiện", "Performer"),
    What.TOGETHER: Words("Cách nhiều người cùng làm", "How several work together"),
    What.HOURS: Words("Số giờ", "Hours"),
    What.BUDGET: Words("Quỹ thời gian chung", "Shared time"),
    What.KIND: Words("Loại bước", "Kind"),
    What.NEXT: Words("Bước tiếp theo", "What follows"),
    What.JOINS: Words("Chờ đủ các nhánh", "Waits for"),
    What.CITIZEN: Words("Thông báo cho người dân", "Sentence for citizens"),
    What.OUTPUT: Words("Kết quả, biểu mẫu của bước", "Output"),
    What.DESCRIPTION: Words("Nội dung công việc", "Description"),
    What.SUB_PROCESS: Words("Quy trình của cấp trên", "The higher level's process"),
    What.BULK: Words("Bước co giãn theo thời hạn", "Takes up the slack"),
    What.PRINTED: Words("Nội dung in trong nguồn", "As printed in the source"),
    What.PROCESS_NAME: Words("Tên quy trình", "Name of the process"),
    What.START: Words("Bước bắt đầu", "First steps"),
    What.BUDGETS: Words("Các quỹ thời gian chung", "Shared times"),
}
_YES: Final = Words("có", "yes")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; `before` or `after` is None where the step was added or taken away."""

    step: str  # its key; empty: the process as a whole
    name: str  # what the step is called after the change
    what: What
    before: str | None
    after: str | None


def differences(
    before: ProcessDef, after: ProcessDef, *, roles: Mapping[Role, str] | None = None, language: str = "vi"
) -> tuple[Change, ...]:
    """Return what changed; a step is the same step as long as it keeps its key.

    :param roles: what roles are called; their own values where nobody says.
    """
    return tuple(_Teller(roles or {}, language).told(before, after))


def _in_common(process: ProcessDef, other: ProcessDef) -> list[str]:
    """Return the steps two tables share in the order of one: a step put in between moves no other."""
    steps = sorted(process.steps, key=lambda step: step.order)
    return [step.key for step in steps if step.key in other.by_key]


class _Teller:
    def __init__(self, roles: Mapping[Role, str], language: str) -> None:
        self.roles = roles
        self.language = language
        self.names: dict[str, str] = {}

    def told(self, before: ProcessDef, after: ProcessDef) -> Iterator[Change]:
        # a step is named as it is called after: giving it another name changes nothing for those that lead to it
        self.names = {step.key: step.name for process in (before, after) for step in process.steps}
        yield from self._whole(before, after)
        moved = _in_common(before, after) != _in_common(after, before)
        for step in after.steps:
            old = before.by_key.get(step.key)
            if old is None:
                yield Change(step.key, step.name, What.STEP, None, self._line(step))
                continue
            one, other = self._fields(old), self._fields(step)
            for what in one:
                if one[what] != other[what] and (moved or what is not What.ORDER):
                    yield Change(step.key, step.name, what, one[what], other[what])
        for step in before.steps:
            if step.key not in after.by_key:
                yield Change(step.key, step.name, What.STEP, self._line(step), None)

    def _whole(self, before: ProcessDef, after: ProcessDef) -> Iterator[Change]:
        pairs = {
            What.PROCESS_NAME: (before.name, after.name),
            What.START: (self._names(before.start), self._names(after.start)),
            What.BUDGETS: (self._budgets(before), self._budgets(after)),
        }
        for what, (one, other) in pairs.items():
            if one != other:
                yield Change("", after.name, what, one, other)

    def _fields(self, step: StepDef) -> dict[What, str]:
        return {
            What.ORDER: str(step.order),
            What.NAME: step.name,
            What.PERFORMER: self._performers(step),
            What.TOGETHER: TOGETHER[step.together].in_(self.language) if len(step.parts) > 1 else "",
            What.HOURS: self._hours(step.hours),
            What.BUDGET: step.budget or "",
            What.KIND: KINDS[step.kind].in_(self.language),
            What.NEXT: self._next(step),
            What.JOINS: self._names(step.joins),
            What.CITIZEN: step.citizen_sentence,
            What.OUTPUT: step.output,
            What.DESCRIPTION: step.description,
            What.SUB_PROCESS: step.sub_process,
            What.BULK: _YES.in_(self.language) if step.bulk else "",
            What.PRINTED: " / ".join(text for text in (step.performer_text, step.time_text) if text),
        }

    def _line(self, step: StepDef) -> str:
        return f"{step.order}. {step.name} ({self._performers(step)})"

    def _performers(self, step: StepDef) -> str:
        said = []
        for part in step.parts:
            role = NOBODY.in_(self.language) if part.role is None else self.roles.get(part.role, part.role.value)
            hours = f" ({self._hours(part.hours)})" if step.performers and part.hours is not None else ""
            said.append(f"{role}, {UNIT_RULES[part.unit_rule].in_(self.language)}{hours}")
        return "; ".join(said)

    def _next(self, step: StepDef) -> str:
        return "; ".join(
            f"{OUTCOMES[outcome].in_(self.language)} → {self._names(keys)}" for outcome, keys in step.next.items()
        )

    def _names(self, keys: tuple[str, ...]) -> str:
        end = END_WORDS.in_(self.language)
        return ", ".join(end if key == END else self.names.get(key, key) for key in keys)

    def _budgets(self, process: ProcessDef) -> str:
        return "; ".join(f"{key}: {self._hours(hours)}" for key, hours in process.budgets.items())

    def _hours(self, hours: Decimal | None) -> str:
        if hours is None:
            return ""
        number = format(hours.normalize(), "f")
        return number.replace(".", ",") if self.language == "vi" else number
