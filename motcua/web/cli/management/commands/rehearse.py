"""`motcua rehearse`: a province lives through a month by the real verbs, and its report must tell what was planned."""

import contextlib
import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.conf import settings
from rich.table import Table

from motcua.base import clock, databases
from motcua.core.figures import RATES, Counts, rate
from motcua.rehearsal import actions
from motcua.rehearsal.planning import PRESETS, Assumption, Demand, settle
from motcua.web.cli import schema
from motcua.web.cli.command import Bar, Operator

_NUMBERS = {
    "new": "hồ sơ mới trong tháng / new in the month",
    "carried-over": "kỳ trước chuyển sang / carried over",
    "processed": "đã có kết quả / results issued",
    "withdrawn": "đã rút hoặc trả lại / withdrawn or returned",
    "stopped": "dừng xử lý / stopped",
    "awaiting": "đang chờ bổ sung cuối kỳ / awaiting papers at the end",
    "awaiting-payment": "đang chờ nộp tiền cuối kỳ / awaiting payment at the end",
    "overdue": "đang xử lý quá hạn cuối kỳ / in progress overdue at the end",
    "never-accepted": "nộp mà không được tiếp nhận, không tính vào biểu / handed in, never accepted, not counted",
}


class Command(Operator):
    help = "Diễn tập một tháng của tỉnh, so với biểu báo cáo. / Rehearses a month of the province against its report."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--preset", choices=sorted(PRESETS), help="một tháng đã công bố số liệu / a published month"
        )
        parser.add_argument("--month", type=_month, metavar="YYYY-MM", help="tháng / month")
        for name, words in _NUMBERS.items():
            parser.add_argument(f"--{name}", type=int, metavar="N", help=words)
        parser.add_argument("--on-time", type=_share, metavar="RATE", help="tỷ lệ đúng hạn, vd 97.16%% / on-time rate")
        parser.add_argument("--formula", choices=sorted(RATES), help="công thức của tỷ lệ / formula of the rate (A)")
        parser.add_argument("--agency", choices=["centre"], help="chỉ Trung tâm cấp tỉnh / the provincial centre only")
        parser.add_argument("--seed", type=int, help="hạt giống ngẫu nhiên / random seed (1)")
        parser.add_argument(
            "--scale", type=_share, metavar="PART", help="thu nhỏ, vd 0.1 / a smaller month, such as 0.1"
        )
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="số tiến trình / processes"
        )
        parser.add_argument("--database", metavar="NAME", help="cơ sở dữ liệu riêng / a database of its own")
        parser.add_argument("--data", type=Path, metavar="DIR", help="dữ liệu của bên thứ ba / third-party data")
        parser.add_argument("--plan-only", action="store_true", help="chỉ in kế hoạch số / print the numbers only")

    def work(
        self,
        *,
        preset: str | None,
        workers: int,
        database: str | None,
        data: Path | None,
        plan_only: bool,
        **options: Any,
    ) -> dict[str, Any]:
        """Plan, live, compare."""
        demand, said = _demand(preset, options)
        quota = settle(demand)  # refuses the impossible before a database is made
        said = (*said, *quota.assumptions)
        self._tell_plan(demand, said)
        if plan_only:
            return {
                "demand": _demanded(demand),
                "fates": {f.value: n for f, n in quota.fates.items()},
                "said": _said(said),
            }
        name = database or f"motcua_rehearsal_{preset or f'{demand.month:%Y-%m}'}".replace("-", "_")
        if databases.make(name, durable=False):
            self.say(
                f"Cơ sở dữ liệu {name} (ghi không chờ đĩa: synchronous_commit=off). "
                f"/ Database {name} (commits do not wait for the disk: synchronous_commit=off)."
            )
        databases.use(name)
        schema.bring_up_to_date(self.say)
        folder = data or _shared_data()
        now = clock.now()
        with self._bars() as progress:
            plan, world, notes = actions.prepare(demand, data=folder, now=now, progress=progress)
        for note in notes:
            self.say(f"  · {note}")
        began = clock.now()
        with self._bars() as progress:
            outcome = actions.live(plan, world, data=folder, workers=max(1, workers), now=now, progress=progress)
        seconds = (clock.now() - began).total_seconds()
        self._outcome = outcome
        if not outcome.agrees:
            self.not_all_well("Biểu báo cáo KHÔNG khớp kế hoạch. / The report does NOT equal the plan.")
        return _answer(outcome, name, seconds, workers, said, notes)

    def _tell_plan(self, demand: Demand, said: tuple[Assumption, ...]) -> None:
        self.say(f"Diễn tập tháng {demand.month:%m/%Y}, hạt giống {demand.seed}. / Rehearsing {demand.month:%Y-%m}.")
        for each in said:
            self.say(f"  · {each.vi} / {each.en}")

    @contextlib.contextmanager
    def _bars(self) -> Iterator[actions.Progress]:
        """One bar after the other, each with its estimate."""
        with contextlib.ExitStack() as stack:
            bars: dict[str, Bar] = {}

            def progress(title: str, done: float, total: float) -> None:
                if title not in bars:
                    bars[title] = stack.enter_context(self.progress(title, total=total))
                bars[title].update(done=round(done), total=total)

            yield progress

    def show(self, answer: dict[str, Any]) -> None:
        """Print the totals of plan, report and recount."""
        if "total" not in answer:
            table = Table("Kết cục / fate", "Số hồ sơ")
            for fate, number in answer["fates"].items():
                table.add_row(fate, f"{number:,}".replace(",", "."))
            self.console.print(table)
            return
        table = Table("", *(f"({number})" for number in range(3, 14)))
        for title, row in (
            ("Kế hoạch", answer["total"]["plan"]),
            ("Báo cáo", answer["total"]["report"]),
            ("Đếm lại", answer["total"]["recount"]),
        ):
            table.add_row(title, *(f"{number:,}".replace(",", ".") for number in row.values()))
        self.console.print(table)
        for key, value in answer["rates"].items():
            self.say(f"Tỷ lệ đúng hạn ({key}): {value}")
        self.say(
            f"{answer['deeds']} thao tác, {answer['seconds']:.0f} giây, {answer['dossiers_per_second']} hồ sơ/giây"
            f" với {answer['workers']} tiến trình."
        )
        if answer["agrees"]:
            self.say("✓ Biểu báo cáo khớp kế hoạch ở mọi lĩnh vực. / The report equals the plan in every field.")


