"""Code tables: what may be chosen, by code, each entry with the days between which it holds."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from motcua.core import vietnam
from motcua.core.status_words import Words

FOLDER: Final = Path(__file__).parent / "tables"
COMMUNES: Final = "communes"
_PREFIXES: Final = ("tinh ", "thanh pho ", "xa ", "phuong ", "dac khu ", "thi tran ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table."""

    code: str
    words: Words
    first: date = date.min
    last: date = date.max


class Tables(Protocol):
    """Where codes are looked up. `within` narrows a table to a part: the communes of a province."""

    def options(self, table: str, *, on: date, within: str = "") -> Sequence[Entry] | None:
        """What may be chosen on a day; None where nobody here knows the list: then anything may be typed."""


class BuiltIn:
    """The tables that came with the program: lists of the whole country."""

    def options(self, table: str, *, on: date, within: str = "") -> Sequence[Entry] | None:
        entries = built_in().get(table)
        return None if entries is None else _on(entries, on)


class WithOwn:
    """The tables an installation keeps, in the place of built-in ones of the same name; asked for once, when needed."""

    def __init__(self, own: Callable[[], Mapping[str, Sequence[Entry]]]) -> None:
        self._ask = own
        self._own: Mapping[str, Sequence[Entry]] | None = None

    def options(self, table: str, *, on: date, within: str = "") -> Sequence[Entry] | None:
        if self._own is None:
            self._own = self._ask()
        entries = self._own.get(table)
        return BUILT_IN.options(table, on=on) if entries is None else _on(entries, on)


class WithCommunes:
    """Tables with the communes of the provinces known here: province → day → entries."""

    def __init__(self, communes: Mapping[str, Sequence[Entry]], others: Tables | None = None) -> None:
        self._communes = communes
        self._others = others or BUILT_IN

    @property
    def home(self) -> str:
        """The one province whose communes are known here; empty where there are several or none."""
        return next(iter(self._communes)) if len(self._communes) == 1 else ""

    def options(self, table: str, *, on: date, within: str = "") -> Sequence[Entry] | None:
        if table != COMMUNES:
            return self._others.options(table, on=on)
        entries = self._communes.get(within)
        return (_on(entries, on) or None) if entries else None


def find(entries: Sequence[Entry], typed: str) -> Entry | None:
    """The entry whose code or name this is; names without accents and without `xã`, `phường`, `tỉnh` too."""
    for entry in entries:
        if entry.code == typed:
            return entry
    wanted = vietnam.fold(typed)
    named = [entry for entry in entries if wanted in (vietnam.fold(entry.words.vi), vietnam.fold(entry.words.en))]
    if not named:
        named = [entry for entry in entries if _bare(vietnam.fold(entry.words.vi)) == _bare(wanted)]
    return named[0] if len(named) == 1 else None


def _bare(folded: str) -> str:
    for prefix in _PREFIXES:
        if folded.startswith(prefix):
            return folded.removeprefix(prefix)
    return folded


def _on(entries: Sequence[Entry], on: date) -> list[Entry]:
    return [entry for entry in entries if entry.first <= on <= entry.last]


@cache
def built_in() -> Mapping[str, tuple[Entry, ...]]:
    """Every table in the folder, by file name."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.toml"))}


def _read(file: Path) -> tuple[Entry, ...]:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(_entry(*line) for line in document["entries"])


def _entry(code: str, vi: str, en: str, first: date = date.min, last: date = date.max) -> Entry:
    return Entry(code, Words(vi, en or vi), first, last)


BUILT_IN: Final[Tables] = BuiltIn()
