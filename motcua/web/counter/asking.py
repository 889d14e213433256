"""What each act of the desk asks for: the forms on a dossier's page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.catalog import queries as catalog
from motcua.dossiers.models import PaymentProof
from motcua.dossiers.queries import Page
from motcua.web.counter.forms import CommandForm, Term, TermForm, terms
from motcua.web.ui import entries, wording
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

    @property
    def place(self) -> str:
        """How the uploads of this supplement name where they belong: they outlast a reload, and meet no other's."""
        asked = self.page.supplements
        return f"quay-bo-sung:{self.page.dossier.code}:{asked[-1].number if asked else 0}"

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].initial = next((each.reference for each in waiting_proofs(self.page)), "")


class RefuseProofForm(ActForm):
    """Which of the proofs the owner sent, and why it does not show the payment."""

    proof = forms.TypedChoiceField(
        label=gettext_lazy("Chứng từ"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    reason = _prose(
        gettext_lazy("Lý do chưa ghi nhận"), gettext_lazy("Người nộp đọc lý do này để gửi lại cho đúng."), most=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting, which = waiting_proofs(self.page), self.fields["proof"]
        # What is sent may have been answered meanwhile: that is refused in its own words.
        offered = self.page.payment_proofs if self.is_bound else waiting
        said = [(each.pk, f"{wording.money(each.amount_vnd)}, {each.paid_on:%d/%m/%Y}") for each in offered]
        which.choices = said  # type: ignore[attr-defined]
        which.initial = waiting[0].pk if waiting else None
        if len(waiting) <= 1:
            which.widget = forms.HiddenInput()

    def clean_proof(self) -> int:
        """The one meant; the newest where the page had only one to mean.  :raises ValidationError: there is none."""
        found = self.cleaned_data["proof"] or next((each.pk for each in self.page.payment_proofs), None)
        if found is None:
            raise ValidationError(_("Người nộp chưa gửi chứng từ nào."))
        return int(found)


def waiting_proofs(page: Page) -> list[PaymentProof]:
    """What the owner sent as proof of payment and nobody has answered, the newest first."""
    return [each for each in page.payment_proofs if each.answer == PaymentProof.Answer.WAITING]


def item_words(item: Any) -> str:
    """An item of a notice: a line of text, or a paper with a note."""
    if not isinstance(item, dict):
        return str(item)
    name, note = item.get("name") or item.get("paper") or "", item.get("note") or item.get("problem") or ""
    return f"{name}: {note}" if name and note else str(name or note)
