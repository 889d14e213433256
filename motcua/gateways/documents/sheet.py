"""Tables as spreadsheets (.xlsx), written row by row in constant memory.

    sheet = Sheet(title="Báo cáo …", formula="Đúng hạn = …", name="II.06a", columns=(Column("Lĩnh vực", Kind.TEXT), …))
    sheet.write(path_or_file, rows)

A text is always a text: a name that begins with `=` is never a formula, nor a web address a link. Numbers, days and
moments are true numbers and days, shown the Vietnamese way.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from motcua.core import vietnam
from motcua.core.refusal import Refusal

LONGEST_TEXT: Final = 32_767
MOST_ROWS: Final = 1_048_576
_FORBIDDEN_IN_NAME: Final = str.maketrans(dict.fromkeys(r"[]:*?/\\", "-"))
_LATIN_VI: Final = "[$-42A]"


class Kind(StrEnum):
    """What a column holds; the value is its number format."""

    TEXT = "@"
    NUMBER = "#,##0"
    DECIMAL = "#,##0.00"
    MONEY = '#,##0" đ"'
    PERCENT = "0.00%"  # of a share: 0.9716 is shown as 97,16 %
    DAY = f"{_LATIN_VI}dd/mm/yyyy"
    MOMENT = f"{_LATIN_VI}hh:mm dd/mm/yyyy"


Value = str | int | float | Decimal | date | None


class BadCell(Refusal):
    """A value does not belong into its column; nothing usable was written."""

    code = "bad-cell"
    vi = "Dòng {row}, cột “{column}”: giá trị {value} không hợp lệ."
    en = "Row {row}, column “{column}”: {value} does not belong there."


class TooManyRows(Refusal):
    """A sheet has an end."""

    code = "too-many-rows"
    vi = "Bảng tính chỉ chứa được 1.048.576 dòng. Hãy thu hẹp khoảng thời gian hoặc phạm vi."
    en = "A sheet holds 1,048,576 rows at most. Choose a shorter period or a smaller scope."


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    kind: Kind
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title and, below it, how its figures are defined."""

    name: str  # of the tab
    title: str
    formula: str  # definition, source and moment of the figures
    columns: Sequence[Column]

    def write(self, target: Path | IO[bytes], rows: Iterable[Sequence[Value]], *, total: bool = False) -> int:
        """Write the table and return the number of its rows; `total`: the last row is set in bold.

        :raises BadCell, TooManyRows: the file must then be thrown away.
        """
        with _book(target) as book:
            return self._into(book, _Formats(book), rows, total=total)

    def _into(
        self, book: xlsxwriter.Workbook, formats: "_Formats", rows: Iterable[Sequence[Value]], *, total: bool = False
    ) -> int:
        page = book.add_worksheet(_tab_name(self.name))
        first = self._head(page, formats)
        count = 0
        for row, bold, last in _marked(rows, total):
            self._row(page, first + count, row, formats.bold if bold else formats.plain)
            count += 1
            if first + count >= MOST_ROWS and not last:
                raise TooManyRows
        page.autofilter(first - 1, 0, first - 1 + count, len(self.columns) - 1)
        return count

    def _head(self, page: Worksheet, formats: "_Formats") -> int:
        """Write title, definition and headings; return the row below them."""
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        for number, column in enumerate(self.columns):
            page.set_column(number, number, column.width)
        page.write_string(0, 0, _text(self.title), formats.title)
        page.write_string(1, 0, _text(self.formula), formats.note)
        for number, column in enumerate(self.columns):
            page.write_string(3, number, _text(column.heading), formats.heading)
        page.freeze_panes(4, 0)
        page.repeat_rows(3)
        return 4

    def _row(self, page: Worksheet, at: int, row: Sequence[Value], formats: dict[Kind, Any]) -> None:
        if len(row) != len(self.columns):
            raise BadCell(row=at + 1, column="", value=f"{len(row)} ≠ {len(self.columns)}")
        for number, (column, value) in enumerate(zip(self.columns, row, strict=True)):
            if not _put(page, at, number, column.kind, value, formats[column.kind]):
                raise BadCell(row=at + 1, column=column.heading, value=repr(value)[:60])


def write_book(target: Path | IO[bytes], sheets: Iterable[tuple[Sheet, Iterable[Sequence[Value]]]]) -> None:
    """Write several tables into one file, each on a sheet of its own.

    :raises BadCell, TooManyRows: the file must then be thrown away.
    """
    with _book(target) as book:
        formats = _Formats(book)
        for sheet, rows in sheets:
            sheet._into(book, formats, rows)


def _book(target: Path | IO[bytes]) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(target if not isinstance(target, Path) else str(target), _OPTIONS)


_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}


def _put(page: Worksheet, row: int, column: int, kind: Kind, value: Value, style: Any) -> bool:
    """Write one value as its column wants it; False: it is of another kind."""
    match kind, value:
        case _, None:
            page.write_blank(row, column, None, style)
        case Kind.TEXT, str():
            page.write_string(row, column, _text(value), style)
        case Kind.MOMENT, datetime() if value.tzinfo is not None:
            page.write_datetime(row, column, value.astimezone(vietnam.ZONE).replace(tzinfo=None), style)
        case Kind.DAY, date() if not isinstance(value, datetime):
            page.write_datetime(row, column, value, style)
        case ((Kind.NUMBER | Kind.MONEY), int()) if not isinstance(value, bool):
            page.write_number(row, column, value, style)
        case ((Kind.DECIMAL | Kind.PERCENT), (int() | float() | Decimal())) if not isinstance(value, bool):
            if value != value or abs(value) == float("inf"):
                return False
            page.write_number(row, column, float(value), style)
        case _:
            return False
    return True


def _text(value: str) -> str:
    """The text composed, without characters a spreadsheet cannot keep, not longer than a cell."""
    kept = "".join(
        character
        for character in unicodedata.normalize("NFC", value)
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"


def _tab_name(name: str) -> str:
    return _text(name).translate(_FORBIDDEN_IN_NAME).strip("' ")[:31] or "Bảng"


def _marked(rows: Iterable[Sequence[Value]], total: bool) -> Iterable[tuple[Sequence[Value], bool, bool]]:
    """Each row with: is it to be bold, is it the last."""
    waiting: Sequence[Value] | None = None
    for row in rows:
        if waiting is not None:
            yield waiting, False, False
        waiting = row
    if waiting is not None:
        yield waiting, total, True


class _Formats:
    """The looks of a sheet, made once a book."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        cell = base | {"border": 1}
        self.title = book.add_format(base | {"bold": True, "font_size": 14})
        self.note = book.add_format(base | {"italic": True})
        self.heading = book.add_format(
            cell | {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E8EEF5"}
        )
        self.plain = {
            kind: book.add_format(cell | {"num_format": kind.value, "text_wrap": kind is Kind.TEXT}) for kind in Kind
        }
        self.bold = {kind: book.add_format(cell | {"num_format": kind.value, "bold": True}) for kind in Kind}
