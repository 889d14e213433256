"""The console's part of the side navigation."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.people.models import Account
from motcua.web.console import areas
from motcua.web.console import desk as desks
from motcua.web.ui.parts import NavGroup, Tab


def group(request: HttpRequest) -> NavGroup | None:
    """What this person manages; nothing for those who manage nothing."""
    if not isinstance(request.user, Account) or not request.user.is_officer:
        return None
    desk = desks.of(request)
    if Permission.OPEN_CONSOLE not in desk.permissions:
        return None
    front, here = reverse("console:front"), request.path
    managed = areas.open_to(desk.permissions)
    # An area may stand inside another's address: the longest one that fits is where we are.
    within = max((area.url for area in managed if here.startswith(area.url)), key=len, default="")
    items = [Tab(_("Tổng quan"), front, current=here == front, icon="layout-dashboard")]
    items += [Tab(str(area.name), area.url, current=area.url == within, icon=area.icon) for area in managed]
    return NavGroup(_("Quản trị"), items)
