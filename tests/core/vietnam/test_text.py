import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import vietnam


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Nguyễn Thị Ánh", "nguyen thi anh"),
        ("  Đỗ   Đức\u00a0Đạt ", "do duc dat"),
        ("HOÀ BÌNH", "hoa binh"),
        ("hòa bình", "hoa binh"),
        ("\u00d0oàn", "doan"),  # eth, as old typing tools wrote đ
        ("Thanh\u200b Hóa", "thanh hoa"),
        ("ưỡn ợ Ữ", "uon o u"),
        ("Y-Ngông Niê", "y-ngong nie"),
        ("", ""),
    ],
)
def test_folding_drops_accents_case_and_extra_blanks(typed, folded):
    assert vietnam.fold(typed) == folded
    assert vietnam.fold(unicodedata.normalize("NFD", typed)) == folded


def test_tidy_repairs_what_phones_and_old_tools_send():
    sent = unicodedata.normalize("NFD", " Trần\u00a0 Thị\tHoà ") + "\u200b\ufeff"
    assert vietnam.tidy(sent) == "Trần Thị Hoà"
    assert vietnam.tidy("\u00d0inh") == "Đinh"


@pytest.mark.parametrize(("one", "other"), [("Hoà", "Hòa"), ("THUÝ", "Thúy"), ("Khoẻ", "khỏe"), ("Uỷ ban", "Ủy  ban")])
def test_old_and_new_tone_placement_are_one_spelling(one, other):
    assert vietnam.same_name(one, other)
    assert vietnam.same_name(unicodedata.normalize("NFD", one), other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("Hỏa", "Hóa"), ("Tân", "Tan"), ("Đan", "Dan"), ("Hoà", "Hoa Hà")]
)
def test_names_that_differ_in_an_accent_are_different_names(one, other):
    assert not vietnam.same_name(one, other)


SYLLABLES = (
    "a à ả ã á ạ ai ám an àn ang anh ăn ắn ân ấn ba bà bá ca cha da dạ đa đà e ê f ga gi hà hai i k lá mơ na ng nga nha"
    " o ô ơ p phu qua ra sa ta tha tra u ư ừ va w xa y ỷ z"
)
IN_ORDER = SYLLABLES.split()


def shuffled(items):
    return random.Random(7).sample(items, len(items))


def test_syllables_follow_the_alphabet_and_then_the_tones():
    assert sorted(shuffled(IN_ORDER), key=vietnam.collation_key) == IN_ORDER


def test_text_is_ordered_syllable_by_syllable_and_numbers_by_value():
    texts = [
        "Ba Đình",
        "Bà Triệu",
        "Phường 2",
        "Phường 10",
        "Phường Ba Đình",
        "Xã Hà Long",
        "Xã Hà Trung",
        "Xã Hải Nhân",
    ]
    assert sorted(shuffled(texts), key=vietnam.collation_key) == texts


def test_people_are_listed_by_given_name_then_family_then_middle():
    people = [
        "An",
        "Lê Văn An",
        "Nguyễn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Đỗ Văn Ân",
        "Phạm Ngọc Ánh Dương",
        "Bùi Văn Đức",
        "Trần Hoà",
        "Y-Ngông Niê",
        "Lý Quảng",
        "Hà Thị Quế",
    ]
    assert sorted(shuffled(people), key=vietnam.sort_key) == people


def test_the_same_name_has_one_key_however_it_was_typed():
    typed = [
        "Nguyễn Thị Hòa",
        "NGUYỄN THỊ HOÀ",
        unicodedata.normalize("NFD", "nguyễn  thị hoà"),
        " Nguyễn Thị\u200b Hòa",
    ]
    assert len({vietnam.sort_key(name) for name in typed}) == 1


def test_letters_of_other_scripts_come_last_and_are_not_lost():
    assert vietnam.collation_key("王") > vietnam.collation_key("zzz")
    assert vietnam.collation_key("王") != vietnam.collation_key("李")


@given(st.text())
def test_folding_is_final_and_no_text_is_refused(text):
    folded = vietnam.fold(text)
    assert vietnam.fold(folded) == folded
    assert vietnam.sort_key(text) == vietnam.sort_key(vietnam.nfc(text))
    assert vietnam.tidy(vietnam.tidy(text)) == vietnam.tidy(text)


@given(
    st.lists(st.sampled_from(IN_ORDER), min_size=1, max_size=4),
    st.lists(st.sampled_from(IN_ORDER), min_size=1, max_size=4),
)
def test_the_key_orders_words_as_their_list_of_syllables(one, other):
    ranks = [[IN_ORDER.index(s) for s in words] for words in (one, other)]
    keys = [vietnam.collation_key(" ".join(words)).encode() for words in (one, other)]
    assert (keys[0] < keys[1]) == (ranks[0] < ranks[1])
