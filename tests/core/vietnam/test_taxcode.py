import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import vietnam
from motcua.core.vietnam import TaxCodeKind


@pytest.mark.parametrize(
    ("typed", "printed", "kind"),
    [
        ("0315459414", "0315459414", TaxCodeKind.ENTITY),
        ("0100109106", "0100109106", TaxCodeKind.ENTITY),
        (" 0100686209 ", "0100686209", TaxCodeKind.ENTITY),
        ("0100109106-001", "0100109106-001", TaxCodeKind.BRANCH),
        ("0100109106001", "0100109106-001", TaxCodeKind.BRANCH),
        ("038090001234", "038090001234", TaxCodeKind.PERSON),
    ],
)
def test_tax_codes_of_every_kind_are_read(typed, printed, kind):
    read = vietnam.read_tax_code(typed)
    assert (str(read), read.kind) == (printed, kind)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("0100109107", "check_digit"),
        ("0100190106", "check_digit"),  # two digits swapped
        ("0100109106-000", "branch"),
        ("010010910", "length"),
        ("26A8001234", "not_digits"),
    ],
)
def test_wrong_tax_codes_are_refused(typed, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_tax_code(typed)
    assert refused.value.code == code


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.integers(0, 9), st.integers(0, 9))
def test_a_single_wrong_digit_never_passes(first_nine, position, wrong):
    check = vietnam.check_digit(first_nine)
    if check is None:
        return
    right = f"{first_nine}{check}"
    assert str(vietnam.read_tax_code(right)) == right
    changed = right[:position] + str(wrong) + right[position + 1 :]
    if changed != right:
        with pytest.raises(vietnam.Unreadable):
            vietnam.read_tax_code(changed)
