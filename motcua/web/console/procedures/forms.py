"""What is asked around a procedure: a term, a fee, an agency, a decision, a file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import (
    Fee,
    Offering,
    Paper,
    ProcedureCase,
    ProcedureDraft,
    ProcedureVersion,
    ProcessVersion,
    TimeUnit,
)
from motcua.catalog.understand.chosen import BadChoice, time_of
from motcua.core import numbering
from motcua.core.deadline import Norm, Unit
from motcua.org.models import Agency
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.widgets import Combobox

NONE = [("", "–")]
MOST_VND = 10**11
MOST_BYTES = 30 * 1024 * 1024
SHAPES = ".jsonl,.json,.txt,.xlsx,.xls,.ods,.gz"


class NewProcedureForm(Form):
    """A code of the national database and a name."""

    code = forms.RegexField(
        f"^{numbering.NATIONAL_CODE}$",
        label=gettext_lazy("Mã thủ tục"),
        max_length=8,
        help_text=gettext_lazy("Mã của Cơ sở dữ liệu quốc gia, ví dụ 1.001193."),
        error_messages={"invalid": gettext_lazy("Mã gồm một chữ số, dấu chấm, sáu chữ số, ví dụ 1.001193.")},
    )
    name = forms.CharField(label=gettext_lazy("Tên thủ tục"), max_length=1000)


class PlanForm(Form):
    """By which decision a draft is published, and from when."""

    decision_number = forms.CharField(label=gettext_lazy("Số quyết định công bố"), max_length=100, required=False)
    decided_on = entries.Day(label=gettext_lazy("Ngày ký quyết định"), required=False)
    issuer = forms.ChoiceField(label=gettext_lazy("Cơ quan công bố"), choices=ProcedureDraft.IssuedBy.choices)
    effective_on = entries.Day(label=gettext_lazy("Áp dụng từ ngày"), required=False)
    supplement_policy = forms.ChoiceField(
        label=gettext_lazy("Khi người nộp bổ sung hồ sơ, thời hạn"), choices=ProcedureVersion.Policy.choices
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("decided_on") and not given.get("decision_number"):
            self.add_error("decision_number", _("Xin nhập số quyết định công bố"))
        return given


class PublishForm(Form):
    """From which day the draft is the version in force."""

    valid_from = entries.Day(
        label=gettext_lazy("Áp dụng từ ngày"),
        help_text=gettext_lazy("Từ hôm nay trở đi. Hồ sơ đã nộp giữ phiên bản của mình đến khi kết thúc."),
    )


class AbolishForm(Form):
    """By which decision a procedure ends, and from when."""

    on = entries.Day(label=gettext_lazy("Bãi bỏ từ ngày"))
    decision_number = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=100)
    decided_on = entries.Day(label=gettext_lazy("Ngày ký quyết định"))
    issuer = forms.ChoiceField(label=gettext_lazy("Cơ quan công bố"), choices=ProcedureDraft.IssuedBy.choices)


class TermForm(Form):
    """What a clerk chooses where the published text of a way to file does not say one thing."""

    value = forms.DecimalField(label=gettext_lazy("Số"), min_value=0, max_digits=7, decimal_places=2, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), choices=NONE + TimeUnit.choices, required=False)
    amount = forms.IntegerField(
        label=gettext_lazy("Số tiền (đồng)"),
        min_value=0,
        max_value=MOST_VND,
        required=False,
        help_text=gettext_lazy("0 nếu không thu."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Fee.Kind.choices, required=False)
    words = forms.CharField(label=gettext_lazy("Áp dụng cho"), max_length=200, required=False)

    def __init__(self, *args: Any, time: bool = True, fee: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if time else ("value", "unit"):
            del self.fields[name]
        for name in () if fee else ("amount", "kind", "words"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("unit") and self.norm() is None and not self.errors:
            self.add_error("value", _("Hãy nhập số phù hợp với đơn vị, lớn hơn 0."))
        if not given.get("unit") and given.get("amount") is None and not self.errors:
            raise forms.ValidationError(_("Hãy chọn thời hạn hoặc nhập mức phí."))
        return given

    def norm(self) -> Norm | None:
        """The term chosen; None where none was, or none that can be counted."""
        unit, value = self.cleaned_data.get("unit"), self.cleaned_data.get("value")
        if not unit:
            return None
        try:
            read = time_of({"chosen_time": {"value": str(value or 0), "unit": unit}})
        except BadChoice:
            return None
        return None if read is None else Norm(read[0] or Decimal(0), Unit(unit))


class PaperForm(Form):
    """What a row of the list of papers is, where the list does not say how many."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Paper.Kind.choices)
    originals = forms.IntegerField(label=gettext_lazy("Bản chính"), min_value=0, max_value=99, initial=0)
    copies = forms.IntegerField(label=gettext_lazy("Bản sao"), min_value=0, max_value=99, initial=0)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        counted = (given.get("originals") or 0) + (given.get("copies") or 0)
        if not self.errors and not counted and given.get("kind") not in (Paper.Kind.NOTE, Paper.Kind.PRESENT_ONLY):
            self.add_error("originals", _("Giấy tờ phải nộp cần ít nhất một bản."))
        return given


