"""The agencies of a day, and one of them."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, permission
from motcua.org import actions
from motcua.org import queries as org
from motcua.org.models import Agency
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.agencies.standing import LEVELS, branches, day_asked, units_on
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

SCHEMES = {
    "new": gettext_lazy("Mã định danh"),
    "old": gettext_lazy("Mã định danh cũ"),
    "gso": gettext_lazy("Mã hành chính"),
}


class UnitForm(Form):
    """A new division."""

    name = forms.CharField(label=gettext_lazy("Tên phòng, đơn vị"), max_length=200)
    since = entries.Day(label=gettext_lazy("Hoạt động từ ngày"))


@permission(Permission.MANAGE_AGENCIES)
def agencies(request: HttpRequest) -> HttpResponse:
    """The tree of a day."""
    desk = desks.of(request)
    day, text = day_asked(request, desk.today), request.GET.get("tim", "")[:120]
    tree = org.tree(on=day)
    values = {
        "branches": branches(tree, units_on(day), text),
        "day": day,
        "text": text,
        "total": len(tree.by_id),
        "query": urlencode({"ngay": f"{day:%d/%m/%Y}"}),
    }
    return frame.draw(request, "console/agencies/tree.html", values, way=[Crumb(_("Cơ quan, đơn vị"))])


@permission(Permission.MANAGE_AGENCIES)
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """One agency: codes, divisions, what it came from and what became of it; a division may be opened."""
    desk = desks.of(request)
    found = Agency.objects.select_related("parent").filter(pk=agency_id).first()
    if found is None:
        raise Http404
    form = UnitForm(request.POST or None, initial={"since": desk.today})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                given = {**form.cleaned_data, "by": f"officer:{desk.actor.id}", "at": desk.now}
                actions.add_unit(agency_id=agency_id, **given)
            except REFUSED as refused:
                form.add_error(None, said(refused))
                status = 409
            else:
                messages.success(request, _("Đã mở phòng, đơn vị mới."))
                return redirect("console:agency", agency_id)
    values = {
        "agency": found,
        "level": LEVELS.get(found.level, found.level),
        "codes": [(SCHEMES[each.scheme], each) for each in found.codes.order_by("-scheme", "-valid_from")],
        "units": found.units.order_by("sort_key", "pk"),
        "from_others": found.inheritances.select_related("predecessor").order_by("-on", "pk"),
        "to_others": found.successions.select_related("successor").order_by("-on", "pk"),
        "calendars": found.calendars.select_related("calendar").order_by("-valid_from"),
        "form": form,
        "today": desk.today,
        "is_over": found.valid_to is not None and found.valid_to < desk.today,
    }
    way = [Crumb(_("Cơ quan, đơn vị"), reverse("console:agencies")), Crumb(found.short_name)]
    return frame.draw(request, "console/agencies/agency.html", values, way=way, status=status)
