"""Answers of one declaration carried to another form."""

from typing import Any

import pytest

from motcua.core import forms


def form(*fields: dict[str, Any]) -> forms.Definition:
    return forms.read({"key": "f", "title": "F", "sections": [{"key": "s", "title": "S", "fields": list(fields)}]})


CARD = form(
    {"key": "holder", "kind": "person", "label": "Người", "parts": ["full_name*", "born_on*"]},
    {"key": "clinic", "kind": "text", "label": "Nơi khám"},
    {"key": "scan", "kind": "file", "label": "Bản chụp"},
    {"key": "others", "kind": "group", "label": "Khác", "fields": [{"key": "name", "kind": "text", "label": "Tên"}]},
)
CHILD = {"full_name": "Nguyễn An", "born_on": "2026-11-01", "sex": "female"}


@pytest.mark.parametrize(
    ("answers", "names", "found"),
    [
        ({"clinic": "Trạm Y tế"}, {}, {"clinic": "Trạm Y tế"}),
        ({"clinic": "Trạm Y tế", "mother": CHILD}, {}, {"clinic": "Trạm Y tế"}),  # what is not asked stays behind
        ({"child": CHILD}, {"holder": "child"}, {"holder": {"full_name": "Nguyễn An", "born_on": "2026-11-01"}}),
        ({"child": CHILD}, {"clinic": "child.full_name"}, {"clinic": "Nguyễn An"}),
        ({"child": CHILD}, {"clinic": "child.nobody"}, {}),
        ({"holder": "not a person"}, {}, {}),
        ({"scan": [7]}, {}, {}),  # a file goes with its paper
        ({"others": [{"name": "A", "age": 3}, "?"]}, {}, {"others": [{"name": "A"}]}),
    ],
)
def test_what_a_form_asks_is_taken_from_the_one_declaration(answers, names, found):
    assert forms.carried(CARD, answers, names) == found
