"""The name of a file as it is shown. No name is ever used as a path."""

import re
import unicodedata

from motcua.core.vietnam import nfc
from motcua.files.inspection.kinds import FileKind

LONGEST = 120
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def display_name(name: str, kind: FileKind | None = None) -> str:
    """Return a name fit to show: no folders, no control or direction characters, not too long, with its true ending.

    `../../x` becomes `x`; a name that turns the reading direction to hide its ending shows what it is.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(char for char in nfc(last) if unicodedata.category(char)[0] != "C")
    plain = " ".join(plain.split()).strip(". ") or "tep"
    if kind and ending(plain) not in kind.endings:
        plain = f"{plain}.{kind.endings[0]}"
    if len(plain) > LONGEST:
        tail = _ENDING.search(plain)
        kept = tail.group(0) if tail else ""
        plain = plain[: LONGEST - len(kept)].rstrip(". ") + kept
    return plain


def ending(name: str) -> str:
    """Return what stands behind the last dot, in lower case, or nothing."""
    found = _ENDING.search(name)
    return found.group(1).lower() if found else ""
