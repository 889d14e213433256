from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import numbering
from motcua.core.numbering import Scheme
from motcua.core.vietnam import Unreadable


@pytest.mark.parametrize(
    ("old", "new", "level"),
    [
        ("000.00.00.H56", "H56", 1),
        ("000.00.14.H56", "H56.14", 2),
        ("000.17.22.H56", "H56.22.17", 3),
        ("003.17.22.H56", "H56.22.17.003", 4),
    ],
)
def test_both_schemes_name_the_same_agency(old, new, level):
    in_old, in_new = numbering.read_agency_id(old), numbering.read_agency_id(new)
    assert (str(in_old), in_old.scheme, in_old.level) == (old, Scheme.OLD, level)
    assert (str(in_new), in_new.scheme, in_new.level) == (new, Scheme.NEW, level)
    assert in_old.in_scheme(Scheme.NEW) == in_new
    assert in_new.in_scheme(Scheme.OLD) == in_old
    assert in_old.top == in_new.top == "H56"


def test_codes_without_a_place_in_the_old_form_stay_new():
    assert numbering.read_agency_id("H56.123").in_scheme(Scheme.OLD) is None
    assert numbering.read_agency_id("H56.14.01.001.02").in_scheme(Scheme.OLD) is None
    assert numbering.read_agency_id("H56.14").in_scheme(Scheme.GSO) is None


def test_an_empty_group_inside_an_old_code_is_kept_and_left_out_of_the_new_one():
    unit = numbering.read_agency_id("005.00.14.H56")
    assert str(unit) == "005.00.14.H56"
    assert str(unit.in_scheme(Scheme.NEW)) == "H56.14.005"


def test_the_parent_is_one_group_shorter():
    commune = numbering.read_agency_id("000.17.22.H56")
    assert str(commune.parent) == "000.00.22.H56"
    assert str(commune.parent.parent) == "000.00.00.H56"
    assert commune.parent.parent.parent is None


@pytest.mark.parametrize("typed", [" h56.14 ", "H56 . 14", "Ｈ56.14"])
def test_case_and_blanks_do_not_matter(typed):
    assert str(numbering.read_agency_id(typed)) == "H56.14"


@pytest.mark.parametrize(
    "typed",
    ["", "H5", "56", "H56.", "H56..14", ".H56", "H56-14", "000.00.14", "H56." + "1" * 40, "Đ56.14", "H56.14\n;"],
)
def test_what_is_no_agency_code_is_refused(typed):
    with pytest.raises(Unreadable) as refused:
        numbering.read_agency_id(typed)
    assert refused.value.code == "agency_id"


@given(st.from_regex(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}", fullmatch=True))
def test_every_old_code_prints_as_it_was_read(code):
    assert str(numbering.read_agency_id(code)) == code


@dataclass(frozen=True)
class Row:
    scheme: str
    code: str
    valid_from: date
    valid_to: date | None = None


CODES = [
    Row("gso", "14758", date(2019, 12, 1)),
    Row("old", "000.00.14.H56", date(2018, 1, 1), date(2024, 6, 30)),
    Row("new", "H56.14", date(2024, 7, 1)),
]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2017, 12, 31), "None"),
        (date(2018, 1, 1), "000.00.14.H56"),
        (date(2024, 6, 30), "000.00.14.H56"),
        (date(2024, 7, 1), "H56.14"),
        (date(2026, 11, 23), "H56.14"),
    ],
)
def test_an_agency_uses_its_new_code_from_the_day_it_has_one(day, code):
    assert str(numbering.id_on(CODES, day)) == code


def test_where_both_codes_are_valid_the_new_one_is_used():
    both = [Row("old", "000.00.14.H56", date(2018, 1, 1)), Row("new", "H56.14", date(2024, 7, 1))]
    assert str(numbering.id_on(both, date(2025, 1, 1))) == "H56.14"
