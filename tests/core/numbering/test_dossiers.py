from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import numbering
from motcua.core.numbering import CodeStyle
from motcua.core.vietnam import ZONE, Unreadable

OLD = numbering.read_agency_id("000.17.22.H56")
NEW = numbering.read_agency_id("H56.14")


@pytest.mark.parametrize(
    ("code", "style", "agency", "day", "serial", "owner"),
    [
        ("000.17.22.H56-210531-0001", CodeStyle.OLD, "000.17.22.H56", date(2021, 5, 31), 1, ""),
        ("000.00.14.H56-200203-0118", CodeStyle.OLD, "000.00.14.H56", date(2020, 2, 3), 118, ""),
        ("000.00.06.H56-231027-0361", CodeStyle.OLD, "000.00.06.H56", date(2023, 10, 27), 361, ""),
        ("H56.14-240823-0001", CodeStyle.NEW, "H56.14", date(2024, 8, 23), 1, ""),
        ("H56.14-240823-12345", CodeStyle.NEW, "H56.14", date(2024, 8, 23), 12345, ""),
        ("H56-240823-0001", CodeStyle.NEW, "H56", date(2024, 8, 23), 1, ""),
        ("G01.002.03-260801-120001", CodeStyle.CENTRAL, "G01.002.03", date(2026, 8, 1), 1, "12"),
        ("G01.002.03-260801-0712345", CodeStyle.CENTRAL, "G01.002.03", date(2026, 8, 1), 12345, "07"),
        ("G01.002.03-251231-120001", CodeStyle.NEW, "G01.002.03", date(2025, 12, 31), 120001, ""),  # before the rule
        ("G09.20-20260609-0092637", CodeStyle.NATIONAL, "G09.20", date(2026, 6, 9), 92637, ""),
        ("ABC.DE-210531-0001", CodeStyle.OTHER, "None", date(2021, 5, 31), 1, ""),
        ("H56.14-241399-0001", CodeStyle.OTHER, "H56.14", None, 1, ""),
    ],
)
def test_codes_of_every_style_are_taken_apart(code, style, agency, day, serial, owner):
    read = numbering.read_dossier_code(code)
    assert (read.style, str(read.agency), read.day, read.serial, read.owner) == (style, agency, day, serial, owner)
    assert str(read) == code


@pytest.mark.parametrize(
    "typed",
    [
        "000.17.22.h56-210531-0001",
        " 000.17.22.H56 - 210531 - 0001\n",
        "000.17.22.H56–210531–0001",  # dashes of a word processor
        "000.17.22.H56‑210531‑0001",
        "０００.17.22.H56-210531-0001",
    ],
)
def test_a_code_is_found_whatever_case_blanks_and_dashes_were_typed(typed):
    assert numbering.lookup_form(typed) == "000.17.22.H56-210531-0001"
    assert str(numbering.read_dossier_code(typed)) == "000.17.22.H56-210531-0001"


@pytest.mark.parametrize(
    "typed",
    ["", "0001", "H56.14-240823", "H56.14-240823-001", "H56.14-24082-0001", "H5-240823-0001", "-240823-0001",
     "H56.14-240823-00000000001", "H56.14_240823_0001", "H56.14-240823-0001-1", "Đ56.14-240823-0001",
     "H56" + ".12345678" * 9 + "-240823-0001", "H56.14-٢٤٠٨٢٣-0001x", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_dossier_code_is_refused(typed):
    with pytest.raises(Unreadable) as refused:
        numbering.read_dossier_code(typed)
    assert refused.value.code == "dossier_code"
    assert len(refused.value.vi) < 300


@pytest.mark.parametrize(
    ("agency", "submitted_at", "serial", "code"),
    [
        (OLD, datetime(2021, 5, 31, 8, 0, tzinfo=ZONE), 1, "000.17.22.H56-210531-0001"),
        (NEW, datetime(2024, 8, 23, 8, 0, tzinfo=ZONE), 42, "H56.14-240823-0042"),
        (NEW, datetime(2024, 8, 22, 17, 0, tzinfo=UTC), 1, "H56.14-240823-0001"),  # midnight in Vietnam
        (NEW, datetime(2024, 8, 22, 16, 59, 59, tzinfo=UTC), 1, "H56.14-240822-0001"),
        (NEW, datetime(2024, 8, 23, 8, 0, tzinfo=ZONE), 9_999, "H56.14-240823-9999"),
        (NEW, datetime(2024, 8, 23, 8, 0, tzinfo=ZONE), 10_000, "H56.14-240823-10000"),
        (OLD, datetime(2024, 8, 23, 8, 0, tzinfo=ZONE), 123_456, "000.17.22.H56-240823-123456"),
    ],
)
def test_the_code_carries_the_day_of_submission_in_vietnam(agency, submitted_at, serial, code):
    assert str(numbering.dossier_code(agency, submitted_at, serial)) == code


def test_a_number_that_would_read_as_a_central_code_is_not_given_out():
    at = datetime(2026, 8, 23, 8, 0, tzinfo=ZONE)
    assert numbering.read_dossier_code(str(numbering.dossier_code(NEW, at, 99_999))).style is CodeStyle.NEW
    with pytest.raises(numbering.SeriesFull):
        numbering.dossier_code(NEW, at, 100_000)


def test_numbers_begin_at_one_and_moments_have_a_zone():
    with pytest.raises(ValueError, match="begin at 1"):
        numbering.dossier_code(NEW, datetime(2026, 8, 23, 8, 0, tzinfo=ZONE), 0)
    with pytest.raises(ValueError, match="zone"):
        numbering.dossier_code(NEW, datetime(2026, 8, 23, 8, 0), 1)  # noqa: DTZ001


@given(
    st.sampled_from([OLD, NEW]),
    st.datetimes(datetime(2018, 1, 1), datetime(2099, 12, 31), timezones=st.just(ZONE)),  # noqa: DTZ001
    st.integers(1, 99_999),
)
def test_what_is_printed_reads_back(agency, submitted_at, serial):
    printed = numbering.dossier_code(agency, submitted_at, serial)
    assert numbering.read_dossier_code(str(printed)) == printed
