"""From a printed table to a process: a chain of steps in the order printed, and a report of what was not understood.

Conventions where the tables are silent: everybody passes on to the next row; a head or leader who comes after a case
officer may also reject, which leads back to the step before; "(tiếp)" rows are further people inside one step, in
turn; the last step is the handing over when a desk does it or its time is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from motcua.catalog.step_tables import performers, times
from motcua.catalog.step_tables.tables import Remark, Row, Table
from motcua.catalog.step_tables.times import StepTime, TimeKind
from motcua.core import flow
from motcua.core.flow import END, Outcome, Performer, ProcessDef, StepDef, StepKind, UnitRule
from motcua.core.roles import Role
from motcua.core.vietnam import fold

_CONTINUED: Final = re.compile(r"\s*\((tiep|tiep theo)\)$")
_NUMBER_ONLY: Final = re.compile(r"((buoc|b)\s*)?[0-9.]+(\s*\(tiep( theo)?\))?|[ivx]+")
_LEADING: Final = re.compile(r"^(?:[-–+•]|\d+[.)]|B\d+[.:)])\s*")
_CLAUSE_END: Final = re.compile(r"[.;:]\s|\s[+/]\s")
_LONGEST_NAME: Final = 120
_JUDGING: Final = (Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.COMMITTEE_LEADER)
_NOBODY: Final = "(để trống)"


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that was kept as text."""

    place: str
    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one table."""

    key: str
    title: str
    codes: tuple[str, ...]
    rows: int
    steps: int
    performers_mapped: int
    performers_unmapped: tuple[Unread, ...]
    times_understood: int
    times_not_counted: int
    times_unread: tuple[Unread, ...]
    plain_days: int  # "ngày" without "làm việc", counted as working days
    sum_hours: Decimal
    declared: str
    declared_hours: Decimal | None
    sum_matches: bool | None  # None: no whole time is declared
    remarks: tuple[Remark, ...]
    findings: tuple[flow.Finding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    process: ProcessDef
    norm_hours: Decimal | None  # declared, or else what the steps add up to
    report: Report


@dataclass(frozen=True, slots=True)
class _Understood:
    row: Row
    who: performers.Reading
    time: StepTime

    @property
    def kind(self) -> StepKind:
        if self.time.at_higher_level:
            return StepKind.HIGHER_LEVEL
        kinds = [performer.kind for performer in self.who.performers]
        return kinds[0] if len(kinds) == 1 else StepKind.TASK


def build(table: Table) -> Built:
    """Make a process of a printed table."""
    rows = [_Understood(row, performers.read_performer(row.performer), times.read_time(row.time)) for row in table.rows]
    steps = _linked([_step(place, group) for place, group in enumerate(_grouped(rows), start=1)])
    process = ProcessDef(
        key=table.key, version=1, name=table.title, steps=steps, start=(steps[0].key,) if steps else ()
    )
    total = sum((row.time.hours for row in rows if row.time.hours is not None), Decimal(0))
    unread = [row for row in rows if row.time.kind in (TimeKind.TEXT, TimeKind.MISSING)]
    declared = table.declared_hours
    norm = declared if declared is not None else (total or None)
    if table.whole is not None:
        process, norm, declared = table.whole, table.whole_hours, None
        steps = process.steps
    report = Report(
        key=table.key,
        title=table.title,
        codes=table.codes,
        rows=len(rows),
        steps=len(steps),
        performers_mapped=sum(1 for row in rows if row.who.performers),
        performers_unmapped=tuple(
            Unread(row.row.place, row.row.performer or _NOBODY, row.who.unknown)
            for row in rows
            if not row.who.performers
        ),
        times_understood=sum(1 for row in rows if row.time.kind is TimeKind.HOURS),
        times_not_counted=sum(1 for row in rows if row.time.kind is TimeKind.NOT_COUNTED),
        times_unread=tuple(Unread(row.row.place, row.row.time or _NOBODY) for row in unread),
        plain_days=sum(1 for row in rows if row.time.plain_days),
        sum_hours=total,
        declared=table.declared,
        declared_hours=declared,
        sum_matches=None if declared is None else declared == total,
        remarks=table.remarks,
        findings=flow.findings(process, norm),
    )
    return Built(process, norm, report)


def _grouped(rows: Sequence[_Understood]) -> Iterator[list[_Understood]]:
    """Put together the rows of one step. A consultation or a part at a higher level is a step of its own."""
    group: list[_Understood] = []
    for row in rows:
        if group and _same_step(group[-1], row):
            group.append(row)
            continue
        if group:
            yield group
        group = [row]
    if group:
        yield group


def _same_step(earlier: _Understood, row: _Understood) -> bool:
    plain = earlier.kind is StepKind.TASK and row.kind is StepKind.TASK
    return plain and _number(earlier.row) == _number(row.row)


def _number(row: Row) -> str:
    return _CONTINUED.sub("", fold(row.no))


def _step(order: int, group: list[_Understood]) -> StepDef:
    first = group[0]
    people = tuple(_people(group))
    unread = [row for row in group if row.time.kind in (TimeKind.TEXT, TimeKind.MISSING)]
    alone = len(people) == 1
    own_hours = any(person.hours is not None for person in people)
    works = " / ".join(dict.fromkeys(row.row.work for row in group if row.row.work))
    name = _name(first)
    return StepDef(
        key=f"b{order}",
        order=order,
        name=name,
        role=people[0].role,
        unit_rule=people[0].unit_rule,
        hours=people[0].hours if alone else None if own_hours else first.time.hours,
        kind=first.kind,
        next={},
        performers=() if alone else people,
        sub_process=next((performer.process for performer in first.who.performers), ""),
        description=works if works != name and not _NUMBER_ONLY.fullmatch(fold(works)) else "",
        output="; ".join(dict.fromkeys(row.row.output for row in group if row.row.output)),
        performer_text="; ".join(dict.fromkeys(row.row.performer for row in group if row.row.performer)),
        time_text="; ".join(row.row.time or _NOBODY for row in unread),
    )


def _people(group: list[_Understood]) -> Iterator[Performer]:
    """Return the performers of a step in the order printed; a cell that names several gives them its hours together."""
    for row in group:
        text = row.row.performer
        named = row.who.performers
        if len(named) > 1 and len(group) > 1:  # in a step of several rows each row keeps its hours: the last one holds
            yield from (Performer(one.role, one.unit_rule, text=text) for one in named[:-1])
            yield Performer(named[-1].role, named[-1].unit_rule, row.time.hours, text)
        elif len(named) > 1:
            yield from (Performer(one.role, one.unit_rule, text=text) for one in named)
        elif named:
            yield Performer(named[0].role, named[0].unit_rule, row.time.hours, text)
        else:
            yield Performer(None, UnitRule.OTHER, row.time.hours, text)


def _name(first: _Understood) -> str:
    """Return the first clause of the work; where only a number is printed, number and performer."""
    row = first.row
    if first.time.at_higher_level:
        whole = row.time.partition("(")[0].strip()
    elif not row.work or _NUMBER_ONLY.fullmatch(fold(row.work)):
        whole = f"{row.no}: {row.performer}" if row.performer else row.no
    else:
        whole = row.work
        while (shorter := _LEADING.sub("", whole)) != whole:
            whole = shorter
        whole = _CLAUSE_END.split(whole, maxsplit=1)[0].strip() or whole
    if len(whole) <= _LONGEST_NAME:
        return whole.rstrip(" .;:,")
    return whole[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" .;:,") + "…"


def _linked(steps: list[StepDef]) -> tuple[StepDef, ...]:
    linked = []
    worked_on = False
    for place, step in enumerate(steps):
        following = steps[place + 1].key if place + 1 < len(steps) else END
        ways: dict[Outcome, tuple[str, ...]] = {Outcome.DONE: (following,)}
        judging = any(part.role in _JUDGING for part in step.parts)
        if worked_on and judging and step.kind is StepKind.TASK:
            ways = {Outcome.AGREED: (following,), Outcome.REJECTED: (steps[place - 1].key,)}
        worked_on = worked_on or any(part.role is Role.CASE_OFFICER for part in step.parts)
        linked.append(replace(step, next=ways))
    if len(linked) > 1 and _hands_over(linked[-1]):
        last = linked[-1]
        linked[-1] = replace(
            last,
            kind=StepKind.RETURN_RESULT,
            role=_handing(last.role),
            performers=tuple(replace(person, role=_handing(person.role)) for person in last.performers),
            next={Outcome.DONE: (END,)},
        )
    return tuple(linked)


def _handing(role: Role | None) -> Role | None:
    return Role.RETURN_DESK if role is Role.RECEPTION else role


def _hands_over(last: StepDef) -> bool:
    desk = any(part.role in (Role.RECEPTION, Role.RETURN_DESK) for part in last.parts)
    return last.kind is StepKind.TASK and (desk or (last.time is None and not last.time_text))
