import pytest

from motcua.core import vietnam


@pytest.mark.parametrize(
    ("name", "given", "capitals", "masked"),
    [
        ("Nguyễn Văn An", "An", "NGUYỄN VĂN AN", "Nguyễn V** A**"),
        ("  đỗ thị   hoà ", "hoà", "ĐỖ THỊ HOÀ", "đỗ t** h**"),
        ("Lê Ánh", "Ánh", "LÊ ÁNH", "Lê Á**"),
        ("An", "An", "AN", "A**"),
        ("Y-Ngông Niê", "Niê", "Y-NGÔNG NIÊ", "Y** N**"),  # the given name stands first: hide it
        ("Tôn Nữ Thị Ngọc Bích Thủy", "Thủy", "TÔN NỮ THỊ NGỌC BÍCH THỦY", "Tôn N** T** N** B** T**"),
        ("O'Brien", "O'Brien", "O'BRIEN", "O**"),
        ("", "", "", ""),
    ],
)
def test_any_name_is_addressed_printed_and_masked(name, given, capitals, masked):
    assert vietnam.given_name(name) == given
    assert vietnam.in_capitals(name) == capitals
    assert vietnam.mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("038090001234", "038*********"),
        ("+84912345678", "091*******"),
        ("171234567", "171******"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_the_ending_of_a_number_is_never_shown(number, masked):
    assert vietnam.mask_number(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"), [("nguyenvana@gmail.com", "n**@gmail.com"), ("a@b.vn", "a**@b.vn"), ("nothing", "**")]
)
def test_an_address_keeps_its_first_letter_and_domain(address, masked):
    assert vietnam.mask_email(address) == masked
