"""Writing a template, and a note nobody else reads."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.web.office.forms import Choices, CommandForm
from motcua.web.office.models import LONGEST_NOTE, LONGEST_TEMPLATE, TextTemplate
from motcua.web.ui.widgets import Combobox


class TemplateForm(CommandForm):
    """A template: what for, whose, for which procedure, its text."""

    name = forms.CharField(label=gettext_lazy("Tên mẫu"), max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Dùng cho"), choices=TextTemplate.Kind.choices, widget=forms.RadioSelect
    )
    holder = forms.ChoiceField(label=gettext_lazy("Ai dùng"), widget=forms.RadioSelect)
    procedure = forms.CharField(
        label=gettext_lazy("Chỉ cho thủ tục"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Gõ một phần tên hoặc mã rồi chọn; để trống nếu dùng cho mọi thủ tục."),
    )
    body = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=LONGEST_TEMPLATE, widget=forms.Textarea(attrs={"data-rows": 14})
    )
    ho_so = forms.CharField(label=gettext_lazy("Mã hồ sơ"), max_length=60, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, holders: Choices, procedures: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.procedures = procedures
        holder = self.fields["holder"]
        assert isinstance(holder, forms.ChoiceField)
        holder.choices = [("", _("Riêng tôi")), *holders]
        holder.required = False
        if len(holder.choices) == 1:
            holder.widget = forms.HiddenInput()
        self.fields["procedure"].widget = Combobox(procedures)

    def clean_procedure(self) -> int | None:
        typed = self.cleaned_data["procedure"].strip()
        if typed and typed not in self.procedures:
            raise forms.ValidationError(_("Không có thủ tục nào như vậy. Hãy chọn trong danh sách gợi ý."))
        return self.procedures.get(typed)


class NoteForm(CommandForm):
    """A note for oneself."""

    text = forms.CharField(
        label=gettext_lazy("Ghi chú riêng"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"data-rows": 3}),
        help_text=gettext_lazy("Chỉ Ông/Bà xem được; không thuộc hồ sơ."),
    )
