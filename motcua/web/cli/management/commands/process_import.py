"""`motcua process import FILE…`: takes step tables in."""

from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from rich.table import Table

from motcua.base import clock
from motcua.catalog import actions, step_tables
from motcua.core.lifecycle import SYSTEM
from motcua.web.cli.command import Operator, day

OUTCOMES = {"new": "mới", "changed": "phiên bản mới", "unchanged": "không đổi"}


class Command(Operator):
    help = "Nhập bảng quy trình nội bộ (.json, .xlsx, .ods). / Imports step tables of internal processes."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="tệp bảng quy trình / file of tables")
        parser.add_argument(
            "--publish-from",
            type=day,
            metavar="YYYY-MM-DD",
            help="ban hành các quy trình không có lỗi, áp dụng từ ngày này / publish what has no errors from this day",
        )
        parser.add_argument(
            "--bind",
            action="store_true",
            help="gắn với thủ tục có mã ghi trong bảng (cần --publish-from) / bind to the procedures named",
        )

    def work(self, *, paths: list[Path], publish_from: date | None, bind: bool, **_: Any) -> dict[str, Any]:
        if bind and publish_from is None:
            raise CommandError(
                "--bind cần --publish-from: chỉ quy trình đã ban hành mới được gắn. / --bind needs --publish-from."
            )
        tables = [table for path in paths for table in step_tables.read(_content(path), path.name)]
        _refuse_repeated(tables)
        now = clock.now()
        if publish_from is not None:
            actions.install_templates(by=SYSTEM, now=now, valid_from=publish_from)
        with self.progress("Quy trình / processes", total=len(tables)) as bar:
            made = actions.import_processes(
                tables,
                by=SYSTEM,
                now=now,
                publish_from=publish_from,
                bind=bind,
                on_progress=lambda done: bar.update(done=done),
            )
        return {
            "processes": len(made),
            "outcomes": dict(Counter(one.outcome.value for one in made)),
            "published": sum(one.published for one in made),
            "bound": sum(len(one.bound) for one in made),
            "sums": {
                "equal": sum(one.report.sum_matches is True for one in made),
                "different": sum(one.report.sum_matches is False for one in made),
                "not_declared": sum(one.report.sum_matches is None for one in made),
            },
            "tables": [asdict(one) for one in made],
        }

    def show(self, answer: dict[str, Any]) -> None:
        words = ", ".join(f"{OUTCOMES[name]} {count}" for name, count in sorted(answer["outcomes"].items()))
        self.say(f"{answer['processes']} quy trình: {words}; đã ban hành {answer['published']}, gắn {answer['bound']}.")
        self.say(
            "Tổng thời gian so với thời hạn ghi: bằng {equal}, khác {different}, không ghi {not_declared}.".format(
                **answer["sums"]
            )
        )
        overview = Table(
            "Quy trình", "Bước", "Người thực hiện: rõ/chưa rõ", "Thời gian: hiểu/không tính/chưa hiểu", "Tổng/ghi (giờ)"
        )
        for one in answer["tables"]:
            overview.add_row(*_overview(one["report"]))
        self.console.print(overview)
        for one in answer["tables"]:
            for line in _to_do(one):
                self.say(f"{one['report']['key']}: {line}")


def _content(path: Path) -> bytes:
    """Return what the file holds; no more than is allowed is ever read."""
    try:
        with path.open("rb") as file:
            return file.read(step_tables.LARGEST + 1)
    except OSError as error:
        raise CommandError(
            f"Không mở được {path}: {error.strerror}. / Cannot open {path}: {error.strerror}."
        ) from error


def _refuse_repeated(tables: list[step_tables.Table]) -> None:
    twice = [key for key, count in Counter(table.key for table in tables).items() if count > 1]
    if twice:
        keys = ", ".join(twice)
        raise CommandError(f"Quy trình có mặt trong nhiều tệp: {keys}. / Processes stand in several files: {keys}.")


def _overview(report: dict[str, Any]) -> tuple[str, ...]:
    sums = f"{report['sum_hours']}/{report['declared_hours'] if report['declared_hours'] is not None else '–'}"
    mark = {True: "", False: " ⚠", None: ""}[report["sum_matches"]]
    return (
        report["key"],
        str(report["steps"]),
        f"{report['performers_mapped']}/{len(report['performers_unmapped'])}",
        f"{report['times_understood']}/{report['times_not_counted']}/{len(report['times_unread'])}",
        sums + mark,
    )


def _to_do(one: dict[str, Any]) -> list[str]:
    """Return what a clerk has to look at in one process."""
    report = one["report"]
    lines = [
        f"{unread['place']}: chưa xác định người thực hiện “{unread['text']}”"
        for unread in report["performers_unmapped"]
    ]
    lines += [f"{unread['place']}: chưa hiểu thời gian “{unread['text']}”" for unread in report["times_unread"]]
    if report["sum_matches"] is False:
        lines.append(f"tổng các bước {report['sum_hours']} giờ, thời hạn ghi {report['declared_hours']} giờ")
    lines += [remark["message_vi"] for remark in report["remarks"]]
    return lines + [each["vi"] for each in one["left"]]
