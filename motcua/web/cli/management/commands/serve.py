"""`motcua serve`: the whole system on one machine, under one supervisor."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from motcua.web.cli import demonstration, statics
from motcua.web.cli.command import Operator
from motcua.web.cli.schema import bring_up_to_date
from motcua.web.cli.supervisor import KeepsDying, Program, Supervisor, end_with_parent


class Command(Operator):
    help = "Chạy toàn bộ hệ thống (CSDL, web, tác vụ nền). / Runs everything: database, web, worker."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe / address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="cổng / port")
        parser.add_argument(
            "--empty", action="store_true", help="không dựng tỉnh trình diễn / no demonstration province"
        )

    def work(self, *, host: str, port: int, empty: bool, **_: Any) -> None:
        if os.environ.pop("MOTCUA_FOLLOW_PARENT", ""):
            end_with_parent()  # should `make` be killed, nobody else would stop us
        self._refuse_a_busy_port(host, port)
        bring_up_to_date(self.say)
        statics.gather(self.say)
        demo = settings.DEMO and not empty and demonstration.prepare(self.say)
        if demo:  # what is printed and scanned leads back to this very run
            os.environ.setdefault("MOTCUA_URL", f"http://127.0.0.1:{port}")
        programs = [Program("web", self._web(host, port)), Program("worker", [*self._motcua(), "worker"])]
        if demo:
            programs.append(Program("demo", [*self._motcua(), *demonstration.FILL], once=True))
        try:
            Supervisor(programs).run(
                ready=lambda: _answers(host, port), when_ready=lambda: self._announce(host, port, demo)
            )
        except KeepsDying as error:
            raise CommandError(str(error)) from error
        self.say("Đã dừng. / Stopped.")

    def _refuse_a_busy_port(self, host: str, port: int) -> None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except (OSError, OverflowError) as error:
                other = port % 60000 + 1
                raise CommandError(
                    f"Không mở được cổng {port} ({host}): có chương trình khác đang dùng hoặc không có quyền; "
                    f"hãy chọn cổng khác, ví dụ: make run PORT={other}. / Port {port} ({host}) is in use or not "
                    f"allowed: choose another, for example make run PORT={other}."
                ) from error

    def _web(self, host: str, port: int) -> list[str]:
        return [
            sys.executable, "-m", "granian", "--interface", "asgi", "--host", host, "--port", str(port),
            "--workers", "1", "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "4",
            "--working-dir", str(settings.ROOT), "config.asgi:application",
        ]  # fmt: skip

    def _motcua(self) -> list[str]:
        return [sys.executable, "-c", "from motcua.web.cli import main; main()"]

    def _announce(self, host: str, port: int, demo: bool) -> None:
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
        self.say(f"\n  Một Cửa: http://{shown}:{port}   (Ctrl-C để dừng / to stop)\n")
        if demo:
            demonstration.introduce(self.say)


def _answers(host: str, port: int) -> bool:
    """Whether /healthz says 200."""
    here = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104
    with contextlib.closing(http.client.HTTPConnection(here, port, timeout=2)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
