"""What was typed into a step table, read as a process; with a problem for each thing that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from django.utils.translation import gettext as _

from motcua.core import flow
from motcua.core.flow import END, Outcome, Performer, ProcessDef, StepDef, StepKind, Together, UnitRule
from motcua.core.roles import Role
from motcua.core.vietnam import tidy
from motcua.web.console.processes import words
from motcua.web.console.processes.sheet import Problem, Row, Sheet, read_numbers

_LONGEST: Final = {"name": 300, "citizen": 500, "output": 500, "description": 4000, "sub_process": 120, "budget": 80}
_MOST_HOURS: Final = 10_000
_Value = TypeVar("_Value", bound=StrEnum)


@dataclass(slots=True)
class Understood:
    """The process as far as it can be read, and what cannot."""

    process: ProcessDef
    norm: Decimal | None
    problems: list[Problem] = field(default_factory=list)


def understand(sheet: Sheet, like: ProcessDef) -> Understood:
    """Read a table; what an editor does not show (key, number, template) is taken from the process it began from."""
    return _Reader(sheet).read(like)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.at = 0
        self.keys = [row.key or f"b{no}" for no, row in enumerate(sheet.rows, start=1)]

    def read(self, like: ProcessDef) -> Understood:
        norm = self._hours(self.sheet.norm, _("Tổng thời gian"))
        budgets: dict[str, Decimal] = {}
        for key, typed in self.sheet.budgets:
            hours = self._hours(typed, _("Quỹ thời gian chung"))
            if not key or hours is None:
                self._problem(_("Quỹ thời gian chung cần cả tên và số giờ."))
            elif key in budgets:
                self._problem(_("Quỹ thời gian chung “%(key)s” ghi hai lần.") % {"key": key})
            else:
                budgets[key] = hours
        start = self._steps(self.sheet.start, _("Bước bắt đầu"))
        if END in start:
            self._problem(_("Bước bắt đầu phải là một bước."))
        steps = []
        for no, row in enumerate(self.sheet.rows, start=1):
            self.at = no
            steps.append(self._step(no, row))
        name = tidy(self.sheet.name)
        self.at = 0
        if not name:
            self._problem(_("Quy trình cần có tên."))
        process = ProcessDef(
            key=like.key,
            version=like.version,
            name=name[:500],
            template=like.template,
            steps=tuple(steps),
            start=tuple(key for key in start if key != END),
            budgets=budgets,
        )
        return Understood(process, norm if norm is None or norm > 0 else None, self.problems)

    def _step(self, no: int, row: Row) -> StepDef:
        name = tidy(row.name)
        if not name:
            self._problem(_("Bước cần có tên."))
        for what, text in (("name", name), ("citizen", row.citizen), ("output", row.output)):
            self._fits(what, text)
        self._fits("description", row.description)
        self._fits("sub_process", row.sub_process)
        self._fits("budget", row.budget)
        hours = self._hours(row.hours, _("Số giờ"))
        return StepDef(
            key=self.keys[no - 1],
            order=no,
            name=name,
            role=self._role(row.role),
            unit_rule=self._one_of(UnitRule, row.unit, UnitRule.AGENCY),
            hours=hours,
            kind=self._one_of(StepKind, row.kind, StepKind.TASK),
            next=self._next(row),
            budget=row.budget or None,
            joins=tuple(key for key in self._steps(row.joins, _("Chờ đủ các nhánh")) if key != END),
            performers=tuple(
                Performer(
                    self._role(one.role),
                    self._one_of(UnitRule, one.unit, UnitRule.AGENCY),
                    self._hours(one.hours, _("Số giờ của từng người")),
                    one.text,
                )
                for one in row.people
            ),
            together=self._one_of(Together, row.together, Together.IN_TURN),
            bulk=bool(row.bulk),
            sub_process=row.sub_process,
            description=row.description,
            output=row.output,
            citizen_sentence=row.citizen,
            performer_text=row.performer_text,
            time_text="" if hours is not None or row.budget else row.time_text,
        )

    def _next(self, row: Row) -> dict[Outcome, tuple[str, ...]]:
        found: dict[Outcome, tuple[str, ...]] = {}
        for way in row.ways:
            targets = self._steps(way.to, _("Chuyển tiếp"))
            if way.outcome not in set(Outcome):
                self._problem(_("Hãy chọn kết quả xử lý cho hướng đi tới “%(to)s”.") % {"to": way.to})
                continue
            outcome = Outcome(way.outcome)
            said = words.said(flow.OUTCOMES[outcome])
            if outcome in found:
                self._problem(_("Kết quả “%(outcome)s” ghi hai lần.") % {"outcome": said})
                continue
            found[outcome] = targets
        return found

    def _steps(self, text: str, what: str) -> tuple[str, ...]:
        numbers = read_numbers(text, len(self.sheet.rows))
        if numbers is None:
            self._problem(
                _("%(what)s “%(text)s”: hãy ghi số thứ tự bước (1–%(most)s), cách nhau dấu phẩy, hoặc “hết”.")
                % {"what": what, "text": text, "most": len(self.sheet.rows)}
            )
            return ()
        return tuple(END if no == 0 else self.keys[no - 1] for no in numbers)

    def _hours(self, text: str, what: str) -> Decimal | None:
        """Read a number of hours as written in Vietnam: 4,5; nothing typed is not counted."""
        plain = text.replace(" ", "").removesuffix("giờ").removesuffix("h")
        if not plain:
            return None
        try:
            hours = Decimal(plain.replace(",", "."))
        except InvalidOperation:
            hours = Decimal("nan")
        if not hours.is_finite() or hours < 0 or hours > _MOST_HOURS or hours != round(hours, 2):
            self._problem(
                _("%(what)s “%(text)s”: hãy ghi số giờ làm việc, ví dụ 4 hoặc 0,5.") % {"what": what, "text": text}
            )
            return None
        return Decimal(format(hours.normalize(), "f"))

    def _role(self, value: str) -> Role | None:
        return Role(value) if value in set(Role) else None

    def _one_of(self, kind: type[_Value], value: str, default: _Value) -> _Value:
        return kind(value) if value in set(kind) else default

    def _fits(self, what: str, text: str) -> None:
        most = _LONGEST[what]
        if len(text) > most:
            self._problem(
                _("Nội dung “%(text)s…” dài %(length)s ký tự, tối đa %(most)s.")
                % {"text": text[:30], "length": len(text), "most": most}
            )

    def _problem(self, said: str) -> None:
        self.problems.append(Problem(self.at, said))
