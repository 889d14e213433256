"""Waybill numbers of the post."""

import pytest

from motcua.core.vietnam import Unreadable, is_s10, read_waybill


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("EB123456785VN", "EB123456785VN"),
        ("eb 123 456 785 vn", "EB123456785VN"),
        ("RR473124829GB", "RR473124829GB"),  # the example of the Universal Postal Union's S10
        ("VTP-0012345678", "VTP0012345678"),
    ],
)
def test_a_waybill_is_read_however_it_was_typed(given, read):
    assert read_waybill(given) == read


@pytest.mark.parametrize("given", ["", "12345", "EB123456784VN", "vận đơn số 1", "x" * 41, "<script>"])
def test_what_is_none_is_refused(given):
    with pytest.raises(Unreadable):
        read_waybill(given)
    assert not is_s10(given)


@pytest.mark.parametrize(("digits", "check"), [("00000000", 5), ("70000000", 0)])
def test_the_two_odd_rests_have_their_own_digits(digits, check):
    assert is_s10(f"EB{digits}{check}VN")
