"""What `org` will not do."""

from motcua.base.refusal import Refusal


class UnknownAgency(Refusal):
    code = "unknown-agency"
    vi = "Không có cơ quan nào mang mã “{given}”."
    en = "No agency has the code “{given}”."


class NoCalendar(Refusal):
    code = "no-calendar"
    vi = "Cơ quan chưa có lịch làm việc cho ngày {day}."
    en = "The agency has no working calendar for {day}."


class UnreadableData(Refusal):
    code = "unreadable-data"
    vi = "Không đọc được dữ liệu tổ chức trong {file}: {reason_vi}. Chưa có gì thay đổi."
    en = "The organisation data in {file} cannot be read: {reason_en}. Nothing was changed."


class AnotherCode(Refusal):
    code = "agency-has-another-code"
    vi = (
        "{agency} đã có mã {there} trong cùng thời gian với mã {given} của dữ liệu nhập. "
        "Dữ liệu này dành cho tỉnh chưa có cơ quan; chưa có gì thay đổi."
    )
    en = (
        "{agency} has the code {there} at the time for which the data give {given}. "
        "These data are for a province without agencies; nothing was changed."
    )


class VersionTaken(Refusal):
    code = "calendar-version-taken"
    vi = "Phiên bản lịch {version} đã có với nội dung khác. Đặt tên phiên bản mới."
    en = "The calendar version {version} exists with other contents. Give the new one a name of its own."


class YearNotOfficial(Refusal):
    code = "calendar-year-not-official"
    vi = "Chỉ xác nhận năm {year} với trạng thái chính thức."
    en = "Confirm the year {year} with the status official only."


class YearAlreadyOfficial(Refusal):
    code = "calendar-year-already-official"
    vi = "Năm {year} đã chính thức. Muốn sửa thì nêu rõ là thay quyết định cũ."
    en = "The year {year} is official already. To change it, say that the earlier decision is replaced."


class CalendarRefused(Refusal):
    code = "calendar-refused"
    vi = "Lịch làm việc ghi sai: {reason_vi}"
    en = "The working calendar is wrong: {reason_en}"


class UnitNameMissing(Refusal):
    code = "unit-name-missing"
    vi = "Chưa nhập tên phòng."
    en = "The division has no name."


class UnitNameTaken(Refusal):
    code = "unit-name-taken"
    vi = "Cơ quan đã có phòng cùng tên trong khoảng thời gian này."
    en = "The agency has a division of this name at that time."


class AgencyNotThen(Refusal):
    code = "agency-not-then"
    vi = "Cơ quan không hoạt động vào ngày {day}."
    en = "The agency does not stand on {day}."
