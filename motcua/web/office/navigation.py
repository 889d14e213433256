"""The office's part of the side navigation, and the same lists as tabs above the inbox."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.people.models import Account
from motcua.web.office import desk as desks
from motcua.web.office.desk import Desk
from motcua.web.ui.parts import NavGroup, Tab

LATE, SOON = "qua-han", "sap-den-han"
AT_THE_COUNTER = frozenset({Permission.ACCEPT_DOSSIER, Permission.RETURN_RESULT, Permission.RECORD_PAYMENT})


def group(request: HttpRequest) -> NavGroup | None:
    """What this officer works from; nothing for those who work no dossiers."""
    if not isinstance(request.user, Account) or not request.user.is_officer:
        return None
    desk = desks.of(request)
    return NavGroup(_("Giải quyết hồ sơ"), list(_entries(desk, request.path)))


def _entries(desk: Desk, path: str) -> Iterator[Tab]:
    may = desk.permissions
    if Permission.WORK_STEP in may:
        yield _entry(path, "office:inbox", _("Hộp việc"), "inbox", desk.counts.total)
    if Permission.APPROVE_SUPPLEMENT in may:
        yield _entry(path, "office:proposals", _("Chờ ký"), "pen-line", desk.signing)
    if Permission.ANSWER_CONSULTATION in may:
        yield _entry(path, "office:consultations", _("Lấy ý kiến"), "messages-square", len(desk.to_answer))
    if Permission.SEE_PAPERS in may:
        yield _entry(path, "office:messages", _("Tin nhắn của người dân"), "message-square")
    if Permission.WATCH_UNIT in may:
        yield _entry(path, "office:nearly_late", _("Hồ sơ sắp trễ"), "calendar-clock")
        yield _entry(path, "office:overdue", _("Hồ sơ quá hạn"), "calendar-x")
    if Permission.SEE_DOSSIERS in may and not may & AT_THE_COUNTER:
        yield _entry(path, "office:search", _("Tra cứu hồ sơ"), "search")
    if Permission.WORK_STEP in may:
        yield _entry(path, "office:templates", _("Mẫu câu, mẫu văn bản"), "text-quote")
        yield _entry(path, "office:leave", _("Nghỉ phép, làm thay"), "calendar-days")
    if Permission.ASSIGN_STEP in may:
        yield _entry(path, "office:sharing", _("Giao việc tự động"), "split")
    if Permission.DELEGATE in may:
        yield _entry(path, "office:delegation", _("Ủy quyền"), "user-check")


def _entry(path: str, name: str, label: str, icon: str, count: int | None = None) -> Tab:
    url = reverse(name)
    return Tab(label, url, count, current=path == url, icon=icon)


def tabs(desk: Desk, current: str) -> list[Tab]:
    """The lists an officer goes through in the morning; `current` is a view's name or a filter of the inbox."""
    may, found = desk.permissions, []
    if Permission.WORK_STEP in may:
        inbox, counts = reverse("office:inbox"), desk.counts
        found += [
            Tab(_("Tất cả"), f"{inbox}?tat-ca=1", counts.total, current == "inbox"),
            Tab(_("Quá hạn"), f"{inbox}?loc={LATE}", counts.late, current == LATE, "late" if counts.late else ""),
            Tab(_("Sắp đến hạn"), f"{inbox}?loc={SOON}", counts.soon, current == SOON, "soon" if counts.soon else ""),
        ]
    if Permission.APPROVE_SUPPLEMENT in may:
        found.append(Tab(_("Chờ ký"), reverse("office:proposals"), desk.signing, current == "proposals"))
    if Permission.ANSWER_CONSULTATION in may:
        found.append(
            Tab(_("Lấy ý kiến"), reverse("office:consultations"), len(desk.to_answer), current == "consultations")
        )
    if Permission.WATCH_UNIT in may:
        found.append(Tab(_("Sắp trễ của cơ quan"), reverse("office:nearly_late"), None, current == "nearly_late"))
        late, url = desk.watched_late, reverse("office:overdue")
        found.append(Tab(_("Quá hạn của cơ quan"), url, late, current == "overdue", "late" if late else ""))
    return found
