"""Step tables in a spreadsheet: one row for each performer of a step, under Vietnamese headings."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from motcua.catalog.step_tables.printing import print_rows
from motcua.catalog.step_tables.refusals import MissingColumns, NoStepTable, RowWithoutProcess, UnreadableFile
from motcua.catalog.step_tables.tables import Remark, Row, Table
from motcua.catalog.step_tables.times import first_duration
from motcua.catalog.step_tables.whole_sheets import NAME, Whole, is_whole, read_whole
from motcua.core import numbering
from motcua.core.vietnam import fold, tidy

CODE, TITLE, NO, WORK, PERFORMER, TIME, OUTPUT, KEY, DECLARED = (
    "Mã TTHC",
    "Tên quy trình",
    "Bước",
    "Nội dung công việc",
    "Trách nhiệm thực hiện",
    "Thời gian",
    "Sản phẩm",
    "Mã quy trình",
    "Thời hạn giải quyết",
)
NEEDED: Final = (CODE, TITLE, NO, WORK, PERFORMER, TIME)
OPTIONAL: Final = (OUTPUT, KEY, DECLARED)
COLUMNS: Final = (*NEEDED, *OPTIONAL)
"""The columns of a sheet as the system writes it."""

_TOP_ROWS: Final = 20  # a title and a decision's number often stand above the headings
_OTHER_NAMES: Final = {
    fold(name): column
    for column, names in {
        CODE: ("Mã số TTHC", "Mã thủ tục", "Mã thủ tục hành chính"),
        TITLE: ("Tên TTHC", "Quy trình", "Tên thủ tục", "Tên thủ tục hành chính"),
        NO: ("TT", "STT", "Thứ tự", "Thứ tự công việc", "Các bước", "Bước thực hiện"),
        WORK: ("Nội dung", "Nội dung công việc cụ thể", "Trình tự", "Trình tự thực hiện"),
        PERFORMER: ("Trách nhiệm", "Đơn vị thực hiện", "Đơn vị/người thực hiện", "Đơn vị/ người thực hiện"),
        TIME: ("Thời gian thực hiện", "Thời gian xử lý"),
        OUTPUT: ("Kết quả", "Sản phẩm thực hiện", "Biểu mẫu/Kết quả"),
        DECLARED: ("Thời hạn", "Tổng thời gian"),
    }.items()
    for name in (column, *names)
} | {fold(KEY): KEY}
_UNIT_IN_HEADING: Final = re.compile(r"^(?P<name>.*?)\s*\((?:tinh theo )?(?P<unit>gio|ngay)(?: lam viec)?\)$")
_UNITS: Final = {"gio": "giờ", "ngay": "ngày làm việc"}
_NATIONAL_CODE: Final = re.compile(rf"{numbering.NATIONAL_CODE}(\.[A-Z]\d+)?")


@dataclass(slots=True)
class _Gathered:
    key: str
    title: str
    codes: list[str]
    declared: str
    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_sheet(data: bytes, name: str = "") -> tuple[Table, ...]:
    """Read every step table of a workbook.

    :raises UnreadableFile, NoStepTable, MissingColumns, RowWithoutProcess:
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(title, book.get_sheet_by_name(title).to_python()) for title in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(name=name) from error
    gathered: dict[str, _Gathered] = {}
    wholes: list[Whole] = []
    headed = False
    for title, rows in sheets:
        if is_whole(rows):
            wholes += read_whole(title, rows)
            continue
        heading = _heading(title, rows)
        if heading is not None:
            headed = True
            _gather(title, rows, *heading, gathered)
    printed = {table.key: table for table in map(_table, gathered.values())}
    tables = [_with_whole(whole, printed.pop(whole.process.key, None)) for whole in wholes]
    if not wholes and (not headed or not gathered):
        raise NoStepTable(name=name, columns=_listed(NEEDED))
    return (*tables, *printed.values())


def _with_whole(whole: Whole, printed: Table | None) -> Table:
    """Return the table of a process the file holds whole; what the printed sheet says otherwise is told of."""
    process = whole.process
    table = printed or Table(key=process.key, title=process.name, codes=(), rows=())
    table = replace(table, whole=process, whole_hours=whole.norm_hours)
    if printed is not None and _said(print_rows(process)) != _said(_cells(printed)):
        table = replace(table, remarks=(*table.remarks, _printed_otherwise(process.name)))
    return table


def _cells(table: Table) -> list[tuple[str, ...]]:
    return [(row.no, row.work, row.performer, row.time, row.output) for row in table.rows]


def _said(rows: Iterable[tuple[str, ...]]) -> list[list[str]]:
    return [[tidy(cell) for cell in row] for row in rows]


