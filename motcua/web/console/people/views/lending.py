"""Lending an absent officer's post to a colleague: found by name, then for some days and, if wanted, some fields."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.access import Permission, managing, permission
from motcua.access.policy import ROLES
from motcua.catalog import queries as catalog
from motcua.core.roles import Role
from motcua.people import actions
from motcua.people import queries as people
from motcua.people.models import Post
from motcua.people.roles import DELEGABLE
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.people.entering import LoanForm
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

MOST = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """A post that may be lent."""

    post: Post
    role: str


@permission(Permission.MANAGE_PEOPLE)
def lend(request: HttpRequest) -> HttpResponse:
    """Find whose post is lent, by name."""
    desk = desks.of(request)
    text = request.GET.get("tim", "")[:120].replace("\0", "")
    found = _lendable(desk, text)
    values = {"text": text, "choices": found[:MOST], "more": len(found) > MOST}
    way = [
        Crumb(_("Cán bộ"), reverse("console:officers")),
        Crumb(_("Ủy quyền"), reverse("console:loans")),
        Crumb(_("Lập ủy quyền")),
    ]
    return frame.draw(request, "console/people/lend.html", values, way=way)


@permission(Permission.MANAGE_PEOPLE)
def lend_post(request: HttpRequest, officer_id: int, post_id: int) -> HttpResponse:
    """Lend one post of one officer (law:delegation)."""
    desk = desks.of(request)
    post = _post(desk, officer_id, post_id)
    there = people.officers_of({post.agency_id}, on=desk.today).exclude(pk=post.officer_id)
    there = there.exclude(account_id=desk.account.pk).filter(account__is_active=True)
    form = LoanForm(
        request.POST or None,
        today=desk.today,
        officers=[(str(each.pk), each.full_name) for each in there],
        fields=[(str(each.pk), each.name) for each in catalog.fields_offered({post.agency_id}, on=desk.today)],
    )
    role, status = Role(post.role), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            to = next(each for each in there if each.pk == given["officer"])
            try:
                managing.require_place(
                    desk.account, to, role=role, agency_id=post.agency_id, unit_id=post.unit_id, on=desk.today
                )
                actions.delegate(
                    from_officer=post.officer,
                    to_officer=to,
                    role=role,
                    agency_id=post.agency_id,
                    unit_id=post.unit_id,
                    valid_from=given["valid_from"],
                    valid_to=given["valid_to"],
                    scope_note=given["scope_note"],
                    field_ids=given["fields_lent"],
                    by=desk.actor,
                    now=desk.now,
                )
            except REFUSED as refused:
                form.add_error(None, ValidationError(said(refused)))
                status = 409
            else:
                messages.success(
                    request,
                    _("Đã ủy quyền %(role)s của %(name)s cho %(to)s.")
                    % {"role": str(ROLES[role].title).lower(), "name": post.officer.full_name, "to": to.full_name},
                )
                return redirect("console:loans")
    lent = people.loans_of(post.officer_id, on=desk.today).filter(
        from_officer_id=post.officer_id, role=post.role, agency_id=post.agency_id
    )
    values = {
        "post": post,
        "role": ROLES[role].title,
        "form": form,
        "lent": lent,
        "away": people.away(post.officer_id, on=desk.today),
    }
    way = [
        Crumb(_("Cán bộ"), reverse("console:officers")),
        Crumb(post.officer.full_name, reverse("console:officer", args=[post.officer_id])),
        Crumb(_("Lập ủy quyền")),
    ]
    return frame.draw(request, "console/people/lend_post.html", values, way=way, status=status)


def may_lend(desk: Desk, post: Post) -> bool:
    """Whether this administrator may lend a post; what is one's own is lent at one's own desk."""
    return (
        post.role in DELEGABLE
        and post.officer.account_id != desk.account.pk
        and (post.valid_to is None or post.valid_to >= desk.today)
        and Role(post.role) in managing.grantable(desk.account, on=desk.today)
        and managing.reach_of(desk.account, on=desk.today).covers(post.agency_id, post.unit_id)
    )


def _lendable(desk: Desk, text: str) -> list[Choice]:
    """The posts within reach that may be lent, of officers called so; one more than are shown says there are more."""
    reach, roles = managing.reach_of(desk.account, on=desk.today), managing.grantable(desk.account, on=desk.today)
    found = _open(desk.today).filter(role__in=[role for role in DELEGABLE if role in roles])
    found = found.exclude(officer__account_id=desk.account.pk)
    if not reach.everywhere:
        found = found.filter(Q(agency_id__in=list(reach.agency_ids)) | Q(unit_id__in=list(reach.unit_ids)))
    if text.strip():
        found = found.filter(officer__in=people.officers_called(text.strip()))
    rows = found.order_by("officer__sort_key", "officer_id", "valid_from")[: MOST + 1]
    return [Choice(post, str(ROLES[Role(post.role)].title)) for post in rows]


def _post(desk: Desk, officer_id: int, post_id: int) -> Post:
    """:raises Http404: it is not there, is over, is not lent at all, or lies beyond reach."""
    post = _open(desk.today).filter(pk=post_id, officer_id=officer_id).first()
    if post is None or not may_lend(desk, post):
        raise Http404
    return post


def _open(today: date) -> QuerySet[Post]:
    found = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    return found.select_related("officer", "agency", "unit")
