"""`motcua demo status`: how far the demonstration has come."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError
from rich import box
from rich.table import Table

from motcua.base import clock
from motcua.core.lifecycle import STANDINGS, State
from motcua.core.vietnam import moment_text
from motcua.rehearsal.demonstration import standing
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Bản trình diễn đã có những gì. / What the demonstration holds."
    offers_json = True

    def work(self, **_: Any) -> dict[str, Any]:
        found = standing.report(now=clock.now())
        if found is None:
            raise CommandError(
                "Chưa có bản trình diễn; lập bằng: motcua demo setup. "
                "/ There is no demonstration; make one with: motcua demo setup."
            )
        return asdict(found)

    def show(self, answer: dict[str, Any]) -> None:
        self.say(
            f"Từ {answer['began_on']:%d/%m/%Y} đến {moment_text(answer['lived_to'])}: {answer['dossiers']} hồ sơ, "
            f"{answer['open']} chưa kết thúc, {answer['overdue']} quá hạn. "
            f"/ {answer['dossiers']} dossiers, {answer['open']} open, {answer['overdue']} overdue."
        )
        table = Table(box=box.SIMPLE_HEAD)
        for column in ("Trạng thái", "State", "Hồ sơ / dossiers"):
            table.add_column(column)
        for state, count in answer["by_state"].items():
            standing_of = STANDINGS[State(state)]
            table.add_row(standing_of.name_vi, standing_of.name_en, str(count))
        self.console.print(table)
