"""A form changed piece by piece, its conditions put together by hand, its sound part tried out."""

from dataclasses import replace

import pytest

from motcua.core import forms
from motcua.core.forms import Field, Kind, Section, code_tables, composing, editing, mending, naming
from motcua.core.forms.composing import Comparison
from motcua.core.status_words import Words

from .making import CHOICES, EVERYTHING, TODAY, form

FAMILY = form(
    {"key": "relation", "kind": "choice", "choices": CHOICES},
    {"key": "reason", "kind": "text", "shown": 'relation = "two"'},
    {
        "key": "heirs",
        "kind": "group",
        "fields": [
            {"key": "name", "kind": "person_name"},
            {"key": "relation", "kind": "text", "shown": "answered(name)"},
            {"key": "share", "kind": "percent"},
        ],
    },
    {"key": "total", "kind": "computed", "computed": "sum(heirs.share)", "result": "percent"},
    {"key": "born", "kind": "date", "most": "today"},
    {"key": "twins", "kind": "yes_no"},
    rules=({"holds": "sum(heirs.share) = 100", "at": "total"},),
)


def paths(definition):
    return [path for path, field in forms.walk(definition.fields)]


def changed(path, **given):
    return editing.field_changed(FAMILY, path, replace(editing.find(FAMILY, path), **given))


def test_a_new_key_is_followed_by_what_names_it_and_by_nothing_else():
    other = Section("khac", Words("Khác", "Other"), (Field("note", Kind.TEXT, Words("Ghi chú", "Note")),))
    before = replace(
        FAMILY, sections=(*FAMILY.sections, replace(other, shown='relation != "three" and reason != "relation"'))
    )
    after = editing.field_changed(before, "relation", replace(editing.find(before, "relation"), key="quan_he"))

    assert editing.find(after, "reason").shown == 'quan_he = "two"'
    assert after.sections[1].shown == 'quan_he != "three" and reason != "relation"'
    assert editing.find(after, "heirs.relation").key == "relation"
    assert forms.errors(after) == ()


def test_a_new_key_inside_a_group_and_of_the_group_is_followed_from_outside_too():
    after = changed("heirs.share", key="phan")
    assert editing.find(after, "total").computed == "sum(heirs.phan)"
    assert after.rules[0].holds == "sum(heirs.phan) = 100"

    after = editing.field_changed(after, "heirs", replace(editing.find(after, "heirs"), key="nguoi_thua_ke"))
    assert editing.find(after, "total").computed == "sum(nguoi_thua_ke.phan)"
    assert (
        editing.field_changed(after, "total", replace(editing.find(after, "total"), key="tong")).rules[0].at == "tong"
    )
    assert forms.errors(after) == ()


@pytest.mark.parametrize("key", ["reason", "Hoa", "1a", "", "today", "a" * 41, "a.b"])
def test_a_key_that_is_taken_or_is_none_is_refused(key):
    with pytest.raises(editing.KeyTaken):
        changed("relation", key=key)


def test_other_attributes_change_with_the_key():
    after = changed("heirs.relation", key="quan_he", shown="answered(share)", hint=Words("Gợi ý", "Hint"))
    assert (editing.find(after, "heirs.quan_he").shown, editing.find(after, "heirs.quan_he").hint.vi) == (
        "answered(share)",
        "Gợi ý",
    )


def test_fields_move_within_their_block_and_over_the_edge_of_a_section():
    two = editing.section_added(FAMILY, Words("Phần hai", "Two"))
    assert two.sections[1].key == "phan_hai"
    down = editing.field_moved(two, "twins", 1)
    assert [field.key for field in down.sections[1].fields] == ["twins"]
    assert editing.field_moved(down, "twins", -1) == two
    assert editing.field_moved(two, "relation", -1) == two
    assert [field.key for field in editing.find(editing.field_moved(two, "heirs.share", -1), "heirs").fields] == [
        "name",
        "share",
        "relation",
    ]
    assert editing.field_moved(two, "heirs.name", -1) == two


def test_a_field_is_placed_in_a_group_or_a_section_unless_its_key_is_there():
    placed = editing.field_placed(FAMILY, "born", section="s", group="heirs")
    assert "heirs.born" in paths(placed)
    assert "born" in paths(editing.field_placed(placed, "heirs.born", section="s"))
    with pytest.raises(editing.KeyTaken):
        editing.field_placed(FAMILY, "relation", section="s", group="heirs")
    with pytest.raises(editing.NotThere):
        editing.field_placed(FAMILY, "heirs", section="s", group="heirs")


def test_what_is_not_there_is_refused():
    for change in (
        lambda: editing.find(FAMILY, "nobody"),
        lambda: editing.field_removed(FAMILY, "heirs.nobody"),
        lambda: editing.section_removed(FAMILY, "nobody"),
        lambda: editing.rule_removed(FAMILY, "nobody"),
        lambda: editing.field_added(FAMILY, FAMILY.fields[0], section="nobody"),
    ):
        with pytest.raises(editing.NotThere):
            change()


