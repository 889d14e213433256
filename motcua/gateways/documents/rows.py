"""Rows of a spreadsheet (.xlsx) or a JSON document somebody hands in: read defensively, formulas refused.

A workbook is a ZIP of XML: its unpacked size is bounded before anything is read, and a cell with a formula is named
instead of trusting the value some program left beside it.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from motcua.core import exchange
from motcua.core.exchange import Column
from motcua.core.refusal import Refusal
from motcua.core.vietnam import fold

LARGEST: Final = 4 * 2**20
UNPACKED: Final = 64 * 2**20
MOST_ROWS: Final = 5_000
_TOP_ROWS: Final = 12  # a title and a note stand above the headings
_FORMULA: Final = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[\s>/]')


class UnreadableRows(Refusal):
    code = "unreadable-rows"
    vi = "Không đọc được tệp. Nhập tệp .xlsx hoặc .json đã xuất từ hệ thống."
    en = "The file cannot be read. Use an .xlsx or .json file exported here."


class TooLarge(Refusal):
    code = "rows-too-large"
    vi = "Tệp quá lớn: tối đa 4 MB, {most} dòng."
    en = "The file is too large: 4 MB and {most} rows at most."


class HasFormulas(Refusal):
    code = "has-formulas"
    vi = "Ô {cell} có công thức. Thay công thức bằng giá trị (chép, dán giá trị) rồi nhập lại."
    en = "Cell {cell} has a formula. Replace formulas by their values, then import again."


class AnotherKind(Refusal):
    code = "another-kind-of-rows"
    vi = "Tệp này chứa “{given}”, trang này nhập “{wanted}”."
    en = "This file holds “{given}”; this page takes “{wanted}”."


@dataclass(frozen=True, slots=True)
class Given:
    """One row as it stands in the file."""

    number: int
    cells: dict[str, Any]


def read(data: bytes, name: str, columns: Sequence[Column], *, kind: str) -> list[Given]:
    """Return the rows of a file. `kind` is what a JSON document must say it holds.

    :raises UnreadableRows, TooLarge, HasFormulas, AnotherKind, exchange.MissingColumns, exchange.UnknownColumns:
    """
    if len(data) > LARGEST:
        raise TooLarge(most=MOST_ROWS)
    rows = _document(data, columns, kind) if PurePath(name).suffix.lower() == ".json" else _sheet(data, columns)
    if len(rows) > MOST_ROWS:
        raise TooLarge(most=MOST_ROWS)
    return rows


def _document(data: bytes, columns: Sequence[Column], kind: str) -> list[Given]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
        given, rows = document["format"], document["rows"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise UnreadableRows from error
    if given != kind:
        raise AnotherKind(given=str(given)[:60], wanted=kind)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableRows
    for row in rows:
        exchange.columns_of([str(key) for key in row], [each for each in columns if each.key in row])
        if any(isinstance(value, dict | list) for value in row.values()):
            raise UnreadableRows
    missing = [column.heading for column in columns if not column.beside and any(column.key not in row for row in rows)]
    if missing:
        raise exchange.MissingColumns(columns=", ".join(f"“{each}”" for each in missing))
    return [Given(number, dict(row)) for number, row in enumerate(rows, start=1)]


def _sheet(data: bytes, columns: Sequence[Column]) -> list[Given]:
    _look_inside(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise UnreadableRows from error
    known = {fold(name) for column in columns for name in (column.heading, column.key)}
    head = max(range(min(_TOP_ROWS, len(rows))), key=lambda at: _known(rows[at], known), default=None)
    if head is None or not _known(rows[head], known):
        raise exchange.MissingColumns(columns=", ".join(f"“{column.heading}”" for column in columns))
    found = exchange.columns_of([str(cell) for cell in rows[head]], columns)
    given = []
    for at, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {column.key: cell for column, cell in zip(found, row, strict=False) if column is not None}
        if any(str(cell).strip() for cell in cells.values()):
            given.append(Given(at, cells))
    return given


def _known(row: Sequence[Any], known: set[str]) -> int:
    return sum(fold(str(cell)) in known for cell in row)


def _look_inside(data: bytes) -> None:
    """Bound the unpacked size and refuse formulas before a parser sees the workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > 500 or sum(part.file_size for part in parts) > UNPACKED:
                raise TooLarge(most=MOST_ROWS)
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    with archive.open(part) as stream:
                        content = stream.read(UNPACKED + 1)
                    if len(content) > UNPACKED:
                        raise TooLarge(most=MOST_ROWS)
                    formula = _FORMULA.search(content)
                    if formula is not None:
                        raise HasFormulas(cell=formula[1].decode())
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableRows from error
