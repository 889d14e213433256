"""Posts given, ended, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, managing, permission
from motcua.people import actions as people
from motcua.web.console import desk as desks
from motcua.web.console.people.entering import LastDayForm, PostForm
from motcua.web.console.people.reaching import post_of, seen
from motcua.web.console.people.views.officer import drawn
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def give(request: HttpRequest, officer_id: int) -> HttpResponse:
    """Give the officer a post."""
    desk = desks.of(request)
    shown = seen(desk, officer_id)
    form = PostForm(request.POST, desk=desk, auto_id="vi_tri_%s")
    if not form.is_valid():
        return drawn(request, shown, status=422, post_form=form)
    post = form.post
    try:
        managing.require_place(
            desk.account,
            shown.officer,
            role=post["role"],
            agency_id=post["agency_id"],
            unit_id=post["unit_id"],
            on=desk.today,
        )
        people.appoint(officer=shown.officer, by=desk.actor, now=desk.now, **post)
    except REFUSED as refused:
        form.add_error(None, said(refused))
        return drawn(request, shown, status=409, post_form=form)
    messages.success(request, _("Đã trao vị trí."))
    return redirect("console:officer", officer_id)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def end(request: HttpRequest, officer_id: int, post_id: int) -> HttpResponse:
    """End a post with a day on which it is still held."""
    desk = desks.of(request)
    shown = seen(desk, officer_id)
    form = LastDayForm(request.POST, today=desk.today, auto_id="ket_thuc_%s")
    if not form.is_valid():
        return drawn(request, shown, status=422, last_day_form=form)
    try:
        post = post_of(desk, shown.officer, post_id)
        people.end_post(post_id=post.pk, last_day=form.cleaned_data["last_day"], by=desk.actor, now=desk.now)
    except REFUSED as refused:
        form.add_error(None, said(refused))
        return drawn(request, shown, status=409, last_day_form=form)
    messages.success(request, _("Đã ghi ngày kết thúc vị trí."))
    return redirect("console:officer", officer_id)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def cancel(request: HttpRequest, officer_id: int, post_id: int) -> HttpResponse:
    """Take back a post that has not begun."""
    desk = desks.of(request)
    shown = seen(desk, officer_id)
    try:
        post = post_of(desk, shown.officer, post_id)
        people.cancel_post(post_id=post.pk, on=desk.today, by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Đã hủy vị trí chưa bắt đầu."))
    return redirect("console:officer", officer_id)
