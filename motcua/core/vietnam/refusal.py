"""What is said when an entry cannot be read, in both languages, and what is said when it only looks odd."""

from dataclasses import dataclass
from typing import Final


class Unreadable(ValueError):
    """An entry was refused; nothing was changed. `code` is stable, `vi` and `en` are for people."""

    def __init__(self, code: str, vi: str, en: str) -> None:
        super().__init__(vi)
        self.code: Final = code
        self.vi: Final = vi
        self.en: Final = en


@dataclass(frozen=True, slots=True)
class Remark:
    """Something an officer should look at; it never blocks."""

    code: str
    vi: str
    en: str
