"""The program that reads the signatures of one PDF: `signed FILE ROOTS NOW`, answered in JSON. Fetches nothing."""

import json
import resource
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.gateways.signing import CannotRead, pades

MEMORY = 1536 * 2**20
CPU_SECONDS = 30


def main(given: Path, roots: str, now: str) -> dict[str, Any]:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    trusted = pades.roots(Path(roots) if roots else None)
    try:
        with given.open("rb") as content:
            found = pades.findings(content, trusted=trusted, now=datetime.fromisoformat(now))
    except (CannotRead, MemoryError):
        return {"error": "damaged"}
    return {"signatures": [asdict(each) for each in found]}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])))  # noqa: T201 – its answer
