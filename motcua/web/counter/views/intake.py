"""Taking a dossier in: the form of one procedure, and the three ways out of it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission
from motcua.base.words import gettext_lazy
from motcua.catalog import queries as catalog
from motcua.catalog.refusals import NotFound, NotInForce
from motcua.core.linking import Bundle
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions import Moved
from motcua.web.counter.clerk import Clerk, at_desk, shell
from motcua.web.counter.intake import ACCEPT, CHECK, INCOMPLETE, REFUSE, Intake
from motcua.web.ui import procedures, uploads, wording
from motcua.web.ui.parts import Crumb, Key

KEYS = [
    Key(["Enter"], gettext_lazy("Ô còn trống tiếp theo")),
    Key(["1", "9"], gettext_lazy("Chọn mục thứ mấy")),
    Key(["Alt", "D"], gettext_lazy("Đủ giấy tờ")),
    Key(["Alt", "1"], gettext_lazy("Chủ hồ sơ")),
    Key(["Alt", "2"], gettext_lazy("Kê khai")),
    Key(["Alt", "3"], gettext_lazy("Giấy tờ")),
    Key(["Ctrl", "Enter"], gettext_lazy("Tiếp nhận")),
]
DONE = {
    ACCEPT: gettext_lazy("Đã tiếp nhận hồ sơ"),
    INCOMPLETE: gettext_lazy("Đã yêu cầu bổ sung hồ sơ"),
    REFUSE: gettext_lazy("Đã từ chối tiếp nhận hồ sơ"),
}
OFFERS = {ACCEPT: "giay-tiep-nhan", INCOMPLETE: "phieu-bo-sung", REFUSE: "phieu-tu-choi"}


@at_desk(Permission.CREATE_DOSSIER)
def take_in(request: HttpRequest, clerk: Clerk, code: str) -> HttpResponse:
    """The form of one procedure; `do` names the way out: accept, incomplete, refuse, or check only."""
    try:
        page = catalog.page(code, on=clerk.today)
    except (NotFound, NotInForce) as missing:
        raise Http404 from missing
    if clerk.desk.pk not in clerk.agencies_as(Role.RECEPTION):
        raise Http404
    intake = Intake(request, clerk, page)
    values = shell(clerk) | {
        "intake": intake,
        "form": None,
        "version": page.version,
        "crumbs": [Crumb(_("Tiếp nhận"), reverse("counter:intake")), Crumb(page.procedure.national_code)],
        "ways": [each for each in _ways(intake) if each.kind != "online"],
        "notes": [note for group in procedures.paper_groups(page.papers) for note in group.notes],
        "keys": KEYS,
    }
    if not intake.sent:
        return _private(render(request, "counter/take_in.html", values))
    if intake.asks_for_room:
        intake.make_room()
        page_or_part = "ui/declaration/whole.html" if request.headers.get("MC-Part") else "counter/take_in.html"
        return render(request, page_or_part, values | {"declaration": intake.declaration, "brief": True})
    if not intake.is_valid():
        return render(request, "counter/take_in.html", values | {"form": _Wrong(intake)}, status=422)
    if intake.wanted == CHECK:
        promise = intake.promise()
        checked = wording.due(promise.due_at) if promise else _("không quy định thời hạn")
        return render(request, "counter/take_in.html", values | {"checked": checked})
    if intake.wanted == ACCEPT and intake.warns:
        return render(request, "counter/take_in.html", values | {"warned": intake.twins}, status=409)
    try:
        with transaction.atomic():
            moved = _file_set(intake.bundle, intake, clerk) if intake.bundle else _file_one(intake, clerk)
    except uploads.REFUSED as refused:
        return render(request, "counter/take_in.html", values | {"refused": uploads.said(refused)}, status=409)
    many = len(intake.bundle.members) if intake.bundle else 0
    among = _(", hồ sơ đầu của bộ %(count)s hồ sơ liên thông") % {"count": many} if many else ""
    messages.success(request, f"{DONE[intake.wanted]} {moved.code}{among}.")
    return redirect(f"{reverse('counter:dossier', args=[moved.id])}?giay={OFFERS[intake.wanted]}")


def _file(intake: Intake, clerk: Clerk) -> Moved:
    """The one call into the domain that the clerk asked for."""
    filing, key = intake.filing(), intake.place.cleaned_data["key"]
    by, now = clerk.actor, clerk.now
    if intake.wanted == INCOMPLETE:
        return actions.receive_incomplete(filing, content=intake.notice_content(), by=by, now=now, key=key)
    if intake.wanted == REFUSE:
        said = intake.notice.cleaned_data
        return actions.turn_away(filing, reason=said["reason"], guidance=said["guidance"], by=by, now=now, key=key)
    return actions.receive(filing, by=by, now=now, key=key, norm=intake.chosen_norm)


def _file_one(intake: Intake, clerk: Clerk) -> Moved:
    moved = _file(intake, clerk)
    if intake.all_kept and not moved.was_replayed:
        uploads.hand_in(intake.all_kept, dossier_id=moved.id, account=clerk.account)
    return moved


def _file_set(bundle: Bundle, intake: Intake, clerk: Clerk) -> Moved:
    """The same for a set of linked dossiers; its first leads to all."""

    def copy(file_id: int) -> int:
        return uploads.share(file_id, account=clerk.account, now=clerk.now)

    key = intake.place.cleaned_data["key"]
    told: dict[str, Any] = {"copy": copy, "by": clerk.actor, "now": clerk.now, "key": key}
    said = intake.notice.cleaned_data
    match intake.wanted:
        case "incomplete":
            content = intake.notice_content()
            made = actions.receive_incomplete_linked(bundle, intake.filing(), content=content, **told)
        case "refuse":
            why = {"reason": said["reason"], "guidance": said["guidance"]}
            made = actions.turn_away_linked(bundle, intake.filing(), **why, **told)
        case _:
            made = actions.receive_linked(bundle, intake.filing(), norm=intake.chosen_norm, **told)
    uploads.hand_in_set(made.made, account=clerk.account)
    return made.first


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _ways(intake: Intake) -> list[procedures.Way]:
    return [procedures.way(channel, on=intake.clerk.today) for channel in intake.page.channels]


class _Wrong:
    """All the forms of the page as one, for the summary of errors and the word “Lỗi:” in the title."""

    def __init__(self, intake: Intake) -> None:
        self.wrong: list[Any] = [form for form in intake.forms if form.errors]
        if intake.declaration.errors:
            self.wrong.insert(2, intake.declaration)
        self.errors = bool(self.wrong)

    def __iter__(self) -> Iterator[Any]:
        for form in self.wrong:
            yield from form

    def non_field_errors(self) -> list[str]:
        """What is wrong with a form as a whole."""
        return [str(error) for form in self.wrong for error in form.non_field_errors()]
