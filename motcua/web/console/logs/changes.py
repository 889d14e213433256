"""Every change of the settings, newest first, a stretch at a time; handed out as a spreadsheet and as JSON."""

import io
import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.access import Permission, permission
from motcua.core.vietnam import ZONE
from motcua.gateways.documents.sheet import Column, Kind, Sheet
from motcua.journal import queries as journal
from motcua.people import queries as people
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.exchange.files import XLSX, handed
from motcua.web.console.logs import telling
from motcua.web.console.logs.telling import Line
from motcua.web.console.logs.wording import AREAS
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb

SIZE = 50
MOST = 20_000  # of one file
MANY = 500  # officers of one name
SYSTEM = "system"


class SiftForm(Form):
    """Whose changes, of what, when."""

    phan = forms.ChoiceField(label=gettext_lazy("Phần"), required=False)
    ai = forms.CharField(label=gettext_lazy("Người thay đổi"), max_length=120, required=False)
    tu = entries.Day(label=gettext_lazy("Từ ngày"), required=False)
    den = entries.Day(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["phan"]
        assert isinstance(area, forms.ChoiceField)
        area.choices = [("", _("Mọi phần")), *((key, name) for key, (name, _kinds) in AREAS.items())]

    @property
    def asked(self) -> dict[str, Any]:
        """What to ask the journal for."""
        given = self.cleaned_data
        kinds = AREAS[given["phan"]][1] if given["phan"] else {kind for _n, each in AREAS.values() for kind in each}
        first, last = given["tu"], given["den"]
        actors = None
        if given["ai"].strip():
            found = people.officers_called(given["ai"]).values_list("pk", flat=True)[:MANY]
            actors = [f"officer:{number}" for number in found]
        return {
            "kinds": [kind.replace("_", r"\_") for kind in kinds],
            "actors": actors,
            "since": datetime.combine(first, time.min, ZONE) if first else None,
            "until": datetime.combine(last + timedelta(days=1), time.min, ZONE) if last else None,
        }


@permission(Permission.READ_LOGS)
def changes(request: HttpRequest) -> HttpResponse:
    """Who changed what; pages go back in time, so that new changes move nothing under the reader's eyes."""
    desks.of(request)
    form = SiftForm(request.GET, auto_id="loc_%s")
    before = request.GET.get("truoc", "")
    found: list[journal.Change] = []
    if form.is_valid():
        last = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
        found = journal.changes(**form.asked, before=last, limit=SIZE + 1)
    shown = found[:SIZE]
    query = {name: value for name, value in request.GET.items() if name in form.fields and value}
    values = {
        "form": form,
        "lines": telling.lines(shown),
        "older": f"?{urlencode(query | {'truoc': str(shown[-1].id)})}" if len(found) > SIZE else "",
        "newest": f"?{urlencode(query)}" if before else "",
        "query": urlencode(query),
    }
    way = [Crumb(_("Nhật ký thay đổi"))]
    return frame.draw(request, "console/logs/changes.html", values, way=way, status=200 if form.is_valid() else 422)


def _found(request: HttpRequest) -> list[Line]:
    """What the page sifts, as far as a file goes; nothing where the sifting cannot be read."""
    form = SiftForm(request.GET)
    return telling.lines(journal.changes(**form.asked, limit=MOST)) if form.is_valid() else []


@permission(Permission.READ_LOGS)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet: one row for each value that changed."""
    columns = (
        Column("Lúc", Kind.MOMENT, 18),
        Column("Người thay đổi", Kind.TEXT, 28),
        Column("Phần", Kind.TEXT, 24),
        Column("Việc", Kind.TEXT, 30),
        Column("Đối tượng", Kind.TEXT, 40),
        Column("Nội dung", Kind.TEXT, 24),
        Column("Trước", Kind.TEXT, 40),
        Column("Sau", Kind.TEXT, 40),
    )
    made = Sheet(
        name="Nhật ký thay đổi",
        title="Nhật ký thay đổi cấu hình",
        formula=f"Mới nhất trước, tối đa {MOST:,} thay đổi; số định danh, điện thoại, thư điện tử được che.".replace(
            ",", "."
        ),
        columns=columns,
    )
    file = io.BytesIO()
    made.write(file, (row for line in _found(request) for row in _rows(line)))
    return handed(file.getvalue(), XLSX, "nhat-ky-thay-doi.xlsx")


def _rows(line: Line) -> list[list[Any]]:
    about = [line.at, line.who, line.area, line.what, line.about]
    return [[*about, told.name, told.before, told.after] for told in line.told] or [[*about, "", "", ""]]


@permission(Permission.READ_LOGS)
@require_GET
@in_vietnamese
def document(request: HttpRequest) -> HttpResponse:
    """The same for other programs."""
    content = {"format": "motcua/nhat-ky-thay-doi", "changes": [_plain(line) for line in _found(request)]}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return handed(text.encode(), "application/json; charset=utf-8", "nhat-ky-thay-doi.json")


def _plain(line: Line) -> Mapping[str, Any]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "area": line.area,
        "what": line.what,
        "about": line.about,
        "values": [{"name": told.name, "before": told.before, "after": told.after} for told in line.told],
    }
