"""What the bench found: a number, its goal, and whether it was met."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `most` or `least` is the goal, where there is one."""

    name: str
    value: float | bool
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if isinstance(self.value, bool):
            return self.value
        if self.most is not None:
            return self.value <= self.most
        return None if self.least is None else self.value >= self.least

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "")} | {"met": self.is_met}


@dataclass(frozen=True, slots=True)
class Found:
    """What one part found, how long it took, and why it failed if it did."""

    part: str
    figures: tuple[Figure, ...]
    seconds: float
    failure: str = ""
    details: Any = None

    def as_dict(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "seconds": round(self.seconds, 1),
            "failure": self.failure or None,
            "figures": [figure.as_dict() for figure in self.figures],
            "details": self.details,
        }


def table(found: Iterable[Found]) -> Iterator[str]:
    """The lines of the table."""
    parts = list(found)
    rows = [(part, [_cells(figure) for figure in part.figures]) for part in parts]
    widths = [max([8, *(_width(cells[n]) for _, lines in rows for cells in lines)]) for n in range(4)]
    for part, lines in rows:
        yield f"\n{part.part}  ({part.seconds:.0f} s)"
        for cells in lines:
            name, value, goal, met = cells[:4]
            note = f"  {cells[4]}" if cells[4] else ""
            line = f"{_pad(name, widths[0])}  {value:>{widths[1]}}  {goal:>{widths[2]}}  {met:<{widths[3]}}{note}"
            yield f"  {line}".rstrip()
        if part.failure:
            yield f"  did not finish: {part.failure}"


def summary(found: Iterable[Found]) -> str:
    """How many goals were met."""
    parts = list(found)
    verdicts = [figure.is_met for part in parts for figure in part.figures if figure.is_met is not None]
    failed = [part.part for part in parts if part.failure]
    words = f"{sum(verdicts)} of {len(verdicts)} goals met"
    return words + (f"; did not finish: {', '.join(failed)}" if failed else "")


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    met = {True: "met", False: "MISSED", None: ""}[figure.is_met]
    goal = ""
    if figure.most is not None:
        goal = f"≤ {number(figure.most)}"
    elif figure.least is not None:
        goal = f"≥ {number(figure.least)}"
    value = ("yes" if figure.value else "no") if isinstance(figure.value, bool) else number(figure.value)
    return figure.name, f"{value} {figure.unit}".rstrip(), goal, met, figure.note


def number(value: float) -> str:
    """Three figures that matter, thousands parted."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) < 0.001 else f"{value:.{2 if abs(value) >= 1 else 3}f}".rstrip("0").rstrip(".")


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(sign) else 1 for sign in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
