"""`motcua restore`: puts a backup back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from motcua.web.cli import archive
from motcua.web.cli.command import Operator


class Command(Operator):
    help = "Khôi phục từ một bản sao lưu. / Restores a backup."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="một bản sao lưu / one backup, as `motcua backup` made it")
        parser.add_argument(
            "--replace", action="store_true", help="thay dữ liệu đang có / replace the data that are here"
        )

    def work(self, *, folder: Path, replace: bool, **_: Any) -> dict[str, Any]:
        return archive.read(folder, replace=replace)

    def show(self, answer: dict[str, Any]) -> None:
        self.say(
            f"Đã khôi phục bản sao lưu lúc {answer['made_at']}. / Restored the backup made at {answer['made_at']}."
        )
