"""The catalogue of a whole country taken in by `motcua catalog import`: how long, and how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.yard import SHARED_DATA, Yard

FILES = {False: "procedures_2026-07.jsonl.gz", True: "sample_by_field.jsonl"}
MOTCUA = "from motcua.web.cli import main; main()"
MOST_SECONDS, MOST_MEGABYTES = 30, 300


class NotHere(RuntimeError):
    """The procedures are third-party data and not on this machine."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command."""

    report: dict[str, Any]
    seconds: float
    cpu: float
    megabytes: float


def measure(yard: Yard) -> tuple[list[Figure], Any]:
    """Import into an empty catalogue, then once more, when nothing is to be done.  :raises NotHere:"""
    file = SHARED_DATA / "procedures" / FILES[yard.size.sample_of_procedures]
    if not file.exists():
        raise NotHere(f"{file.name} is not under {SHARED_DATA}")
    environment = yard.environment(yard.province("catalogue"))
    first, again = _run(file, environment), _run(file, environment)
    whole = not yard.size.sample_of_procedures
    refused = f"of {first.report['read']:,} read; {len(first.report['refused'])} refused, each with its reason"
    return [
        Figure("procedures imported", first.report["new"], note=refused),
        Figure("import", first.seconds, "s", MOST_SECONDS if whole else None, note=f"{first.cpu:.1f} s of CPU"),
        Figure("memory at most", first.megabytes, "MB", MOST_MEGABYTES),
        Figure("import again", again.seconds, "s", note=f"{again.cpu:.1f} s of CPU"),
        Figure("again, nothing changed", not again.report["new"] + again.report["changed"]),
    ], {"first": first.report, "again": again.report}


def _run(file: Path, environment: dict[str, str]) -> Run:
    command = [sys.executable, "-c", MOTCUA, "catalog", "import", str(file), "--json"]
    began = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as output:
        report = json.load(output)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(report, time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
