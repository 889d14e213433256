"""A step table as somebody edits it: every field a text as typed, kept whatever it says, and read as a process.

Steps are referred to by their numbers, as on paper. Adding, moving and removing a step keeps each reference on the step
it meant. What cannot be read is a problem with a place; nothing typed is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from motcua.core import flow
from motcua.core.flow import END, Outcome, ProcessDef, StepKind, Together
from motcua.core.vietnam import fold, nfc
from motcua.web.console.processes import words

MOST_ROWS: Final = 200
_MOST_WAYS: Final = 6
_MOST_PEOPLE: Final = 12
_ENDING: Final = frozenset({"het", "ket thuc", "end", "0"})
_HIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Way:
    """What an answer leads to, as typed: "3", "3, 4", "hết"."""

    outcome: str = ""
    to: str = ""


@dataclass(slots=True)
class Person:
    """One of several people inside a step."""

    role: str = ""
    unit: str = ""
    hours: str = ""
    text: str = ""


@dataclass(slots=True)
class Row:
    """One step as typed."""

    key: str = ""
    name: str = ""
    role: str = ""
    unit: str = ""
    hours: str = ""
    kind: str = StepKind.TASK.value
    ways: list[Way] = field(default_factory=list)
    joins: str = ""
    budget: str = ""
    bulk: str = ""
    sub_process: str = ""
    together: str = Together.IN_TURN.value
    people: list[Person] = field(default_factory=list)
    citizen: str = ""
    output: str = ""
    description: str = ""
    performer_text: str = ""
    time_text: str = ""


TEXTS: Final = (
    "key", "name", "role", "unit", "hours", "kind", "joins", "budget", "bulk", "sub_process", "together", "citizen",
    "output", "description", "performer_text", "time_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be read; `row` counts from 1, 0 is the whole."""

    row: int
    words: str


@dataclass(slots=True)
class Sheet:
    """The whole table as typed."""

    name: str = ""
    norm: str = ""
    start: str = "1"
    rows: list[Row] = field(default_factory=list)
    budgets: list[tuple[str, str]] = field(default_factory=list)

    def add(self, after: int) -> None:
        """Put an empty step behind the one at this number (0: before all), on the way to what followed."""
        if len(self.rows) >= MOST_ROWS:
            return
        targets = self._targets()
        taken = {row.key for row in self.rows}
        row = Row(key=next(f"b{no}" for no in range(1, MOST_ROWS * 9) if f"b{no}" not in taken))
        before = self.rows[after - 1] if 0 < after <= len(self.rows) else None
        if before is not None:
            row.role, row.unit = before.role, before.unit
            main = next((way for way in before.ways if way.outcome in (Outcome.DONE, Outcome.AGREED)), None)
            if main is not None and id(main) in targets:
                row.ways = [Way(Outcome.DONE.value, main.to)]
                targets[id(row.ways[0])] = targets[id(main)]
                targets[id(main)] = [row]
        if not row.ways:
            row.ways = [Way(Outcome.DONE.value, "")]
        self.rows.insert(max(0, after), row)
        self._write(targets)

    def remove(self, at: int) -> None:
        """Take a step out; what led to it leads to nothing and is told of."""
        if 0 < at <= len(self.rows):
            targets = self._targets()
            gone = self.rows.pop(at - 1)
            self._write({key: [one for one in found if one is not gone] for key, found in targets.items()})

    def move(self, at: int, by: int) -> None:
        """Change the place of a step in the table; what follows what stays the same."""
        to = at + by
        if 0 < at <= len(self.rows) and 0 < to <= len(self.rows):
            targets = self._targets()
            self.rows.insert(to - 1, self.rows.pop(at - 1))
            self._write(targets)

    def _targets(self) -> dict[int, list[Row | str]]:
        """Return what each field that names steps means; one that cannot be read is left as typed."""
        found: dict[int, list[Row | str]] = {}
        for holder, text in self._naming():
            numbers = read_numbers(text, len(self.rows))
            if numbers is not None:
                found[id(holder)] = [END if no == 0 else self.rows[no - 1] for no in numbers]
        return found

    def _naming(self) -> list[tuple[object, str]]:
        ways: list[tuple[object, str]] = [(way, way.to) for row in self.rows for way in row.ways]
        return [*ways, *((row, row.joins) for row in self.rows), (self, self.start)]

    def _write(self, targets: Mapping[int, Sequence[Row | str]]) -> None:
        place = {id(row): no for no, row in enumerate(self.rows, start=1)}

        def written(found: Sequence[Row | str]) -> str:
            return ", ".join(
                words.said(flow.END_WORDS) if isinstance(one, str) else str(place[id(one)]) for one in found
            )

        for row in self.rows:
            for way in row.ways:
                if id(way) in targets:
                    way.to = written(targets[id(way)])
            if id(row) in targets:
                row.joins = written(targets[id(row)])
        if id(self) in targets:
            self.start = written(targets[id(self)])


