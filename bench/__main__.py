"""`make bench`: measures everything in one run, prints a table and keeps it as JSON under var/bench/.

make bench                          everything; a million dossiers
make bench BENCH=quick              the same with small numbers: whether it runs, not how fast
make bench BENCH_DOSSIERS=10000000  ten million
make bench BENCH_ONLY=verbs,peers   some parts: worktime verbs door peers million catalogue
"""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import catalogue, figures, verbs, worktime, yard
from bench.figures import Figure, Found
from bench.million import measure as million
from bench.peers import measure as peers
from bench.yard import FULL, QUICK, ROOT, Size, Yard
from motcua.base.postgres import CannotStart

FOLDER = Path(os.environ.get("MOTCUA_VAR", ROOT / "var")) / "bench"
Measure = Callable[[Yard], tuple[list[Figure], Any]]
PARTS: dict[str, Measure] = {
    "worktime": worktime.measure,
    "verbs": verbs.measure,
    "door": verbs.measure_door,
    "peers": peers.measure,
    "million": million.measure,
    "catalogue": catalogue.measure,
}


def main() -> int:
    """Run the parts in this order; one that fails says why and does not stop the others."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server and its data go as well
    began = datetime.now(UTC)
    chosen = _chosen()
    with yard.opened(FOLDER, _size()) as here:
        found = [_measured(name, PARTS[name], here) for name in chosen]
    for line in figures.table(found):
        print(line)
    file = _kept(began, found, here.size)
    print(f"\n{figures.summary(found)}\n{file}")
    return 1 if any(part.failure for part in found) else 0


def _chosen() -> list[str]:
    wanted = os.environ.get("BENCH_ONLY", "").replace(",", " ").split()
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        sys.exit(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
    return [name for name in PARTS if not wanted or name in wanted]


def _size() -> Size:
    size = QUICK if os.environ.get("BENCH") == "quick" else FULL
    dossiers = os.environ.get("BENCH_DOSSIERS", "").replace("_", "")
    if dossiers and not dossiers.isdigit():
        sys.exit(f"BENCH_DOSSIERS must be a number, not {dossiers!r}.")
    return replace(size, dossiers=int(dossiers)) if dossiers else size


def _measured(name: str, measure: Measure, here: Yard) -> Found:
    print(f"{name} …", file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        lines, details = measure(here)
    except Exception as error:
        traceback.print_exc()
        why = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        return Found(name, (), time.monotonic() - began, failure=why)
    return Found(name, tuple(lines), time.monotonic() - began, details=details)


def _kept(began: datetime, found: list[Found], size: Size) -> Path:
    file = FOLDER / f"{began:%Y%m%d-%H%M%S}.json"
    machine = {
        "at": began.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "processor": _processor(),
        "dossiers": size.dossiers,
    }
    kept = {"machine": machine, **{part.part: part.as_dict() for part in found}}
    file.write_text(json.dumps(kept, indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    return file


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CannotStart as stopped:
        sys.exit(f"✗ {stopped}")
