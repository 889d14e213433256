"""The form all doors build on: says what to do, not only that something is wrong."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

CHOSEN = (forms.ChoiceField, forms.MultipleChoiceField, forms.FileField)


class Form(forms.Form):
    """Names the field in its own "required" message and gives text areas a sensible height.

    A list of errors at the top of a page is read without its fields: "Trường này là bắt buộc" five times helps nobody.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._complete(self.fields)

    def add(self, fields: Mapping[str, forms.Field]) -> None:
        """Add fields that depend on data, such as a procedure's own questions."""
        self.fields.update(fields)
        self._complete(fields)

    def leave_unjudged(self) -> None:
        """Show what was typed without saying yet what is wrong: the page only asked for more room."""
        self._errors = ErrorDict()

    def _complete(self, fields: Mapping[str, forms.Field]) -> None:
        for name, field in fields.items():
            label = str(field.label or name)
            field.error_messages["required"] = _required(field, label)
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = field.widget.attrs.get("data-rows", 4)


def _required(field: forms.Field, label: str) -> str:
    lowered = label[:1].lower() + label[1:]
    if isinstance(field, forms.BooleanField):
        return _("Xin đánh dấu: %(label)s") % {"label": lowered}
    if isinstance(field, CHOSEN):
        return _("Xin chọn %(label)s") % {"label": lowered}
    return _("Xin nhập %(label)s") % {"label": lowered}
