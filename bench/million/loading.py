"""Filling the database: the ground by Django, the dossiers by COPY from several processes, then every constraint.

Foreign keys and secondary indexes are taken off before the rows come and put back after them, which validates every
row; checks, unique constraints and triggers stay on all the time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from django.db import connection

from bench.million import ground

WORKERS = 2
TABLES = [
    "dossiers_dossier",
    "dossiers_party",
    "dossiers_namepart",
    "dossiers_component",
    "dossiers_answers",
    "dossiers_step",
    "dossiers_clockevent",
    "journal_journalevent",
    "journal_journalhead",
]


def fill(
    count: int, scratch: Path, tell: Callable[[str], None], *, communes: int, seed: int = 20261123
) -> dict[str, float]:
    """Fill an empty, migrated database with so many dossiers; return how long each part took, in seconds."""
    took: dict[str, float] = {}
    began = time.monotonic()
    plan = asdict(ground.found(communes)) | {
        "first": 1,
        "count": count,
        "workers": WORKERS,
        "seed": seed,
        "lives": max(60, min(4_000, count // 50)),
        "people": max(100, min(60_000, count // 10)),
    }
    took["ground"] = time.monotonic() - began
    file = scratch / "plan.json"
    file.write_text(json.dumps(plan))
    with _bare(tell, took):
        began = time.monotonic()
        _pour(file, count, tell)
        took["copy"] = time.monotonic() - began
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('dossiers_dossier_id_seq', %s)", [count])
        cursor.execute("VACUUM (ANALYZE)")
    took["vacuum"] = time.monotonic() - began
    return took


def _pour(plan: Path, count: int, tell: Callable[[str], None]) -> None:
    """Run the workers; a line each time one has written a chunk."""
    command = [sys.executable, "-m", "bench.program", "bench.million.worker", str(plan)]
    workers = [
        subprocess.Popen([*command, str(number)], stdout=subprocess.PIPE, text=True, env=os.environ)
        for number in range(WORKERS)
    ]
    done, began = 0, time.monotonic()
    lines: list[Iterator[str]] = [iter(worker.stdout) for worker in workers if worker.stdout]
    while lines:
        for stream in list(lines):
            line = next(stream, None)
            if line is None:
                lines.remove(stream)
                continue
            done += int(line)
            left = (count - done) * (time.monotonic() - began) / done
            tell(f"{done:,} of {count:,} dossiers, about {left:.0f} s left")
    if any(worker.wait() for worker in workers):
        raise RuntimeError("a loader stopped")


@contextmanager
def _bare(tell: Callable[[str], None], took: dict[str, float]) -> Iterator[None]:
    """Without foreign keys and secondary indexes meanwhile; put back, they check every row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid = ANY(%s::text[]::regclass[])",
            [TABLES],
        )
        keys = cursor.fetchall()
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE NOT indisunique AND indrelid = ANY(%s::text[]::regclass[])",
            [TABLES],
        )
        indexes = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        began = time.monotonic()
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for name, definition in indexes:
            tell(f"index {name}")
            cursor.execute(definition)
        took["indexes"] = time.monotonic() - began
        began = time.monotonic()
        for table, name, definition in keys:
            tell(f"constraint {name}")
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        took["foreign keys"] = time.monotonic() - began
