"""`motcua catalog coverage`: what is offered, what is online, what nobody has said how to work."""

from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from typing import Any

from motcua.base import clock
from motcua.catalog import queries
from motcua.core.vietnam import ZONE
from motcua.web.cli.command import Operator, day


class Command(Operator):
    help = (
        "Đếm thủ tục đang cung cấp, trực tuyến, chưa có quy trình. / Counts what is offered, online, without a process."
    )
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="ngày / day, today by default")
        parser.add_argument("--agency", type=int, action="append", default=[], metavar="ID", help="cơ quan / agency")

    def work(self, *, on: date | None, agency: list[int], **_: Any) -> dict[str, Any]:
        return asdict(queries.coverage(on or clock.now().astimezone(ZONE).date(), agency))

    def show(self, answer: dict[str, Any]) -> None:
        levels = ", ".join(f"{level}: {count}" for level, count in answer["by_level"].items())
        for title, value in (
            ("Thủ tục có hiệu lực / in force", answer["in_force"]),
            ("Đang cung cấp / offered", answer["offered"]),
            ("Trực tuyến / online", answer["online"]),
            ("Chưa có quy trình / without a process", answer["without_process"]),
            ("Cán bộ phải chọn thời hạn / term to be chosen", answer["clerk_must_choose_time"]),
            ("Cơ quan × thủ tục / agency × procedure", answer["offerings"]),
            ("Theo mức trực tuyến / by online level", levels or "–"),
        ):
            self.say(f"{title}: {value}")
