import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import vietnam

CASES = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (19, "mười chín"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (31, "ba mươi mốt"),
    (44, "bốn mươi tư"),
    (50, "năm mươi"),
    (55, "năm mươi lăm"),
    (91, "chín mươi mốt"),
    (99, "chín mươi chín"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (104, "một trăm linh bốn"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (205, "hai trăm linh năm"),
    (555, "năm trăm năm mươi lăm"),
    (999, "chín trăm chín mươi chín"),
    (1_000, "một nghìn"),
    (1_001, "một nghìn không trăm linh một"),
    (1_010, "một nghìn không trăm mười"),
    (1_021, "một nghìn không trăm hai mươi mốt"),
    (1_100, "một nghìn một trăm"),
    (2_000, "hai nghìn"),
    (5_000, "năm nghìn"),
    (8_000, "tám nghìn"),
    (10_000, "mười nghìn"),
    (15_000, "mười lăm nghìn"),
    (21_000, "hai mươi mốt nghìn"),
    (24_000, "hai mươi tư nghìn"),
    (75_500, "bảy mươi lăm nghìn năm trăm"),
    (100_000, "một trăm nghìn"),
    (105_000, "một trăm linh năm nghìn"),
    (200_000, "hai trăm nghìn"),
    (1_000_000, "một triệu"),
    (1_000_005, "một triệu không trăm linh năm"),
    (1_005_000, "một triệu không trăm linh năm nghìn"),
    (1_250_000, "một triệu hai trăm năm mươi nghìn"),
    (15_015_015, "mười lăm triệu không trăm mười lăm nghìn không trăm mười lăm"),
    (105_000_000, "một trăm linh năm triệu"),
    (1_000_000_000, "một tỷ"),
    (1_000_000_001, "một tỷ không trăm linh một"),
    (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
    (1_020_000_000, "một tỷ không trăm hai mươi triệu"),
    (21_500_000_000, "hai mươi mốt tỷ năm trăm triệu"),
    (1_000_000_000_000, "một nghìn tỷ"),
    (1_250_000_000_000, "một nghìn hai trăm năm mươi tỷ"),
    (2_000_000_000_000_000, "hai triệu tỷ"),
    (-7_000, "âm bảy nghìn"),
]


@pytest.mark.parametrize(("number", "words"), CASES)
def test_numbers_are_said_as_receipts_say_them(number, words):
    assert vietnam.in_words(number) == words
    assert heard(words) == number


DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6} | {
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def heard(words):
    """Understand words as a listener does, left to right; written apart from the speaker."""
    total, below_billion, group, digit = 0, 0, 0, 0
    sign = 1
    for word in words.split():
        if word == "âm":
            sign = -1
        elif word in DIGITS:
            digit = DIGITS[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word in ("nghìn", "triệu"):
            below_billion += (group + digit) * (1_000 if word == "nghìn" else 1_000_000)
            group = digit = 0
        elif word == "tỷ":
            total, below_billion, group, digit = (total + below_billion + group + digit) * 10**9, 0, 0, 0
        else:
            assert word == "linh", word
    return sign * (total + below_billion + group + digit)


@given(st.integers(0, 10**18 - 1))
def test_a_listener_hears_the_number_that_was_said(number):
    assert heard(vietnam.in_words(number)) == number


@given(st.integers(0, 99), st.integers(0, 5))
def test_round_amounts_are_heard_too(number, zeros):
    amount = number * 1000**zeros
    assert heard(vietnam.in_words(amount)) == amount


def test_what_is_too_large_for_words_is_refused():
    with pytest.raises(ValueError, match="too large"):
        vietnam.in_words(10**18)


def test_a_receipt_carries_figures_and_a_sentence():
    assert vietnam.money(1_250_000) == "1.250.000\u00a0đ"
    assert vietnam.money(0) == "0\u00a0đ"
    assert vietnam.amount_in_words(105_000) == "Một trăm linh năm nghìn đồng"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1.250.000 đ", 1_250_000),
        ("1 250 000 đồng", 1_250_000),
        ("1.250.000\u00a0đ", 1_250_000),
        ("5.000đ", 5_000),
        ("５000 VND", 5_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(typed, amount):
    assert vietnam.read_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("đ", "empty"),
        ("1,250,000", "amount"),  # a comma is a decimal comma here
        ("1.25", "amount"),
        ("12.50.000", "amount"),
        ("1.250 000", "amount"),
        ("-5000", "amount"),
        ("5 nghìn", "amount"),
        ("1e6", "amount"),
        ("9" * 30, "too_large"),
        ("9" * 5000, "too_large"),
    ],
)
def test_an_unclear_amount_is_refused_not_guessed(typed, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_money(typed)
    assert refused.value.code == code


@given(st.integers(0, 10**15))
def test_what_is_shown_can_be_typed_back(amount):
    assert vietnam.read_money(vietnam.money(amount)) == amount
