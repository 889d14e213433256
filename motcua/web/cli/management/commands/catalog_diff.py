"""`motcua catalog diff CODE`: what a new version of a procedure changed."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from motcua.catalog import queries
from motcua.web.cli.command import Operator

LONGEST = 300


class Command(Operator):
    help = "Cho xem phiên bản mới của một thủ tục khác phiên bản trước ở đâu. / Shows what a new version changed."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="mã thủ tục / code of the procedure")
        parser.add_argument("--number", type=int, help="phiên bản, mặc định mới nhất / version, the newest by default")

    def work(self, *, code: str, number: int | None, **_: Any) -> list[dict[str, Any]]:
        return [asdict(each) for each in queries.differences(code, number=number)]

    def show(self, answer: list[dict[str, Any]]) -> None:
        if not answer:
            self.say("Không có khác biệt so với phiên bản trước. / Nothing differs from the version before.")
        for each in answer:
            self.say(f"{each['label']}:")
            for sign, text in (("−", each["before"]), ("+", each["after"])):
                if text is not None:
                    self.say(f"  {sign} {text if len(text) <= LONGEST else text[:LONGEST] + '…'}")
