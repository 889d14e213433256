"""The procedures with their forms."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.access import Permission, permission
from motcua.catalog import queries
from motcua.catalog.queries import Standing
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.ui.parts import Crumb, Page, Tab

SIZE = 50
TABS = {
    Standing.WITH: gettext_lazy("Có biểu mẫu"),
    Standing.UNCOMPARED: gettext_lazy("Chưa đối chiếu"),
    Standing.DRAFT: gettext_lazy("Đang soạn"),
    Standing.WAITING: gettext_lazy("Chờ đến ngày"),
    Standing.WITHOUT: gettext_lazy("Chưa có biểu mẫu"),
    Standing.ALL: pgettext_lazy("biểu mẫu", "Tất cả thủ tục"),
}


@permission(Permission.MANAGE_CATALOG)
def forms(request: HttpRequest) -> HttpResponse:
    """How the form of each procedure stands."""
    desk = desks.of(request)
    asked, text = request.GET.get("loc", ""), request.GET.get("tim", "")[:200]
    standing = next((each for each in Standing if each.value == asked), Standing.WITH)
    versions, counts = queries.forms_of_procedures(standing, text=text, on=desk.today)
    page = Page.asked(request.GET.get("trang"), size=SIZE, total=counts[standing])
    values = {
        "tabs": _tabs(standing, counts, text),
        "rows": queries.form_rows(versions, page.start, page.stop),
        "page": page,
        "text": text,
        "standing": standing,
    }
    return frame.draw(request, "console/forms/list.html", values, way=[Crumb(_("Biểu mẫu điện tử"))])


def _tabs(standing: Standing, counts: Mapping[Standing, int], text: str) -> list[Tab]:
    address = reverse("console:forms")
    return [
        Tab(
            str(label),
            f"{address}?{urlencode({'loc': each.value, **({'tim': text} if text else {})})}",
            counts[each],
            each is standing,
        )
        for each, label in TABS.items()
    ]
