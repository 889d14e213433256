"""`motcua demo accounts`: who can sign in to the demonstration, and with what."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.table import Table

from motcua.rehearsal.demonstration.data import facts
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "In các tài khoản trình diễn nên thử. / Prints the accounts worth trying."
    needs_database = False
    offers_json = True

    def work(self, **_: Any) -> dict[str, Any]:
        return {"password": facts().password, "accounts": [dict(row) for row in facts().showcase]}

    def show(self, answer: dict[str, Any]) -> None:
        table = Table(box=box.SIMPLE_HEAD)
        for column in ("Tài khoản / account", "Vai trò", "Role"):
            table.add_column(column)
        for row in answer["accounts"]:
            table.add_row(row["username"], row["vi"], row["en"])
        self.console.print(table)
        self.say(
            f"  Mật khẩu / password: {answer['password']}\n"
            "  Mã xác thực lớp hai hiện trên trang đăng nhập. / The second factor is shown on the sign-in page.\n"
            "  Còn nhiều tài khoản nữa: docs/demonstration.md / many more there."
        )
