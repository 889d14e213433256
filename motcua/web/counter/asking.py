"""What each act of the desk asks for: the forms on a dossier's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.catalog import queries as catalog
from motcua.dossiers.queries import Page
from motcua.web.counter.forms import CommandForm, Term, TermForm, terms
from motcua.web.ui import entries
from motcua.web.ui.attaching import Attached
from motcua.web.ui.uploads import Kept
from motcua.web.ui.widgets import FilesField


class ActForm(CommandForm):
    """A button, nothing to fill in."""

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    @property
    def places(self) -> list[str]:
        """The names of the controls that take papers one by one."""
        return []


def _prose(label: str, hint: str = "", *, required: bool = True, most: int = 4000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=required, widget=forms.Textarea(attrs={"data-rows": 3})
    )


class AcceptForm(ActForm, TermForm):
    """Nothing, unless the catalogue leaves the term to the clerk."""

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        self.must_choose = not page.dossier.norm_unit
        super().__init__(*args, page=page, terms=_terms(page) if self.must_choose else [], **kwargs)
        if not self.must_choose:
            for name in ("choice", "value", "unit"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.must_choose and values.get("norm") is None and not self.errors:
            self.add_error("choice", _("Danh mục chưa xác định thời hạn: xin chọn thời hạn áp dụng"))
        return values


def _terms(page: Page) -> list[Term]:
    dossier = page.dossier
    return terms(catalog.rules_for(dossier.procedure_version_id), [dossier.channel], [dossier.case_key])


class AskForm(ActForm):
    """Everything that is missing, in one notice (law:one-notice)."""

    items = _prose(
        gettext_lazy("Giấy tờ còn thiếu hoặc cần sửa"),
        gettext_lazy("Mỗi dòng một giấy tờ, sau dấu hai chấm ghi chỗ còn thiếu."),
    )
    reason = _prose(gettext_lazy("Lý do, căn cứ"), required=False)
    ground = forms.CharField(label=gettext_lazy("Căn cứ yêu cầu thêm lần nữa"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.page.dossier.supplements_asked:
            del self.fields["ground"]

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        items = [" ".join(line.split()) for line in given["items"].splitlines() if line.strip()]
        return {"items": items, "reason": given["reason"].strip()}


class RefuseForm(ActForm):
    reason = _prose(gettext_lazy("Lý do, căn cứ từ chối"), gettext_lazy("Nêu đủ một lần; mỗi dòng một lý do."))
    guidance = _prose(
        gettext_lazy("Hướng dẫn"), gettext_lazy("Nơi có thẩm quyền, việc cần làm tiếp."), required=False, most=2000
    )


class ReasonForm(ActForm):
    reason = _prose(gettext_lazy("Lý do"), most=2000)


class SupplyForm(ActForm):
    """The papers that came, and a place for the scans of each that was asked for."""

    papers = _prose(gettext_lazy("Giấy tờ đã nhận"), gettext_lazy("Mỗi dòng một giấy tờ."))
    scans = FilesField(label=gettext_lazy("Bản quét"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.page.supplements[-1].content.get("items", []) if self.page.supplements else []
        lines = [" ".join(item_words(item).split()) for item in asked]
        self.fields["papers"].initial = "\n".join(lines)
        self.items = {f"scans_{number}": line for number, line in enumerate(lines)}
        if lines:
            others = self.fields.pop("scans")
            others.label = _("Bản quét giấy tờ khác")
            label = _("Bản quét: %(paper)s")
            self.add(
                {name: FilesField(label=label % {"paper": line}, required=False) for name, line in self.items.items()}
            )
            self.add({"scans": others})

    attached: Attached | None = None  # set by who keeps the files

    @property
    def places(self) -> list[str]:
        """The names of the controls that take scans."""
        return [*self.items, "scans"]

    @property
    def rows(self) -> list[tuple[Any, list[Kept]]]:
        """Each of these controls with what is there already."""
        kept = self.attached.by_control if self.attached else {}
        return [(self[name], kept.get(name, [])) for name in self.places]


class PaymentForm(ActForm):
    proof = entries.Name(
        label=gettext_lazy("Số chứng từ"),
        help_text=gettext_lazy("Số biên lai, giấy nộp tiền hoặc mã giao dịch."),
        max_length=200,
    )
    scans = FilesField(label=gettext_lazy("Bản chụp chứng từ"), required=False)


def item_words(item: Any) -> str:
    """An item of a notice: a line of text, or a paper with a note."""
    if not isinstance(item, dict):
        return str(item)
    name, note = item.get("name") or item.get("paper") or "", item.get("note") or item.get("problem") or ""
    return f"{name}: {note}" if name and note else str(name or note)
