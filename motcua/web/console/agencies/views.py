"""The agencies of a day, and one of them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, permission
from motcua.org import queries as org
from motcua.org.models import Agency, Unit
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.agencies.entering import (
    CodeForm,
    RenameForm,
    UnitEndForm,
    UnitForm,
    UnitNameForm,
    standing_units,
)
from motcua.web.console.agencies.standing import LEVELS, branches, day_asked, units_on
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb

SCHEMES = {
    "new": gettext_lazy("Mã định danh"),
    "old": gettext_lazy("Mã định danh cũ"),
    "gso": gettext_lazy("Mã hành chính"),
}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A division with the forms to rename and end it; none where it is over."""

    unit: Unit
    rename: UnitNameForm | None
    end: UnitEndForm | None
    is_open: bool  # one of its forms was refused


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
    """One agency: names, codes, divisions, what it came from and what became of it."""
    return drawn(request, found(agency_id))


def found(agency_id: int) -> Agency:
    """The agency.  :raises Http404:"""
    agency = Agency.objects.select_related("parent").filter(pk=agency_id).first()
    if agency is None:
        raise Http404
    return agency


def drawn(request: HttpRequest, agency: Agency, status: int = 200, unit_id: int = 0, /, **given: Form) -> HttpResponse:
    """The page, with whichever of its small forms was refused."""
    desk = desks.of(request)
    values: dict[str, Any] = {
        "agency": agency,
        "level": LEVELS.get(agency.level, agency.level),
        "names": agency.names.order_by("-valid_from"),
        "codes": [(SCHEMES[each.scheme], each) for each in agency.codes.order_by("-scheme", "-valid_from")],
        "lines": [_line(unit, desk.today, unit_id, given) for unit in standing_units(agency.pk, desk.today)],
        "from_others": agency.inheritances.select_related("predecessor").order_by("-on", "pk"),
        "to_others": agency.successions.select_related("successor").order_by("-on", "pk"),
        "calendars": agency.calendars.select_related("calendar").order_by("-valid_from"),
        "unit_form": UnitForm(initial={"since": desk.today}, auto_id="phong_%s"),
        "rename_form": RenameForm(initial={"short_name": "", "since": desk.today}, auto_id="ten_%s"),
        "code_form": CodeForm(initial={"since": desk.today}, auto_id="ma_%s"),
        "today": desk.today,
        "is_over": agency.valid_to is not None and agency.valid_to < desk.today,
        "refused": next(iter(given.values()), None),
    }
    way = [Crumb(_("Cơ quan, đơn vị"), reverse("console:agencies")), Crumb(agency.short_name)]
    return frame.draw(request, "console/agencies/agency.html", values | given, way=way, status=status)


def _line(unit: Unit, today: Any, refused_id: int, given: dict[str, Form]) -> UnitLine:
    if unit.valid_to is not None:
        return UnitLine(unit, None, None, False)
    mine = given if unit.pk == refused_id else {}
    rename, end = mine.get("unit_name_form"), mine.get("unit_end_form")
    return UnitLine(
        unit,
        rename if isinstance(rename, UnitNameForm) else unit_name_form(unit, today),
        end if isinstance(end, UnitEndForm) else unit_end_form(unit, today),
        bool(mine),
    )


def unit_name_form(unit: Unit, today: Any, data: Any = None) -> UnitNameForm:
    """The form that renames a division."""
    return UnitNameForm(data, initial={"since": today}, auto_id=f"ten-{unit.pk}_%s")


def unit_end_form(unit: Unit, today: Any, data: Any = None) -> UnitEndForm:
    """The form that ends a division."""
    return UnitEndForm(data, unit=unit, initial={"last_day": today}, auto_id=f"cuoi-{unit.pk}_%s")
