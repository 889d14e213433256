"""`motcua init`: an empty province and its first administrator."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from motcua.access.beginning import begin_province
from motcua.base import clock
from motcua.core.vietnam import ZONE
from motcua.web.cli.command import Operator, day
from motcua.web.cli.schema import bring_up_to_date


class Command(Operator):
    help = "Khởi tạo một tỉnh trống và người quản trị đầu tiên. / Begins an empty province with its administrator."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--province", required=True, help="tên cơ quan cấp tỉnh / name of the provincial committee")
        parser.add_argument("--code", required=True, help="mã định danh cấp tỉnh, ví dụ H56 / agency code, as H56")
        parser.add_argument(
            "--username", required=True, help="tên đăng nhập của người quản trị / administrator's login"
        )
        parser.add_argument("--name", required=True, help="họ và tên người quản trị / administrator's full name")
        parser.add_argument("--since", type=day, help="ngày bắt đầu, mặc định hôm nay / first day, today unless given")

    def work(
        self, *, province: str, code: str, username: str, name: str, since: date | None = None, **_: Any
    ) -> dict[str, str]:
        bring_up_to_date(self.say)
        now = clock.now()
        agency, new = begin_province(
            name=province,
            code=code,
            since=since or now.astimezone(ZONE).date(),
            username=username,
            full_name=name,
            now=now,
        )
        return {
            "agency": agency.name,
            "username": new.officer.account.username,
            "temporary_password": new.temporary_password,
        }

    def show(self, answer: dict[str, str]) -> None:
        password = answer["temporary_password"]
        self.say(f"Đã khởi tạo / begun: {answer['agency']}")
        self.say(f"Tên đăng nhập / user name: {answer['username']}")
        self.say(f"Mật khẩu tạm, dùng trong 7 ngày, chỉ hiện lần này / password for 7 days, shown once: {password}")
        self.say("Lần đăng nhập đầu sẽ yêu cầu đặt mật khẩu mới và bật xác thực hai lớp.")
        self.say("The first sign-in asks for a password of one's own and for a second factor.")
