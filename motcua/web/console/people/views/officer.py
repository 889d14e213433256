"""One officer: posts, loans, the account, and what was done to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, managing, permission
from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from motcua.people import queries as people
from motcua.people.models import Post, RecoveryCode, SecondFactor
from motcua.people.roles import DELEGABLE
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.people.entering import LastDayForm, PostForm
from motcua.web.console.people.reaching import Seen, seen
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import said

HISTORY = 50
WORDS = {
    "account.opened": gettext_lazy("Mở tài khoản"),
    "account.password_changed": gettext_lazy("Tự đổi mật khẩu"),
    "account.password_reset": gettext_lazy("Cấp mật khẩu tạm"),
    "account.sessions_ended": gettext_lazy("Kết thúc mọi phiên làm việc"),
    "account.closed": gettext_lazy("Khóa tài khoản"),
    "account.reopened": gettext_lazy("Mở khóa tài khoản"),
    "account.second_factor_reset": gettext_lazy("Xóa xác thực hai lớp"),
    "account.second_factor_set": gettext_lazy("Thiết lập xác thực hai lớp"),
    "post.given": gettext_lazy("Trao vị trí"),
    "post.ended": gettext_lazy("Kết thúc vị trí"),
    "post.cancelled": gettext_lazy("Hủy vị trí"),
    "role.lent": gettext_lazy("Được ủy quyền"),
    "role.taken_back": gettext_lazy("Thu hồi ủy quyền"),
    "leave.taken": gettext_lazy("Nghỉ phép"),
    "leave.ended": gettext_lazy("Kết thúc nghỉ phép"),
}


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with what may be done about it."""

    post: Post
    role: str
    may_end: bool
    may_cancel: bool
    may_lend: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One thing done, in words."""

    at: datetime
    what: str
    by: str
    details: str


@permission(Permission.MANAGE_PEOPLE)
def officer(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Show one officer."""
    return drawn(request, seen(desks.of(request), officer_id))


def drawn(request: HttpRequest, shown: Seen, *, status: int = 200, **given: Form) -> HttpResponse:
    """The page, with whichever of its small forms was refused."""
    desk, own = desks.of(request), shown.officer
    factor = SecondFactor.objects.filter(officer=own, confirmed_at__isnull=False).first()
    values: dict[str, Any] = {
        "seen": shown,
        "officer": own,
        "objection": said(shown.objection) if shown.objection else "",
        "posts": _posts(desk, shown),
        "loans": people.loans_of(own.pk, on=desk.today),
        "factor": factor,
        "codes_left": RecoveryCode.objects.filter(second_factor=factor, used_at__isnull=True).count() if factor else 0,
        "history": _history(own.account_id),
        "post_form": PostForm(desk=desk, auto_id="vi_tri_%s"),
        "last_day_form": LastDayForm(today=desk.today, auto_id="ket_thuc_%s"),
        "is_oneself": own.account_id == desk.account.pk,
        "refused": next(iter(given.values()), None),
    }
    way = [Crumb(_("Cán bộ"), reverse("console:officers")), Crumb(own.full_name)]
    return frame.draw(request, "console/people/officer.html", values | given, way=way, status=status)


def _posts(desk: Desk, shown: Seen) -> list[PostLine]:
    reach = managing.reach_of(desk.account, on=desk.today)
    may_give = managing.grantable(desk.account, on=desk.today)
    oneself = shown.account.pk == desk.account.pk
    lines = []
    for post in shown.officer.posts.select_related("agency", "unit").order_by("-valid_from", "-pk"):
        role = Role(post.role)
        mine = not oneself and role in may_give and reach.covers(post.agency_id, post.unit_id)
        over = post.valid_to is not None and post.valid_to < desk.today
        begun = post.valid_from < desk.today
        lines.append(
            PostLine(
                post,
                ROLES[role].title,
                may_end=mine and not over and post.valid_from <= desk.today,
                may_cancel=mine and not begun,
                may_lend=mine and not over and role in DELEGABLE,
                is_over=over,
            )
        )
    return lines


def _history(account_id: int) -> list[Told]:
    events = people.history_of(account_id, limit=HISTORY)
    by = people.names_of(int(event.actor.partition(":")[2]) for event in events if event.actor.startswith("officer:"))
    return [_told(event, by) for event in events]


def _told(event: JournalEvent, by: dict[int, str]) -> Told:
    kind, _colon, number = event.actor.partition(":")
    who = by.get(int(number), "") if kind == "officer" else _("chính người này") if kind == "account" else _("hệ thống")
    role = event.details.get("role", "")
    details = [str(ROLES[Role(role)].title)] if role in {each.value for each in Role} else []
    if event.details.get("from"):
        details.append(f"{event.details['from']} – {event.details.get('to') or '…'}")
    return Told(event.at, str(WORDS.get(event.kind, event.kind)), who, "; ".join(details))
