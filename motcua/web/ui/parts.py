"""The values components are drawn from: views fill these, templates only show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

from motcua.core.status_words import Tone


@dataclass(frozen=True, slots=True)
class Crumb:
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab or side-navigation entry; `tone` colours its count (late: red, soon: gold)."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A named part of the side navigation."""

    title: str
    items: Sequence[Tab]


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a key–value list. `kind` "code" adds a copy button; "data": somebody's words, Vietnamese
    on an English page too."""

    label: str
    value: object
    kind: str = ""


class Stage(StrEnum):
    DONE = "done"
    NOW = "now"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline or step list."""

    stage: Stage
    title: str
    lines: Sequence[object] = ()
    number: int = 0
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of a document checklist. `have` None: not checked yet."""

    name: str
    amount: str = ""
    have: bool | None = None
    note: str = ""
    optional: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the keyboard bar."""

    keys: Sequence[str]
    does: str


@dataclass(frozen=True, slots=True)
class Page:
    """A window on a list whose length is known, and the numbers its pager shows."""

    number: int
    size: int
    total: int
    shown: int = field(default=0)

    @classmethod
    def asked(cls, text: str | None, *, size: int, total: int) -> "Page":
        """Read a page number from an address; anything out of range lands on the nearest page that exists."""
        wanted = int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
        last = max(1, ceil(total / size))
        number = min(max(1, wanted), last)
        return cls(number=number, size=size, total=total, shown=max(0, min(size, total - (number - 1) * size)))

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        return self.start + self.shown

    @property
    def first_row(self) -> int:
        return self.start + 1 if self.total else 0

    @property
    def last(self) -> int:
        return max(1, ceil(self.total / self.size))

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def numbers(self) -> list[int | None]:
        """The first, the last and the neighbours; None stands for a gap."""
        near = {1, self.last, self.number - 1, self.number, self.number + 1}
        row: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.last):
            if row and row[-1] is not None and number - row[-1] > 1:
                row.append(None)
            row.append(number)
        return row