def of(process: ProcessDef, norm: Decimal | None) -> Sheet:
    """Return a process as its editor begins from it."""
    place = {step.key: str(no) for no, step in enumerate(process.steps, start=1)} | {END: words.said(flow.END_WORDS)}

    def numbers(keys: Sequence[str]) -> str:
        return ", ".join(place.get(key, f"“{key}”") for key in keys)

    return Sheet(
        name=process.name,
        norm="" if norm is None else words.number(norm),
        start=numbers(process.start),
        budgets=[(key, words.number(hours)) for key, hours in process.budgets.items()],
        rows=[
            Row(
                key=step.key,
                name=step.name,
                role=step.role or "",
                unit=step.unit_rule,
                hours=_typed(step.hours),
                kind=step.kind,
                ways=[Way(outcome, numbers(keys)) for outcome, keys in step.next.items()],
                joins=numbers(step.joins),
                budget=step.budget or "",
                bulk="1" if step.bulk else "",
                sub_process=step.sub_process,
                together=step.together,
                people=[Person(one.role or "", one.unit_rule, _typed(one.hours), one.text) for one in step.performers],
                citizen=step.citizen_sentence,
                output=step.output,
                description=step.description,
                performer_text=step.performer_text,
                time_text=step.time_text,
            )
            for step in process.steps
        ],
    )


def posted(data: Mapping[str, str]) -> Sheet:
    """Return what a form sent."""

    def clean(name: str) -> str:
        return nfc(_HIDDEN.sub("", data.get(name, "")).replace("\r\n", "\n")).strip()

    sheet = Sheet(name=clean("name"), norm=clean("norm"), start=clean("start"))
    count = data.get("rows", "")
    for no in range(min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() and len(count) < 4 else 0):
        at = f"r{no}."
        row = Row()
        for name in TEXTS:
            setattr(row, name, clean(at + name))
        for each in range(_MOST_WAYS):
            way = Way(clean(f"{at}w{each}.outcome"), clean(f"{at}w{each}.to"))
            if way.outcome or way.to:
                row.ways.append(way)
        for each in range(_MOST_PEOPLE):
            inner = f"{at}p{each}."
            person = Person(clean(inner + "role"), clean(inner + "unit"), clean(inner + "hours"), clean(inner + "text"))
            if person.role or person.hours or person.text:
                row.people.append(person)
        sheet.rows.append(row)
    for no in range(12):
        key, hours = clean(f"q{no}.key"), clean(f"q{no}.hours")
        if key or hours:
            sheet.budgets.append((key, hours))
    return sheet


def read_numbers(text: str, most: int) -> list[int] | None:
    """Return the steps a text names, 0 for the end; None where it names something else."""
    found = []
    for part in re.split(r"[,;\s]+(?![^“]*”)", text.strip()):
        if not part:
            continue
        if fold(part) in _ENDING:
            found.append(0)
        elif part.isascii() and part.isdigit() and 0 < int(part) <= most:
            found.append(int(part))
        else:
            return None
    return found


def _typed(hours: Decimal | None) -> str:
    return "" if hours is None else words.number(hours)
