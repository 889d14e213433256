"""Form fields for what Vietnamese forms ask: ID numbers, tax codes, telephones, days. What counts as right stands in
`core.vietnam`; here it becomes a form field whose value is clean and whose refusal is said in the page's language."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from motcua.core import vietnam
from motcua.web.ui.widgets import DateInput


class Entry(forms.CharField):
    """Text that a reader of `core.vietnam` understands or refuses. An optional one left empty stays empty."""

    def __init__(self, read: Callable[[str], Any], written: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.read, self.written = read, written
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(vietnam.tidy(value) if isinstance(value, str) else value)
        if not typed:
            return ""
        return self.written(understood(self.read, typed))


class Day(forms.Field):
    """A whole date typed as dd/mm/yyyy."""

    widget = DateInput

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or not value:
            return value or None
        day: date = understood(vietnam.read_date, value)
        return day


class Name(forms.CharField):
    """A person's or an organisation's name: composed, single blanks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 300, **kwargs})

    def to_python(self, value: Any) -> str:
        return vietnam.tidy(super().to_python(value) or "")


def understood(read: Callable[[str], Any], typed: str) -> Any:
    """Return what the reader makes of it, its refusal turned into a form error."""
    try:
        return read(typed)
    except vietnam.Unreadable as refused:
        english = (get_language() or "vi").startswith("en")
        raise ValidationError(refused.en if english else refused.vi, code=refused.code) from refused


def personal_id(**kwargs: Any) -> Entry:
    """The 12 digits of a personal ID number (or 9 of an old card)."""
    return _digits(vietnam.read_id_number, lambda number: number.number, "off", **kwargs)


def tax_code(**kwargs: Any) -> Entry:
    return _digits(vietnam.read_tax_code, str, "off", **kwargs)


def phone(**kwargs: Any) -> Entry:
    """A telephone number, kept as it is dialled here, without blanks."""
    return _digits(vietnam.read_phone, lambda number: number.local.replace(" ", ""), "tel", **kwargs)


def money(**kwargs: Any) -> Entry:
    """An amount of đồng; its value is the digits alone."""
    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    return Entry(vietnam.read_money, str, max_length=30, widget=forms.TextInput(attrs=attrs), **kwargs)


def _digits(read: Callable[[str], Any], written: Callable[[Any], str], autocomplete: str, **kwargs: Any) -> Entry:
    kwargs.setdefault("max_length", 40)
    attrs = {"inputmode": "tel" if autocomplete == "tel" else "numeric", "autocomplete": autocomplete}
    return Entry(read, written, widget=forms.TextInput(attrs=attrs), **kwargs)
