import pytest

from motcua.core import vietnam
from motcua.core.vietnam import PhoneKind


@pytest.mark.parametrize(
    ("typed", "e164", "local", "kind"),
    [
        ("0912345678", "+84912345678", "0912 345 678", PhoneKind.MOBILE),
        ("0912.345.678", "+84912345678", "0912 345 678", PhoneKind.MOBILE),
        ("+84 912 345 678", "+84912345678", "0912 345 678", PhoneKind.MOBILE),
        ("(+84) (0)912-345-678", "+84912345678", "0912 345 678", PhoneKind.MOBILE),
        ("0084912345678", "+84912345678", "0912 345 678", PhoneKind.MOBILE),
        ("84912345678", "+84912345678", "0912 345 678", PhoneKind.MOBILE),
        ("0168 123 4567", "+84381234567", "0381 234 567", PhoneKind.MOBILE),  # converted in 2018
        ("+841281234567", "+84781234567", "0781 234 567", PhoneKind.MOBILE),
        ("01991234567", "+84591234567", "0591 234 567", PhoneKind.MOBILE),
        ("02373.900.900", "+842373900900", "0237 3900 900", PhoneKind.LANDLINE),
        ("024 3825 1234", "+842438251234", "024 3825 1234", PhoneKind.LANDLINE),
        ("+1 (650) 253-0000", "+16502530000", "+16502530000", PhoneKind.ABROAD),
    ],
)
def test_numbers_are_kept_for_dialling_and_shown_as_written_here(typed, e164, local, kind):
    read = vietnam.read_phone(typed)
    assert (read.e164, read.local, read.kind) == (e164, local, kind)
    assert vietnam.read_phone(read.local) == read
    assert vietnam.read_phone(read.e164) == read


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("091234567", "number"),
        ("09123456789", "number"),
        ("0412345678", "number"),
        ("01312345678", "number"),  # no such prefix was converted
        ("0237390090", "number"),
        ("19001234", "number"),
        ("0912345678 / 0987654321", "several"),
        ("0912345678, 0987654321", "several"),
        ("02373900900 máy lẻ 12", "not_digits"),
        ("không có", "not_digits"),
        ("+12", "number"),
        ("912345678", "number"),
    ],
)
def test_what_cannot_be_dialled_is_refused(typed, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_phone(typed)
    assert refused.value.code == code
