"""The bare script on the peers' processes: what the rows and hashes of ours cost at the least."""

from __future__ import annotations

import os
from itertools import pairwise

from django.db import connection

from bench import bare, contender
from bench.peers.ours import NOTE, Ours
from motcua.core.flow import Outcome
from motcua.core.lifecycle import Actor


class Bare(Ours):
    """Learns the process by heart from one dossier that the verbs bring through it."""

    def __init__(self, plan_file: str) -> None:
        super().__init__(plan_file)
        self.script: bare.Bare | None = None
        self.begin(1)
        for _ in range(self.plan["measured"]):
            super().step(1)
        self.script = bare.Bare(self.place, os.environ["DATABASE_URL"])
        self.script.after = self._by_heart()
        self.backend = self.script.backend

    def _by_heart(self) -> dict[str, bare.Following]:
        hours = {step["key"]: step["hours"] for step in self.plan["steps"]}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT key, name, kind, role, agency_id, officer_id FROM dossiers_step"
                " WHERE dossier_id = %s ORDER BY no",
                self.batch,
            )
            rows = cursor.fetchall()
        return {before[0]: (*row, hours[row[0]]) for before, row in pairwise(rows)}

    def finish(self, step_id: int, outcome: Outcome, by: Actor, key: str) -> None:
        """By hand, once the process is known."""
        if self.script is None:
            super().finish(step_id, outcome, by, key)
        else:
            self.script.complete_one(step_id, key, by.id, outcome.value, NOTE)


def main(plan_file: str) -> None:
    one = Bare(plan_file)
    contender.serve({"begin": one.begin, "step": one.step})
