"""The agencies of a day and their divisions as spreadsheets and as JSON; and such files taken in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.access import Permission, permission
from motcua.web.console import desk as desks
from motcua.web.console.agencies.standing import day_asked
from motcua.web.console.exchange import files, taking
from motcua.web.console.exchange.agencies import Agencies, Units
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb


@permission(Permission.MANAGE_AGENCIES)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest) -> HttpResponse:
    """One row for each agency of a day."""
    day = day_asked(request, desks.of(request).today)
    kind = Agencies(day)
    title, note = f"Cơ quan ngày {day:%d-%m-%Y}", "Tên và mã có hiệu lực trong ngày. Nhập lại được ở trang Cơ quan."
    return files.spreadsheet(kind, kind.standing().values(), title=title, note=note, name=f"co-quan-{day:%Y-%m-%d}")


@permission(Permission.MANAGE_AGENCIES)
@require_GET
@in_vietnamese
def document(request: HttpRequest) -> HttpResponse:
    """The same for other programs."""
    day = day_asked(request, desks.of(request).today)
    kind = Agencies(day)
    return files.document(kind, kind.standing().values(), name=f"co-quan-{day:%Y-%m-%d}", on=day.isoformat())


@permission(Permission.MANAGE_AGENCIES)
@require_GET
@in_vietnamese
def units_sheet(request: HttpRequest) -> HttpResponse:
    """One row for each division."""
    kind = Units(desks.of(request))
    note = "Phòng đang hoạt động và sắp hoạt động. Nhập lại được ở trang Cơ quan."
    return files.spreadsheet(kind, kind.standing().values(), title="Phòng, đơn vị", note=note, name="phong")


@permission(Permission.MANAGE_AGENCIES)
@require_GET
@in_vietnamese
def units_document(request: HttpRequest) -> HttpResponse:
    """The same for other programs."""
    kind = Units(desks.of(request))
    return files.document(kind, kind.standing().values(), name="phong")


@permission(Permission.MANAGE_AGENCIES)
def take_in(request: HttpRequest) -> HttpResponse:
    """Agencies from a file."""
    desk = desks.of(request)
    return taking.take_in(
        request,
        Agencies(desk.today, desk),
        title=_("Nhập cơ quan"),
        back=reverse("console:agencies"),
        exports=[("Excel", reverse("console:agencies_sheet")), ("JSON", reverse("console:agencies_document"))],
        way=[Crumb(_("Cơ quan, đơn vị"), reverse("console:agencies"))],
    )


@permission(Permission.MANAGE_AGENCIES)
def take_in_units(request: HttpRequest) -> HttpResponse:
    """Divisions from a file."""
    return taking.take_in(
        request,
        Units(desks.of(request)),
        title=_("Nhập phòng, đơn vị"),
        back=reverse("console:agencies"),
        exports=[("Excel", reverse("console:units_sheet")), ("JSON", reverse("console:units_document"))],
        way=[Crumb(_("Cơ quan, đơn vị"), reverse("console:agencies"))],
    )
