"""`motcua demo accounts`: who can sign in to the demonstration, and with what."""

from __future__ import annotations

from typing import Any

from motcua.rehearsal.demonstration.data import facts
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "In các tài khoản trình diễn nên thử. / Prints the accounts worth trying."
    needs_database = False
    offers_json = True

    def work(self, **_: Any) -> dict[str, Any]:
        return {"password": facts().password, "accounts": [dict(row) for row in facts().showcase]}

    def show(self, answer: dict[str, Any]) -> None:
        # Lines, not a table: on a narrow terminal a table cuts user names, and nobody can sign in with half a name.
        width = max(len(row["username"]) for row in answer["accounts"])
        self.say("")
        for row in answer["accounts"]:
            self.say(f"  {row['username']:<{width}}  {row['vi']} / {row['en']}")
        self.say("")
        self.say(
            f"  Mật khẩu / password: {answer['password']}\n"
            "  Mã xác thực lớp hai hiện trên trang đăng nhập. / The second factor is shown on the sign-in page.\n"
            "  Còn nhiều tài khoản nữa: docs/demonstration.md / many more there."
        )
