"""`motcua report II.06a --from … --to …`: the official form on screen, as JSON or as a spreadsheet."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Table

from motcua.base import clock, databases
from motcua.core import figures, vietnam
from motcua.core.figures import RATES, Counts
from motcua.org import queries as org
from motcua.reports import queries, sheets
from motcua.reports.queries import Form
from motcua.web.cli.command import Operator, day

LEVELS = {
    "province": "UBND tỉnh",
    "department": "Sở, ban, ngành",
    "centre": "Trung tâm",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "central": "Ngành dọc",
}


class Command(Operator):
    help = "Lập báo cáo theo biểu. / Computes a report form from the journal."
    offers_json = True

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("form", choices=["II.06a"], help="biểu báo cáo / form")
        parser.add_argument("--from", dest="start", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="end", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--agency", help="mã cơ quan, gồm cả đơn vị trực thuộc / agency code, with all below it")
        parser.add_argument("--formula", default="vpcp", help=f"cách tính / formula: {', '.join(figures.FORMULAS)}")
        parser.add_argument("--xlsx", type=Path, metavar="FILE", help="ghi bảng tính / write a spreadsheet")
        parser.add_argument("--database", metavar="NAME", help="cơ sở dữ liệu khác cùng máy chủ / another database")

    def work(
        self,
        *,
        start: date,
        end: date,
        agency: str | None,
        formula: str,
        xlsx: Path | None,
        database: str | None,
        **_: Any,
    ) -> dict[str, Any]:
        """Compute the form; with --xlsx write it as well."""
        if database:
            databases.use(database)
        if xlsx:
            xlsx.open("ab").close()  # what cannot be written is said before anything is computed
        agencies = None
        if agency:
            agencies = org.subtree_ids(org.agency_by_code(agency, on=end).pk, end)
        form = queries.form_ii06a(start=start, end=end, now=clock.now(), agencies=agencies, formula=formula)
        self._form = form
        if xlsx:
            sheets.write_form_ii06a(form, xlsx, levels=LEVELS)
            self.say(f"Đã ghi {xlsx}")
        if not form.adds_up:
            self.not_all_well(
                "Biểu không cân: tiếp nhận ≠ đã giải quyết + đang giải quyết. / The form does not add up."
            )
        return as_data(form)

    def show(self, answer: dict[str, Any]) -> None:
        """Print the form as a table, its formula above and the rates below."""
        form = self._form
        period = f"{vietnam.day_text(form.start)} – {vietnam.day_text(form.end)}"
        self.say(f"{form.formula.name_vi}, kỳ {period} (số liệu đến {vietnam.moment_text(form.computed_at)})")
        self.say(form.formula.definition_vi)
        table = Table("Lĩnh vực", *(f"({number})" for number in range(3, 14)))
        for section in form.sections:
            table.add_row(f"[bold]{LEVELS[section.level]}[/bold]", *cells(section.total))
            for row in section.rows:
                table.add_row(f"  {row.name}", *cells(row.counts))
        table.add_section()
        table.add_row("[bold]Tổng số[/bold]", *cells(form.total))
        self.console.print(table)
        for key, value in answer["rates"].items():
            shown = "–" if value is None else f"{value * 100:.2f} %".replace(".", ",")
            self.say(f"Tỷ lệ đúng hạn ({key}): {shown} = {RATES[key].name_vi}")


def cells(counts: Counts) -> list[str]:
    """Columns 3 to 13 as printed."""
    return [f"{number:,}".replace(",", ".") for number in counts.row().values()]


def as_data(form: Form) -> dict[str, Any]:
    """The form as plain data."""
    return {
        "form": "II.06a",
        "from": form.start.isoformat(),
        "to": form.end.isoformat(),
        "formula": form.formula.key,
        "computed_at": form.computed_at.isoformat(),
        "adds_up": form.adds_up,
        "sections": [
            {
                "level": section.level,
                "rows": [{"field": row.name, **row.counts.row()} for row in section.rows],
                "total": section.total.row(),
            }
            for section in form.sections
        ],
        "total": form.total.row(),
        "memo": {ended.value: number for ended, number in form.total.memo.items()},
        "rates": {
            key: None if (share := figures.rate(key, form.total)) is None else round(float(share), 6) for key in RATES
        },
    }
