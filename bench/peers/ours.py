"""The project itself on the peers' processes."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection

from bench import contender
from bench.meter import Cost, metered
from bench.stage import NOW, Stage
from motcua.core import flow
from motcua.core.flow import Outcome
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.people.models import Post
from tests.factories import people
from tests.factories.province import province

NOTE = "Đồng ý"


class Ours:
    """Each step finished by `complete_step`, in the name of whoever it was given to."""

    def __init__(self, plan_file: str) -> None:
        self.plan = json.loads(Path(plan_file).read_text(encoding="utf-8"))
        process = flow.from_rows(self.plan["definition"])
        self.outcomes = {step["key"]: Outcome(step["main"]) for step in self.plan["steps"]}
        here = province(process)
        for role in {step.role for step in process.steps if step.role} - here.officers.keys():
            for agency in (here.commune, here.committee):
                people.post(people.officer(f"Cán bộ {role.value} {agency.pk}"), role.value, agency.pk)
        self.place = Stage(here)
        self.actors: dict[int, Actor] = {}
        for post in Post.objects.all():
            held = PostHeld(Role(post.role), post.agency_id)
            self.actors[post.officer_id] = Actor(ActorKind.OFFICER, post.officer_id, "", (held,))
        self.batch: list[int] = []
        self.backend: int = connection.connection.info.backend_pid

    def begin(self, count: int) -> Cost:
        """So many dossiers that wait for the step after the desk's."""
        place = self.place
        self.batch = [actions.receive(place.filing(), by=place.desk, now=NOW).id for _ in range(count)]
        for dossier_id in self.batch:
            actions.transfer(dossier_id=dossier_id, by=place.desk, now=NOW)
        return Cost(calls=count)

    def step(self, count: int) -> Cost:
        """The step that waits in each."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, key, officer_id FROM dossiers_step WHERE state = 'open' AND dossier_id = ANY(%s)",
                [self.batch],
            )
            waiting = [(row[0], self.outcomes[row[1]], self.actors[row[2]], self.place.key()) for row in cursor]
        cost = Cost()
        with metered(cost, self.backend, calls=len(waiting)):
            for step_id, outcome, by, key in waiting:
                self.finish(step_id, outcome, by, key)
        return cost

    def finish(self, step_id: int, outcome: Outcome, by: Actor, key: str) -> None:
        """One step."""
        actions.complete_step(step_id=step_id, outcome=outcome, by=by, now=NOW, note=NOTE, key=key)


def main(plan_file: str) -> None:
    ours = Ours(plan_file)
    contender.serve({"begin": ours.begin, "step": ours.step})
