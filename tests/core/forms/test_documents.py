"""A form as a document and as JSON Schema, and back; and what changed between two versions."""

import json
from dataclasses import replace

import pytest

from motcua.core import forms
from motcua.core.forms import NotTaken, Unreadable
from motcua.core.status_words import Words
from tests.core.forms.making import CHOICES, EVERYTHING, form

RICH = replace(
    form(
        {
            "key": "a",
            "kind": "whole",
            "least": "0",
            "decimals": 0,
            "fewest": 0,
            "unit": "người",
            "unit_en": "people",
            "examples": ["3"],
            "prefill": ["earlier"],
            "hint": "Đếm cả trẻ em",
            "hint_en": "Children too",
            "required": "b",
        },
        {"key": "b", "kind": "yes_no", "shown": "true or false"},
        {"key": "c", "kind": "group", "most_items": 7, "fields": [{"key": "d", "kind": "choice", "choices": CHOICES}]},
        rules=({"key": "r", "holds": "a > 1", "at": "a"},),
    ),
    source="Thông tư",
    dated="2026-11-23",
    compared=True,
    addressee=Words("Kính gửi", "To"),
)


@pytest.mark.parametrize("definition", [EVERYTHING, RICH])
def test_a_form_survives_its_document_and_its_schema(definition):
    document = json.loads(json.dumps(forms.write(definition)))
    schema = json.loads(json.dumps(forms.to_schema(definition)))

    assert forms.read(document) == definition
    assert forms.from_schema(schema) == definition
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "document",
    [
        {"version": 9},
        {"sections": "x"},
        {"sections": [1]},
        {"sections": [{"fields": [{"key": "a", "kind": "magic"}]}]},
        {"sections": [{"fields": [{"key": "a", "colour": "red"}]}]},
        {"sections": [{"fields": [{"key": 5}]}]},
        {"sections": [{"fields": [{"key": "a", "longest": -1}]}]},
        {"sections": [{"fields": [{"key": "a", "longest": True}]}]},
        {"sections": [{"fields": [{"key": "a", "choices": [["x"]]}]}]},
        {"sections": [{"fields": [{"key": "a", "parts": [1]}]}]},
        {"title": ["x"]},
        {"rules": [{"holds": 3}]},
        {"title": "x" * 5000},
    ],
)
def test_a_document_that_is_no_form_is_refused_with_its_place(document):
    with pytest.raises(Unreadable) as refused:
        forms.read(document)
    assert refused.value.message_en


def test_a_document_nested_without_end_is_refused():
    field: dict[str, object] = {"key": "a"}
    for _ in range(50):
        field = {"key": "a", "kind": "group", "fields": [field]}
    with pytest.raises(Unreadable):
        forms.read({"sections": [{"fields": [field]}]})


def test_the_schema_says_what_the_answers_look_like():
    properties = forms.to_schema(RICH)["properties"]

    assert properties["b"] == {"title": "Nhãn b", "type": "boolean"}
    assert properties["c"]["items"]["properties"]["d"]["enum"] == ["one", "two", "three"]
    assert forms.to_schema(EVERYTHING)["properties"]["a_person"]["required"] == ["full_name", "born_on", "sex"]


def test_a_schema_of_another_hand_is_taken_as_far_as_it_is_plain():
    taken = forms.from_schema(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "title": "Application",
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "title": "Name", "maxLength": 80},
                "born": {"type": "string", "format": "date"},
                "count": {"type": "integer", "minimum": 1},
                "colour": {"enum": ["red", "blue"]},
                "tags": {"type": "array", "items": {"enum": ["a", "b"]}},
                "children": {
                    "type": "array",
                    "maxItems": 4,
                    "items": {"type": "object", "properties": {"n": {"type": "string"}}},
                },
            },
        }
    )

    assert [field.kind.value for field in taken.fields] == ["text", "date", "whole", "choice", "choices", "group"]
    assert taken.fields[0].required == "true"
    assert forms.errors(taken) == ()


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "array"},
        {"type": "object", "$ref": "x"},
        {"type": "object", "oneOf": []},
        {"type": "object", "properties": {"a": {"type": "null"}}},
        {"type": "object", "properties": {"a": {"$ref": "#"}}},
        {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "array"}}}},
        {"type": "object", "properties": {"a": True}},
        {"type": "object", "properties": []},
        {"motcua": {"vocabulary": "urn:other", "form": {}}},
    ],
)
def test_what_a_form_cannot_hold_is_refused_with_the_reason(schema):
    with pytest.raises(NotTaken) as refused:
        forms.from_schema(schema)
    assert refused.value.message_vi


BEFORE = form(
    {"key": "a", "required": True},
    {"key": "b"},
    {"key": "c", "kind": "group", "fields": [{"key": "x"}]},
    {"key": "d"},
    rules=({"key": "r", "holds": "length(a) > 1", "at": "a"},),
)


def test_the_same_form_has_no_differences():
    assert forms.differences(BEFORE, BEFORE) == ()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            [{"key": "a", "required": True}, {"key": "b"}, {"key": "c", "kind": "group", "fields": [{"key": "x"}]}],
            {("removed", "d")},
        ),
        (
            [
                {"key": "e"},
                {"key": "a", "required": True},
                {"key": "b"},
                {"key": "c", "kind": "group", "fields": [{"key": "x"}, {"key": "y"}]},
                {"key": "d"},
            ],
            {("added", "e"), ("added", "c.y")},
        ),
        (
            [
                {"key": "a"},
                {"key": "b", "label": "Khác"},
                {"key": "c", "kind": "group", "fields": [{"key": "x"}]},
                {"key": "d"},
            ],
            {("changed", "a"), ("changed", "b")},
        ),
        (
            [
                {"key": "d"},
                {"key": "a", "required": True},
                {"key": "b"},
                {"key": "c", "kind": "group", "fields": [{"key": "x"}]},
            ],
            {("moved", "d")},
        ),
    ],
)
def test_differences_are_told_in_words(after, expected):
    changes = forms.differences(BEFORE, form(*after, rules=({"key": "r", "holds": "length(a) > 1", "at": "a"},)))

    assert {(change.what.value, change.path) for change in changes} == expected
    assert all(change.words.vi and change.words.en for change in changes)


def test_a_changed_check_is_a_difference_and_says_before_and_after():
    after = replace(BEFORE, rules=(replace(BEFORE.rules[0], holds="length(a) > 2"),))
    (change,) = forms.differences(BEFORE, after)

    assert change.words.vi == "Sửa “Sai.”: điều phải đúng “length(a) > 1” → “length(a) > 2”"
