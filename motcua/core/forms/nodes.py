"""A field in its place among the answers: whether it is asked, what was answered, what that means for others."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from motcua.core.forms import kinds
from motcua.core.forms.code_tables import Tables
from motcua.core.forms.evaluating import evaluate
from motcua.core.forms.expressions import parse
from motcua.core.forms.kinds import Around, is_blank
from motcua.core.forms.model import ALWAYS, OF_PARTS, Field, Kind, Section
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

_UNASKED: Final = object()


class Circular(ValueError):
    """Fields that wait for each other. `findings` refuses such a form before it is published."""


class Whole(Protocol):
    """What a node knows of the form it stands in."""

    today: date
    tables: Tables

    def section_shown(self, section: Section) -> bool:
        """Whether a section is asked."""


@dataclass(eq=False)
class Node:
    """A field in its place: in one item of a group, with what was answered to it."""

    field: Field
    path: str
    raw: Any
    over: Node | None
    whole: Whole
    section: Section
    children: dict[str, Node] = dataclasses.field(default_factory=dict)  # the parts of a kind of several parts
    items: list[dict[str, Node]] = dataclasses.field(default_factory=list)
    beside: dict[str, Node] = dataclasses.field(default_factory=dict)
    _kept: Any = _UNASKED
    _shown: bool | None = None
    _asking: bool = False
    trouble: Unreadable | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the question is asked, given the other answers."""
        if self._shown is None:
            with _Once(self):
                self._shown = self._ask_shown()
        return self._shown

    def _ask_shown(self) -> bool:
        if self.over is not None:
            if not self.over.is_shown:
                return False
        elif not self.whole.section_shown(self.section):
            return False
        return not self.field.shown or self.value_of(self.field.shown) is True

    @property
    def kept(self) -> Any:
        """What is kept of the answer; None where there is none, or none that can be read."""
        if self._kept is _UNASKED:
            shown = self.is_shown
            with _Once(self):
                self._kept = self._read() if shown else None
        return self._kept

    def _read(self) -> Any:
        asked = self.field
        if asked.kind is Kind.COMPUTED:
            return kinds.keep(self.value_of(asked.computed), asked.result)
        if asked.kind not in kinds.READINGS or is_blank(self.raw):
            return None
        if asked.kind is Kind.CONSENT and self.raw in (False, "false", ""):
            return None
        try:
            kept = kinds.READINGS[asked.kind].read(self.raw, asked, self.around)
        except Unreadable as trouble:
            self.trouble = trouble
            return None
        return None if is_blank(kept) else kept  # letters nobody can see are no answer

    @property
    def is_answered(self) -> bool:
        """Whether anything was given, be it wrong."""
        if self.field.kind in OF_PARTS:
            return any(child.is_answered for child in self.children.values())
        if self.field.kind is Kind.GROUP:
            return any(node.is_answered for item in self.items for node in item.values())
        return self.kept is not None or self.trouble is not None

    @property
    def value(self) -> Any:
        """The answer for expressions."""
        asked = self.field
        if asked.kind in OF_PARTS:
            return (self.path,) if self.is_shown and self.is_answered else ()
        if asked.kind is Kind.GROUP:
            return tuple(range(len(self.live_items))) if self.is_shown else ()
        if asked.kind is Kind.STATEMENT or self.kept is None:
            return None
        return kinds.READINGS[asked.result if asked.kind is Kind.COMPUTED else asked.kind].value(self.kept)

    @property
    def live_items(self) -> list[dict[str, Node]]:
        """The items of a group in which anything was given."""
        return [item for item in self.items if any(node.is_answered for node in item.values())]

    @property
    def around(self) -> Around:
        beside = {}
        if self.field.kind is Kind.COMMUNE:
            beside = {key: node.kept for key, node in self.beside.items() if key == "province"}
        return Around(self.whole.tables, self.as_of, beside)

    @property
    def as_of(self) -> date:
        day = self.value_of(self.field.as_of) if self.field.as_of else None
        return day if isinstance(day, date) else self.whole.today

    @property
    def words(self) -> Words:
        """The answer in words; empty where there is none."""
        if self.kept is None:
            return Words("", "")
        kind = self.field.result if self.field.kind is Kind.COMPUTED else self.field.kind
        return kinds.READINGS[kind].words(self.kept, self._as(kind), self.around)

    @property
    def typed(self) -> Any:
        """What stands in the control: what was typed, or the answer as one would type it."""
        if self.field.kind is Kind.COMPUTED:
            return self.words.vi
        if self.kept is None:
            return self.raw
        return kinds.READINGS[self.field.kind].typed(self.kept, self.field, self.around)

    def _as(self, kind: Kind) -> Field:
        return (
            self.field
            if kind is self.field.kind
            else Field(self.field.key, kind, self.field.label, unit=self.field.unit)
        )

    @property
    def is_required(self) -> bool:
        """Whether it must be answered. The parts of something that need not be answered are needed once it is begun."""
        if not self.field.required:
            return False
        if self.over is not None and self.over.field.kind in OF_PARTS:
            return (self.over.is_required or self.over.is_answered) and self.value_of(self.field.required) is True
        return self.field.required == ALWAYS or self.value_of(self.field.required) is True

    # --- Names --------------------------------------------------------------------------------------------------------
    def value_of(self, source: str) -> Any:
        """The value of an expression that stands here."""
        return evaluate(parse(source), self.look_up, self.whole.today)

    def look_up(self, path: tuple[str, ...]) -> Any:
        """The value of a name seen from here: first beside, then further out."""
        scope: Node | None = self
        while scope is not None:
            if path[0] in scope.beside:
                return _follow(scope.beside[path[0]], path[1:])
            scope = scope.over
        return None


class _Once:
    """Marks a node while it is asked, so that fields which wait for each other are told instead of asked for ever."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def __enter__(self) -> None:
        if self.node._asking:
            raise Circular(self.node.path)
        self.node._asking = True

    def __exit__(self, *exc: object) -> None:
        self.node._asking = False


def _follow(node: Node, path: tuple[str, ...]) -> Any:
    if not path:
        return node.value
    if node.field.kind is Kind.GROUP:
        if not node.is_shown:
            return ()
        found = (_follow(item[path[0]], path[1:]) for item in node.live_items if path[0] in item)
        flat: list[Any] = []
        for each in found:
            flat += each if isinstance(each, tuple) else [] if each is None else [each]
        return tuple(flat)
    child = node.children.get(path[0])
    return None if child is None else _follow(child, path[1:])
