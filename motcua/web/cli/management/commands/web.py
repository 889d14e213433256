"""`motcua web`: pages by WSGI workers, behind a proxy; for installations that start their parts one by one."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from motcua.web.cli import statics
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Chạy riêng phần trang web (dùng khi triển khai thật). / Serves the pages only, for production."
    needs_database = False

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe / address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="cổng / port")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="số tiến trình / processes")
        parser.add_argument("--threads", type=int, default=4, help="số luồng mỗi tiến trình / threads in each")

    def work(self, *, host: str, port: int, workers: int, threads: int, **_: Any) -> None:
        if not settings.DATABASE_URL:
            raise CommandError(
                "Hãy đặt DATABASE_URL, hoặc dùng motcua serve. / Set DATABASE_URL, or use motcua serve instead."
            )
        statics.gather(self.say)
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--respawn-failed-workers",
            "--workers-kill-timeout", "10", "--working-dir", str(settings.ROOT), "config.wsgi:application",
        ]  # fmt: skip
        os.execv(sys.executable, command)  # noqa: S606 – this process becomes the server
