"""What every kind's reading is made of, and text as people type it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from motcua.core import vietnam
from motcua.core.forms import code_tables
from motcua.core.forms.code_tables import Tables
from motcua.core.forms.expressions import Type
from motcua.core.forms.model import Field
from motcua.core.status_words import Words
from motcua.core.vietnam import Unreadable

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Around:
    """What reading one answer may look at: the tables, the day places are named by, the answers beside it."""

    tables: Tables = code_tables.BUILT_IN
    on: date = date.max
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind's ways. `read` takes what was typed or kept, and gives what is kept."""

    type: Type | None
    read: Callable[[Any, Field, Around], Any]
    value: Callable[[Any], Any]
    words: Callable[[Any, Field, Around], Words]
    typed: Callable[[Any, Field, Around], Any]


def plain(raw: Any) -> str:
    """What was typed, without letters nobody can see. :raises Unreadable: it is no text at all."""
    if not isinstance(raw, str):
        raise Unreadable("not-a-text", "Câu trả lời không đọc được.", "The answer cannot be read.")
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    composed = vietnam.nfc(raw.replace("\r\n", "\n"))
    return "".join(each for each in composed if each in "\n\t" or unicodedata.category(each) not in _UNSEEN).strip()


def is_blank(raw: Any) -> bool:
    """Whether nothing was answered: an empty text, an empty list, nothing at all."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(is_blank(each) for each in raw.values())
    if isinstance(raw, list | tuple):
        return all(is_blank(each) for each in raw)
    return raw is None
