"""Rows that go out as a spreadsheet or JSON and come in again: what a column holds, and what a file would change.

Values are texts, days (`date`) and yes or no; an empty cell is an empty text or no day. Pure: files are read in
`gateways.documents`, records are written by the verbs of their packages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.refusal import Refusal
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

Value = str | date | bool | None
YES: Final = {"co", "yes", "true", "x", "1"}
NO: Final = {"", "khong", "no", "false", "0"}


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for programs, its heading on the sheet."""

    key: str
    heading: str
    holds: Holds = Holds.TEXT
    width: int = 16
    longest: int = 300
    is_needed: bool = False
    beside: bool = False  # told for people, or says how a change is made: not compared, may be missing


class MissingColumns(Refusal):
    code = "missing-columns"
    vi = "Tệp thiếu cột: {columns}. Dùng tệp đã xuất từ hệ thống làm mẫu."
    en = "The file has no column: {columns}. Take a file exported here as a pattern."


class UnknownColumns(Refusal):
    code = "unknown-columns"
    vi = "Tệp có cột không dùng ở đây: {columns}. Bỏ cột đó rồi nhập lại."
    en = "The file has columns that mean nothing here: {columns}. Take them out."


class Outcome(StrEnum):
    """What would become of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of one row of a file; `number` is its line there."""

    number: int
    key: str
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file would change, row by row."""

    lines: tuple[Line, ...] = ()
    told: tuple[tuple[str, str], ...] = field(default=())  # what is said once, after: temporary passwords

    def count(self, outcome: Outcome) -> int:
        return sum(line.outcome is outcome for line in self.lines)

    @property
    def is_refused(self) -> bool:
        return any(line.outcome is Outcome.REFUSED for line in self.lines)

    @property
    def changes_nothing(self) -> bool:
        return all(line.outcome is Outcome.UNCHANGED for line in self.lines)


def columns_of(headings: Sequence[str], known: Sequence[Column]) -> list[Column | None]:
    """Return which column each heading is; None for an empty heading.

    :raises MissingColumns, UnknownColumns:
    """
    by_name = {vietnam.fold(name): column for column in known for name in (column.heading, column.key)}
    found = [by_name.get(vietnam.fold(heading)) for heading in headings]
    strange = [h for h, column in zip(headings, found, strict=True) if column is None and h.strip()]
    if strange:
        raise UnknownColumns(columns=", ".join(f"“{each[:40]}”" for each in strange[:5]))
    missing = [column.heading for column in known if column not in found and not column.beside]
    if missing:
        raise MissingColumns(columns=", ".join(f"“{each}”" for each in missing))
    return found


def read_value(column: Column, raw: Any) -> Value:
    """Return what a cell says. :raises Unreadable: it says something else than its column holds."""
    match column.holds:
        case Holds.DAY:
            return _day(column, raw)
        case Holds.YES_NO:
            return _yes_no(column, raw)
    typed = _text(raw)
    if len(typed) > column.longest:
        raise Unreadable(
            "too-long",
            f"“{column.heading}” dài {len(typed):n} ký tự, tối đa {column.longest}.",
            f"“{column.heading}” has {len(typed):n} letters, {column.longest} at most.",
        )
    if column.is_needed and not typed:
        raise Unreadable("empty", f"Chưa ghi “{column.heading}”.", f"“{column.heading}” is empty.")
    return typed


def _text(raw: Any) -> str:
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # a code typed as a number
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return vietnam.day_text(raw)
    return vietnam.tidy(str(raw)) if raw is not None else ""


def _day(column: Column, raw: Any) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    typed = _text(raw)
    if not typed:
        if column.is_needed:
            raise Unreadable("empty", f"Chưa ghi “{column.heading}”.", f"“{column.heading}” is empty.")
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        pass
    try:
        return vietnam.read_date(typed[:40])
    except Unreadable as wrong:
        raise Unreadable(
            wrong.code,
            f"“{column.heading}”: {typed[:40]} không phải ngày.",
            f"“{column.heading}”: {typed[:40]} is no day.",
        ) from wrong


def _yes_no(column: Column, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    typed = vietnam.fold(_text(raw))
    if typed in YES:
        return True
    if typed in NO:
        return False
    raise Unreadable("not-yes-no", f"“{column.heading}”: ghi “có” hoặc “không”.", f"“{column.heading}”: yes or no.")


def written(value: Value) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return vietnam.day_text(value)
    return value or ""


def differences(
    columns: Sequence[Column], before: Mapping[str, Value] | None, after: Mapping[str, Value]
) -> tuple[Change, ...]:
    """Return what a row changes; of a new one, everything it says."""
    return tuple(
        Change(column.heading, written(before[column.key]) if before else "", written(after[column.key]))
        for column in columns
        if not column.beside and (before[column.key] if before else _blank(column)) != after[column.key]
    )


def _blank(column: Column) -> Value:
    return {Holds.TEXT: "", Holds.DAY: None, Holds.YES_NO: False}[column.holds]
