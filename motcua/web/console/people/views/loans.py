"""What officers within reach lend each other: seen, and taken back."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.access import Permission, managing, permission
from motcua.access.policy import ROLES
from motcua.catalog import queries as catalog
from motcua.core.roles import Role
from motcua.people import actions
from motcua.people import queries as people
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said


@permission(Permission.MANAGE_PEOPLE)
def loans(request: HttpRequest) -> HttpResponse:
    """The loans that are not over."""
    desk = desks.of(request)
    reach = managing.reach_of(desk.account, on=desk.today)
    found = people.loans_at(None if reach.everywhere else reach.agency_ids, on=desk.today)
    names = catalog.field_names(number for loan in found for number in loan.field_ids)
    rows = [
        (
            loan,
            ROLES[Role(loan.role)].title,
            loan.valid_from <= desk.today,
            ", ".join(names.get(number, "?") for number in loan.field_ids),
        )
        for loan in found
    ]
    way = [Crumb(_("Cán bộ"), reverse("console:officers")), Crumb(_("Ủy quyền"))]
    return frame.draw(request, "console/people/loans.html", {"rows": rows}, way=way)


@permission(Permission.MANAGE_PEOPLE)
@require_POST
def end(request: HttpRequest, loan_id: int) -> HttpResponse:
    """Take a loan back: it ends with today, one that has not begun is gone whole."""
    desk = desks.of(request)
    reach = managing.reach_of(desk.account, on=desk.today)
    loan = people.loans_at(None if reach.everywhere else reach.agency_ids, on=desk.today).filter(pk=loan_id).first()
    if loan is None:
        raise Http404
    try:
        managing.require_place(
            desk.account,
            loan.to_officer,
            role=Role(loan.role),
            agency_id=loan.agency_id,
            unit_id=loan.unit_id,
            on=desk.today,
        )
        begun = loan.valid_from <= desk.today
        last_day = desk.today if begun else desk.today - timedelta(days=1)
        actions.end_delegation(delegation_id=loan.pk, last_day=last_day, by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, said(refused))
    else:
        messages.success(request, _("Đã thu hồi ủy quyền."))
    return redirect("console:loans")
