"""The small language of conditions, checks and computed values: read into a tree, never run as a program.

    age(mother.born_on, today) >= 18 and (relation = "other" or answered(reason))

It has names, numbers, texts, `true`, `false`, `today`, comparison, `in`, arithmetic, `and`, `or`, `not`, and the
functions of `functions`. There are no loops, no assignments and no way out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from motcua.core.status_words import Words

LONGEST: Final = 1000
MOST_TOKENS: Final = 200
DEEPEST: Final = 30


class Type(StrEnum):
    """What an expression gives."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    TEXTS = "texts"
    NUMBERS = "numbers"
    DATES = "dates"
    TRUTHS = "truths"
    FILES = "files"
    ITEMS = "items"  # a group, or a field of several parts

    @property
    def words(self) -> Words:
        return _TYPE_WORDS[self]


_TYPE_WORDS: Final = {
    Type.TEXT: Words("chữ", "a text"),
    Type.NUMBER: Words("số", "a number"),
    Type.DATE: Words("ngày", "a day"),
    Type.TRUTH: Words("đúng/sai", "true or false"),
    Type.TEXTS: Words("nhiều chữ", "several texts"),
    Type.NUMBERS: Words("nhiều số", "several numbers"),
    Type.DATES: Words("nhiều ngày", "several days"),
    Type.TRUTHS: Words("nhiều đúng/sai", "several truths"),
    Type.FILES: Words("tệp", "files"),
    Type.ITEMS: Words("nhóm câu hỏi", "a group"),
}
MANY: Final = {
    Type.TEXT: Type.TEXTS,
    Type.NUMBER: Type.NUMBERS,
    Type.DATE: Type.DATES,
    Type.TRUTH: Type.TRUTHS,
    Type.TEXTS: Type.TEXTS,
    Type.ITEMS: Type.ITEMS,
    Type.FILES: Type.FILES,
}
ONE: Final = {
    Type.TEXTS: Type.TEXT,
    Type.NUMBERS: Type.NUMBER,
    Type.DATES: Type.DATE,
    Type.TRUTHS: Type.TRUTH,
}


class NotUnderstood(ValueError):
    """An expression that is none. `words` say where."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.words: Final = Words(vi, en)


@dataclass(frozen=True, slots=True)
class Literal:
    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Today:
    """The day of checking."""


@dataclass(frozen=True, slots=True)
class Name:
    """A field by its path, looked up from where the expression stands outwards."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    sign: str  # `-`, `not`
    of: Node


@dataclass(frozen=True, slots=True)
class Binary:
    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Several:
    """The list to the right of `in`."""

    items: tuple[Node, ...]


Node = Literal | Today | Name | Call | Unary | Binary | Several

_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<number>\d{1,15}(?:\.\d{1,9})?)
    |"(?P<text>[^"\\\n]{0,300})"
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    |(?P<sign><=|>=|!=|[-+*/=<>(),]))""",
    re.VERBOSE,
)
_WORDS: Final = frozenset({"and", "or", "not", "in"})
_COMPARING: Final = frozenset({"=", "!=", "<", "<=", ">", ">=", "in"})


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """Read an expression. :raises NotUnderstood:"""
    if len(source) > LONGEST:
        raise NotUnderstood(
            f"Biểu thức dài quá {LONGEST} ký tự.", f"The expression has more than {LONGEST} characters."
        )
    return _Parser(source).whole()


class _Parser:
    def __init__(self, source: str) -> None:
        self.tokens = list(_tokens(source))
        if len(self.tokens) > MOST_TOKENS:
            raise NotUnderstood("Biểu thức quá dài, xin chia nhỏ.", "The expression is too long; divide it.")
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.either()
        if self.peek() != ("end", ""):
            self.fail()
        return node

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self, kind: str, *values: str) -> str | None:
        found, value = self.peek()
        if found == kind and (not values or value in values):
            self.at += 1
            return value
        return None

    def fail(self) -> None:
        kind, value = self.peek()
        if kind == "end":
            raise NotUnderstood("Biểu thức chưa hết.", "The expression ends too early.")
        raise NotUnderstood(f"Không hiểu “{value}” ở đây.", f"“{value}” is not understood here.")

    def either(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood("Biểu thức lồng quá sâu.", "The expression is nested too deeply.")
        node = self.both()
        while self.take("word", "or"):
            node = Binary("or", node, self.both())
        self.depth -= 1
        return node

    def both(self) -> Node:
        node = self.negated()
        while self.take("word", "and"):
            node = Binary("and", node, self.negated())
        return node

    def negated(self) -> Node:
        negations = 0
        while self.take("word", "not"):
            negations += 1
        node = self.compared()
        for _ in range(negations % 2 or (2 if negations else 0)):
            node = Unary("not", node)
        return node

    def compared(self) -> Node:
        node = self.sum()
        sign = self.take("sign", *_COMPARING) or self.take("word", "in")
        if sign is None:
            return node
        return Binary(sign, node, self.several() if sign == "in" else self.sum())

    def several(self) -> Node:
        start = self.at
        if self.take("sign", "("):
            items = [self.sum()]
            while self.take("sign", ","):
                items.append(self.sum())
            if self.take("sign", ")"):
                return Several(tuple(items))
        self.at = start
        return self.sum()

    def sum(self) -> Node:
        node = self.product()
        while sign := self.take("sign", "+", "-"):
            node = Binary(sign, node, self.product())
        return node

    def product(self) -> Node:
        node = self.signed()
        while sign := self.take("sign", "*", "/"):
            node = Binary(sign, node, self.signed())
        return node

    def signed(self) -> Node:
        return Unary("-", self.atom()) if self.take("sign", "-") else self.atom()

    def atom(self) -> Node:
        kind, value = self.peek()
        self.at += 1
        if kind == "number":
            return Literal(Decimal(value))
        if kind == "text":
            return Literal(value)
        if kind == "name":
            return self.named(value)
        if (kind, value) == ("sign", "("):
            node = self.either()
            if self.take("sign", ")"):
                return node
        else:
            self.at -= 1
        self.fail()
        raise AssertionError  # pragma: no cover

    def named(self, value: str) -> Node:
        if value in ("true", "false"):
            return Literal(value == "true")
        if value == "today":
            return Today()
        if not self.take("sign", "("):
            return Name(tuple(value.split(".")))
        arguments: list[Node] = []
        if not self.take("sign", ")"):
            arguments.append(self.either())
            while self.take("sign", ","):
                arguments.append(self.either())
            if not self.take("sign", ")"):
                self.fail()
        return Call(value, tuple(arguments))


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    at, text = 0, source.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            shown = text[at:].strip()[:1]
            raise NotUnderstood(f"Không hiểu ký tự “{shown}”.", f"The character “{shown}” is not understood.")
        at = match.end()
        kind, value = match.lastgroup or "", match[match.lastgroup or ""]
        yield ("word" if kind == "name" and value in _WORDS else kind), value


def names(node: Node) -> Iterator[tuple[str, ...]]:
    """Every name an expression refers to."""
    match node:
        case Name(path):
            yield path
        case Unary(_, of):
            yield from names(of)
        case Binary(_, left, right):
            yield from names(left)
            yield from names(right)
        case Call(_, items) | Several(items):
            for item in items:
                yield from names(item)
