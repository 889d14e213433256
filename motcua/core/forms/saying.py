"""Answers as people read them: under their titles, persons and addresses in one piece, groups as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua.core.forms.checking import Checked
from motcua.core.forms.model import OF_PARTS, Kind
from motcua.core.forms.nodes import Node
from motcua.core.status_words import Words

WIDEST: Final = 5  # columns of a table that can still be read
_IN_ONE_LINE: Final = frozenset({Kind.ADDRESS, Kind.PERIOD, Kind.IDENTITY_PAPER})
_EMPTY: Final = Words("", "")


@dataclass(frozen=True, slots=True)
class Line:
    """An answer with its label."""

    path: str
    label: Words
    words: Words
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Several answers about one thing: a person, a plot of land."""

    path: str
    label: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The items of a group as a table."""

    path: str
    label: Words
    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the form says and nobody answers; what was agreed to."""

    path: str
    words: Words


Item = Line | Block | Grid | Statement


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what was answered in it."""

    key: str
    title: Words
    items: tuple[Item, ...]


def said(checked: Checked) -> tuple[Part, ...]:
    """Everything answered, in the order of the form; sections without answers are left out."""
    found = []
    for section in checked.shown:
        items = [item for field in section.fields for item in _items(checked.nodes[field.key])]
        if items:
            found.append(Part(section.key, section.title, tuple(items)))
    return tuple(found)


def _items(node: Node) -> list[Item]:
    if not node.is_shown:
        return []
    kind, label = node.field.kind, node.field.label
    if kind is Kind.STATEMENT:
        return [Statement(node.path, label)]
    if kind is Kind.CONSENT:
        return [Statement(node.path, label)] if node.kept else []
    if kind is Kind.GROUP:
        return _group(node)
    if kind in _IN_ONE_LINE:
        words = in_one_line(node)
        return [Line(node.path, label, words)] if words.vi else []
    if kind in OF_PARTS:
        lines = tuple(line for child in node.children.values() for line in _items(child) if isinstance(line, Line))
        return [Block(node.path, label, lines)] if lines else []
    words = node.words
    return [Line(node.path, label, words, kind is Kind.PARAGRAPH)] if words.vi else []


def in_one_line(node: Node) -> Words:
    """An address, a period, a paper of identity as it is written in running text."""
    parts = {key: child.words for key, child in node.children.items() if child.words.vi}
    if node.field.kind is Kind.ADDRESS:
        order = [parts[key] for key in ("line", "commune", "province") if key in parts]
        return Words(", ".join(each.vi for each in order), ", ".join(each.en for each in order))
    if node.field.kind is Kind.PERIOD:
        dash = " – "
        return Words(dash.join(each.vi for each in parts.values()), dash.join(each.en for each in parts.values()))
    said_vi, said_en = [], []
    for key, words in parts.items():
        before = {"issued_on": Words("cấp ngày ", "issued on "), "number": Words("số ", "no. ")}.get(key, _EMPTY)
        said_vi.append(f"{before.vi}{words.vi}")
        said_en.append(f"{before.en}{words.en}")
    return Words(", ".join(said_vi), ", ".join(said_en))


def _group(node: Node) -> list[Item]:
    label = node.field.label
    rows = [[line for each in item.values() for line in _flat(each)] for item in node.live_items]
    if not rows:
        return []
    columns: dict[str, Words] = {}
    for row in rows:
        for line in row:
            columns.setdefault(_within(line.path), line.label)
    order = [key for key in _columns(node) if key in columns]
    if len(order) <= WIDEST and not any(line.is_long for row in rows for line in row):
        cells = [{_within(line.path): line.words for line in row} for row in rows]
        table = tuple(tuple(row.get(key, _EMPTY) for key in order) for row in cells)
        return [Grid(node.path, label, tuple(columns[key] for key in order), table)]
    return [
        Block(f"{node.path}.{at}", Words(f"{label.vi} {at + 1}", f"{label.en} {at + 1}"), tuple(row))
        for at, row in enumerate(rows)
    ]


def _flat(node: Node) -> list[Line]:
    found = []
    for item in _items(node):
        found += [item] if isinstance(item, Line) else list(item.lines) if isinstance(item, Block) else []
    return found


def _columns(node: Node) -> list[str]:
    """The keys of the columns in the order of the form."""
    found: dict[str, None] = {}
    for item in node.items:
        for each in item.values():
            for path in _paths(each):
                found[_within(path)] = None
    return list(found)


def _paths(node: Node) -> list[str]:
    if node.field.kind in _IN_ONE_LINE or not node.children:
        return [node.path]
    return [path for child in node.children.values() for path in _paths(child)]


def _within(path: str) -> str:
    """A path without the number of its item."""
    return ".".join(part for part in path.split(".") if not part.isdigit())
