"""Officers with their posts as a spreadsheet and as JSON; and such a file taken in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.access import Permission, permission
from motcua.web.console import desk as desks
from motcua.web.console.exchange import files, taking
from motcua.web.console.exchange.people import Officers
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb


@permission(Permission.MANAGE_PEOPLE)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest) -> HttpResponse:
    """One row for each post within reach."""
    kind = Officers(desks.of(request))
    note = "Vị trí đang giữ và sắp giữ trong phạm vi quản lý. Nhập lại được ở trang Cán bộ."
    return files.spreadsheet(kind, kind.standing().values(), title="Cán bộ và vị trí", note=note, name="can-bo")


@permission(Permission.MANAGE_PEOPLE)
@require_GET
@in_vietnamese
def document(request: HttpRequest) -> HttpResponse:
    """The same for other programs."""
    kind = Officers(desks.of(request))
    return files.document(kind, kind.standing().values(), name="can-bo")


@permission(Permission.MANAGE_PEOPLE)
@never_cache
def take_in(request: HttpRequest) -> HttpResponse:
    """Officers and posts from a file; temporary passwords are shown this once."""
    return taking.take_in(
        request,
        Officers(desks.of(request)),
        title=_("Nhập cán bộ, vị trí"),
        back=reverse("console:officers"),
        exports=[("Excel", reverse("console:officers_sheet")), ("JSON", reverse("console:officers_document"))],
        way=[Crumb(_("Cán bộ"), reverse("console:officers"))],
    )
