"""What people typed, made safe to keep: no hidden signs, and never longer than its column.

Signs nobody can see or mean (null bytes, halves of characters, marks that turn the reading direction round) are left
out; a text that is too long is refused in words, because cutting it would change what was said.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from motcua.base.refusal import Refusal
from motcua.core import vietnam

_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the reading direction: a name could show as another
    "\ud800-\udfff"  # halves of characters
    "\ufffe\uffff"
    "]"
)
LONGEST_TEXT = 4000
LONGEST_REASON = 500
MOST_BYTES = 200_000
DEEPEST = 12


class TooLong(Refusal):
    """A text is longer than it may be."""

    code = "text-too-long"
    vi = "“{what}” dài {length} ký tự, tối đa {most} ký tự. Hãy rút gọn hoặc đính kèm tệp."
    en = "“{what}” has {length} characters; at most {most} are allowed. Shorten it or attach a file."


class TooMuch(Refusal):
    """The answers of a form are larger than any form of the catalogue."""

    code = "answers-too-large"
    vi = "Nội dung kê khai quá lớn hoặc không đọc được. Hãy rút gọn hoặc đính kèm tệp."
    en = "The answers are too large or cannot be read. Shorten them or attach a file."


def line(text: str, what: str, most: int) -> str:
    """One line: composed letters, single blanks.  :raises TooLong:"""
    return _fitting(vietnam.tidy(_HIDDEN.sub("", text)), what, most)


def prose(text: str, what: str, most: int = LONGEST_TEXT) -> str:
    """A text that may have several lines; one of blanks and signs nobody sees is empty.  :raises TooLong:"""
    kept = vietnam.nfc(_HIDDEN.sub("", text)).strip()
    return _fitting(kept if vietnam.tidy(kept) else "", what, most)


def answers(given: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as JSON that PostgreSQL takes.  :raises TooMuch:"""
    try:
        clean = _clean(given, DEEPEST)
        size = len(json.dumps(clean, allow_nan=False).encode())
    except (TypeError, ValueError) as error:
        raise TooMuch from error
    if size > MOST_BYTES:
        raise TooMuch
    return dict(clean)


def _fitting(text: str, what: str, most: int) -> str:
    if len(text) > most:
        raise TooLong(what=what, length=len(text), most=most)
    return text


def _clean(value: Any, depth: int) -> Any:
    if depth == 0:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        return vietnam.nfc(_HIDDEN.sub("", value))
    if isinstance(value, Mapping):
        return {_clean(str(key), depth - 1): _clean(each, depth - 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each, depth - 1) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not a number")
    return value
