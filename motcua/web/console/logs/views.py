"""The looks of officers at personal data, newest first, a stretch at a time."""

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, permission
from motcua.access import queries as access
from motcua.access.models import LookLog
from motcua.core.vietnam import ZONE
from motcua.dossiers import queries as dossiers
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.logs.words import seen
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb

SIZE = 50


class SiftForm(Form):
    """Whose looks, at what, why, when."""

    can_bo = forms.CharField(label=gettext_lazy("Cán bộ"), max_length=120, required=False)
    ho_so = forms.CharField(label=gettext_lazy("Mã hồ sơ"), max_length=60, required=False)
    muc_dich = forms.ChoiceField(label=gettext_lazy("Mục đích"), required=False)
    tu = entries.Day(label=gettext_lazy("Từ ngày"), required=False)
    den = entries.Day(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = self.fields["muc_dich"]
        assert isinstance(purpose, forms.ChoiceField)
        purpose.choices = [("", _("Mọi mục đích")), *LookLog.Purpose.choices]


@permission(Permission.READ_LOGS)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at what; pages go back in time, so that new looks move nothing under the reader's eyes."""
    desks.of(request)
    form = SiftForm(request.GET, auto_id="loc_%s")
    before = request.GET.get("truoc", "")
    found: list[LookLog] = []
    if form.is_valid():
        given = form.cleaned_data
        first, last = given["tu"], given["den"]
        found = access.looks(
            officer=given["can_bo"],
            dossier_ids=dossiers.ids_of_codes([given["ho_so"].strip()]) if given["ho_so"].strip() else None,
            purpose=given["muc_dich"],
            since=datetime.combine(first, time.min, ZONE) if first else None,
            until=datetime.combine(last + timedelta(days=1), time.min, ZONE) if last else None,
            before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
            limit=SIZE + 1,
        )
    shown = found[:SIZE]
    codes = dossiers.codes_of({look.dossier_id for look in shown if look.dossier_id})
    query = {name: value for name, value in request.GET.items() if name != "truoc" and value}
    values = {
        "form": form,
        "rows": [(look, codes.get(look.dossier_id or 0, ""), seen(look.what)) for look in shown],
        "older": f"?{urlencode(query | {'truoc': str(shown[-1].pk)})}" if len(found) > SIZE else "",
        "newest": f"?{urlencode(query)}" if before else "",
    }
    way = [Crumb(_("Nhật ký tra cứu"))]
    return frame.draw(request, "console/logs/looks.html", values, way=way, status=200 if form.is_valid() else 422)
