"""Rows handed out: a spreadsheet or a JSON document that comes back in unchanged."""

import io
import json
from collections.abc import Iterable, Mapping

from django.http import HttpResponse

from motcua.core.exchange import Column, Holds, Value, written
from motcua.gateways.documents import sheet
from motcua.web.console.exchange.judging import Kind, Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(kind: Kind, rows: Iterable[Row], *, title: str, note: str, name: str) -> HttpResponse:
    """The rows on a sheet, under the headings the import knows."""
    made = sheet.Sheet(
        name=title,
        title=title,
        formula=note,
        columns=[sheet.Column(column.heading, _kind(column), column.width) for column in kind.columns],
    )
    file = io.BytesIO()
    made.write(file, ([_cell(column, row[column.key]) for column in kind.columns] for row in rows))
    return handed(file.getvalue(), XLSX, f"{name}.xlsx")


def document(kind: Kind, rows: Iterable[Row], *, name: str, **about: str) -> HttpResponse:
    """The rows for other programs."""
    content = {"format": kind.format, **about, "rows": [_plain(kind, row) for row in rows]}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return handed(text.encode(), "application/json; charset=utf-8", f"{name}.json")


def handed(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kind(column: Column) -> sheet.Kind:
    return sheet.Kind.DAY if column.holds is Holds.DAY else sheet.Kind.TEXT


def _cell(column: Column, value: Value) -> sheet.Value:
    return value if column.holds is Holds.DAY and not isinstance(value, bool) else written(value)


def _plain(kind: Kind, row: Mapping[str, Value]) -> dict[str, Value]:
    plain: dict[str, Value] = {}
    for column in kind.columns:
        value = row[column.key]
        plain[column.key] = value.isoformat() if hasattr(value, "isoformat") else value  # type: ignore[union-attr]
    return plain
