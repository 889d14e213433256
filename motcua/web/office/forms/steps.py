"""Ending a step, giving it to another, numbering what it made; one at a time or many."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core.flow import Outcome
from motcua.web.office.forms import Choices, CommandForm, prose
from motcua.web.ui.widgets import Combobox

NEED_REASON = frozenset({Outcome.REJECTED.value, Outcome.NEGATIVE.value})


class CompleteForm(CommandForm):
    """How a step ends, with an opinion, and whom the next one is given to."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả của bước"), widget=forms.RadioSelect)
    assign_to = forms.ChoiceField(label="Giao cho", required=False)
    note = prose(gettext_lazy("Ý kiến xử lý"), required=False)

    def __init__(self, *args: Any, outcomes: Choices, assignees: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered, people = list(outcomes), list(assignees)
        outcome, assign = self.fields["outcome"], self.fields["assign_to"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(assign, forms.ChoiceField)
        outcome.choices = offered
        outcome.initial = offered[0][0] if offered else None
        assign.choices = [("", _("Cả bộ phận (ai nhận trước thì làm)")), *people]
        if len(offered) == 1:
            outcome.widget = forms.HiddenInput()
        if not people:
            del self.fields["assign_to"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("outcome") in NEED_REASON and not given.get("note", "").strip():
            self.add_error("note", _("Không đồng ý hoặc từ chối thì phải ghi rõ lý do vào ý kiến xử lý."))
        return given


class IssueForm(CommandForm):
    """The symbol behind the running number of the register."""

    symbol = forms.CharField(
        label=gettext_lazy("Ký hiệu văn bản"),
        max_length=40,
        help_text=gettext_lazy(
            "Số thứ tự do hệ thống cấp liên tục trong sổ của năm; chỉ cần chọn ký hiệu, ví dụ QĐ-UBND."
        ),
    )
    note = prose(gettext_lazy("Ghi chú"), rows=2, required=False)

    def __init__(self, *args: Any, symbols: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["symbol"]
        field.widget = Combobox(symbols)
        field.initial = symbols[0] if symbols else ""

    def clean_symbol(self) -> str:
        symbol: str = self.cleaned_data["symbol"].strip()
        if not all(part.isalpha() for part in symbol.replace("&", "-").split("-")):
            raise ValidationError(_("Ký hiệu gồm chữ cái và dấu gạch nối, ví dụ QĐ-UBND."))
        return symbol


class ReassignForm(CommandForm):
    """Who gets the step instead."""

    officer = forms.ChoiceField(label="Giao cho")
    reason = prose(gettext_lazy("Lý do"), rows=2, required=False)

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn người nhận")), *officers]


class BatchForm(CommandForm):
    """One opinion for several steps, and whom the next ones are given to."""

    assign_to = forms.TypedChoiceField(label="Giao cho", coerce=int, empty_value=None, required=False)
    note = prose(gettext_lazy("Ý kiến xử lý chung"), required=False)

    def __init__(self, *args: Any, assignees: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, people = self.fields["assign_to"], list(assignees)
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Cả bộ phận (ai nhận trước thì làm)")), *people]
        if not people:
            del self.fields["assign_to"]


class BatchAssignForm(CommandForm):
    """Who gets all of the steps; what is not theirs to do is refused step by step."""

    officer = forms.TypedChoiceField(label="Giao cho", coerce=int)
    reason = prose(gettext_lazy("Lý do"), rows=2, required=False)

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn người nhận")), *officers]
