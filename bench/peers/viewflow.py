"""django-viewflow: the process as a flow class, its tasks completed as its own views complete them."""

from __future__ import annotations

import os
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

        call_command("migrate", verbosity=0)
        connection.ensure_connection()
        self.backend: int = connection.connection.info.backend_pid
        from bench.peers.flowapp import flows

        if not type(flows.officer).objects.filter(pk=1).exists():
            flows.officer.save(force_insert=True)
        self.flow = flows.DossierFlow
        self.officer = flows.officer

    def begun(self) -> Any:
        """The second step of a new process."""
        self.flow.start.run()
        process = self.flow.process_class.objects.latest("pk")
        self.step(process.task_set.get(flow_task=self.flow.desk).pk)
        return process

    def step(self, task_id: int) -> None:
        """Lock the process, read the task, start it and complete it: what viewflow's views do between GET and POST."""
        from django.db import transaction

        with transaction.atomic():
            task = self.flow.task_class.objects.select_related("process").get(pk=task_id)
            with self.flow.lock(task.process_id):
                activation = task.flow_task.activation_class(task)
                activation.start(None)
                activation.task.data = {"outcome": "done", "done_by": 7}
                activation.execute()

    def complete_step(self, count: int) -> Cost:
        """Three steps of each process."""
        cost = Cost()
        processes = [self.begun() for _ in range(-(-count // 3))]
        for node in (self.flow.assign, self.flow.examine, self.flow.sign):
            tasks = self.flow.task_class.objects.filter(process__in=processes, flow_task=node)
            ids = list(tasks.values_list("pk", flat=True))
            assert len(ids) == len(processes)
            with metered(cost, self.backend, calls=len(ids)):
                for task_id in ids:
                    self.step(task_id)
        return cost


if __name__ == "__main__":
    configure()
    contender.serve({"complete_step": Viewflow().complete_step})
