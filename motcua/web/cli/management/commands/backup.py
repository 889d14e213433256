"""`motcua backup`: the database and the papers, into a folder."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime

from motcua.base import clock
from motcua.web.cli import archive
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Sao lưu cơ sở dữ liệu và tệp giấy tờ. / Backs up the database and the papers."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục chứa các bản sao lưu / folder that holds the backups")

    def work(self, *, folder: Path, **_: Any) -> dict[str, Any]:
        return archive.write(folder, localtime(clock.now()))

    def show(self, answer: dict[str, Any]) -> None:
        size = sum(answer["bytes"].values()) / 2**20
        self.say(f"Đã sao lưu vào {answer['folder']} ({size:.1f} MB). / Backed up into {answer['folder']}.")
