import pytest

from motcua.core import vietnam
from motcua.core.vietnam import PartialDate, Sex


@pytest.mark.parametrize(
    ("number", "place", "sex", "year"),
    [
        ("038090001234", "Thanh Hóa", Sex.MALE, 1990),
        ("038190001234", "Thanh Hóa", Sex.FEMALE, 1990),
        ("001203000001", "Hà Nội", Sex.MALE, 2003),
        ("079311123456", "Hồ Chí Minh", Sex.FEMALE, 2011),
        ("038400000001", "Thanh Hóa", Sex.MALE, 2100),
        ("038999000001", "Thanh Hóa", Sex.FEMALE, 2399),
    ],
)
def test_a_personal_id_tells_place_sex_and_year_of_birth(number, place, sex, year):
    read = vietnam.read_personal_id(number)
    assert (read.number, read.place_name, read.sex, read.birth_year) == (number, place, sex, year)
    assert vietnam.remarks(read, sex=sex, birth_year=year) == []


def test_people_type_personal_ids_in_groups():
    assert vietnam.read_personal_id(" 038 090-001.234 ").number == "038090001234"
    assert vietnam.read_personal_id("０３８０９０００１２３４").number == "038090001234"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("38090001234", "zero_lost"),  # a spreadsheet took the zero
        ("0380900012345", "length"),
        ("171234567", "length"),
        ("03809000123O", "not_digits"),
        ("038090001٢34", "not_digits"),
    ],
)
def test_what_is_no_personal_id_is_refused_in_two_languages(typed, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_personal_id(typed)
    assert refused.value.code == code
    assert refused.value.vi
    assert refused.value.en


def test_an_old_nine_digit_card_is_another_kind_of_number():
    assert vietnam.read_id_number("171 234 567") == vietnam.OldIdCard("171234567")
    assert vietnam.read_id_number("038090001234") == vietnam.PersonalId("038090001234")


def test_contradictions_are_remarked_upon_and_never_refused():
    read = vietnam.read_personal_id("999090001234")
    found = vietnam.remarks(read, sex=Sex.FEMALE, birth_year=1991)
    assert [remark.code for remark in found] == ["place", "sex", "birth_year"]


def test_there_were_63_provinces_when_numbers_were_given_out():
    assert len(vietnam.PLACES_OF_REGISTRATION) == 63
    assert vietnam.PLACES_OF_REGISTRATION["038"] == "Thanh Hóa"


CARD = "038090001234|171234567|Nguyễn Thị Hoà|05031990|Nữ|Thôn 1, Xã Hà Long, Hà Trung, Thanh Hóa|25062021"


def test_the_card_code_gives_seven_fields():
    card = vietnam.read_id_card(CARD)
    assert card.personal_id.number == "038090001234"
    assert card.old_id == vietnam.OldIdCard("171234567")
    assert (card.full_name, card.sex, card.address[:6]) == ("Nguyễn Thị Hoà", Sex.FEMALE, "Thôn 1")
    assert (str(card.born), card.issued_on.isoformat(), card.more) == ("05/03/1990", "2021-06-25", ())


def test_empty_fields_and_new_ones_are_taken_as_they_come():
    card = vietnam.read_id_card("038090001234||Y-Ngông|00001990|||  |Nguyễn Văn A|\r\n")
    assert (card.old_id, card.sex, card.address, card.issued_on) == (None, None, "", None)
    assert card.born == PartialDate(1990)
    assert card.more == ("Nguyễn Văn A", "")


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("", "not_a_card"),
        ("https://example.vn/abc", "not_a_card"),
        (CARD[:60], "not_a_card"),
        (CARD + "|" + "x" * 3000, "not_a_card"),
        (CARD.replace("05031990", "31021990"), "card_date"),
        (CARD.replace("05031990", "050390"), "card_date"),
        (CARD.replace("05031990", "0503199x"), "card_date"),
        (CARD.replace("038090001234", "38090001234"), "zero_lost"),
    ],
)
def test_another_code_or_half_a_code_is_refused(scanned, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_id_card(scanned)
    assert refused.value.code == code
