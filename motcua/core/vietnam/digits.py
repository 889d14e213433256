"""Reading the digits people type: full-width digits, blanks, dots and dashes between groups."""

import re
import unicodedata
from typing import Final

_BETWEEN: Final = re.compile(r"[\s.\-‐‑–—()/]+")
_ASCII_DIGITS: Final = re.compile(r"[0-9]+")


def compact(text: str) -> str:
    """Return the text without what people put between digits."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))


def only_digits(text: str) -> bool:
    """Tell whether the text is one run of the digits 0–9 and nothing else."""
    return _ASCII_DIGITS.fullmatch(text) is not None
