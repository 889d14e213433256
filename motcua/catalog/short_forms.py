"""The short way to write a form: a list of questions, each with key, label and type."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from motcua.core import forms
from motcua.core.forms import Definition

KINDS: Final = {"text": "text", "date": "date", "number": "whole", "choice": "choice"}


def short_form(key: str, title: str, questions: Iterable[Mapping[str, Any]], *, source: str = "") -> Definition:
    """The form of one section that asks these questions.  :raises forms.Unreadable: a type is not known."""
    fields = [
        {
            "key": question["key"],
            "kind": KINDS.get(question.get("type", "text"), question.get("type", "")),
            "label": question["label"],
            "label_en": question.get("label_en", ""),
            "hint": question.get("hint", ""),
            "required": bool(question.get("required")),
            "choices": [[str(choice), str(choice)] for choice in question.get("choices", ())],
        }
        for question in questions
    ]
    section = {"key": "noi_dung", "title": "Nội dung đề nghị", "title_en": "What is asked for", "fields": fields}
    return forms.read({"key": key, "title": title, "source": source, "sections": [section]})
