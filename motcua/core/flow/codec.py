"""The stored form of a process: plain lists, texts and numbers, safe in JSON, read back to exactly the same.

Next steps are a list of pairs and not an object, because PostgreSQL's jsonb forgets the order of keys and the
order of outcomes matters: the first that goes on is the ordinary one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, TypeVar

from motcua.core.flow.definition import (
    Outcome,
    Performer,
    ProcessDef,
    StepDef,
    StepKind,
    Together,
    UnitRule,
)
from motcua.core.roles import Role

FORMAT: Final = 1

_Value = TypeVar("_Value")


class DefinitionError(ValueError):
    """A stored definition cannot be read; `where` names the step and the field."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


def to_rows(process: ProcessDef) -> dict[str, Any]:
    """Return the process as values JSON can hold. What has its default value is left out."""
    return {
        "format": FORMAT,
        "key": process.key,
        "version": process.version,
        "name": process.name,
        "template": process.template,
        "start": list(process.start),
        "budgets": {key: str(hours) for key, hours in process.budgets.items()},
        "steps": [_step_row(step) for step in process.steps],
    }


def from_rows(rows: Mapping[str, Any]) -> ProcessDef:
    """Read a stored process.  :raises DefinitionError"""
    if not isinstance(rows, Mapping):
        raise DefinitionError("process", "not an object")
    if rows.get("format") != FORMAT:
        raise DefinitionError("format", f"expected {FORMAT}, found {rows.get('format')!r}")
    steps = rows.get("steps")
    if not isinstance(steps, list):
        raise DefinitionError("steps", "not a list")
    budgets = rows.get("budgets") or {}
    if not isinstance(budgets, Mapping):
        raise DefinitionError("budgets", "not an object")
    return ProcessDef(
        key=_text(rows, "key", "process"),
        version=_whole(rows, "version", "process"),
        name=_text(rows, "name", "process", default=""),
        template=_text(rows, "template", "process", default=""),
        start=_texts(rows, "start", "process"),
        budgets={str(key): _decimal(hours, f"budget {key}") for key, hours in budgets.items()},
        steps=tuple(_step(row, f"step {place}") for place, row in enumerate(steps, start=1)),
    )


def _step_row(step: StepDef) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": step.key,
        "order": step.order,
        "name": step.name,
        "role": step.role.value if step.role else None,
        "unit_rule": step.unit_rule.value,
        "kind": step.kind.value,
        "next": [[outcome.value, list(keys)] for outcome, keys in step.next.items()],
    }
    optional: tuple[tuple[str, Any, Any], ...] = (
        ("hours", None if step.hours is None else str(step.hours), None),
        ("budget", step.budget, None),
        ("joins", list(step.joins), []),
        ("performers", [_performer_row(performer) for performer in step.performers], []),
        ("together", step.together.value, Together.IN_TURN.value),
        ("bulk", step.bulk, False),
        ("sub_process", step.sub_process, ""),
        ("description", step.description, ""),
        ("output", step.output, ""),
        ("citizen_sentence", step.citizen_sentence, ""),
        ("performer_text", step.performer_text, ""),
        ("time_text", step.time_text, ""),
    )
    return row | {name: value for name, value, default in optional if value != default}


def _performer_row(performer: Performer) -> dict[str, Any]:
    row = {
        "role": performer.role.value if performer.role else None,
        "unit_rule": performer.unit_rule.value,
        "hours": None if performer.hours is None else str(performer.hours),
        "text": performer.text,
    }
    return {name: value for name, value in row.items() if value not in (None, "")}


def _step(row: Any, where: str) -> StepDef:
    if not isinstance(row, Mapping):
        raise DefinitionError(where, "not an object")
    where = f"{where} ({row.get('key')})"
    performers = row.get("performers", [])
    if not isinstance(performers, list):
        raise DefinitionError(where, "performers is not a list")
    return StepDef(
        key=_text(row, "key", where),
        order=_whole(row, "order", where),
        name=_text(row, "name", where),
        role=_role(row, where),
        unit_rule=_one_of(UnitRule, row, "unit_rule", where, UnitRule.AGENCY),
        kind=_one_of(StepKind, row, "kind", where, StepKind.TASK),
        next=_next(row.get("next"), where),
        hours=_hours(row, where),
        budget=None if row.get("budget") is None else _text(row, "budget", where),
        joins=_texts(row, "joins", where),
        performers=tuple(_performer(item, where) for item in performers),
        together=_one_of(Together, row, "together", where, Together.IN_TURN),
        bulk=row.get("bulk") is True,
        sub_process=_text(row, "sub_process", where, default=""),
        description=_text(row, "description", where, default=""),
        output=_text(row, "output", where, default=""),
        citizen_sentence=_text(row, "citizen_sentence", where, default=""),
        performer_text=_text(row, "performer_text", where, default=""),
        time_text=_text(row, "time_text", where, default=""),
    )


def _performer(row: Any, where: str) -> Performer:
    if not isinstance(row, Mapping):
        raise DefinitionError(where, "a performer is not an object")
    return Performer(
        role=_role(row, where),
        unit_rule=_one_of(UnitRule, row, "unit_rule", where, UnitRule.AGENCY),
        hours=_hours(row, where),
        text=_text(row, "text", where, default=""),
    )


def _next(pairs: Any, where: str) -> dict[Outcome, tuple[str, ...]]:
    if not isinstance(pairs, list):
        raise DefinitionError(where, "next is not a list of pairs")
    found: dict[Outcome, tuple[str, ...]] = {}
    for pair in pairs:
        if not isinstance(pair, list | tuple) or len(pair) != 2 or not isinstance(pair[1], list | tuple):
            raise DefinitionError(where, f"next: {pair!r} is not a pair of an outcome and step keys")
        outcome = _one_of(Outcome, {"next": pair[0]}, "next", where)
        if outcome in found:
            raise DefinitionError(where, f"next: outcome {outcome.value!r} stands twice")
        found[outcome] = tuple(str(key) for key in pair[1])
    return found


def _role(row: Mapping[str, Any], where: str) -> Role | None:
    return None if row.get("role") is None else _one_of(Role, row, "role", where)


def _text(row: Mapping[str, Any], name: str, where: str, default: str | None = None) -> str:
    value = row.get(name, default)
    if not isinstance(value, str):
        raise DefinitionError(where, f"{name} is not a text")
    return value


def _texts(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = row.get(name, [])
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise DefinitionError(where, f"{name} is not a list of texts")
    return tuple(value)


def _whole(row: Mapping[str, Any], name: str, where: str) -> int:
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise DefinitionError(where, f"{name} is not a whole number")
    return value


def _hours(row: Mapping[str, Any], where: str) -> Decimal | None:
    return read_hours(row.get("hours"), where)


def read_hours(value: Any, where: str) -> Decimal | None:
    """Read a stored number of hours.  :raises DefinitionError"""
    return None if value is None else _decimal(value, where)


def _decimal(value: Any, where: str) -> Decimal:
    try:
        number = Decimal(value) if isinstance(value, str | int) else Decimal("nan")
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise DefinitionError(where, f"{value!r} is not a number of hours")
    return number


def _one_of(
    kind: Callable[[Any], _Value], row: Mapping[str, Any], name: str, where: str, default: _Value | None = None
) -> _Value:
    if default is not None and name not in row:
        return default
    try:
        return kind(row.get(name))
    except ValueError:
        raise DefinitionError(where, f"{name}: unknown value {row.get(name)!r}") from None
