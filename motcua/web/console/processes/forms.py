"""What is asked when a process is begun, published or taken in from a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.core import flow
from motcua.core.flow import Outcome, ProcessDef
from motcua.web.ui import entries
from motcua.web.ui.forms import Form

ACCEPTED = ".bpmn,.xml,.json,.xlsx,.xls,.ods"


class NewProcessForm(Form):
    """A name, a key if one is wanted, and the standard steps to begin with."""

    name = forms.CharField(label=_("Tên quy trình"), max_length=300)
    key = forms.RegexField(
        r"^[a-z0-9][a-z0-9.-]*$",
        label=_("Mã quy trình"),
        max_length=80,
        required=False,
        help_text=_("Chữ thường không dấu, số, dấu gạch nối. Để trống thì lấy theo tên."),
    )
    template = forms.ChoiceField(label=_("Bắt đầu từ quy trình mẫu"))

    def __init__(self, *args: Any, templates: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].choices = templates  # type: ignore[attr-defined]


class PublishForm(Form):
    """From which day, and why warnings may stand."""

    valid_from = entries.Day(label=_("Áp dụng từ ngày"), help_text=_("Hồ sơ nộp trước ngày này giữ phiên bản cũ."))
    reason = forms.CharField(
        label=_("Lý do vẫn ban hành"),
        widget=forms.Textarea,
        max_length=500,
        required=False,
        help_text=_("Không ghi thông tin cá nhân của người dân."),
    )


class MovingForm(Form):
    """The decision by which running dossiers are moved to another version."""

    number = forms.CharField(label=_("Số quyết định"), max_length=60)
    decided_on = entries.Day(label=_("Ngày quyết định"))
    text = forms.CharField(
        label=_("Nội dung quyết định"),
        widget=forms.Textarea,
        max_length=500,
        help_text=_("Không ghi thông tin cá nhân của người dân."),
    )


class TakeInForm(Form):
    """A file of another tool, and the process it is a further version of."""

    file = forms.FileField(
        label=_("Tệp quy trình"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "control"}),
        help_text=_("BPMN 2.0 (.bpmn, .xml), JSON (.json) hoặc bảng tính (.xlsx, .xls, .ods), tối đa 4 MB."),
    )


class TrialForm(Form):
    """A situation: how some steps answer, when it begins. All other steps answer as on an ordinary day."""

    ROWS = 6

    name = forms.CharField(label=_("Tên tình huống"), max_length=120)
    begins_on = entries.Day(
        label=_("Tiếp nhận ngày"), required=False, help_text=_("Để kiểm tra cả hạn hoàn thành; có thể để trống.")
    )

    def __init__(self, *args: Any, process: ProcessDef, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [("", "–"), *((step.key, f"{step.order}. {step.name}") for step in process.steps)]
        outcomes = [("", "–"), *((each.value, flow.OUTCOMES[each].in_(get_language() or "vi")) for each in Outcome)]
        for no in range(self.ROWS):
            self.add(
                {
                    f"step{no}": forms.ChoiceField(label=_("Bước"), choices=steps, required=False),
                    f"outcome{no}": forms.ChoiceField(label=_("Trả lời"), choices=outcomes, required=False),
                }
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"step{no}"], self[f"outcome{no}"]) for no in range(self.ROWS)]

    def answers(self) -> list[tuple[str, str]]:
        given = [(self.cleaned_data[f"step{no}"], self.cleaned_data[f"outcome{no}"]) for no in range(self.ROWS)]
        return [(step, outcome) for step, outcome in given if step and outcome]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for no in range(self.ROWS):
            if bool(given.get(f"step{no}")) != bool(given.get(f"outcome{no}")):
                self.add_error(f"outcome{no}", _("Mỗi dòng cần cả bước và câu trả lời."))
        return given
