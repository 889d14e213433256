"""A process that files and accepts dossiers until told to stop, and writes down what was acknowledged.

Run as a program: `python -m tests.proofs.worker PLAN.json NUMBER`. It notes an acknowledgement only after the verb has
returned, so whatever stands in its log must be in the database, whoever was killed in between.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(plan_file: str, number: int) -> None:
    """File this worker's share of the plan, each dossier with a key of its own, so that a restart repeats nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    django.setup()
    plan = json.loads(Path(plan_file).read_text(encoding="utf-8"))
    log = os.open(plan["logs"] + f"/{number}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    done = {json.loads(line)["n"] for line in Path(plan["logs"], f"{number}.log").read_text().splitlines() if line}
    for n in range(number, plan["dossiers"], plan["workers"]):
        if n not in done:
            os.write(log, (json.dumps(_until_acknowledged(plan, n)) + "\n").encode())
            os.fsync(log)


def _until_acknowledged(plan: dict[str, int], n: int) -> dict[str, object]:
    """Keep trying through crashes of the database, as a door would: with the same key."""
    from django.db import Error, connection

    for _ in range(600):
        try:
            return _one(plan, n)
        except Error:
            connection.close()
            time.sleep(0.1)
    raise SystemExit(f"dossier {n} was never acknowledged")


def _one(plan: dict[str, int], n: int) -> dict[str, object]:
    from datetime import datetime

    from motcua.core.lifecycle import Actor, ActorKind, PostHeld
    from motcua.core.roles import Role
    from motcua.dossiers import actions
    from motcua.dossiers.filing import Filing, PartyIn

    now = datetime.fromisoformat(str(plan["now"]))
    desk = Actor(ActorKind.OFFICER, plan["officer"], "", (PostHeld(Role.RECEPTION, plan["agency"]),))
    filing = Filing(
        procedure_version_id=plan["version"],
        receiving_agency_id=plan["agency"],
        competent_agency_id=plan["agency"],
        channel="online",
        parties=(PartyIn(f"Người Nộp Số {n}", phone="0912345678"),),
    )
    filed = actions.file(filing, by=Actor(ActorKind.CITIZEN, None), now=now, key=f"file-{n}")
    accepted = actions.accept(dossier_id=filed.id, by=desk, now=now, key=f"accept-{n}")
    return {"n": n, "id": filed.id, "code": accepted.code}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
