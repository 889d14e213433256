"""What is managed here: one row for each area, with the right it needs. Navigation and front page are drawn from it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.access import Permission


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its first page, its name, a sentence on what is done there."""

    needs: Permission
    page: str  # the name of its first page, in `console`
    name: Promise
    does: Promise
    icon: str

    @property
    def url(self) -> str:
        return reverse(f"console:{self.page}")


AREAS: tuple[Area, ...] = (
    Area(
        Permission.MANAGE_CATALOG,
        "procedures",
        _("Thủ tục hành chính"),
        _("Phiên bản, khác biệt, soạn và công khai đúng hạn, bãi bỏ; cơ quan nào cung cấp, mức trực tuyến nào."),
        "book-open-text",
    ),
    Area(
        Permission.MANAGE_CATALOG,
        "forms",
        _("Biểu mẫu điện tử"),
        _("Soạn, xem thử, ban hành biểu mẫu của từng thủ tục; đối chiếu với văn bản gốc."),
        "clipboard-list",
    ),
    Area(
        Permission.MANAGE_CATALOG,
        "tables",
        _("Danh mục dùng chung"),
        _("Bảng mã cho câu hỏi chọn trong biểu mẫu: thêm, thôi dùng, nhập và xuất, đối chiếu nguồn."),
        "list",
    ),
    Area(
        Permission.MANAGE_PEOPLE,
        "officers",
        _("Cán bộ"),
        _("Tài khoản, vị trí, vai trò, ủy quyền; cấp lại mật khẩu, xác thực hai lớp."),
        "users",
    ),
    Area(
        Permission.MANAGE_SETTINGS,
        "calendars",
        _("Lịch làm việc"),
        _("Ngày nghỉ, ngày làm bù từng năm: đề nghị theo luật, xác nhận theo quyết định."),
        "calendar-days",
    ),
    Area(
        Permission.MANAGE_AGENCIES,
        "agencies",
        _("Cơ quan, đơn vị"),
        _("Bộ máy trong một ngày bất kỳ, mã, phòng, kế tiếp; xuất ra bảng tính và JSON."),
        "building-2",
    ),
    Area(
        Permission.MANAGE_PROCESSES,
        "processes",
        _("Quy trình"),
        _("Bảng bước và sơ đồ giải quyết: sửa, kiểm tra, ban hành, trao đổi bằng BPMN 2.0."),
        "workflow",
    ),
    Area(
        Permission.READ_LOGS,
        "looks",
        _("Nhật ký tra cứu"),
        _("Ai đã xem dữ liệu cá nhân nào, khi nào, để làm gì."),
        "scan-eye",
    ),
    Area(
        Permission.READ_LOGS,
        "changes",
        _("Nhật ký thay đổi"),
        _("Ai đã đổi cấu hình nào, khi nào, trước và sau ra sao."),
        "history",
    ),
)


def open_to(permissions: frozenset[Permission]) -> list[Area]:
    """The areas somebody with these rights may manage."""
    return [area for area in AREAS if area.needs in permissions]
