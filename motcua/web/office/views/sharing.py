"""How the units this officer heads share their new steps out."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.access import Permission, permission
from motcua.core.assigning import Method
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.people import queries as people
from motcua.web.office import desk as desks
from motcua.web.office import frame
from motcua.web.office.desk import Desk
from motcua.web.office.forms.away import SharingForm
from motcua.web.office.offers import HEADS
from motcua.web.ui.refusals import REFUSED, said


@dataclass(frozen=True, slots=True)
class Place:
    """One unit (or agency without units) whose work this officer gives out, with its form."""

    key: str
    name: str
    agency_id: int
    unit_id: int | None
    form: SharingForm


@permission(Permission.ASSIGN_STEP)
def sharing(request: HttpRequest) -> HttpResponse:
    """Show and set the rule of each unit headed. Steps given before stay with who has them."""
    desk = desks.of(request)
    places = _places(request, desk)
    status = 200
    if request.method == "POST":
        status = 422
        place = next((each for each in places if each.key == request.POST.get("place")), None)
        if place is None:
            messages.warning(request, _("Không tìm thấy đơn vị này trong các đơn vị Ông/Bà phụ trách."))
            return redirect("office:sharing")
        if place.form.is_valid():
            given = place.form.cleaned_data
            try:
                actions.share_out(
                    agency_id=place.agency_id,
                    unit_id=place.unit_id,
                    method=Method(given["method"]) if given["method"] else None,
                    communes=given["communes"],
                    by=desk.actor,
                    now=desk.now,
                )
            except REFUSED as refused:
                place.form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã đặt cách giao việc mới của %(name)s.") % {"name": place.name})
                return redirect("office:sharing")
    return frame.draw(request, "office/sharing.html", {"places": places}, status=status)


def _places(request: HttpRequest, desk: Desk) -> list[Place]:
    found: dict[tuple[int, int | None], Place] = {}
    for post in desk.posts:
        where = (post.agency_id, post.unit_id)
        if post.role not in HEADS or where in found:
            continue
        key = f"{post.agency_id}-{post.unit_id or 0}"
        rule = queries.sharing_rule(*where)
        communes: dict[int, list[str]] = {}
        for each in rule.communes.all() if rule else ():
            communes.setdefault(each.officer_id, []).append(each.commune_code)
        there = people.officers_with(Role.CASE_OFFICER, on=desk.today, agency_id=post.agency_id, unit_id=post.unit_id)
        sent = request.POST if request.POST.get("place") == key else None
        form = SharingForm(
            sent,
            officers=[(str(each.pk), each.full_name) for each in there],
            communes={officer: ", ".join(sorted(codes)) for officer, codes in communes.items()},
            initial={"place": key, "method": rule.method if rule else ""},
            auto_id=f"giao_{key}_%s",
        )
        found[where] = Place(key, post.unit.name if post.unit else post.agency.name, *where, form)
    return list(found.values())