def _heading(sheet: str, rows: list[list[Any]]) -> tuple[int, dict[str, int], str] | None:
    """Return where the heading row is, where each column is, and the unit a bare number of the time column has.

    :raises MissingColumns: a row that can only be the heading lacks some of them.
    """
    for place, row in enumerate(rows[:_TOP_ROWS]):
        columns: dict[str, int] = {}
        unit = ""
        for at, cell in enumerate(row):
            words = fold(tidy(str(cell)))
            in_heading = _UNIT_IN_HEADING.match(words)
            column = _OTHER_NAMES.get(in_heading["name"] if in_heading else words)
            if column is not None and column not in columns:
                columns[column] = at
                if column == TIME and in_heading:
                    unit = _UNITS[in_heading["unit"]]
        missing = [column for column in NEEDED if column not in columns]
        if not missing:
            return place, columns, unit
        if len(missing) <= 3:
            raise MissingColumns(sheet=sheet, row=place + 1, columns=_listed(missing))
    return None


def _gather(
    sheet: str,
    rows: list[list[Any]],
    heading: int,
    columns: dict[str, int],
    unit: str,
    gathered: dict[str, _Gathered],
) -> None:
    current: _Gathered | None = None
    for number, cells in enumerate(rows[heading + 1 :], start=heading + 2):
        values = {column: cells[at] if at < len(cells) else "" for column, at in columns.items()}
        if all(_text(value) == "" for value in values.values()):
            continue
        place = f"“{sheet}”, dòng {number}"
        title, code = _text(values[TITLE]), _code(values[CODE])
        key = _text(values.get(KEY, ""))
        if title or code or key:
            identity = key or f"{code}|{title}" if title or key else ""
            if not identity and current is not None and code in current.codes:
                identity = current.key  # the code is repeated, the merged name is not
            if not identity:
                raise RowWithoutProcess(sheet=sheet, row=number)
            if current is None or identity != current.key:
                current = gathered.setdefault(
                    identity, _Gathered(identity, title, _codes(code), _text(values.get(DECLARED, "")))
                )
            if isinstance(values[CODE], float):
                current.remarks.append(_code_was_a_number(place, code))
        if current is None:
            raise RowWithoutProcess(sheet=sheet, row=number)
        current.rows.append(_row(values, unit, place, current))


def _row(values: dict[str, Any], unit: str, place: str, into: _Gathered) -> Row:
    given = values[TIME]
    spent = _text(given)
    if isinstance(given, int | float) and not isinstance(given, bool):
        spent = f"{spent} {unit}".strip()
        if not unit:
            into.remarks.append(_number_without_unit(place, spent))
    elif isinstance(given, date | datetime | time | timedelta):
        into.remarks.append(_date_for_a_time(place, spent))
    return Row(
        no=_text(values[NO]) or str(len(into.rows) + 1),
        work=_text(values[WORK]),
        performer=_text(values[PERFORMER]),
        time=spent,
        output=_text(values.get(OUTPUT, "")),
        place=place,
    )


def _table(one: _Gathered) -> Table:
    return Table(
        key=one.key if "|" not in one.key else _key(one),
        title=one.title,
        codes=tuple(one.codes),
        rows=tuple(one.rows),
        declared=one.declared,
        declared_hours=first_duration(one.declared),
        remarks=tuple(one.remarks),
    )


def _key(one: _Gathered) -> str:
    """Return a key that stays the same when the sheet is read again: code and name."""
    words = re.sub(r"[^a-z0-9.]+", "-", fold(one.title)).strip("-")
    return "-".join(part for part in (*one.codes, words) if part)[:120].rstrip("-")


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return format(Decimal(str(cell)), "f")
    return "" if cell is None else tidy(str(cell))


def _code(cell: Any) -> str:
    """Return the code; a cell that holds it as a number has lost its last zeros, which are six places by rule."""
    return f"{cell:.6f}" if isinstance(cell, float) else _text(cell)


def _codes(code: str) -> list[str]:
    found = [match[0] for match in _NATIONAL_CODE.finditer(code)]
    return found or ([code] if code else [])


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f"“{column}”" for column in columns)


def _printed_otherwise(name: str) -> Remark:
    return Remark(
        NAME,
        f"Trang in của “{name}” khác trang “{NAME}”: chỉ trang “{NAME}” được đọc. Muốn nhập trang in, hãy xóa trang "
        "đó.",
        f"The printed sheet of “{name}” differs from “{NAME}”: only the latter is read. To take in the printed one, "
        "delete that sheet.",
    )


def _code_was_a_number(place: str, code: str) -> Remark:
    return Remark(
        place,
        f"{place}, cột “{CODE}”: ô là số, đã đọc thành {code}; nên định dạng cột này là văn bản.",
        f"{place}, column “{CODE}”: the cell is a number, read as {code}; format the column as text.",
    )


def _number_without_unit(place: str, spent: str) -> Remark:
    return Remark(
        place,
        f"{place}, cột “{TIME}”: “{spent}” không ghi giờ hay ngày, chưa dùng được.",
        f"{place}, column “{TIME}”: “{spent}” says neither hours nor days and cannot be used.",
    )


def _date_for_a_time(place: str, spent: str) -> Remark:
    return Remark(
        place,
        f"{place}, cột “{TIME}”: ô là ngày tháng ({spent}), không phải khoảng thời gian; hãy nhập dạng văn bản.",
        f"{place}, column “{TIME}”: the cell is a date ({spent}), not a duration; enter it as text.",
    )
