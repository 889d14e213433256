"""Why a file of step tables is not read at all."""

from motcua.base.refusal import Refusal


class UnreadableFile(Refusal):
    code = "step-table-unreadable"
    vi = "Không đọc được tệp {name}: tệp bị cắt cụt, hỏng hoặc không phải bảng tính. Hãy tải lại tệp gốc."
    en = "The file {name} cannot be read: it is cut off, damaged or not a spreadsheet. Fetch the original again."


class FileTooLarge(Refusal):
    code = "step-table-too-large"
    vi = "Tệp {name} lớn hơn mức cho phép ({most})."
    en = "The file {name} is larger than allowed ({most})."


class UnknownKindOfFile(Refusal):
    code = "step-table-unknown-kind"
    vi = "Tệp {name} không phải loại đọc được: chỉ nhận .json, .xlsx, .xls, .ods và .bpmn (tại trang Nhập từ tệp)."
    en = "The file {name} is of no kind that can be read: .json, .xlsx, .xls, .ods, and .bpmn on the import page."


class MissingColumns(Refusal):
    code = "step-table-missing-columns"
    vi = "Bảng “{sheet}”, dòng {row}: thiếu cột {columns}."
    en = "Sheet “{sheet}”, row {row}: the columns {columns} are missing."


class NoStepTable(Refusal):
    code = "step-table-none"
    vi = "Tệp {name} không có bảng quy trình nào: không tìm thấy dòng tiêu đề với các cột {columns}."
    en = "The file {name} holds no step table: no heading row with the columns {columns}."


class RowWithoutProcess(Refusal):
    code = "step-table-row-without-process"
    vi = "Bảng “{sheet}”, dòng {row}, cột “Tên quy trình”: bước này chưa thuộc quy trình nào."
    en = "Sheet “{sheet}”, row {row}, column “Tên quy trình”: this step belongs to no process."


class BadShape(Refusal):
    code = "step-table-bad-shape"
    vi = "{where}: dữ liệu không đúng cấu trúc ({problem_vi})."
    en = "{where}: the data do not have the expected shape ({problem_en})."


class BadWholeSheet(Refusal):
    code = "step-table-whole-sheet"
    vi = "{place}, cột “{column}”: {problem}."
    en = "{place}, column “{column}”: {problem_en}."
