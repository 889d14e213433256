"""Forms made for a test in a few words, and one that asks everything there is to ask."""

from datetime import date
from typing import Any

from motcua.core import forms
from motcua.core.forms import Definition, Kind

TODAY = date(2026, 11, 23)
CHOICES = [["one", "Một", "One"], ["two", "Hai", "Two"], ["three", "Ba", "Three"]]


def form(*fields: dict[str, Any], rules: tuple[dict[str, Any], ...] = (), shown: str = "") -> Definition:
    """A form of one section."""
    return forms.read(
        {
            "key": "thu",
            "title": "Tờ khai thử",
            "title_en": "A form to try",
            "sections": [
                {
                    "key": "s",
                    "title": "Phần",
                    "title_en": "Part",
                    "shown": shown,
                    "fields": [labelled(f) for f in fields],
                }
            ],
            "rules": [{"key": "r", "words": "Sai.", "words_en": "Wrong."} | rule for rule in rules],
        }
    )


def labelled(field: dict[str, Any]) -> dict[str, Any]:
    inside = {"fields": [labelled(each) for each in field["fields"]]} if "fields" in field else {}
    return {"label": f"Nhãn {field['key']}", "label_en": f"Label {field['key']}"} | field | inside


def _one_of_each() -> list[dict[str, Any]]:
    special: dict[Kind, dict[str, Any]] = {
        Kind.CHOICE: {"choices": CHOICES},
        Kind.CHOICES: {"choices": CHOICES},
        Kind.CODE: {"table": "relations"},
        Kind.CODES: {"table": "driving_licence_classes"},
        Kind.COMPUTED: {"computed": "a_whole * 2", "result": "whole"},
        Kind.GROUP: {
            "fields": [{"key": "name", "kind": "person_name", "required": True}, {"key": "share", "kind": "percent"}]
        },
    }
    return [{"key": f"a_{kind.value}", "kind": kind.value} | special.get(kind, {}) for kind in Kind]


EVERYTHING = form(*_one_of_each())
