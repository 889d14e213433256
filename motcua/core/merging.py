"""Texts with places to be filled in: `Xét hồ sơ {{mã hồ sơ}} của {{chủ hồ sơ}}`. Names are as people say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua.core.vietnam import fold, tidy

BLANK: Final = "…………"  # what nobody knows yet, seen at once by who reads the text over
_PLACE: Final = re.compile(r"\{\{([^{}\n]{1,120})\}\}")


@dataclass(frozen=True, slots=True)
class Merged:
    """A text filled in, and what could not be."""

    text: str
    empty: tuple[str, ...]  # known names without a value here: dots stand in their place
    unknown: tuple[str, ...]  # names that mean nothing here: left as they are written


def places(text: str) -> tuple[str, ...]:
    """The names asked for in a text, in order, each once."""
    return tuple(dict.fromkeys(tidy(match[1]) for match in _PLACE.finditer(text)))


def merge(text: str, values: Mapping[str, str]) -> Merged:
    """Fill a text in. Accents, capitals, blanks in a name do not matter; what stands in a value is not read again."""
    known = {fold(name): value.strip() for name, value in values.items()}
    empty: dict[str, None] = {}
    unknown: dict[str, None] = {}

    def filled(match: re.Match[str]) -> str:
        name = tidy(match[1])
        value = known.get(fold(name))
        if value is None:
            unknown[name] = None
            return match[0]
        if not value:
            empty[name] = None
        return value or BLANK

    return Merged(_PLACE.sub(filled, text), tuple(empty), tuple(unknown))
