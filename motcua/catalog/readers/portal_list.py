"""The portal's Excel list "DANH SÁCH THỦ TỤC HÀNH CHÍNH": code, name, issuing and executing agencies, field."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from motcua.catalog.readers.record import LARGEST_RECORD, Progress, Reading, Refused, SourceRecord, checked, too_large
from motcua.core.vietnam import fold

KIND: Final = "portal_list"
_COLUMNS: Final = {
    "ma so": "code",
    "ma thu tuc": "code",
    "ten": "name",
    "ten thu tuc": "name",
    "co quan ban hanh": "issuing_agency",
    "co quan thuc hien": "executing_agencies",
    "linh vuc": "field",
}
_HEADER_WITHIN: Final = 20


def read(path: Path, progress: Progress) -> Iterator[Reading]:
    """Yield the procedures of every sheet; a sheet without the list's heading row is refused."""
    size = path.stat().st_size
    progress.total += size
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        yield Refused(
            path.name,
            "",
            "Tệp Excel bị cắt hoặc hỏng, không mở được.",
            f"The spreadsheet is cut or damaged and cannot be opened ({type(error).__name__}).",
        )
        return
    finally:
        progress.done += size
    for name, rows in sheets:
        yield from _sheet(rows, f"{path.name}, trang {name}")


def _sheet(rows: list[list[Any]], where: str) -> Iterator[Reading]:
    head, columns = _heading(rows)
    if columns is None:
        yield Refused(
            where,
            "",
            "Không thấy dòng tiêu đề “Mã số, Tên, …, Lĩnh vực”.",
            "The heading row “Mã số, Tên, …, Lĩnh vực” was not found.",
        )
        return
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {key: str(row[place]) for key, place in columns.items() if place < len(row)}
        if any(cell.strip() for cell in cells.values()):
            yield _record(cells, f"{where}, dòng {number}")


def _heading(rows: list[list[Any]]) -> tuple[int, dict[str, int] | None]:
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        found = {_COLUMNS[fold(str(cell))]: place for place, cell in enumerate(row) if fold(str(cell)) in _COLUMNS}
        if {"code", "name"} <= found.keys():
            return number, found
    return 0, None


def _record(cells: dict[str, str], where: str) -> Reading:
    code = cells.get("code", "").strip()
    size = sum(len(cell.encode()) for cell in cells.values())
    if size > LARGEST_RECORD:
        return too_large(where, size, code)
    return checked(SourceRecord(where, KIND, code, data_of(cells), cells))


def data_of(cells: dict[str, str]) -> dict[str, Any]:
    """Return the common schema of one row."""
    agencies = [line.strip() for line in cells.get("executing_agencies", "").splitlines() if line.strip()]
    return {
        "code": cells.get("code", "").strip(),
        "name": cells.get("name", "").strip(),
        "field": cells.get("field", "").strip() or None,
        "issuing_agency": cells.get("issuing_agency", "").strip() or None,
        "executing_agency": ", ".join(agencies) or None,
        "executing_agencies_list": agencies,
    }
