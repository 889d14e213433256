"""`motcua demo reset`: makes the demonstration anew; production and databases with real dossiers refuse."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from motcua.base import clock
from motcua.rehearsal.demonstration import clearing, founding
from motcua.web.cli import demonstration
from motcua.web.cli.command import Operator
from motcua.web.cli.schema import bring_up_to_date


class Command(Operator):
    help = "Xóa và lập lại bản trình diễn. / Makes the demonstration anew."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-history",
            action="store_true",
            help="chỉ lập tỉnh, chưa có hồ sơ / found the province without dossiers",
        )

    def work(self, *, no_history: bool, **_: Any) -> None:
        clearing.clear()
        bring_up_to_date(self.say)
        now = clock.now()
        founding.found(now=now)
        self.say("Đã lập lại tỉnh trình diễn. / The demonstration province was made anew.")
        if not no_history:
            with self.progress("Hồ sơ trình diễn (ngày)") as bar:
                demonstration.live(now, bar)
