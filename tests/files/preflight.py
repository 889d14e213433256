"""How often the hints about pages are wrong: `python -m tests.files.preflight` counts it into docs/preflight.md.

The thresholds were chosen on pages before the 300th; those counted here come after.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from motcua.files.reading import measures
from tests.files import pages

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "preflight.md"
FIRST, EACH = 300, 8
KEYS = ("blank", "blurred", "upside_down", "sideways", "low_resolution")
WAYS = ("scanned", "photographed")
Counted = Mapping[tuple[str, str, str], int]
"""How many pages of a label and a way were given a hint; with the hint “pages”: how many there were."""


def counted(each: int = EACH, *, first: int = FIRST) -> Counted:
    """Look at labelled pages as an upload is looked at."""
    found: Counter[tuple[str, str, str]] = Counter()
    for label, way, picture in pages.labelled(each, first=first):
        found[label, way, "pages"] += 1
        for key in measures.warnings(picture, dots=measures.dots_of_a_sheet(max(picture.size))):
            found[label, way, key] += 1
    return found


def missed(found: Counted, label: str, way: str) -> int:
    """Pages with something wrong that were not told so."""
    return found[label, way, "pages"] - found[label, way, label]


def false_alarms(found: Counted, key: str, ways: Iterable[str] = WAYS) -> tuple[int, int]:
    """Pages given this hint though it is not what is wrong with them, of all such pages."""
    others = [(label, way) for label in (pages.GOOD, *KEYS) if label != key for way in ways]
    return sum(found[label, way, key] for label, way in others), sum(
        found[label, way, "pages"] for label, way in others
    )


def table(found: Counted) -> str:
    """The rates as the document shows them."""
    lines = ["| hint | missed, scanned | missed, photographed | false alarms |", "|---|---|---|---|"]
    for key in KEYS:
        cells = [f"{missed(found, key, way)} of {found[key, way, 'pages']}" for way in WAYS]
        wrong, of = false_alarms(found, key)
        lines.append(f"| `{key}` | {cells[0]} | {cells[1]} | {wrong} of {of} |")
    good = [sum(found[pages.GOOD, way, key] for key in KEYS) for way in WAYS]
    there = [found[pages.GOOD, way, "pages"] for way in WAYS]
    lines += [
        "",
        f"Hints on pages with nothing wrong: {good[0]} of {there[0]} scanned, {good[1]} of {there[1]} photographed.",
    ]
    return "\n".join(lines)


BEGIN, END = "<!-- counted -->", "<!-- /counted -->"


def main() -> int:
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table(counted())}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
