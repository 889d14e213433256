"""Accounts opened, closed, helped: a temporary password shown once, a lost telephone forgotten."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.access import Permission, managing, permission
from motcua.people import actions as people
from motcua.people.actions.accounts import TEMPORARY_PASSWORD_LASTS
from motcua.people.models import Officer
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.people.entering import OfficerForm
from motcua.web.console.people.reaching import seen
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

Verb = Callable[[Desk, Officer], None]


@permission(Permission.MANAGE_PEOPLE)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Open an officer's account with the first post, and show the temporary password this once."""
    desk = desks.of(request)
    form = OfficerForm(request.POST or None, desk=desk)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _handed_over(request, *_opened(desk, form))
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
    way = [Crumb(_("Cán bộ"), reverse("console:officers")), Crumb(_("Thêm cán bộ"))]
    return frame.draw(request, "console/people/add.html", {"form": form}, way=way, status=status)


@transaction.atomic
def _opened(desk: Desk, form: OfficerForm) -> tuple[Officer, str]:
    """The new officer with their temporary password.  :raises Refusal: then nothing of it is there."""
    given, post = form.cleaned_data, form.post
    place = {name: post[name] for name in ("role", "agency_id", "unit_id")}
    managing.require_place(desk.account, None, **place, on=desk.today)
    new = people.create_officer(
        username=given["username"],
        full_name=given["full_name"],
        phone=given["phone"],
        email=given["email"],
        by=desk.actor,
        now=desk.now,
    )
    people.appoint(officer=new.officer, by=desk.actor, now=desk.now, **post)
    return new.officer, new.temporary_password


@permission(Permission.MANAGE_PEOPLE)
@never_cache
@require_POST
def new_password(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Replace a forgotten password; the new one is shown this once, and every session of the account ends."""
    desk = desks.of(request)
    shown = seen(desk, officer_id)
    try:
        managing.require_account(desk.account, shown.officer, on=desk.today)
    except REFUSED as refused:
        messages.error(request, said(refused))
        return redirect("console:officer", officer_id)
    password = people.give_temporary_password(account=shown.account, by=desk.actor, now=desk.now)
    return _handed_over(request, shown.officer, password)


def _handed_over(request: HttpRequest, officer: Officer, password: str) -> HttpResponse:
    way = [
        Crumb(_("Cán bộ"), reverse("console:officers")),
        Crumb(officer.full_name, reverse("console:officer", args=[officer.pk])),
        Crumb(_("Mật khẩu tạm")),
    ]
    values = {
        "officer": officer,
        "password": password,
        "days": TEMPORARY_PASSWORD_LASTS.days,
        "signin": request.build_absolute_uri(reverse("portal:signin")),
    }
    return frame.draw(request, "console/people/password.html", values, way=way)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def forget_factor(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Forget a lost telephone with its recovery codes."""
    done = _("Đã xóa xác thực hai lớp. Lần đăng nhập tới, người này thiết lập lại và nhận mã dự phòng mới.")
    return _done(request, officer_id, _forget_factor, done)


def _forget_factor(desk: Desk, officer: Officer) -> None:
    people.reset_second_factor(officer=officer, by=desk.actor, now=desk.now)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def end_sessions(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Sign the officer out everywhere."""
    return _done(request, officer_id, _end_sessions, _("Đã kết thúc mọi phiên làm việc."))


def _end_sessions(desk: Desk, officer: Officer) -> None:
    people.end_sessions(account=officer.account, by=desk.actor, now=desk.now)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def close(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Let the officer sign in no more."""
    return _done(request, officer_id, _close, _("Đã khóa tài khoản."))


def _close(desk: Desk, officer: Officer) -> None:
    people.close(account=officer.account, by=desk.actor, now=desk.now)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def reopen(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Let a closed account sign in again."""
    return _done(request, officer_id, _reopen, _("Đã mở khóa tài khoản."))


def _reopen(desk: Desk, officer: Officer) -> None:
    people.reopen(account=officer.account, by=desk.actor, now=desk.now)


def _done(request: HttpRequest, officer_id: int, verb: Verb, done: str) -> HttpResponse:
    """Do one thing to an account, if it is this administrator's to manage."""
    desk = desks.of(request)
    shown = seen(desk, officer_id)
    try:
        managing.require_account(desk.account, shown.officer, on=desk.today)
        verb(desk, shown.officer)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, done)
    return redirect("console:officer", officer_id)
