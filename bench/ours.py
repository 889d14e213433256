"""The contender that uses the project's own verbs, as a door calls them: by name, with the door's key."""

from __future__ import annotations

from functools import partial

from django.db import connection

from bench import contender, stage
from bench.stage import DRAFT, HANDED, LATER, NOW, SYMBOL, Player, Stage
from motcua.core.flow import Outcome
from motcua.dossiers import actions
from motcua.dossiers.filing import Filing
from motcua.results import actions as results
from tests.factories.province import CITIZEN


class Ours(Player):
    """Each verb by its name."""

    def __init__(self, place: Stage) -> None:
        connection.ensure_connection()
        super().__init__(place, connection.connection.info.backend_pid)

    def receive_one(self, filing: Filing, key: str) -> int:
        return actions.receive(filing, by=self.place.desk, now=NOW, key=key).id

    def file_one(self, filing: Filing, key: str) -> int:
        return actions.file(filing, by=CITIZEN, now=NOW, key=key).id

    def accept_one(self, dossier: int, key: str) -> None:
        actions.accept(dossier_id=dossier, by=self.place.desk, now=NOW, key=key)

    def transfer_one(self, dossier: int, key: str) -> None:
        actions.transfer(dossier_id=dossier, by=self.place.desk, now=NOW, key=key)

    def assign_one(self, step: int, key: str) -> None:
        actions.complete_step(step_id=step, outcome=Outcome.DONE, by=self.place.head, now=NOW, key=key)

    def draft_one(self, step: int, key: str) -> None:
        results.draft(step_id=step, draft=DRAFT, by=self.place.specialist, now=NOW, key=key)

    def examine_one(self, step: int, key: str) -> None:
        actions.complete_step(step_id=step, outcome=Outcome.DONE, by=self.place.specialist, now=NOW, key=key)

    def approve_one(self, step: int, key: str) -> None:
        results.approve(step_id=step, by=self.place.leader, now=NOW, key=key)

    def issue_one(self, step: int, key: str) -> None:
        results.issue(step_id=step, symbol=SYMBOL, by=self.place.clerk, now=NOW, key=key)

    def hand_over_one(self, dossier: int, key: str) -> None:
        results.hand_over(dossier_id=dossier, by=self.place.hand, now=LATER, key=key, **HANDED)


def main() -> None:
    ours = Ours(Stage(stage.found()))
    contender.serve({turn: partial(ours.turn, turn) for turn in stage.TURNS})
