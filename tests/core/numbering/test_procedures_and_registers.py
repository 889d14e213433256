import pytest

from motcua.core import numbering
from motcua.core.vietnam import Unreadable


@pytest.mark.parametrize(
    ("typed", "national", "agency"),
    [
        ("1.001193", "1.001193", "None"),
        ("2.000815", "2.000815", "None"),
        ("3.000527.H61", "3.000527", "H61"),
        ("5.000123", "5.000123", "None"),
        ("6.001234.000.00.00.H56", "6.001234", "000.00.00.H56"),
        ("1.001193.000.00.00.H56", "1.001193", "000.00.00.H56"),
        (" 1.012753.h19 ", "1.012753", "H19"),
    ],
)
def test_procedures_are_known_by_their_national_part(typed, national, agency):
    read = numbering.read_procedure_code(typed)
    assert (read.national, str(read.agency)) == (national, agency)
    assert str(read) == typed.strip().upper()


def test_a_procedure_is_offered_under_the_code_of_an_agency():
    code = numbering.read_procedure_code("1.001193").at(numbering.read_agency_id("000.00.00.H56"))
    assert str(code) == "1.001193.000.00.00.H56"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1.00119",
        "X.001193",
        "١.001193",
        "11.001193",
        "1001193",
        "1.0011930",
        "1.001193.",
        "1.001193.XYZ-1",
        "1,001193",
    ],
)
def test_what_is_no_procedure_code_is_refused(typed):
    with pytest.raises(Unreadable):
        numbering.read_procedure_code(typed)


@pytest.mark.parametrize(
    ("typed", "number", "symbol", "year", "printed"),
    [
        ("123/QĐ-UBND", 123, "QĐ-UBND", None, "123/QĐ-UBND"),
        ("Số: 5 / GP-SXD", 5, "GP-SXD", None, "05/GP-SXD"),
        ("số 58/2025/QĐ-UBND", 58, "QĐ-UBND", 2025, "58/2025/QĐ-UBND"),
        ("0012/HDHS", 12, "HDHS", None, "12/HDHS"),
        ("2021/TB-UBND", 2021, "TB-UBND", None, "2021/TB-UBND"),
    ],
)
def test_document_numbers_are_read_and_printed(typed, number, symbol, year, printed):
    read = numbering.read_register_number(typed)
    assert (read.number, read.symbol, read.year, str(read)) == (number, symbol, year, printed)
    assert numbering.read_register_number(printed) == read


@pytest.mark.parametrize("typed", ["", "QĐ-UBND", "123", "0/QĐ-UBND", "-1/QĐ-UBND", "123/", "123/456", "1" * 9 + "/QĐ"])
def test_what_is_no_document_number_is_refused(typed):
    with pytest.raises(Unreadable):
        numbering.read_register_number(typed)


def test_a_clerk_begins_at_one():
    assert str(numbering.register_number(1, " QĐ-UBND ")) == "01/QĐ-UBND"
    with pytest.raises(ValueError, match="begin at 1"):
        numbering.register_number(0, "QĐ-UBND")
