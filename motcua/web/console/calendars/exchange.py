"""Days off of all calendars as a spreadsheet and as JSON; and such a file taken in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.access import Permission, permission
from motcua.web.console import desk as desks
from motcua.web.console.exchange import files, taking
from motcua.web.console.exchange.calendars import Calendars
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb


@permission(Permission.MANAGE_SETTINGS)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest) -> HttpResponse:
    """One row for each day off and each exchanged day."""
    kind = Calendars(desks.of(request))
    note = "Năm nào thay đổi thì ghi số, ngày văn bản ở cột Quyết định. Nhập lại được ở trang Lịch làm việc."
    return files.spreadsheet(kind, kind.standing().values(), title="Ngày nghỉ", note=note, name="lich")


@permission(Permission.MANAGE_SETTINGS)
@require_GET
@in_vietnamese
def document(request: HttpRequest) -> HttpResponse:
    """The same for other programs."""
    kind = Calendars(desks.of(request))
    return files.document(kind, kind.standing().values(), name="lich")


@permission(Permission.MANAGE_SETTINGS)
def take_in(request: HttpRequest) -> HttpResponse:
    """Days off from a file; a year that changes is confirmed anew."""
    return taking.take_in(
        request,
        Calendars(desks.of(request)),
        title=_("Nhập ngày nghỉ"),
        back=reverse("console:calendars"),
        exports=[("Excel", reverse("console:calendars_sheet")), ("JSON", reverse("console:calendars_document"))],
        way=[Crumb(_("Lịch làm việc"), reverse("console:calendars"))],
    )
