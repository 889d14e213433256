"""The officers within reach."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, managing, permission
from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.people import queries as people
from motcua.people.queries import Standing
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.ui.parts import Crumb, Page, Tab

SIZE = 50
TABS = {
    Standing.WORKING: gettext_lazy("Đang làm việc"),
    Standing.WITHOUT_FACTOR: gettext_lazy("Chưa xác thực hai lớp"),
    Standing.CLOSED: gettext_lazy("Đã khóa"),
    Standing.WITHOUT_POST: gettext_lazy("Không giữ vị trí"),
}


@permission(Permission.MANAGE_PEOPLE)
def officers(request: HttpRequest) -> HttpResponse:
    """Everybody this administrator looks after."""
    desk = desks.of(request)
    asked, text = request.GET.get("loc", ""), request.GET.get("tim", "")[:120]
    standing = next((each for each in Standing if each.value == asked), Standing.WORKING)
    reach = managing.reach_of(desk.account, on=desk.today)
    found, counts = people.roster(
        standing,
        on=desk.today,
        text=text,
        agency_ids=None if reach.everywhere else reach.agency_ids,
        unit_ids=reach.unit_ids,
    )
    page = Page.asked(request.GET.get("trang"), size=SIZE, total=counts[standing])
    address = reverse("console:officers")
    values = {
        "tabs": [
            Tab(
                str(label),
                f"{address}?{urlencode({'loc': each.value, **({'tim': text} if text else {})})}",
                counts[each],
                each is standing,
            )
            for each, label in TABS.items()
        ],
        "rows": [
            (each, [(post, ROLES[Role(post.role)].title) for post in each.posts.all()])
            for each in found[page.start : page.stop]
        ],
        "page": page,
        "text": text,
        "standing": standing,
    }
    return frame.draw(request, "console/people/list.html", values, way=[Crumb(_("Cán bộ"))])
