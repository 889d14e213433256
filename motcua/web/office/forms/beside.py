"""What goes on beside the steps: opinions of others, money, the draft of the answer."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core.worktime import CalendarGap, NotAWorkingDay, WorkCalendar
from motcua.files.inspection import ACCEPT
from motcua.web.office.forms import CommandForm, prose
from motcua.web.ui import entries
from motcua.web.ui.refusals import said
from motcua.web.ui.widgets import Combobox, Files


class ConsultForm(CommandForm):
    """A question to another agency, to be answered within the norm."""

    agency = forms.CharField(
        label=gettext_lazy("Cơ quan được hỏi"), max_length=300, help_text=gettext_lazy("Gõ một phần tên rồi chọn.")
    )
    question = prose(gettext_lazy("Nội dung cần ý kiến"), rows=4)
    due_on = entries.Day(label=gettext_lazy("Trả lời trước ngày"))

    def __init__(
        self, *args: Any, agencies: dict[str, int], latest: datetime | None, calendar: WorkCalendar, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies, self.latest, self.calendar = agencies, latest, calendar
        self.fields["agency"].widget = Combobox(agencies)
        if latest is not None:
            self.fields["due_on"].help_text = _("Trong thời hạn giải quyết: chậm nhất %(latest)s.") % {
                "latest": f"{latest:%d/%m/%Y}"
            }

    def clean_agency(self) -> int:
        typed = self.cleaned_data["agency"].strip()
        if typed not in self.agencies:
            raise ValidationError(_("Không có cơ quan nào tên như vậy. Hãy chọn trong danh sách gợi ý."))
        return self.agencies[typed]

    def clean(self) -> dict[str, Any]:
        """The answer is due when that day closes, or at the promise where that comes first."""
        given: dict[str, Any] = super().clean() or {}
        day = given.get("due_on")
        if day is None:
            return given
        try:
            closing = self.calendar.closing(day)
        except NotAWorkingDay:
            self.add_error("due_on", _("Ngày này không phải ngày làm việc. Hãy chọn ngày làm việc."))
            return given
        except CalendarGap as gap:
            self.add_error("due_on", said(gap))
            return given
        same_day = self.latest is not None and self.latest.date() == day
        given["due_at"] = min(closing, self.latest) if same_day and self.latest else closing
        return given


class AnswerForm(CommandForm):
    answer = prose(gettext_lazy("Ý kiến trả lời"), rows=5)


class MessageForm(CommandForm):
    """A few words to the owner of the dossier."""

    text = forms.CharField(
        label=gettext_lazy("Trả lời chủ hồ sơ"),
        help_text=gettext_lazy("Tối đa 2.000 ký tự. Yêu cầu bổ sung giấy tờ phải gửi bằng phiếu, không gửi tại đây."),
        max_length=2000,
        widget=forms.Textarea,
    )


class PaymentForm(CommandForm):
    notice = forms.CharField(
        label=gettext_lazy("Số, ngày và nội dung thông báo nộp tiền"),
        max_length=500,
        help_text=gettext_lazy("Ví dụ: Thông báo 12/TB-CCT ngày 23/11/2026, lệ phí trước bạ."),
    )


class DraftForm(CommandForm):
    """The answer as the case officer proposes it: a file, or a text written here."""

    title = entries.Name(label=gettext_lazy("Tên văn bản kết quả"), max_length=500)
    is_negative = forms.BooleanField(
        label=gettext_lazy("Kết quả là không chấp thuận (từ chối giải quyết)"), required=False
    )
    file = forms.FileField(
        label=gettext_lazy("Tệp kết quả"),
        required=False,
        help_text=gettext_lazy("PDF hoặc Word. Có tệp thì không cần soạn nội dung bên dưới."),
        widget=Files(attrs={"accept": ACCEPT}),
    )
    body = forms.CharField(
        label=gettext_lazy("Hoặc soạn nội dung tại đây"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"data-rows": 10}),
    )

    def __init__(self, *args: Any, has_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_file = has_file
        self.fields["file"].widget.allow_multiple_selected = False

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not given.get("body", "").strip() and not self.has_file:
            raise ValidationError(_("Hãy đính kèm tệp kết quả hoặc soạn nội dung văn bản."))
        return given
