"""`make bench`: prints what was measured and keeps it as JSON under var/bench/."""

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

from bench import worktime

MEASURES = {"worktime": worktime.measure}
FOLDER = Path(__file__).resolve().parent.parent / "var" / "bench"


def main() -> None:
    """Run every measure in this one process, and write the answers down."""
    found = {name: measure() for name, measure in MEASURES.items()}
    at = datetime.now(UTC)
    for name, figures in found.items():
        print(name)
        for figure, value in figures.items():
            print(f"  {figure:<44} {value}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{at:%Y%m%d-%H%M%S}.json"
    machine = {"python": platform.python_version(), "machine": platform.machine(), "at": at.isoformat()}
    file.write_text(json.dumps({"machine": machine, **found}, indent=2, default=str) + "\n", encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main()
