"""The contender that uses the project's own verbs, as a door calls them: by name, with the door's key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import connection

from bench import contender, stage
from bench.meter import Cost, metered
from bench.stage import LATER, NOW, SYMBOL, Stage
from motcua.core.flow import Outcome
from motcua.dossiers import actions
from motcua.results import actions as results

T = TypeVar("T")


class Ours:
    """Each method prepares dossiers unmeasured, then does one verb to each, measured."""

    def __init__(self, place: Stage) -> None:
        connection.ensure_connection()
        self.place = place
        self.backend: int = connection.connection.info.backend_pid

    def receive(self, count: int) -> Cost:
        filings = [(self.place.filing(), self.place.key()) for _ in range(count)]
        return self.measured(
            filings, lambda given: actions.receive(given[0], by=self.place.desk, now=NOW, key=given[1])
        )

    def accept(self, count: int) -> Cost:
        return self.measured(
            self.keyed(self.place.filed(count)),
            lambda given: actions.accept(dossier_id=given[0], by=self.place.desk, now=NOW, key=given[1]),
        )

    def transfer(self, count: int) -> Cost:
        return self.measured(
            self.keyed(self.place.received(count)),
            lambda given: actions.transfer(dossier_id=given[0], by=self.place.desk, now=NOW, key=given[1]),
        )

    def complete_step(self, count: int) -> Cost:
        """Three steps of each dossier: the head assigns, the specialist examines, the leader agrees."""

        place, cost = self.place, Cost()
        ids = place.in_process(-(-count // 3))
        for by, outcome in (
            (place.head, Outcome.DONE),
            (place.specialist, Outcome.DONE),
            (place.leader, Outcome.AGREED),
        ):
            self.measured(
                self.keyed(place.open_steps(ids)),
                lambda given, by=by, outcome=outcome: actions.complete_step(
                    step_id=given[0], outcome=outcome, by=by, now=NOW, key=given[1]
                ),
                cost,
            )
        return cost

    def issue(self, count: int) -> Cost:
        ids = self.place.approved(count)
        return self.measured(
            self.keyed(self.place.open_steps(ids)),
            lambda given: results.issue(step_id=given[0], symbol=SYMBOL, by=self.place.clerk, now=NOW, key=given[1]),
        )

    def hand_over(self, count: int) -> Cost:
        return self.measured(
            self.keyed(self.place.processed(count)),
            lambda given: results.hand_over(
                dossier_id=given[0],
                way="direct",
                to_name="Trần Thị Hoa",
                proof="Giấy hẹn",
                by=self.place.hand,
                now=LATER,
                key=given[1],
            ),
        )

    def keyed(self, ids: list[int]) -> list[tuple[int, str]]:
        return [(each, self.place.key()) for each in ids]

    def measured(self, given: Iterable[T], do: Callable[[T], object], cost: Cost | None = None) -> Cost:
        cost = Cost() if cost is None else cost
        todo = list(given)
        with metered(cost, self.backend, calls=len(todo)):
            for each in todo:
                do(each)
        return cost


def main() -> None:
    ours = Ours(Stage(stage.found()))
    contender.serve({verb: getattr(ours, verb) for verb in stage.VERBS})
