"""Step tables for tests: in memory, as JSON and as a workbook with the columns a province fills in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from motcua.catalog.step_tables import Row, Table

HEADINGS = (
    "Mã TTHC",
    "Tên quy trình",
    "Bước",
    "Nội dung công việc",
    "Trách nhiệm thực hiện",
    "Thời gian",
    "Sản phẩm",
)

ORDINARY = (
    ("Bước 1", "Tiếp nhận hồ sơ", "Công chức TN&TKQ", "0,5 ngày", "Phiếu hẹn"),
    ("Bước 2", "Phân công thụ lý", "Lãnh đạo Phòng TCHC", "04 giờ làm việc", ""),
    ("Bước 3", "Thẩm định, dự thảo", "Chuyên viên Phòng TCHC", "03 ngày làm việc", "Dự thảo"),
    ("Bước 4", "Xem xét dự thảo", "Lãnh đạo Phòng TCHC", "1/4 ngày", ""),
    ("Bước 5", "Ký duyệt", "Lãnh đạo Sở", "6 giờ", "Quyết định"),
    ("Bước 6", "Đóng dấu, phát hành", "Văn thư", "0,5 ngày", ""),
    ("Bước 7", "Trả kết quả", "Cán bộ TN&TKQ", "Không tính thời gian", ""),
)


def a_table(rows: Sequence[Sequence[str]] = ORDINARY, **given: Any) -> Table:
    """Return a table of (number, work, performer, time, output) rows."""
    printed = tuple(
        Row(*(cells + ("",) * (5 - len(cells)))[:5], place=f"bước {place}")
        for place, cells in enumerate((tuple(row) for row in rows), start=1)
    )
    return Table(**{"key": "t", "title": "Cấp giấy phép", "codes": ("1.000123",), "rows": printed, **given})


def as_json(*processes: dict[str, Any]) -> bytes:
    return json.dumps({"processes": list(processes)}, ensure_ascii=False).encode()


def a_json_process(**given: Any) -> dict[str, Any]:
    """Return one process in the shape of the transcribed decisions."""
    steps = [
        {"seq": place, "no_raw": no, "work": work, "performer": performer, "time_raw": time}
        for place, (no, work, performer, time, _) in enumerate(ORDINARY, start=1)
    ]
    return {
        "id": 7,
        "decision": "12/QĐ-UBND",
        "province": "Thanh Hóa",
        "decision_date": "2025-11-20",
        "procedure_codes": ["1.000123"],
        "title": "Cấp giấy phép",
        "declared_limit_raw": None,
        "total_raw": "05 ngày làm việc",
        "total_days": 5.0,
        "steps": steps,
        **given,
    }


def sheet_of(tables: Iterable[Table]) -> list[list[Any]]:
    """Lay tables out as a province would, with its two optional columns."""
    rows: list[list[Any]] = [[*HEADINGS, "Mã quy trình", "Thời hạn giải quyết"]]
    for table in tables:
        hours = f"{table.declared_hours:f} giờ" if table.declared_hours is not None else ""
        for row in table.rows:
            rows.append(
                [
                    "; ".join(table.codes),
                    table.title,
                    row.no,
                    row.work,
                    row.performer,
                    row.time,
                    row.output,
                    table.key,
                    hours,
                ]
            )
    return rows


def a_workbook(rows: Sequence[Sequence[Any]], sheet: str = "Quy trình") -> bytes:
    """Write cells as they are: text as text, numbers as numbers."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return buffer.getvalue()
