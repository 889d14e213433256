"""How each kind of answer is read, kept, said and typed again."""

from datetime import date
from random import Random

import pytest

from motcua.core import forms
from motcua.core.forms import Entry, Kind, WithCommunes, kinds
from motcua.core.forms.inventing import invent
from motcua.core.status_words import Words
from tests.core.forms.making import EVERYTHING, TODAY, form


def answer(kind: str, typed: object, **given: object) -> forms.Checked:
    return forms.check(form({"key": "a", "kind": kind} | given), {"a": typed}, TODAY)


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "said"),
    [
        ("text", "  Xin\u200b  việc ", "Xin việc", "Xin việc"),
        ("paragraph", "Dòng một\r\n\r\ndòng hai\x00", "Dòng một\n\ndòng hai", "Dòng một\n\ndòng hai"),
        ("person_name", "nguyễn  văn an", "nguyễn văn an", "nguyễn văn an"),
        ("whole", "1.250", 1250, "1.250"),
        ("whole", 12, 12, "12"),
        ("decimal", "12,50", "12,5", "12,5"),
        ("decimal", "12.5", "12,5", "12,5"),
        ("money", "1.500.000 đ", 1_500_000, "1.500.000\u00a0đ"),
        ("percent", "12,5%", "12,5", "12,5%"),
        ("area", "1.234,5", "1234,5", "1.234,5 m²"),
        ("date", "5/1/1985", "1985-01-05", "05/01/1985"),
        ("date", "1985-01-05", "1985-01-05", "05/01/1985"),
        ("partial_date", "1950", "1950", "1950"),
        ("partial_date", "3/1950", "1950-03", "03/1950"),
        ("month", "03/2026", "2026-03", "03/2026"),
        ("year", "2026", 2026, "2026"),
        ("time", "7h30", "07:30", "07:30"),
        ("time", "16 giờ 05 phút", "16:05", "16:05"),
        ("personal_id", "038 085 001 234", "038085001234", "038085001234"),
        ("tax_code", "0100109106", "0100109106", "0100109106"),
        ("phone", "+84 912 345 678", "0912345678", "0912 345 678"),
        ("email", "an@thu.vn", "an@thu.vn", "an@thu.vn"),
        ("web", "https://thu.vn/a?b=1", "https://thu.vn/a?b=1", "https://thu.vn/a?b=1"),
        ("plate", "36a-123.45", "36A-12345", "36A-12345"),
        ("sex", "nam", "nam", "Nam"),
        ("sex", "Nữ", "nu", "Nữ"),
        ("ethnicity", "muong", "06", "Mường"),
        ("country", "VN", "VN", "Việt Nam"),
        ("province", "thanh hoa", "38", "Tỉnh Thanh Hóa"),
        ("yes_no", "true", True, "Có"),
        ("yes_no", "false", False, "Không"),
        ("consent", "on", True, "Đồng ý"),
        ("file", [3, 4], [3, 4], "2 tệp"),
    ],
)
def test_an_answer_is_kept_and_said(kind, typed, kept, said):
    checked = answer(kind, typed)

    assert checked.wrong == ()
    assert checked.values == {"a": kept}
    assert checked.node("a").words.vi == said


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("text", "x" * 501),
        ("text", ["a"]),
        ("text", 5),
        ("text", {"a": "b"}),
        ("person_name", "An <script>"),
        ("whole", "1,5"),
        ("whole", "mười"),
        ("whole", True),
        ("whole", "9" * 50),
        ("decimal", "1,2345"),
        ("decimal", 1.5),
        ("money", "-5"),
        ("date", "31/02/2026"),
        ("date", "2026-02-31"),
        ("date", "hôm qua"),
        ("month", "2026"),
        ("year", "26"),
        ("time", "25:00"),
        ("personal_id", "38085001234"),
        ("id_number", "12"),
        ("passport", "???"),
        ("tax_code", "0100109107"),
        ("enterprise_code", "123"),
        ("insurance_number", "1"),
        ("bank_account", "1"),
        ("plate", "36"),
        ("phone", "12"),
        ("email", "an@"),
        ("email", "<b>@x.vn"),
        ("web", "javascript:alert(1)"),
        ("sex", "khác"),
        ("ethnicity", "55"),
        ("country", "ZZ"),
        ("province", "Hà Tây"),
        ("yes_no", "có lẽ"),
        ("file", "1"),
        ("file", ["1"]),
        ("file", [True]),
        ("file", list(range(21))),
    ],
)
def test_what_cannot_be_is_refused_in_both_languages_and_not_kept(kind, typed):
    checked = answer(kind, typed)

    assert checked.values == {}
    (wrong,) = checked.wrong
    assert wrong.path == "a"
    assert wrong.words.vi
    assert wrong.words.en


