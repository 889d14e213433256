"""`motcua demo fill`: lives through the demonstration's history up to now; interrupted, it goes on where it was."""

from __future__ import annotations

import os
from typing import Any

from motcua.base import clock
from motcua.web.cli import demonstration
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Cho tỉnh trình diễn sống tiếp đến lúc này. / Lets the demonstration live on up to now."
    offers_json = True

    def work(self, **_: Any) -> dict[str, int]:
        os.nice(5)  # people at the screens come first
        now = clock.now()
        with self.progress("Hồ sơ trình diễn (ngày)") as bar:
            return demonstration.live(now, bar)

    def show(self, answer: dict[str, int]) -> None:
        self.say(
            f"Đã thêm {answer['arrivals']} hồ sơ, {answer['acts']} việc. "
            f"/ {answer['arrivals']} dossiers came, {answer['acts']} acts were done."
        )
