"""django-viewflow: the process as a flow class; its tasks are completed as its own views complete them.

The view's wrapper and `UpdateProcessView` are followed call by call (lock, transaction, task, right, start, form's
fields onto the process, execute), without the request and the form around them: so is our verb without its door.
"""

from __future__ import annotations

import os
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.conf import settings

from bench import contender
from bench.meter import Cost, metered


def configure() -> None:
    """The least settings viewflow runs with, on persistent connections."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "bench.peers.flowapp",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path.lstrip("/"),
                "USER": parts.username,
                "PASSWORD": unquote(parts.password or ""),
                "HOST": dict(parse_qsl(parts.query))["host"],
                "CONN_MAX_AGE": None,
            }
        },
        MIGRATION_MODULES=dict.fromkeys(["auth", "contenttypes", "viewflow", "flowapp"]),  # the tables as they are now
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        SECRET_KEY="only-for-the-bench",
    )
    django.setup()


class Viewflow:
    """Its own tables hold a row per process and per task."""

    def __init__(self) -> None:
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", run_syncdb=True, verbosity=0)
        connection.ensure_connection()
        self.backend: int = connection.connection.info.backend_pid
        from bench.peers.flowapp import flows

        flows.OFFICER.save(force_insert=True)
        self.flow: Any = flows.DossierFlow
        self.outcomes = {step["key"]: step["main"] for step in flows.STEPS}
        self.officer = flows.OFFICER
        self.batch: list[int] = []

    def begin(self, count: int) -> Cost:
        """So many processes that wait at their second step."""
        before = set(self.flow.process_class.objects.values_list("pk", flat=True))
        for _ in range(count):
            self.flow.start.run()
        self.batch = sorted(set(self.flow.process_class.objects.values_list("pk", flat=True)) - before)
        self.step(count)
        return Cost(calls=count)

    def step(self, count: int) -> Cost:
        """The step that waits in each."""
        waiting = self.flow.task_class.objects.filter(process__in=self.batch, owner=self.officer, status="ASSIGNED")
        todo = list(waiting.values_list("process_id", "pk"))
        assert len(todo) == count
        cost = Cost()
        with metered(cost, self.backend, calls=len(todo)):
            for process_id, task_id in todo:
                self.finish(process_id, task_id)
        return cost

    def finish(self, process_id: int, task_id: int) -> None:
        """What `wrap_view` and `UpdateProcessView.form_valid` do."""
        from django.db import transaction

        with self.flow.lock(process_id), transaction.atomic():
            task = self.flow.task_class.objects.get(pk=task_id)
            assert task.process.flow_class is self.flow
            node = task.flow_task
            activation = node.activation_class(task)
            assert node.can_execute(self.officer, task)
            activation.start(None)
            process = activation.process
            process.outcome, process.note = self.outcomes[node.name], "Đồng ý"
            process.save()
            activation.task.data |= {"outcome": process.outcome, "note": process.note}
            activation.execute()


if __name__ == "__main__":
    os.environ["BENCH_PLAN"] = sys.argv[1]
    configure()
    viewflow = Viewflow()
    contender.serve({"begin": viewflow.begin, "step": viewflow.step})
