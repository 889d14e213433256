"""The few questions a procedure asks beyond who and what: built from its `quick_fields`, the same at every door."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language

from motcua.web.ui import entries
from motcua.web.ui.forms import Form


class QuestionsForm(Form):
    """The questions of one procedure."""

    def __init__(self, *args: Any, questions: Iterable[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add({question["key"]: _field_of(question) for question in questions})


def _field_of(question: Mapping[str, Any]) -> forms.Field:
    english = (get_language() or "vi").startswith("en")
    told: dict[str, Any] = {
        "label": (english and question.get("label_en")) or question.get("label") or question["key"],
        "help_text": question.get("hint", ""),
        "required": bool(question.get("required", False)),
    }
    kind = question.get("type", "text")  # the catalogue checks it: text, date, number or choice
    if kind == "choice":
        choices = [(choice, choice) for choice in question["choices"]]
        return forms.ChoiceField(choices=[("", "—"), *choices], **told)
    if kind == "date":
        return entries.Day(**told)
    if kind == "number":
        return forms.IntegerField(min_value=0, max_value=10**12, localize=False, **told)
    return entries.Name(max_length=500, **told)


def answers(form: QuestionsForm) -> dict[str, Any]:
    """Answers as they are stored: plain values, days as ISO."""
    given = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
