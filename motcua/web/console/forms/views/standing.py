"""How the form of one procedure stands: in use, in draft, before; and what moves it on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as entries_of
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.access import Permission, permission
from motcua.catalog import actions as catalog
from motcua.catalog import queries
from motcua.catalog.models import FormVersion
from motcua.core import forms
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.desk import Desk
from motcua.web.console.forms import working
from motcua.web.console.forms.working import Work
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said
from motcua.web.ui.widgets import Combobox
from motcua.web.ui.wording import said as words_said

MOST_BYTES = 1024 * 1024


class ConfirmForm(Form):
    """The text the wording was held against."""

    source = entries_of.CharField(
        label=gettext_lazy("Văn bản đã đối chiếu"),
        max_length=1000,
        widget=entries_of.Textarea(attrs={"data-rows": 2}),
        help_text=gettext_lazy("Số, ký hiệu, ngày và mẫu của văn bản; ghi đúng bản đã đọc."),
    )


class DayForm(Form):
    """From which day a draft is in use."""

    on = entries.Day(label=gettext_lazy("Áp dụng từ ngày"))


class CopyForm(Form):
    """Whose form to begin with."""

    source = entries_of.CharField(
        label=gettext_lazy("Thủ tục có biểu mẫu"),
        max_length=500,
        help_text=gettext_lazy("Gõ mã hoặc một phần tên rồi chọn."),
    )

    def __init__(self, *args: Any, offered: list[FormVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"{each.version.procedure} – {each.version.name}"[:400]: each.version_id for each in offered}
        self.fields["source"].widget = Combobox(self.offered)

    def clean_source(self) -> int:
        typed = self.cleaned_data["source"].strip()
        by_code = {name.split(" – ")[0]: number for name, number in self.offered.items()}
        found = self.offered.get(typed) or by_code.get(typed.split(" ")[0])
        if found is None:
            raise entries_of.ValidationError(_("Không có biểu mẫu nào như vậy. Hãy chọn trong danh sách gợi ý."))
        return found


class TakeForm(Form):
    """A JSON Schema from a file."""

    file = entries_of.FileField(
        label=gettext_lazy("Tệp JSON Schema"),
        widget=entries_of.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=gettext_lazy("Tệp xuất từ hệ thống này, hoặc JSON Schema đơn giản; không quá 1 MB."),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise entries_of.ValidationError(_("Tệp lớn quá 1 MB."))
        return given


@dataclass(frozen=True, slots=True)
class Past:
    """One form the procedure has had, with what it changed of the one before."""

    form: FormVersion
    changes: list[str]
    since: int | None  # the number of the one before


def past_of(version_id: int) -> list[Past]:
    """Every form of a version of a procedure, the newest first, each held against the one before."""
    every = queries.form_versions(version_id)
    found = []
    for at, form in enumerate(every):
        before = every[at + 1] if at + 1 < len(every) else None
        changes = (
            forms.differences(forms.read(before.definition), forms.read(form.definition)) if before is not None else ()
        )
        found.append(Past(form, [words_said(change.words) for change in changes], before.number if before else None))
    return found


@permission(Permission.MANAGE_CATALOG)
def form(request: HttpRequest, version_id: int) -> HttpResponse:
    """Everything about the form of one procedure."""
    return drawn(request, working.on_the_table(version_id))


def drawn(request: HttpRequest, work: Work, *, status: int = 200, **given: Form) -> HttpResponse:
    """The page, with whichever of its small forms was refused."""
    desk = desks.of(request)
    source = work.in_use.definition.get("source", "") if work.in_use else ""
    values: dict[str, Any] = {
        "work": work,
        "past": past_of(work.version.pk),
        "confirm_form": ConfirmForm(initial={"source": source}, auto_id="doi_chieu_%s"),
        "day_form": DayForm(auto_id="hen_%s"),
        "copy_form": CopyForm(offered=queries.copiable_forms(on=desk.today, but=work.version.pk), auto_id="chep_%s"),
        "take_form": TakeForm(auto_id="nhap_%s"),
        "refused": next(iter(given.values()), None),
    }
    way = [Crumb(_("Biểu mẫu điện tử"), reverse("console:forms")), Crumb(str(work.version.procedure))]
    return frame.draw(request, "console/forms/form.html", values | given, way=way, status=status)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def publish(request: HttpRequest, version_id: int) -> HttpResponse:
    """Put the draft to use now."""
    return _moved(request, version_id, _publish, _("Biểu mẫu đã được đưa vào dùng."))


def _publish(request: HttpRequest, desk: Desk, draft: FormVersion) -> None:
    catalog.publish_form(form_id=draft.pk, by=desk.actor, now=desk.now, begun_from=request.POST.get("mark", ""))


@permission(Permission.MANAGE_CATALOG)
@require_POST
def unschedule(request: HttpRequest, version_id: int) -> HttpResponse:
    """Take the day back."""
    return _moved(request, version_id, _unschedule, _("Đã hủy hẹn ngày; bản nháp sửa được tiếp."))


def _unschedule(request: HttpRequest, desk: Desk, draft: FormVersion) -> None:
    catalog.unschedule_form(form_id=draft.pk, by=desk.actor, now=desk.now)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def discard(request: HttpRequest, version_id: int) -> HttpResponse:
    """Throw the draft away."""
    return _moved(request, version_id, _discard, _("Đã bỏ bản nháp."))


def _discard(request: HttpRequest, desk: Desk, draft: FormVersion) -> None:
    catalog.discard_form(form_id=draft.pk, by=desk.actor, now=desk.now, begun_from=request.POST.get("mark", ""))


def _moved(
    request: HttpRequest, version_id: int, move: Callable[[HttpRequest, Desk, FormVersion], None], done: str
) -> HttpResponse:
    work = working.on_the_table(version_id)
    if work.draft is None:
        messages.warning(request, _("Không còn bản nháp nào."))
    else:
        try:
            move(request, desks.of(request), work.draft)
        except REFUSED as refused:
            messages.error(request, said(refused))
        else:
            messages.success(request, done)
    return redirect("console:form", version_id)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def schedule(request: HttpRequest, version_id: int) -> HttpResponse:
    """Say from which day the draft is in use."""
    work, desk = working.on_the_table(version_id), desks.of(request)
    form = DayForm(request.POST, auto_id="hen_%s")
    if work.draft is None or not form.is_valid():
        return drawn(request, work, status=422, day_form=form)
    try:
        catalog.schedule_form(
            form_id=work.draft.pk,
            on=form.cleaned_data["on"],
            by=desk.actor,
            now=desk.now,
            begun_from=request.POST.get("mark", ""),
        )
    except REFUSED as refused:
        form.add_error("on", said(refused))
        return drawn(request, work, status=409, day_form=form)
    messages.success(request, _("Đã hẹn ngày áp dụng."))
    return redirect("console:form", version_id)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def confirm(request: HttpRequest, version_id: int) -> HttpResponse:
    """Say that the wording in use was held against its source."""
    work, desk = working.on_the_table(version_id), desks.of(request)
    form = ConfirmForm(request.POST, auto_id="doi_chieu_%s")
    in_use = work.in_use
    if in_use is None or str(in_use.number) != request.POST.get("number"):
        messages.warning(request, _("Biểu mẫu đang dùng vừa được thay; xin xem lại bản mới."))
        return redirect("console:form", version_id)
    if not form.is_valid():
        return drawn(request, work, status=422, confirm_form=form)
    try:
        catalog.confirm_form(form_id=in_use.pk, source=form.cleaned_data["source"], by=desk.actor, now=desk.now)
    except REFUSED as refused:
        form.add_error("source", said(refused))
        return drawn(request, work, status=409, confirm_form=form)
    messages.success(request, _("Đã ghi nhận việc đối chiếu."))
    return redirect("console:form", version_id)
