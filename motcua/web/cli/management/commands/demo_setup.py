"""`motcua demo setup`: makes agencies, people and procedures of the demonstration; instant when they are there."""

from __future__ import annotations

from typing import Any

from motcua.base import clock
from motcua.rehearsal.demonstration import founding
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Lập tỉnh trình diễn: cơ quan, con người, thủ tục. / Founds the demonstration province."

    def work(self, **_: Any) -> None:
        made = founding.found(now=clock.now())
        if made is not None:
            self.say(
                f"Tỉnh trình diễn: {made.agencies} cơ quan, {made.officers} cán bộ, {made.procedures} thủ tục. "
                "/ The demonstration province was founded."
            )
