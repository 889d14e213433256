"""Form controls that HTML has and Django's forms do not."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.files.inspection import ACCEPT


class Combobox(forms.TextInput):
    """A plain input with suggestions from a datalist: anything may be typed, and it works without JavaScript."""

    def __init__(self, suggestions: Iterable[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        attrs = attrs or {}
        listed = f"{attrs.get('id', name)}_list"
        entry = super().render(name, value, {**attrs, "list": listed, "autocomplete": "off"}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', entry, listed, options)


class DateInput(forms.DateInput):
    """dd/mm/yyyy typed as text: a date of birth is quicker typed than picked."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "maxlength": 10, **(attrs or {})}, "%d/%m/%Y")


class Files(forms.ClearableFileInput):
    """One or several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The list of files of one control; the browser refuses for comfort what the server refuses for certain."""

    def __init__(self, **kwargs: Any) -> None:
        limits = {"multiple": True, "accept": ACCEPT, "data-max-bytes": settings.FILE_LIMIT_BYTES}
        super().__init__(widget=Files(attrs=limits), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(entry, initial) for entry in given]
