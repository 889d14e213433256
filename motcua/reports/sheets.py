"""Reports as spreadsheets."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from motcua.core import vietnam
from motcua.core.figures import Counts
from motcua.gateways.documents.sheet import Column, Kind, Sheet, Value
from motcua.reports.queries import Form

HEADINGS = {
    "3": "(3) Tiếp nhận: tổng số",
    "4": "(4) Trong kỳ: trực tuyến",
    "5": "(5) Trong kỳ: trực tiếp, bưu chính",
    "6": "(6) Từ kỳ trước",
    "7": "(7) Đã giải quyết: tổng số",
    "8": "(8) Trước hạn",
    "9": "(9) Đúng hạn",
    "10": "(10) Quá hạn",
    "11": "(11) Đang giải quyết: tổng số",
    "12": "(12) Trong hạn",
    "13": "(13) Quá hạn",
}


def write_form_ii06a(form: Form, path: Path, *, levels: Mapping[str, str]) -> int:
    """Write the form; the definition of its figures stands above them. Return the number of rows."""
    period = f"từ {vietnam.day_text(form.start)} đến {vietnam.day_text(form.end)}"
    sheet = Sheet(
        name="II.06a",
        title=f"{form.formula.name_vi}: tình hình, kết quả giải quyết thủ tục hành chính, {period}",
        formula=f"{form.formula.definition_vi} Số liệu đến {vietnam.moment_text(form.computed_at)}.",
        columns=(
            Column("(1) TT", Kind.NUMBER, 6),
            Column("(2) Lĩnh vực", Kind.TEXT, 44),
            *(Column(heading, Kind.NUMBER) for heading in HEADINGS.values()),
        ),
    )
    return sheet.write(path, _rows(form, levels), total=True)


def _rows(form: Form, levels: Mapping[str, str]) -> Iterator[list[Value]]:
    for section in form.sections:
        yield [None, levels[section.level], *_cells(section.total)]
        for number, row in enumerate(section.rows, start=1):
            yield [number, row.name, *_cells(row.counts)]
    yield [None, "Tổng số", *_cells(form.total)]


def _cells(counts: Counts) -> list[Value]:
    return list(counts.row().values())