@pytest.mark.parametrize("typed", ["four", "", "one,two", "ONE"])
def test_a_choice_takes_what_it_offers_and_nothing_else(typed):
    offered = {"choices": [["one", "Một"], ["two", "Hai"]]}

    assert "a" not in answer("choice", typed, **offered).values
    assert answer("choices", ["two", "one", "one"], **offered).values == {"a": ["one", "two"]}
    assert "a" not in answer("choices", ["two", typed or "x"], **offered).values


def test_reading_what_is_kept_gives_the_same_again():
    for seed in range(12):
        first = invent(EVERYTHING, Random(seed), TODAY, fullness=0.9)
        again = forms.check(EVERYTHING, first.values, TODAY)

        assert again.wrong == ()
        assert again.values == first.values


def test_what_is_shown_for_typing_is_read_as_the_same():
    checked = invent(EVERYTHING, Random(3), TODAY, fullness=1)
    for path, node in checked.nodes.items():
        if node.kept is None or node.field.kind in (Kind.COMPUTED, Kind.CONSENT):
            continue
        reading = kinds.READINGS[node.field.kind]
        assert reading.read(node.typed, node.field, node.around) == node.kept, path


def test_every_kind_is_read_or_made_of_others():
    others = {Kind.STATEMENT, Kind.COMPUTED, Kind.GROUP, *kinds_of_parts()}

    assert set(Kind) == set(kinds.READINGS) | others
    assert len(Kind) > 40


def kinds_of_parts() -> set[Kind]:
    from motcua.core.forms.parts import ALL

    return set(ALL)


OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
COMMUNES = {
    "38": (
        Entry("14758", Words("Phường Hạc Thành", "Hac Thanh"), NEW),
        Entry("16174", Words("Xã Ngọc Lặc", "Ngoc Lac"), NEW),
        Entry("00001", Words("Phường Điện Biên", "Dien Bien"), date.min, OLD),
    )
}
PLACE = form({"key": "a", "kind": "address", "required": True, "as_of": "born"}, {"key": "born", "kind": "date"})


@pytest.mark.parametrize(
    ("province", "commune", "born", "kept"),
    [
        ("38", "hac thanh", "1/8/2025", "14758"),
        ("38", "Phường Hạc Thành", "1/8/2025", "14758"),
        ("38", "14758", "1/8/2025", "14758"),
        ("38", "phường điện biên", "1/8/2020", "00001"),
        ("79", "Phường Sài Gòn", "1/8/2025", "Phường Sài Gòn"),  # communes of other provinces are not known here
        ("17", "Phường Phương Lâm", "1/8/2020", "Phường Phương Lâm"),  # Hòa Bình, until 30/6/2025
    ],
)
def test_a_commune_is_found_in_its_province_on_the_day(province, commune, born, kept):
    answers = {"a": {"province": province, "commune": commune}, "born": born}
    checked = forms.check(PLACE, answers, TODAY, WithCommunes(COMMUNES))

    assert checked.wrong == ()
    assert checked.values["a"]["commune"] == kept


@pytest.mark.parametrize(
    ("province", "commune", "born"),
    [("38", "phường điện biên", "1/8/2025"), ("38", "nơi khác", "1/8/2025"), ("17", "Phường Phương Lâm", "1/8/2025")],
)
def test_a_place_that_was_not_there_on_the_day_is_refused(province, commune, born):
    answers = {"a": {"province": province, "commune": commune}, "born": born}

    assert forms.check(PLACE, answers, TODAY, WithCommunes(COMMUNES)).wrong
