"""Days away with a substitute, and what is delegated to whom for how long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.access.policy import ROLES
from motcua.catalog import queries as catalog
from motcua.core.roles import Role
from motcua.people import actions
from motcua.people import queries as people
from motcua.people.models import Delegation, Leave, Officer, Post
from motcua.people.refusals import PostAlreadyEnded
from motcua.people.roles import DELEGABLE
from motcua.web.office import desk as desks
from motcua.web.office import frame, reach
from motcua.web.office.desk import Desk
from motcua.web.office.forms.away import DelegateForm, LeaveForm
from motcua.web.office.presenting import away as shown
from motcua.web.ui.refusals import REFUSED, said

WEEKS = 4


@permission(Permission.WORK_STEP)
def leave(request: HttpRequest) -> HttpResponse:
    """Who is away in the next weeks, and entering days of one's own; a head enters those of the people led."""
    desk = desks.of(request)
    agencies = {post.agency_id for post in desk.posts}
    there = list(people.officers_of(agencies, on=desk.today))
    mine = desk.account.officer
    names = [(str(each.pk), each.full_name) for each in there]
    form = LeaveForm(
        request.POST or None,
        officers=[(str(mine.pk), _("%(name)s (tôi)") % {"name": mine.full_name}), *_led(desk, mine)],
        substitutes=[(number, name) for number, name in names if number != str(mine.pk) or _led(desk, mine)],
        decides=any(post.role in DELEGABLE for post in desk.posts) or bool(_led(desk, mine)),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            by_id = {each.pk: each for each in there} | {mine.pk: mine}
            try:
                actions.take_leave(
                    officer=by_id[given["officer"]],
                    substitute=by_id[given["substitute"]],
                    valid_from=given["valid_from"],
                    valid_to=given["valid_to"],
                    reason=given["reason"],
                    delegates=given.get("delegates", False),
                    by=desk.actor,
                    now=desk.now,
                )
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã ghi ngày nghỉ. Việc những ngày đó hiện ở hộp việc của người làm thay."))
                return redirect("office:leave")
    until = desk.today + timedelta(weeks=WEEKS)
    leaves = list(people.leaves_of(agencies, on=desk.today, until=until + timedelta(days=365)))
    days = shown.days(desk.today, until, desk.calendar)
    values = {
        "form": form,
        "days": days,
        "rows": shown.rows([each for each in leaves if each.valid_from <= until], days),
        "leaves": [shown.line(each, ends=_may_end(desk, each)) for each in leaves],
    }
    return frame.draw(request, "office/leave.html", values, status=status)


def _led(desk: Desk, mine: Officer) -> list[tuple[str, str]]:
    """The people whose days away this officer may enter: those of the divisions and agencies they assign work in."""
    may = replace(desk.reach(Permission.ASSIGN_STEP), lent=())  # lent for some fields: dossiers, not people
    if not may:
        return []
    own = reach.agencies_of(desk.actor, may) & {post.agency_id for post in desk.posts}
    found = people.officers_of(own, on=desk.today).exclude(pk=mine.pk)
    if may.unit_ids and not may.agency_ids:
        found = found.filter(posts__unit_id__in=may.unit_ids).distinct()
    return [(str(each.pk), each.full_name) for each in found]


def _may_end(desk: Desk, leave: Leave) -> bool:
    mine = desk.account.officer
    return leave.officer_id == mine.pk or str(leave.officer_id) in dict(_led(desk, mine))


@require_POST
@permission(Permission.WORK_STEP)
def end_leave(request: HttpRequest, leave_id: int) -> HttpResponse:
    """Come back: from today on, or not leave at all."""
    desk = desks.of(request)
    found = Leave.objects.filter(pk=leave_id).first()
    if found is None or not _may_end(desk, found):
        raise Http404
    _ended(
        request, lambda: actions.end_leave(leave_id=leave_id, last_day=_yesterday(desk), by=desk.actor, now=desk.now)
    )
    return redirect("office:leave")


@permission(Permission.DELEGATE)
def delegation(request: HttpRequest) -> HttpResponse:
    """What this officer lends and was lent, and lending one of the own posts for some days (law:delegation)."""
    desk = desks.of(request)
    mine = desk.account.officer
    posts = [post for post in desk.posts if post.role in DELEGABLE]
    there = people.officers_of({post.agency_id for post in posts}, on=desk.today).exclude(pk=mine.pk)
    offered = catalog.fields_offered({post.agency_id for post in posts}, on=desk.today)
    form = DelegateForm(
        request.POST or None,
        posts=[(str(post.pk), shown.post(post)) for post in posts],
        officers=[(str(each.pk), each.full_name) for each in there],
        fields=[(str(each.pk), each.name) for each in offered],
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            lent: Post = next(post for post in posts if post.pk == given["post"])
            try:
                actions.delegate(
                    from_officer=mine,
                    to_officer=next(each for each in there if each.pk == given["officer"]),
                    role=Role(lent.role),
                    agency_id=lent.agency_id,
                    unit_id=lent.unit_id,
                    valid_from=given["valid_from"],
                    valid_to=given["valid_to"],
                    scope_note=given["scope_note"],
                    field_ids=given["fields_lent"],
                    by=desk.actor,
                    now=desk.now,
                )
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã ủy quyền: %(role)s.") % {"role": ROLES[Role(lent.role)].title.lower()})
                return redirect("office:delegation")
    loans = people.loans_of(mine.pk, on=desk.today)
    named = catalog.field_names(number for loan in loans for number in loan.field_ids)
    values = {"form": form, "lends": bool(posts), "loans": [shown.loan(each, mine.pk, named) for each in loans]}
    return frame.draw(request, "office/delegation.html", values, status=status)


@require_POST
@permission(Permission.DELEGATE)
def end_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take back what one lent."""
    desk = desks.of(request)
    if not Delegation.objects.filter(pk=delegation_id, from_officer_id=desk.account.officer.pk).exists():
        raise Http404
    _ended(
        request,
        lambda: actions.end_delegation(
            delegation_id=delegation_id, last_day=_yesterday(desk), by=desk.actor, now=desk.now
        ),
    )
    return redirect("office:delegation")


def _yesterday(desk: Desk) -> date:
    return desk.today - timedelta(days=1)


def _ended(request: HttpRequest, end: Callable[[], None]) -> None:
    try:
        end()
    except PostAlreadyEnded as refused:
        messages.warning(request, said(refused))
    else:
        messages.success(request, _("Đã kết thúc."))
