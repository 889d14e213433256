"""The large province from beginning to end, as a program of its own: filled, asked, recounted, wounded, verified."""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from bench.million import lists, loading, pages, waiting, wounds
from bench.million.lives import TODAY
from motcua.core.vietnam import ZONE
from motcua.journal.verification import verify
from motcua.reports import queries as reports


def main(answer_file: str, count: str, communes: str, askings: str) -> None:
    """Write everything found to a file; say on stderr how far it is."""
    scratch, chance = Path(answer_file).parent, random.Random(int(count))
    answer: dict[str, Any] = {"loading": loading.fill(int(count), scratch, _tell, communes=int(communes))}
    answer["rows"] = _rows()
    _tell("lists and searches")
    answer["lists"] = lists.measure(int(askings))
    answer["in_order"] = lists.in_vietnamese_order()
    _tell("list pages")
    answer["waiting"] = waiting.lay_out()
    answer["pages"] = pages.measure(max(3, int(askings) // 4))
    answer["recount"] = _recounted()
    answer["journal"] = _verified(chance)
    print(file=sys.stderr)
    Path(answer_file).write_text(json.dumps(answer), encoding="utf-8")


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reltuples::bigint FROM pg_class WHERE oid = ANY(%s::text[]::regclass[])",
                       [loading.TABLES])  # fmt: skip
        rows = dict(cursor.fetchall())
        cursor.execute("SELECT pg_database_size(current_database())")
        return rows | {"bytes": cursor.fetchone()[0]}


def _recounted() -> dict[str, Any]:
    """The form of all the time there was, folded from the journal and counted plainly: they must agree."""
    start, end = date(2026, 1, 1), TODAY.date()
    _tell("the form, from the journal")
    began = time.monotonic()
    form = reports.form_ii06a(start=start, end=end, now=datetime.now(ZONE))
    folded = time.monotonic() - began
    _tell("the form, counted plainly")
    began = time.monotonic()
    plain = reports.recount(start=start, end=end)
    return {
        "agrees": {field: counts.row() for field, counts in reports.by_field(form).items()}
        == {field: counts.row() for field, counts in plain.items()},
        "adds_up": form.adds_up,
        "counted": form.total.row()["3"],
        "journal_s": folded,
        "plain_s": time.monotonic() - began,
    }


def _verified(chance: random.Random) -> dict[str, Any]:
    """Every chain is walked once: what is found must be the wounds, so that the rest is whole."""
    inflicted = wounds.inflict(chance)
    walked = 0

    def progress(count: int) -> None:
        nonlocal walked
        walked = count
        if count % 100_000 < 5_000:
            _tell(f"journal: {count:,} events verified")

    began = time.monotonic()
    findings = list(verify(progress))
    took = time.monotonic() - began
    return {
        "events": walked,
        "seconds": took,
        "wounds": {
            wound.what: next((finding.message_en for finding in findings if wound.is_found_by(finding)), None)
            for wound in inflicted
        },
        "elsewhere": [
            finding.message_en for finding in findings if finding.subject not in {wound.subject for wound in inflicted}
        ],
    }


def _tell(text: str) -> None:
    print(f"\r  {text:<76}", end="", file=sys.stderr, flush=True)
