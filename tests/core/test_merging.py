"""Texts with places to be filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.merging import BLANK, merge, places

VALUES = {"Mã hồ sơ": "H56-261123-0001", "Chủ hồ sơ": "Trần Thị Hoa", "Ngày hẹn": ""}


@pytest.mark.parametrize(
    ("text", "filled", "empty", "unknown"),
    [
        ("Không có chỗ nào", "Không có chỗ nào", (), ()),
        ("Của {{Chủ hồ sơ}}.", "Của Trần Thị Hoa.", (), ()),
        ("{{chu ho so}} {{ CHỦ  HỒ SƠ }}", "Trần Thị Hoa Trần Thị Hoa", (), ()),
        ("Hẹn {{Ngày hẹn}}, {{ngày hẹn}}", f"Hẹn {BLANK}, {BLANK}", ("Ngày hẹn", "ngày hẹn"), ()),
        ("{{Số nhà}} {{Mã hồ sơ}}", "{{Số nhà}} H56-261123-0001", (), ("Số nhà",)),
        ("{{}} {{{Mã hồ sơ}}} { {Mã hồ sơ} }", "{{}} {H56-261123-0001} { {Mã hồ sơ} }", (), ()),
        ("{{hai\ndòng}}", "{{hai\ndòng}}", (), ()),
    ],
)
def test_a_text_is_filled_in_and_says_what_could_not_be(text, filled, empty, unknown):
    merged = merge(text, VALUES)
    assert (merged.text, merged.empty, merged.unknown) == (filled, empty, unknown)


def test_the_names_asked_for_stand_in_order_each_once():
    assert places("{{B}} {{ a }} {{B}}") == ("B", "a")


@given(st.text(), st.text())
def test_a_value_is_never_read_as_a_place(before, value):
    merged = merge("{{x}}", {"x": "{{y}}" + value, "y": "no"})
    assert merged.text == ("{{y}}" + value).strip()
