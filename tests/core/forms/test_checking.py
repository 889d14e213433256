"""Answers held against a form: what is shown, what is needed, what is dropped, what is refused."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.core import forms
from motcua.core.forms.inventing import invent
from tests.core.forms.making import CHOICES, EVERYTHING, TODAY, form

ASKING = form(
    {"key": "who", "kind": "choice", "choices": CHOICES, "required": True},
    {"key": "why", "kind": "text", "shown": 'who = "two"', "required": True},
    {"key": "more", "kind": "text", "shown": "answered(why)"},
    {"key": "note", "kind": "text", "required": 'who = "three"'},
)


@pytest.mark.parametrize(
    ("answers", "kept", "wrong"),
    [
        ({}, {}, {"who"}),
        ({"who": "one"}, {"who": "one"}, set()),
        ({"who": "two"}, {"who": "two"}, {"why"}),
        ({"who": "two", "why": "x"}, {"who": "two", "why": "x"}, set()),
        ({"who": "two", "why": "x", "more": "y"}, {"who": "two", "why": "x", "more": "y"}, set()),
        ({"who": "one", "why": "x", "more": "y"}, {"who": "one"}, set()),  # hidden answers are dropped, in turn
        ({"who": "three"}, {"who": "three"}, {"note"}),
        ({"who": "three", "note": "n"}, {"who": "three", "note": "n"}, set()),
        ({"who": "four", "why": "x"}, {}, {"who"}),
        ({"who": " ", "note": None}, {}, {"who"}),
    ],
)
def test_what_is_shown_and_needed_follows_the_answers(answers, kept, wrong):
    checked = forms.check(ASKING, answers, TODAY)

    assert checked.values == kept
    assert set(checked.errors) == wrong


def test_the_paths_shown_are_told():
    assert forms.check(ASKING, {"who": "two"}, TODAY).visible == {"who", "why", "note"}


PEOPLE = form(
    {"key": "mother", "kind": "person", "parts": ["full_name*", "born_on*", "personal_id"]},
    {"key": "child", "kind": "person", "parts": ["full_name*", "born_on*"], "required": True},
    rules=(
        {"key": "old_enough", "holds": "age(mother.born_on, child.born_on) >= 12", "at": "mother.born_on"},
        {"key": "one_of_two", "holds": "child.full_name != mother.full_name", "at": "child"},
    ),
)


@pytest.mark.parametrize(
    ("mother", "wrong"),
    [
        ({}, set()),  # need not be answered at all
        ({"full_name": "Lê Thị Hà"}, {"mother.born_on"}),  # but once begun, whole
        ({"full_name": "Lê Thị Hà", "born_on": "1990"}, set()),
        ({"full_name": "Lê Thị Hà", "born_on": "2020"}, {"mother.born_on"}),
        ({"full_name": "Lê Thị Hà", "born_on": "31/02/1990"}, {"mother.born_on"}),
        ({"full_name": "An", "born_on": "1990"}, {"child"}),
        ({"full_name": "Lê", "born_on": "1990", "sex": "nam"}, {"mother.sex"}),  # this form does not ask it
    ],
)
def test_a_person_is_answered_whole_or_not_at_all_and_checks_look_across(mother, wrong):
    checked = forms.check(PEOPLE, {"mother": mother, "child": {"full_name": "An", "born_on": "2026"}}, TODAY)

    assert set(checked.errors) == wrong


HEIRS = form(
    {"key": "whole", "kind": "money", "least": "1"},
    {
        "key": "heirs",
        "kind": "group",
        "fewest": 1,
        "most_items": 3,
        "fields": [
            {"key": "name", "kind": "person_name", "required": True},
            {"key": "share", "kind": "percent", "required": True, "least": "1", "most": "100"},
            {"key": "amount", "kind": "computed", "computed": "whole * share / 100", "result": "money"},
            {"key": "why", "kind": "text", "shown": "share > 50"},
        ],
    },
    {"key": "total", "kind": "computed", "computed": "sum(heirs.share)", "result": "percent"},
    rules=(
        {"key": "adds_up", "holds": "sum(heirs.share) = 100", "at": "heirs"},
        {"key": "not_more", "holds": "share <= 90", "at": "heirs.share"},
    ),
)


def heirs(*shares: object) -> list[dict[str, object]]:
    return [{"name": f"Người {'abc'[at]}", "share": share} for at, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ([], {"heirs"}),
        (heirs("40", "60"), set()),
        ([*heirs("40", "60"), {"name": " ", "share": ""}], set()),  # an empty line is no heir
        ([{}, *heirs("40", "60")], set()),
        (heirs("40", "50"), {"heirs"}),
        (heirs("95", "5"), {"heirs.0.share"}),
        (heirs("0", "100"), {"heirs.0.share", "heirs.1.share"}),
        (heirs("x", "60"), {"heirs.0.share", "heirs"}),
        ([{"share": "100"}], {"heirs.0.name", "heirs.0.share"}),
        ([*heirs("40", "60"), {}, {}], {"heirs"}),  # more than three lines
        ("all of them", {"heirs"}),
        (["Người a"], {"heirs.0", "heirs", "heirs.0.name", "heirs.0.share"}),
        ([{"name": "A", "share": "100", "extra": 1}], {"heirs.0.extra", "heirs.0.share"}),
    ],
)
def test_a_group_is_checked_item_by_item_and_as_a_whole(given, wrong):
    assert set(forms.check(HEIRS, {"heirs": given}, TODAY).errors) == wrong


def test_what_is_computed_is_computed_here_whatever_was_sent():
    sent = {"whole": "2.000.000", "heirs": [each | {"amount": "1"} for each in heirs("25", "75")], "total": "7"}
    checked = forms.check(HEIRS, sent, TODAY)

    assert checked.wrong == ()
    assert [each["amount"] for each in checked.values["heirs"]] == [500_000, 1_500_000]
    assert checked.values["total"] == "100"


def test_a_condition_inside_a_group_looks_at_its_own_item():
    given = heirs("30", "70")
    given[0]["why"] = given[1]["why"] = "lý do"
    kept = forms.check(HEIRS, {"heirs": given}, TODAY).values["heirs"]

    assert [each.get("why") for each in kept] == [None, "lý do"]


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ({"kind": "whole", "least": "3"}, "2", "too-little"),
        ({"kind": "whole", "most": "3"}, "4", "too-much"),
        ({"kind": "date", "most": "today"}, "24/11/2026", "too-much"),
        ({"kind": "date", "least": "add_days(today, 3)"}, "25/11/2026", "too-little"),
        ({"kind": "period"}, {"first": "2/2/2026", "last": "1/2/2026"}, "too-little"),
        ({"kind": "consent", "required": True}, "false", "required"),
        ({"kind": "consent", "required": True}, False, "required"),
        ({"kind": "file", "required": True}, [], "required"),
        ({"kind": "yes_no", "required": True}, "", "required"),
        ({"kind": "address", "required": True}, {}, "required"),
        ({"kind": "group", "fields": [{"key": "x", "kind": "text"}], "required": True}, [], "too-few"),
    ],
)
def test_what_is_wrong_has_a_code_and_words_in_both_languages(field, typed, code):
    checked = forms.check(form({"key": "a"} | field), {"a": typed}, TODAY)

    assert {each.code for each in checked.wrong} == {code}
    assert all(each.words.vi and each.words.en for each in checked.wrong)


def test_a_section_is_asked_only_when_its_condition_holds():
    definition = forms.read(
        {
            "key": "thu",
            "title": "Thử",
            "sections": [
                {"key": "one", "title": "Một", "fields": [{"key": "a", "kind": "yes_no", "label": "A"}]},
                {"key": "two", "title": "Hai", "shown": "a", "fields": [{"key": "b", "label": "B", "required": True}]},
            ],
        }
    )
    no, yes = forms.check(definition, {"a": False, "b": "x"}, TODAY), forms.check(definition, {"a": True}, TODAY)

    assert (no.values, [section.key for section in no.shown]) == ({"a": False}, ["one"])
    assert set(yes.errors) == {"b"}


@pytest.mark.parametrize("answers", [None, [], "x", 7, {"unknown": 1}, {"a b": 1}, {3: 4}, {"<script>": "x"}])
def test_answers_to_questions_nobody_asked_are_refused(answers):
    checked = forms.check(ASKING, answers, TODAY)

    assert "<" not in str(checked.wrong)
    assert not checked.is_right


@pytest.mark.parametrize("unseen", ["\x99", "\U000b4803", "\u200b\u200b", " \x00 "])
def test_letters_nobody_can_see_are_no_answer(unseen):
    asked = form({"key": "a", "required": True})

    checked = forms.check(asked, {"a": unseen}, TODAY)

    assert [(wrong.path, wrong.code) for wrong in checked.wrong] == [("a", "required")]
    assert checked.values == {}


def test_a_form_that_waits_for_itself_says_so_instead_of_running_for_ever():
    circular = form({"key": "a", "shown": "answered(b)"}, {"key": "b", "shown": "answered(a)"})

    with pytest.raises(forms.Circular):
        forms.check(circular, {}, TODAY)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["one", "38", "1/1/2020", "nam"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4) | st.sampled_from(["name", "share"]), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = st.sampled_from([field.key for field in EVERYTHING.fields])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS | st.text(max_size=8), JSON, max_size=8))
def test_whatever_is_sent_is_read_or_refused_and_what_is_kept_is_right_when_sent_again(sent):
    checked = forms.check(EVERYTHING, sent, TODAY)
    again = forms.check(EVERYTHING, checked.values, TODAY)

    assert again.values == checked.values
    assert set(checked.values) <= {field.key for field in EVERYTHING.fields}
    if checked.is_right:
        assert again.is_right


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([ASKING, PEOPLE, EVERYTHING]), st.floats(0, 1))
def test_right_answers_can_be_made_up_for_a_form_and_hold_again(seed, definition, fullness):
    checked = invent(definition, Random(seed), TODAY, fullness=fullness)

    assert checked.is_right
    assert forms.check(definition, checked.values, TODAY).values == checked.values
