"""Finding a procedure by the first letters of its words: `dkks` stands for “Đăng ký khai sinh”."""

import re
from typing import Final

from motcua.core.vietnam import fold

SHORTEST, LONGEST = 3, 12
_TYPED: Final = re.compile(rf"[a-z]{{{SHORTEST},{LONGEST}}}")
_WORD: Final = re.compile(r"\w+(?:[./-]\w+)*")


def typed(words: str) -> str:
    """Return what was typed where it can be first letters: one word of few letters; else an empty text."""
    folded = fold(words.strip())
    return folded if _TYPED.fullmatch(folded) else ""


def of(name: str) -> str:
    """Return the first letter of each word of a name."""
    return "".join(fold(word[0][:1])[:1] for word in _WORD.finditer(name))


def score(initials: str, letters: str) -> float | None:
    """Return how well a name fits: best where it begins with them and holds little else; None where it does not."""
    at = initials.find(letters)
    return None if at < 0 else 1.0 / (1 + at) + len(letters) / len(initials)


def marks(name: str, letters: str) -> tuple[tuple[int, int], ...]:
    """Return the places of the words whose first letters were typed."""
    words = [word.span() for word in _WORD.finditer(name)]
    at = of(name).find(letters)
    return tuple(words[at : at + len(letters)]) if at >= 0 else ()