def test_sections_and_checks_come_change_move_and_go():
    two = editing.section_added(FAMILY, Words("Phần", "Part"))
    assert editing.section_moved(two, "phan", -1).sections[0].key == "phan"
    assert editing.section_moved(two, "phan", 1) == two
    told = editing.section_changed(two, "phan", title=Words("Mới", "New"), hint=Words("", ""), shown="answered(born)")
    assert (told.sections[1].title.vi, told.sections[1].shown) == ("Mới", "answered(born)")
    assert editing.section_removed(told, "phan") == FAMILY

    more = editing.rule_added(FAMILY, "born")
    rule = replace(more.rules[1], holds="born < today", words=Words("Sai", "Wrong"))
    assert forms.errors(editing.rule_changed(more, rule.key, rule)) == ()
    assert editing.rule_removed(more, rule.key) == FAMILY


@pytest.mark.parametrize(
    ("label", "taken", "key"),
    [
        ("Họ, chữ đệm, tên", (), "ho_chu_dem_ten"),
        ("Họ tên", ("ho_ten", "ho_ten_2"), "ho_ten_3"),
        ("12", (), "truong"),
        ("today", (), "today_2"),
        ("Đ" * 80, (), "d" * 30),
    ],
)
def test_keys_are_made_of_labels(label, taken, key):
    assert editing.new_key(label, taken) == key


# --- Conditions -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "comparison", "value", "condition"),
    [
        ("relation", Comparison.IS, "Hai", 'relation = "two"'),
        ("relation", Comparison.IS_NOT, "three", 'relation != "three"'),
        ("reason", Comparison.ANSWERED, "", "answered(reason)"),
        ("reason", Comparison.EMPTY, "", "not answered(reason)"),
        ("total", Comparison.LEAST, "12,5", "total >= 12.5"),
        ("born", Comparison.LESS, "01/07/2025", 'born < date("2025-07-01")'),
        ("born", Comparison.MOST, "hôm nay", "born <= today"),
        ("twins", Comparison.IS, "có", "twins = true"),
        ("twins", Comparison.IS_NOT, "Có", "twins != true"),
    ],
)
def test_a_condition_is_composed_and_is_sound(name, comparison, value, condition):
    question = next(each for each in composing.questions(FAMILY) if each.name == name)

    assert composing.composed(question, comparison, value) == condition
    asked = editing.field_added(FAMILY, replace(FAMILY.fields[1], key="other", shown=condition), section="s")
    assert forms.errors(asked) == ()


@pytest.mark.parametrize(
    ("name", "comparison", "value"),
    [
        ("relation", Comparison.IS, "Bốn"),
        ("relation", Comparison.IS, ""),
        ("born", Comparison.LESS, "hôm qua"),
        ("total", Comparison.MORE, "nhiều"),
        ("reason", Comparison.MORE, "a"),
        ("reason", Comparison.IS, 'a" or true or "'),
        ("twins", Comparison.MORE, "có"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(name, comparison, value):
    question = next(each for each in composing.questions(FAMILY) if each.name == name)
    with pytest.raises(composing.NotComposed, match="Chưa lập được điều kiện"):
        composing.composed(question, comparison, value)


def test_inside_a_group_its_own_questions_are_offered_by_their_short_names_and_no_others():
    inside = {each.name for each in composing.questions(FAMILY, around="heirs.share")}
    assert {"name", "relation", "born"} <= inside
    assert not any("." in name for name in inside)
    outside = {each.name for each in composing.questions(FAMILY, around="born")}
    assert "heirs.name" not in outside


@pytest.mark.parametrize(
    ("there", "either", "whole"),
    [
        ("", False, "c"),
        ("true", False, "c"),
        ("a", False, "a and c"),
        ("a or b", False, "(a or b) and c"),
        ("a and b", False, "a and b and c"),
        ("a and b", True, "(a and b) or c"),
    ],
)
def test_a_condition_joins_what_stands_there(there, either, whole):
    assert composing.joined(there, "c", either=either) == whole


# --- Names and trying out ---------------------------------------------------------------------------------------------
def test_every_kind_and_every_table_has_its_words():
    assert set(naming.KINDS) == set(Kind)
    assert set(naming.TABLES) == set(code_tables.built_in())
    assert naming.source_words("account.phone") == Words(
        "Số điện thoại của người đăng nhập", "Telephone of who signed in"
    )


@pytest.mark.parametrize(
    ("broken", "left"),
    [
        (form({"key": "a"}, {"key": "b", "shown": "nobody ="}), ["a", "b"]),
        (form({"key": "a"}, {"key": "b", "shown": "answered(b)"}), ["a"]),
        (form({"key": "a"}, {"key": "b", "kind": "choice"}), ["a"]),
        (form({"key": "a"}, {"key": "b", "kind": "group", "fields": []}), ["a"]),
        (form({"key": "a"}, shown="nobody"), ["a"]),
        (form({"key": "a"}, rules=({"holds": "1", "at": "a"}, {"key": "x", "holds": "a =", "at": "nobody"})), ["a"]),
        (form({"key": "a", "label": ""}), ["a"]),
        (form({"key": "a"}, {"key": "b", "kind": "person", "most": "12"}), ["a", "b"]),
    ],
)
def test_what_is_sound_can_be_tried_before_all_is(broken, left):
    sound = mending.sound_part(broken)

    assert sound is not None
    assert [field.key for field in sound.fields] == left
    assert forms.errors(sound) == ()
    forms.check(sound, {}, TODAY)


def test_of_nothing_there_is_no_sound_part_and_a_sound_form_is_its_own():
    assert mending.sound_part(form()) is None
    assert mending.sound_part(EVERYTHING) is EVERYTHING
