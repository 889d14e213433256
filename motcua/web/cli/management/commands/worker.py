"""`motcua worker`: does the jobs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Làm các tác vụ nền cho đến khi được dừng. / Does the background jobs until it is stopped."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--queues", default="", help="chỉ các hàng đợi này, cách nhau dấu phẩy / only these, with commas"
        )
        parser.add_argument(
            "--once", action="store_true", help="làm hết việc đang chờ rồi thôi / end when nothing is waiting"
        )

    def work(self, *, queues: str, once: bool, **_: Any) -> None:
        connection.close()  # the worker has a pool of its own
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(
                queues=[name.strip() for name in queues.split(",") if name.strip()] or None,
                wait=not once,
                shutdown_graceful_timeout=4,
                delete_jobs="successful",
            )