def _demand(preset: str | None, options: dict[str, Any]) -> tuple[Demand, tuple[Assumption, ...]]:
    from django.core.management.base import CommandError

    chosen = PRESETS[preset] if preset else None
    given = {name.replace("-", "_"): options.get(name.replace("-", "_")) for name in _NUMBERS}
    given |= {
        "month": options["month"],
        "on_time": options["on_time"],
        "formula": options["formula"],
        "office": options["agency"],
        "seed": options["seed"],
        "scale": options["scale"],
    }
    stated = {name: value for name, value in given.items() if value is not None}
    if chosen is not None:
        return replace(chosen.demand, **stated), chosen.said
    if "month" not in stated or "new" not in stated:
        raise CommandError("Cần --preset, hoặc --month và --new. / Give --preset, or --month and --new.")
    return Demand(**stated), ()


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError(f"tháng có dạng 2021-10, không phải {text} / a month looks like 2021-10") from None


def _share(text: str) -> Fraction:
    try:
        number = Fraction(text.replace(",", ".").rstrip("%").strip())
    except (ValueError, ZeroDivisionError):
        raise ArgumentTypeError(f"không đọc được số {text} / {text} is not a number") from None
    return number / 100 if text.strip().endswith("%") or number > 2 else number


def _shared_data() -> Path | None:
    folder = Path(os.environ.get("MOTCUA_SHARED_DATA", settings.ROOT.parent / "shared" / "data"))
    return folder if (folder / "procedures").is_dir() else None


def _answer(
    outcome: actions.Outcome,
    database: str,
    seconds: float,
    workers: int,
    said: tuple[Assumption, ...],
    notes: tuple[str, ...],
) -> dict[str, Any]:
    planned = actions.total(outcome.expected)
    tables = {"plan": outcome.expected, "report": outcome.reported, "recount": outcome.recounted}
    return {
        "database": database,
        "demand": _demanded(outcome.plan.demand),
        "agrees": outcome.agrees,
        "adds_up": outcome.adds_up,
        "total": {name: actions.total(table).row() for name, table in tables.items()},
        "fields": {name: actions.rows(table) for name, table in tables.items()},
        "rates": {key: _rate(key, planned) for key in RATES},
        "dossiers": len(outcome.plan.lives),
        "deeds": outcome.done.deeds,
        "seconds": round(seconds, 1),
        "workers": workers,
        "dossiers_per_second": round(outcome.done.lives / max(seconds, 0.001), 1),
        "assumptions": _said(said),
        "notes": list(notes),
    }


def _rate(key: str, counts: Counts) -> str:
    share = rate(key, counts)
    return "–" if share is None else f"{float(share):.4%}"


def _demanded(demand: Demand) -> dict[str, Any]:
    return actions.plain(demand)


def _said(said: tuple[Assumption, ...]) -> list[dict[str, str]]:
    return [{"vi": each.vi, "en": each.en} for each in said]
