"""What is wrong with a form is told before it is published; a form without errors can be filled in."""

import pytest

from motcua.core import forms
from motcua.core.forms import Severity
from tests.core.forms.making import CHOICES, EVERYTHING, form

GROUP = {"key": "g", "kind": "group", "fields": [{"key": "x", "kind": "whole"}, {"key": "y", "kind": "text"}]}
PICK = {"key": "p", "kind": "choice", "choices": CHOICES}


def test_the_form_that_asks_everything_is_sound():
    assert forms.findings(EVERYTHING) == ()


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ([], "empty", ""),
        ([{"key": "A"}], "wrong-key", "A"),
        ([{"key": "result_by"}], "wrong-key", "result_by"),
        ([{"key": "a"}, {"key": "a"}], "duplicate-key", "a"),
        ([{"key": "a", "label": ""}], "no-label", "a"),
        ([{"key": "a", "kind": "choice"}], "no-choices", "a"),
        ([{"key": "a", "kind": "choice", "choices": ["x", "x"]}], "duplicate-choice", "a"),
        ([{"key": "a", "kind": "code", "table": "planets"}], "unknown-table", "a"),
        ([{"key": "a", "kind": "person", "parts": ["full_name", "shoe_size"]}], "unknown-part", "a"),
        ([{"key": "a", "kind": "group"}], "empty-group", "a"),
        ([GROUP | {"fewest": 5, "most_items": 3}], "wrong-numbers", "g"),
        (
            [{"key": "a", "kind": "group", "fields": [{"key": "b", "kind": "group", "fields": [GROUP]}]}],
            "too-deep",
            "a.b.g",
        ),
        ([{"key": "a", "kind": "statement", "required": True}], "statement-asks", "a"),
        ([{"key": "a", "kind": "computed"}], "not-computed", "a"),
        ([{"key": "a", "computed": "1"}], "not-computed", "a"),
        ([{"key": "a", "kind": "computed", "computed": "1", "result": "sex"}], "wrong-result", "a"),
        ([{"key": "a", "prefill": ["neighbour.name"]}], "unknown-source", "a"),
        ([{"key": "a", "kind": "date", "examples": ["31/02/2026"]}], "wrong-example", "a"),
        ([{"key": "a", "shown": "b = 1"}], "wrong-expression", "a"),
        ([{"key": "a", "shown": "1 +"}], "wrong-expression", "a"),
        ([{"key": "a", "shown": "1 + 1"}], "wrong-type", "a"),
        ([{"key": "a", "kind": "whole", "most": "today"}], "wrong-type", "a"),
        ([{"key": "a", "kind": "text", "most": "3"}], "no-bounds", "a"),
        ([{"key": "a", "kind": "computed", "computed": "today", "result": "money"}], "wrong-type", "a"),
        ([{"key": "a", "kind": "address", "as_of": "1"}], "wrong-type", "a"),
        ([GROUP, {"key": "a", "shown": "g.x > 3"}], "wrong-expression", "a"),  # several, not one
        ([{"key": "a", "shown": "answered(a)"}], "cycle", "a"),
        ([{"key": "a", "shown": "answered(b)"}, {"key": "b", "shown": "answered(a)"}], "cycle", "a"),
        ([{"key": "a", "kind": "computed", "computed": "a + 1", "result": "whole"}], "cycle", "a"),
        ([{"key": "g", "kind": "group", "shown": "sum(g.x) > 1", "fields": GROUP["fields"]}], "cycle", "g"),
        (
            [
                {
                    "key": "g",
                    "kind": "group",
                    "fields": [{"key": "x", "kind": "whole"}, {"key": "y", "shown": "count(g) > 1"}],
                }
            ],
            "cycle",
            "g.y",
        ),
        ([{"key": "a", "shown": "1 > 2"}], "unreachable", "a"),
        ([PICK, {"key": "a", "shown": 'p = "four"'}], "unreachable", "a"),
        ([{"key": "m", "kind": "person", "least": "today", "most": "3"}], "wrong-type", "m"),
        ([PICK, {"key": "a", "shown": 'p = "one" and p = "two"'}], "unreachable", "a"),
        (
            [PICK, {"key": "a", "kind": "yes_no", "shown": 'p = "one"'}, {"key": "b", "shown": 'a and p = "two"'}],
            "unreachable",
            "b",
        ),
    ],
)
def test_what_would_strand_somebody_is_an_error(fields, code, path):
    found = forms.errors(form(*fields))

    assert (code, path) in {(each.code, each.path) for each in found}
    assert all(each.words.vi and each.words.en for each in found)


@pytest.mark.parametrize(
    "fields",
    [
        [PICK, {"key": "a", "shown": 'p in ("one", "four")'}],
        [GROUP, {"key": "a", "shown": "count(g) > 1 and sum(g.x) < 9"}],
        [{"key": "m", "kind": "person"}, {"key": "a", "shown": "age(m.born_on, today) < 18 or answered(m)"}],
        [{"key": "n", "kind": "whole"}, {"key": "a", "shown": "n > 3", "required": "n > 5"}],
        [{"key": "g", "kind": "group", "fields": [{"key": "x", "kind": "whole"}, {"key": "y", "shown": "x > 1"}]}],
        [PICK, {"key": "a", "kind": "yes_no", "shown": 'p = "one"'}, {"key": "b", "shown": "a or not a"}],
        [
            {"key": "m", "kind": "person"},
            {"key": "f", "kind": "text"},
            {"key": "a", "shown": "answered(m) and answered(f)"},
        ],
    ],
)
def test_what_can_be_filled_in_is_no_error(fields):
    assert forms.errors(form(*fields)) == ()


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"holds": "a > 1", "at": "b"}, "rule-nowhere"),
        ({"holds": "a", "at": "a"}, "wrong-type"),
        ({"holds": "c > 1", "at": "a"}, "wrong-expression"),
        ({"holds": "1 = 1", "at": "a"}, "rule-constant"),
        ({"holds": "a > 1", "at": "a", "words": ""}, "rule-silent"),
    ],
)
def test_a_check_that_cannot_speak_is_an_error(rule, code):
    found = forms.errors(form({"key": "a", "kind": "whole"}, rules=(rule,)))

    assert code in {each.code for each in found}


def test_a_section_that_never_shows_hides_its_fields():
    assert {each.code for each in forms.errors(form({"key": "a"}, shown="1 > 2"))} == {"unreachable"}


def test_a_missing_translation_is_a_warning_and_errors_come_first():
    found = forms.findings(form({"key": "a", "label": "A", "label_en": ""}, {"key": "b", "shown": "x"}))

    assert [each.severity for each in found] == [Severity.ERROR, Severity.WARNING]
    assert found[1].code == "no-english"
