"""`motcua catalog import PATH…`: takes published procedures in."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Column, Table

from motcua.base import clock
from motcua.catalog import actions
from motcua.catalog.readers import Progress
from motcua.core.vietnam import ZONE
from motcua.web.cli.command import Operator, day

OUTCOMES = {
    "understood": "đã hiểu",
    "text": "giữ nguyên văn",
    "clerk_must_choose": "cán bộ phải chọn",
    "note": "ghi chú",
    "absent": "không có",
    "refused": "bị từ chối",
}


class Command(Operator):
    help = "Nhập danh mục thủ tục (.jsonl, .jsonl.gz, .txt, .tar.xz, .xlsx). / Imports the catalogue of procedures."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="tệp hoặc thư mục / file or folder")
        parser.add_argument(
            "--province",
            default="",
            metavar="NAME",
            help="chỉ lấy thủ tục của một tỉnh / only one province's",
        )
        parser.add_argument(
            "--valid-from",
            type=day,
            metavar="YYYY-MM-DD",
            help="ngày bắt đầu hiệu lực, mặc định hôm nay / first day of the new versions, today by default",
        )

    def work(self, *, paths: list[Path], province: str, valid_from: date | None, **_: Any) -> dict[str, Any]:
        now = clock.now()
        with self.progress("Thủ tục / procedures") as bar:

            def show(progress: Progress, read: int) -> None:
                bar.update(done=read, total=max(read, round(read * progress.total / max(progress.done, 1))))

            report = actions.import_procedures(
                paths,
                valid_from=valid_from or now.astimezone(ZONE).date(),
                now=now,
                selection=actions.Selection(province),
                on_progress=show,
            )
            bar.update(done=report.read, total=report.read)
        if report.refused:
            self.not_all_well(
                f"{len(report.refused)} bản ghi bị từ chối, xem ở trên. / "
                f"{len(report.refused)} records were refused, see above."
            )
        return report.as_data()

    def show(self, answer: dict[str, Any]) -> None:
        self.say(
            "Đọc {read}: mới {new}, thay đổi {changed}, không đổi {unchanged}, trùng nội dung {confirmed}, "
            "ngoài phạm vi {left_out}, từ chối {count}.".format(**answer, count=len(answer["refused"]))
        )
        table = Table(Column("Trường / field", no_wrap=True), *OUTCOMES.values())
        for name, field in answer["fields"].items():
            table.add_row(name, *(str(field["rows"].get(key, "")) for key in OUTCOMES))
        if answer["fields"]:
            self.console.print(table)
        for name, field in answer["fields"].items():
            for title, counts in (("đã sửa / repaired", field["repaired"]), ("lý do / reasons", field["reasons"])):
                if counts:
                    self.say(f"{name}, {title}: {_words(counts)}")
        for refused in answer["refused"]:
            self.say(f"✗ {refused['where']} {refused['code'][:40]}: {refused['vi']} / {refused['en']}")


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))
