"""All code tables, and one of them with its codes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from motcua.access import Permission, permission
from motcua.catalog import actions
from motcua.catalog.actions.tables import FIXED
from motcua.catalog.models import CodeTable
from motcua.catalog.queries.tables import every_table
from motcua.core.forms import code_tables, naming
from motcua.core.status_words import Words
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.agencies.standing import day_asked
from motcua.web.console.exchange import files, taking
from motcua.web.console.exchange.code_tables import Codes
from motcua.web.console.exchange.judging import Row
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.language import in_vietnamese
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED
from motcua.web.ui.refusals import said as refusal_said
from motcua.web.ui.wording import said


class TableForm(Form):
    """A table's name and source."""

    name = forms.CharField(label=gettext_lazy("Tên danh mục"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Tên tiếng Anh"), max_length=200, required=False)
    source = forms.CharField(
        label=gettext_lazy("Nguồn"), max_length=300, required=False,
        help_text=gettext_lazy("Văn bản ban hành danh mục: số, ngày, cơ quan."),
    )  # fmt: skip


class NewTableForm(TableForm):
    """A new table."""

    key = forms.CharField(
        label=gettext_lazy("Khóa"), max_length=40,
        help_text=gettext_lazy("Chữ thường không dấu, số, gạch dưới; không đổi được về sau."),
    )  # fmt: skip
    field_order = ("name", "name_en", "key", "source")


class CodeForm(Form):
    """A code: new, or an entry that begins on the same day changed."""

    code = forms.CharField(label=gettext_lazy("Mã"), max_length=40)
    name = forms.CharField(label=gettext_lazy("Tên"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Tên tiếng Anh"), max_length=200, required=False)
    position = forms.IntegerField(label=gettext_lazy("Thứ tự"), min_value=0, max_value=1_000_000, initial=0)
    valid_from = entries.Day(label=gettext_lazy("Từ ngày"))
    valid_to = entries.Day(
        label=gettext_lazy("Đến hết ngày"), required=False,
        help_text=gettext_lazy("Ghi ngày cuối để thôi dùng; hồ sơ cũ vẫn đọc được mã này."),
    )  # fmt: skip


@permission(Permission.MANAGE_CATALOG)
def tables(request: HttpRequest) -> HttpResponse:
    """Every table; a new one is begun here."""
    desk = desks.of(request)
    form = NewTableForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.begin_table(by=desk.actor, now=desk.now, **form.cleaned_data)
            except REFUSED as refused:
                form.add_error("key", refusal_said(refused))
                status = 409
            else:
                messages.success(request, _("Đã lập danh mục."))
                return redirect("console:table", made.key)
    values = {"lines": [(line, said(line.words)) for line in every_table(on=desk.today)], "form": form}
    return frame.draw(request, "console/tables/list.html", values, way=[Crumb(_("Danh mục dùng chung"))], status=status)


@permission(Permission.MANAGE_CATALOG)
def table(request: HttpRequest, key: str) -> HttpResponse:
    """One table."""
    return _drawn(request, key)


def _drawn(request: HttpRequest, key: str, status: int = 200, /, **given: Form) -> HttpResponse:
    desk, held = desks.of(request), CodeTable.objects.select_related("compared_by").filter(key=key).first()
    name = _name(key, held)
    day = day_asked(request, desk.today)
    rows = list(Codes(key).standing().values())
    codes = [(row, _state(row, day)) for row in rows]
    change = request.GET.get("ma", "")
    chosen = next((row for row in rows if row["code"] == change and _state(row, day) != "over"), None)
    values: dict[str, Any] = {
        "key": key,
        "name": name,
        "held": held,
        "codes": codes,
        "day": day,
        "chosen": chosen,
        "is_fixed": key in FIXED,
        "about_form": TableForm(
            initial={"name": held.name, "name_en": held.name_en, "source": held.source}, auto_id="bang_%s"
        )
        if held
        else None,
        "code_form": CodeForm(
            initial=dict(chosen) if chosen else {"valid_from": desk.today, "position": 10 * (len(rows) + 1)},
            auto_id="ma_%s",
        ),
        "refused": next(iter(given.values()), None),
    }
    way = [Crumb(_("Danh mục dùng chung"), reverse("console:tables")), Crumb(name)]
    return frame.draw(request, "console/tables/table.html", values | given, way=way, status=status)


def _name(key: str, held: CodeTable | None) -> str:
    if held is not None:
        return said(Words(held.name, held.name_en or held.name))
    if key not in code_tables.built_in():
        raise Http404
    return said(naming.TABLES.get(key, Words(key, key)))


def _state(row: Row, day: date) -> str:
    first, last = row["valid_from"], row["valid_to"]
    if isinstance(last, date) and last < day:
        return "over"
    return "coming" if isinstance(first, date) and first > day else "holds"


@permission(Permission.MANAGE_CATALOG)
@require_POST
def adopt(request: HttpRequest, key: str) -> HttpResponse:
    """A table of the program becomes the installation's, so that it can be changed."""
    return _act(
        request, key, lambda **by: actions.begin_table(key=key, name="", **by), _("Danh mục nay do tỉnh quản lý.")
    )


@permission(Permission.MANAGE_CATALOG)
@require_POST
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """The codes were compared with the source."""
    return _act(request, key, lambda **by: actions.confirm_table(key=key, **by), _("Đã ghi là đã đối chiếu."))


def _act(request: HttpRequest, key: str, verb: Callable[..., Any], told: str) -> HttpResponse:
    desk = desks.of(request)
    _name(key, CodeTable.objects.filter(key=key).first())
    try:
        verb(by=desk.actor, now=desk.now)
    except REFUSED as refused:
        messages.error(request, refusal_said(refused))
    else:
        messages.success(request, told)
    return redirect("console:table", key)


@permission(Permission.MANAGE_CATALOG)
@require_POST
def describe(request: HttpRequest, key: str) -> HttpResponse:
    """Name and source."""
    return _kept(request, key, "about_form", TableForm(request.POST, auto_id="bang_%s"), actions.describe_table, "key")


@permission(Permission.MANAGE_CATALOG)
@require_POST
def keep(request: HttpRequest, key: str) -> HttpResponse:
    """A code, new or changed."""
    return _kept(request, key, "code_form", CodeForm(request.POST, auto_id="ma_%s"), actions.keep_code, "table")


def _kept(
    request: HttpRequest, key: str, name: str, form: Form, verb: Callable[..., Any], by_name: str
) -> HttpResponse:
    desk = desks.of(request)
    if not CodeTable.objects.filter(key=key).exists():
        raise Http404
    if not form.is_valid():
        return _drawn(request, key, 422, **{name: form})
    try:
        verb(**{by_name: key}, by=desk.actor, now=desk.now, **form.cleaned_data)
    except REFUSED as refused:
        form.add_error(None, refusal_said(refused))
        return _drawn(request, key, 409, **{name: form})
    messages.success(request, _("Đã lưu."))
    return redirect("console:table", key)


@permission(Permission.MANAGE_CATALOG)
@require_GET
@in_vietnamese
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The codes as a spreadsheet."""
    name, kind = _name(key, CodeTable.objects.filter(key=key).first()), Codes(key)
    note = _("Nhập lại được ở trang danh mục này.")
    return files.spreadsheet(kind, kind.standing().values(), title=name, note=note, name=f"danh-muc-{key}")


@permission(Permission.MANAGE_CATALOG)
@require_GET
@in_vietnamese
def document(request: HttpRequest, key: str) -> HttpResponse:
    """The codes as JSON."""
    name, kind = _name(key, CodeTable.objects.filter(key=key).first()), Codes(key)
    return files.document(kind, kind.standing().values(), name=f"danh-muc-{key}", table=name)


@permission(Permission.MANAGE_CATALOG)
def take_in(request: HttpRequest, key: str) -> HttpResponse:
    """Codes from a file: the difference first."""
    held = CodeTable.objects.filter(key=key).first()
    if held is None:
        raise Http404
    name, here = _name(key, held), reverse("console:table", args=[key])
    exports = [
        ("Excel", reverse("console:table_sheet", args=[key])),
        ("JSON", reverse("console:table_json", args=[key])),
    ]
    way = [Crumb(_("Danh mục dùng chung"), reverse("console:tables")), Crumb(name, here)]
    title = _("Nhập danh mục: %(name)s") % {"name": name}
    return taking.take_in(request, Codes(key, desks.of(request)), title=title, back=here, exports=exports, way=way)
