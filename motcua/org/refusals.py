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


class AgencyNameMissing(Refusal):
    code = "agency-name-missing"
    vi = "Chưa nhập tên cơ quan."
    en = "The agency has no name."


class AgencyNameTaken(Refusal):
    code = "agency-name-taken"
    vi = "Đã có cơ quan cùng tên, cùng cấp trên trong khoảng thời gian này."
    en = "An agency of this name stands under the same agency at that time."


class AgencyKeyTaken(Refusal):
    code = "agency-key-taken"
    vi = "Khóa này đã dùng cho cơ quan khác."
    en = "This key is another agency’s."


class NameUnchanged(Refusal):
    code = "name-unchanged"
    vi = "Tên mới trùng tên đang dùng."
    en = "The new name is the present one."


class RenamedSince(Refusal):
    code = "renamed-since"
    vi = "Từ ngày {day} đã đổi tên thành {name}; tên mới phải từ ngày sau đó."
    en = "It is called {name} since {day}; a new name must begin after that day."


class CodeMalformed(Refusal):
    code = "agency-code-malformed"
    vi = "Mã không đúng dạng của loại mã đã chọn."
    en = "The code does not have the form of its scheme."


class CodeOfAnother(Refusal):
    code = "agency-code-of-another"
    vi = "Mã này đang dùng cho cơ quan khác trong thời gian đó."
    en = "Another agency has this code at that time."


class CodeOfThatTime(Refusal):
    code = "agency-code-of-that-time"
    vi = "Cơ quan đã có mã loại này từ ngày đó trở đi."
    en = "The agency has a code of this scheme from that day on."


class UnitNotThen(Refusal):
    code = "unit-not-then"
    vi = "Phòng {name} không hoạt động vào ngày {day}, hoặc phòng kế tiếp không tiếp tục sau đó."
    en = "The division {name} does not stand on {day}, or its successor does not go on after it."


class UnitHasParts(Refusal):
    code = "unit-has-parts"
    vi = "Trong phòng {name} còn bộ phận hoạt động. Kết thúc các bộ phận đó trước."
    en = "Divisions inside {name} go on. End them first."


class SuccessionStated(Refusal):
    code = "succession-stated"
    vi = "Giữa hai cơ quan này đã ghi một lần kế tiếp."
    en = "A succession between these two agencies is recorded already."
