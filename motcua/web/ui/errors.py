"""Error pages in words; an officer sees them at their own desk, with the way back to it. The one for what broke asks no
database: it must show when that is down. A form sent too late is kept first."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from motcua.access.doors import rescued
from motcua.web.ui import language, shell

WORDS = {
    400: (_("Yêu cầu không đọc được"), _("Xin Ông/Bà quay lại trang trước và thử lại.")),
    403: (
        _("Ông/Bà không có quyền xem trang này"),
        _("Nếu công việc cần đến trang này, xin liên hệ người quản trị của đơn vị."),
    ),
    404: (
        _("Không tìm thấy trang"),
        _("Địa chỉ có thể đã thay đổi hoặc gõ thiếu. Ông/Bà có thể tìm lại từ trang chủ."),
    ),
    429: (
        _("Quá nhiều lần thử"),
        _("Để giữ an toàn dữ liệu cá nhân, việc tra cứu tạm dừng. Xin Ông/Bà thử lại sau ít phút."),
    ),
    500: (
        _("Hệ thống gặp sự cố"),
        _("Dữ liệu Ông/Bà đã gửi thành công trước đó không bị mất. Xin thử lại sau ít phút."),
    ),
}
CSRF = (
    _("Trang đã mở quá lâu"),
    _("Để an toàn, trang này đã hết hiệu lực. Xin Ông/Bà quay lại, tải lại trang rồi gửi lần nữa."),
)


def page(request: HttpRequest, status: int) -> HttpResponse:
    heading, advice = WORDS[status]
    return _draw(request, status, heading, advice)


def _draw(request: HttpRequest, status: int, heading: object, advice: object, **frame: object) -> HttpResponse:
    values = {"heading": heading, "advice": advice, "code": status} | frame
    return render(request, "ui/error.html", values, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    door = next((door for door in language.DOORS if request.path_info.startswith(door)), "")
    frame = shell.ERROR_AT_WORK if door else shell.ERROR
    nobody = {"user": None, "officer_name": "", "side_groups": (), "messages": ()}
    return _draw(request, 500, *WORDS[500], error_frame=frame, desk_url=door or "/", **nobody)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The form's token is missing or old: nearly always a page left open over the end of a session."""
    match = request.resolver_match
    kept = rescued(request, match.func, match.kwargs) if match else None
    return kept if kept is not None else _draw(request, 403, *CSRF)
