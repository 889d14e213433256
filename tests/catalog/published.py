"""Small published files written for the tests, in the three real shapes."""

import json
from pathlib import Path
from typing import Any

import xlsxwriter


def record(code: str = "1.001193", **values: Any) -> dict[str, Any]:
    """One normalised record, the least that is valid and one of everything."""
    return {
        "code": code,
        "name": "Thủ tục đăng ký khai sinh",
        "decision_number": "163/QĐ-BTP",
        "scope": "national",
        "kind": "ASSIGNED",
        "field": "Hộ tịch",
        "level": "XA",
        "targets": ["Công dân Việt Nam"],
        "methods": [
            {"channel": "DIRECT", "time_raw": "3 WORKING_DAY", "fee_raw": "8000 VNĐ ()", "description": None},
            {"channel": "ONLINE", "time_raw": "1 OTHER", "fee_raw": "Không có thông tin", "description": None},
        ],
        "documents": [
            {"group": "Giấy tờ phải nộp:", "name": "- Tờ khai đăng ký khai sinh", "originals": 1, "copies": 0},
            {"group": "Giấy tờ phải xuất trình:", "name": "Thẻ căn cước", "originals": 1, "copies": 0},
            {"group": "Lưu ý:", "name": "Người tiếp nhận có trách nhiệm kiểm tra.", "originals": 0, "copies": 0},
        ],
        "legal_bases": [{"number": "60/2014/QH13", "title": "Luật Hộ tịch"}],
        "results_raw": "Giấy khai sinh",
        "steps": "Bước 1: nộp hồ sơ.",
    } | values


def json_lines(path: Path, *records: Any) -> Path:
    """Write records as lines; a text is written as it stands."""
    lines = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def portal_text(code: str = "1.001193", *, name: str = "Thủ tục đăng ký khai sinh") -> str:
    """Return the portal's text of the same procedure."""
    return f"""Chi tiết thủ tục hành chính
Mã thủ tục: {code}
Số quyết định: 163/QĐ-BTP
Tên thủ tục: {name}
Cấp thực hiện: Cấp Xã
Loại thủ tục: TTHC được luật giao quy định chi tiết
Lĩnh vực: Hộ tịch
Trình tự thực hiện:
    Bước 1: nộp hồ sơ.

Cách thức thực hiện:
  * Hình thức nộp: DIRECT
    Thời hạn giải quyết: 3 WORKING_DAY
    Phí, lệ phí: 8000 VNĐ ()
  * Hình thức nộp: ONLINE
    Thời hạn giải quyết: 1 OTHER
    Phí, lệ phí: Không có thông tin

Thành phần hồ sơ:
  [ Giấy tờ phải nộp: ]
    - - Tờ khai đăng ký khai sinh
      Số lượng: Bản chính: 1, Bản sao: 0
  [ Giấy tờ phải xuất trình: ]
    - Thẻ căn cước
      Số lượng: Bản chính: 1, Bản sao: 0
  [ Lưu ý: ]
    - Người tiếp nhận có trách nhiệm kiểm tra.
      Số lượng: Bản chính: 0, Bản sao: 0

Đối tượng thực hiện: Công dân Việt Nam
Cơ quan thực hiện: Không có thông tin
Cơ quan có thẩm quyền: Không có thông tin
Địa chỉ tiếp nhận HS: Không có thông tin
Cơ quan được ủy quyền: Không có thông tin
Cơ quan phối hợp: Không có thông tin
Kết quả thực hiện: Giấy khai sinh
Căn cứ pháp lý:
  * Luật Hộ tịch (60/2014/QH13)

Yêu cầu, điều kiện thực hiện: Không có thông tin
Từ khóa: Không có thông tin
Mô tả: Không có thông tin"""


def portal_list(path: Path, *rows: tuple[str, str, str, str, str]) -> Path:
    """Write the portal's Excel list."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet")
        sheet.write(0, 0, "DANH SÁCH THỦ TỤC HÀNH CHÍNH")
        for column, title in enumerate(("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")):
            sheet.write(1, column, title)
        for place, row in enumerate(rows, start=2):
            sheet.write_row(place, 0, row)
    return path
