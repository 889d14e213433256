"""Lists, searches, the form and the journal of a province with a million dossiers behind it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bench.figures import Figure
from bench.yard import ROOT, Yard

LISTS = {  # as the lists are asked: what they are called, and the most they may take in SQL
    "inbox": ("inbox of one officer", 1),
    "tracking": ("tracking by code", 1),
    "overdue": ("overdue, one agency", 1),
    "overdue_province": ("overdue, the whole province", 1),
    "full_name": ("full name, everywhere", 1),
    "full_name_agency": ("full name, one agency", 1),
    "part_of_name": ("part of a name, everywhere", 15),
    "part_of_name_agency": ("part of a name, one agency", 15),
}
PAGE_MOST = 150  # milliseconds that nineteen in twenty requests for a list page may take


def measure(yard: Yard) -> tuple[list[Figure], Any]:
    """Fill a database of its own and ask it."""
    answer_file = yard.scratch / "million.json"
    command = [sys.executable, "-m", "bench.program", "bench.million.program", str(answer_file)]
    command += [str(yard.size.dossiers), str(yard.size.communes), str(yard.size.askings)]
    subprocess.run(command, env=yard.environment(yard.province("million")), cwd=ROOT, check=True)
    found = json.loads(answer_file.read_text(encoding="utf-8"))
    return [*_loaded(found), *_lists(found["lists"]), *_pages(found["pages"]), *_proved(found)], found


def _loaded(found: dict[str, Any]) -> list[Figure]:
    rows = found["rows"]
    return [
        Figure("dossiers", rows["dossiers_dossier"], note=f"{rows['journal_journalevent']:,} events in the journal"),
        Figure("loaded, every constraint checked", sum(found["loading"].values()), "s"),
        Figure("size", rows["bytes"] / 2**20, "MB"),
    ]


def _lists(lists: dict[str, dict[str, float]]) -> list[Figure]:
    return [
        Figure(
            name,
            lists[key]["server_ms"],
            "ms",
            most,
            note=f"nine in ten {lists[key]['server_p90_ms']} ms, longest {lists[key]['server_max_ms']} ms;"
            f" with the way there and back {lists[key]['seen_ms']} ms",
        )
        for key, (name, most) in LISTS.items()
    ]


def _pages(pages: dict[str, dict[str, float]]) -> list[Figure]:
    return [
        Figure(
            f"page: {name}",
            page["p95_ms"],
            "ms",
            PAGE_MOST,
            note=f"p95; median {page['median_ms']} ms, longest {page['max_ms']} ms; {page['queries']} queries",
        )
        for name, page in pages.items()
    ]


def _proved(found: dict[str, Any]) -> list[Figure]:
    recount, journal = found["recount"], found["journal"]
    return [
        Figure("found names stand in Vietnamese order", found["in_order"]),
        Figure("form from the journal = plain recount", recount["agrees"], note=f"{recount['counted']:,} dossiers"),
        Figure(
            "form adds up", recount["adds_up"], note=f"{recount['journal_s']:.1f} s; plainly {recount['plain_s']:.1f} s"
        ),
        Figure("journal verified", journal["seconds"], "s", note=f"{journal['events']:,} events"),
        *(
            Figure(f"one {what} row found, and which", said is not None, note=said or "not found")
            for what, said in journal["wounds"].items()
        ),
        Figure("every other chain found whole", not journal["elsewhere"], note="; ".join(journal["elsewhere"][:3])),
    ]
