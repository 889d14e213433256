"""`motcua upgrade`: what `serve` does by itself, for installations that start their parts one by one."""

from __future__ import annotations

from typing import Any

from motcua.web.cli.command import Operator
from motcua.web.cli.schema import bring_up_to_date


class Command(Operator):
    help = "Tạo, cập nhật các bảng dữ liệu. / Brings the tables up to date."

    def work(self, **_: Any) -> None:
        bring_up_to_date(self.say)
        self.say("Các bảng dữ liệu đã đúng phiên bản. / The tables are up to date.")
