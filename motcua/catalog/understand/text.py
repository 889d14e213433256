"""Cleaning a published text without changing what it says, and counting what was repaired."""

import re
import unicodedata
from collections import Counter
from typing import Final

from motcua.core.vietnam import tidy

_REPAIRS: Final = {
    "tab": re.compile("\t"),
    "no_break_space": re.compile("[\u00a0\u202f\u2007]"),
    "zero_width": re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"),
    "private_use": re.compile("[\ue000-\uf8ff]"),
    "control": re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"),
}
_ANY: Final = re.compile("|".join(pattern.pattern for pattern in _REPAIRS.values()))
_DROPPED: Final = re.compile(f"{_REPAIRS['zero_width'].pattern}|{_REPAIRS['control'].pattern}")
_LIST_MARK: Final = re.compile(r"(?:[-–+*•·.]+|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zđ][.)])[\s\t]+", re.I)
_MARKS: Final = re.compile(rf"^(?:{_LIST_MARK.pattern})+", re.I)


def clean(text: str, repairs: Counter[str]) -> str:
    """Return the text composed and free of stray characters, line by line; what was done is added to `repairs`."""
    if not unicodedata.is_normalized("NFC", text):
        repairs["nfc"] += 1
        text = unicodedata.normalize("NFC", text)
    if _ANY.search(text):
        for name, pattern in _REPAIRS.items():
            if pattern.search(text):
                repairs[name] += 1
        text = _REPAIRS["private_use"].sub("•", _DROPPED.sub("", text))
    if "\u00f0" in text or "\u00d0" in text:  # an Icelandic eth where a đ was meant: rare, and `tidy` is slow
        repairs["eth"] += 1
        return "\n".join(filter(None, map(tidy, text.splitlines())))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def without_list_mark(text: str) -> str:
    """Return a row of a list without the marks typed before it (`- `, `+ `, `1. `, `a) `)."""
    return _MARKS.sub("", text).strip() or text