class BindForm(Form):
    """By which process dossiers of a version are worked from now on."""

    case = forms.ChoiceField(label=gettext_lazy("Trường hợp"), required=False)
    process = forms.CharField(
        label=gettext_lazy("Quy trình đã ban hành"),
        max_length=500,
        help_text=gettext_lazy("Gõ mã hoặc một phần tên rồi chọn. Hồ sơ đã nộp giữ quy trình của mình."),
    )

    def __init__(
        self, *args: Any, processes: Sequence[ProcessVersion], cases: Sequence[ProcedureCase], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {f"{each.process.key} – {each.process.name}"[:400]: each.pk for each in processes}
        self.fields["process"].widget = Combobox(self.known)
        self.fields["case"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi trường hợp không có quy trình riêng")),
            *((each.key, each.name) for each in cases),
        ]
        if not cases:
            del self.fields["case"]

    def clean_process(self) -> int:
        typed = self.cleaned_data["process"].strip()
        by_key = {name.split(" – ")[0]: number for name, number in self.known.items()}
        found = self.known.get(typed) or by_key.get(typed.split(" ")[0])
        if found is None:
            raise forms.ValidationError(_("Không có quy trình nào như vậy đã ban hành. Hãy chọn trong gợi ý."))
        return found


class OfferForm(Form):
    """An agency begins to offer a procedure."""

    agency = forms.CharField(
        label=gettext_lazy("Cơ quan"), max_length=300, help_text=gettext_lazy("Gõ một phần tên rồi chọn.")
    )
    since = entries.Day(label=gettext_lazy("Từ ngày"))
    until = entries.Day(label=gettext_lazy("Đến hết ngày"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Mức trực tuyến"), choices=Offering.Level.choices, initial="none")
    reason = forms.CharField(label=gettext_lazy("Lý do chỉ trực tuyến một phần"), max_length=500, required=False)

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {each.name: each.pk for each in agencies}
        self.fields["agency"].widget = Combobox(self.known)

    def clean_agency(self) -> int:
        found = self.known.get(self.cleaned_data["agency"].strip())
        if found is None:
            raise forms.ValidationError(_("Không có cơ quan nào tên như vậy trong phạm vi của Ông/Bà."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _partial_has_a_reason(self, given)
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return given


class LevelForm(Form):
    """How far online a procedure is from a day on."""

    level = forms.ChoiceField(label=gettext_lazy("Mức trực tuyến"), choices=Offering.Level.choices)
    since = entries.Day(label=gettext_lazy("Từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do chỉ trực tuyến một phần"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _partial_has_a_reason(self, given)
        return given


class StopForm(Form):
    """The last day on which an agency offers a procedure."""

    last = entries.Day(label=gettext_lazy("Ngày cuối cùng tiếp nhận"))


class TakeInForm(Form):
    """A file of procedures in one of the published shapes."""

    file = forms.FileField(
        label=gettext_lazy("Tệp thủ tục"),
        widget=forms.FileInput(attrs={"accept": SHAPES, "class": "control"}),
        help_text=gettext_lazy(
            "JSON từng dòng (.jsonl, .jsonl.gz), văn bản của cổng (.txt, .tar.gz, .tar.xz) hoặc bảng tính (.xlsx, .xls,"
            " .ods), tối đa 30 MB."
        ),
    )
    valid_from = entries.Day(
        label=gettext_lazy("Phiên bản mới áp dụng từ ngày"),
        help_text=gettext_lazy("Từ hôm nay trở đi; hồ sơ đã nộp giữ phiên bản của mình."),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 30 MB."))
        return given


def process_choices() -> list[ProcessVersion]:
    """Every process that may be bound, in its newest published version."""
    published = ProcessVersion.objects.filter(status=ProcessVersion.Status.PUBLISHED, is_template=False)
    newest = published.select_related("process").defer("definition", "source", "findings", "trials")
    return list(newest.order_by("process__key", "-number").distinct("process__key"))


def _partial_has_a_reason(form: Form, given: dict[str, Any]) -> None:
    """law:decree-42-2022 — partial only with a published reason; a reason belongs to partial only."""
    partial = given.get("level") == Offering.Level.PARTIAL
    if partial and not given.get("reason", "").strip():
        form.add_error("reason", _("Dịch vụ trực tuyến một phần phải nêu lý do."))
    if not partial:
        given["reason"] = ""
