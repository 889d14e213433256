"""A code says something else from a day on: what that changes is shown first, then done."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import Permission, permission
from motcua.catalog import actions
from motcua.catalog.models import CodeEntry, CodeTable, FormVersion
from motcua.catalog.queries.tables import current_code, forms_drawing_on
from motcua.core.status_words import Words
from motcua.core.vietnam import tidy
from motcua.dossiers import queries as dossiers
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED
from motcua.web.ui.refusals import said as refusal_said
from motcua.web.ui.wording import said


class RenameForm(Form):
    """What a code says from when on."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Tên tiếng Anh"), max_length=200, required=False)
    since = entries.Day(
        label=gettext_lazy("Dùng từ ngày"),
        help_text=gettext_lazy("Hồ sơ nộp trước ngày này vẫn đọc theo tên cũ."),
    )

    def __init__(self, *args: Any, current: CodeEntry, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current, self.today = current, today

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self.today:
            raise ValidationError(_("Không đổi tên lùi ngày: hồ sơ đã nộp giữ tên của ngày nộp."))
        if since <= self.current.valid_from:
            raise ValidationError(_("Ngày này phải sau ngày mã bắt đầu mang tên hiện nay."))
        return since

    def clean(self) -> dict[str, Any]:
        """A name that stays is no change."""
        given: dict[str, Any] = super().clean() or {}
        same = tidy(given.get("name", "")), tidy(given.get("name_en", ""))
        if same == (self.current.name, self.current.name_en):
            self.add_error("name", _("Tên này đang dùng rồi."))
        return given


@dataclass(frozen=True, slots=True)
class Trial:
    """What a new name would change."""

    name: str
    name_en: str
    since: date
    last_day: date  # on which the earlier name holds
    in_use: list[FormVersion]
    drafts: list[FormVersion]
    running: int


@permission(Permission.MANAGE_CATALOG)
def rename(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """The new name is asked; what it changes is shown; sent again with that seen, it is done."""
    desk = desks.of(request)
    held = CodeTable.objects.filter(key=key).first()
    if held is None or not held.entries.filter(code=code).exists():
        raise Http404
    current = current_code(table=key, code=code)
    if current is None:
        messages.error(request, _("Mã %(code)s đã có ngày cuối; muốn đổi tên thì bỏ ngày cuối trước.") % {"code": code})
        return redirect("console:table", key)
    starting = {"name": current.name, "name_en": current.name_en, "since": desk.today + timedelta(days=1)}
    form = RenameForm(request.POST or None, current=current, today=desk.today, initial=starting)
    trial, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status, trial = 200, _tried(key, **form.cleaned_data)
            if request.POST.get("seen") == "1":
                try:
                    actions.rename_code(table=key, code=code, by=desk.actor, now=desk.now, **form.cleaned_data)
                except REFUSED as refused:
                    form.add_error(None, ValidationError(refusal_said(refused)))
                    status, trial = 409, None
                else:
                    day = form.cleaned_data["since"].strftime("%d/%m/%Y")
                    told = {"code": code, "name": trial.name, "day": day}
                    messages.success(request, _("Mã %(code)s mang tên “%(name)s” từ ngày %(day)s.") % told)
                    return redirect("console:table", key)
    name = said(Words(held.name, held.name_en or held.name))
    way = [
        Crumb(_("Danh mục dùng chung"), reverse("console:tables")),
        Crumb(name, reverse("console:table", args=[key])),
        Crumb(_("Đổi tên mã %(code)s") % {"code": code}),
    ]
    values = {"key": key, "code": code, "held": held, "name": name, "current": current, "form": form, "trial": trial}
    return frame.draw(request, "console/tables/rename.html", values, way=way, status=status)


def _tried(key: str, *, name: str, name_en: str, since: date) -> Trial:
    forms_found = forms_drawing_on(key)
    in_use = [each for each in forms_found if each.status == FormVersion.Status.PUBLISHED]
    pinned = dossiers.pinned_to_versions(each.version_id for each in in_use)
    return Trial(
        tidy(name),
        tidy(name_en),
        since,
        since - timedelta(days=1),
        in_use,
        [each for each in forms_found if each.status == FormVersion.Status.DRAFT],
        sum(each.running for each in pinned.values()),
    )
