"""The page on which a file comes in: chosen, tried with a result for each row, confirmed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.core.exchange import Judged, Outcome
from motcua.gateways.documents import rows as reading
from motcua.web.console import desk as desks
from motcua.web.console import frame
from motcua.web.console.exchange import judging
from motcua.web.console.exchange.judging import Kind
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import REFUSED, said

SHOWN = 300
TONES = {
    Outcome.ADDED: ("ok", gettext_lazy("Thêm mới")),
    Outcome.CHANGED: ("soon", gettext_lazy("Thay đổi")),
    Outcome.UNCHANGED: ("idle", gettext_lazy("Giữ nguyên")),
    Outcome.REFUSED: ("late", gettext_lazy("Từ chối")),
}


class FileForm(Form):
    """A file to try."""

    file = forms.FileField(
        label=gettext_lazy("Tệp cần nhập"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json", "class": "control"}),
        help_text=gettext_lazy("Bảng tính .xlsx hoặc .json cùng cột với tệp xuất ra, tối đa 4 MB, 5.000 dòng."),
    )


def take_in(
    request: HttpRequest, kind: Kind, *, title: str, back: str, exports: list[tuple[str, str]], way: list[Crumb]
) -> HttpResponse:
    """Try a file, then take it: whole or not at all. `back` is where one goes afterwards."""
    desk = desks.of(request)
    carried = request.POST.get("rows", "")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" and not carried else FileForm()
    values: dict[str, Any] = {"form": form, "title": title, "back": back, "exports": exports, "judged": None}
    status = 200
    if carried:
        try:
            rows = judging.unpacked(kind, carried, desk)
        except signing.BadSignature:
            values["gone"], status = True, 409
        else:
            judged = judging.judge(kind, rows, keep=True)
            if not judged.is_refused:
                told = _("Đã nhập: thêm %(added)s, thay đổi %(changed)s, giữ nguyên %(unchanged)s dòng.")
                messages.success(request, told % {each.value: judged.count(each) for each in Outcome})
                if not judged.told:
                    return redirect(back)
            values |= shown(judged) | {"done": not judged.is_refused}
            status = 409 if judged.is_refused else 200
    elif request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                rows = reading.read(file.read(reading.LARGEST + 1), str(file.name), kind.columns, kind=kind.format)
            except REFUSED as refused:
                form.add_error("file", said(refused))
            else:
                judged = judging.judge(kind, rows)
                status = 409 if judged.is_refused else 200
                values |= shown(judged) | {"rows": judging.packed(kind, rows, desk)}
    crumbs = [*way, Crumb(_("Nhập từ tệp"))]
    return frame.draw(request, "console/exchange/take_in.html", values, way=crumbs, status=status)


def shown(judged: Judged) -> dict[str, Any]:
    """What the page says of each row: refusals first, what stays as it is only counted."""
    english = (get_language() or "vi").startswith("en")
    order = [Outcome.REFUSED, Outcome.CHANGED, Outcome.ADDED]
    lines = sorted(
        (line for line in judged.lines if line.outcome is not Outcome.UNCHANGED),
        key=lambda line: (order.index(line.outcome), line.number),
    )
    return {
        "judged": judged,
        "counts": [(TONES[each][0], TONES[each][1], judged.count(each)) for each in Outcome],
        "lines": [
            (line, *TONES[line.outcome], (line.reason.en if english else line.reason.vi) if line.reason else "")
            for line in lines[:SHOWN]
        ],
        "hidden": max(0, len(lines) - SHOWN),
    }
