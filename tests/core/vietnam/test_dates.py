import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core import vietnam
from motcua.core.vietnam import PartialDate, Precision


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/03/1975", date(1975, 3, 5)),
        ("5/3/1975", date(1975, 3, 5)),
        (" 05-03-1975 ", date(1975, 3, 5)),
        ("05.03.1975", date(1975, 3, 5)),
        ("05 / 03 / 1975", date(1975, 3, 5)),
        ("０５/０３/１９７５", date(1975, 3, 5)),
        ("ngày 05 tháng 3 năm 1975", date(1975, 3, 5)),
        ("29/02/2024", date(2024, 2, 29)),
        ("31/12/2199", date(2199, 12, 31)),
    ],
)
def test_dates_are_read_day_first(typed, day):
    assert vietnam.read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("1975-03-05", "year_first"),
        ("1975/03/05", "year_first"),
        ("1975-03-05T00:00:00", "year_first"),
        ("05/03/75", "year_digits"),
        ("05/03/975", "year_digits"),
        ("05/03/19755", "year_digits"),
        ("12/31/2020", "month"),
        ("31/13/2020", "month"),
        ("05/00/2020", "month"),
        ("00/05/2020", "day"),
        ("30/02/2020", "day"),
        ("29/02/2023", "day"),
        ("31/04/2021", "day"),
        ("05/03/0001", "year"),
        ("05/03/1799", "year"),
        ("05/03/2200", "year"),
        ("05/03", "form"),
        ("03/1975", "form"),
        ("1975", "form"),
        ("05/03-1975", "form"),
        ("05/03/1975 10:00", "form"),
        ("05031975", "form"),
        ("05/03/1975x", "form"),
        ("hôm nay", "form"),
        ("32767", "form"),
        ("٠٥/٠٣/١٩٧٥ sau", "form"),
        ("1" * 10_000, "form"),
        ("'; drop table", "form"),
    ],
)
def test_every_wrong_form_of_a_date_is_refused_with_its_reason(typed, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_date(typed)
    assert refused.value.code == code
    assert 10 < len(refused.value.vi) < 200
    assert 10 < len(refused.value.en) < 200


def test_a_month_first_date_gets_the_hint():
    with pytest.raises(vietnam.Unreadable, match="Viết ngày trước, tháng sau"):
        vietnam.read_date("12/31/2020")


@pytest.mark.parametrize(
    ("typed", "shown", "stored", "precision", "span"),
    [
        ("1975", "1975", "1975", Precision.YEAR, (date(1975, 1, 1), date(1975, 12, 31))),
        ("năm 1975", "1975", "1975", Precision.YEAR, (date(1975, 1, 1), date(1975, 12, 31))),
        ("2/1976", "02/1976", "1976-02", Precision.MONTH, (date(1976, 2, 1), date(1976, 2, 29))),
        ("tháng 2 năm 1976", "02/1976", "1976-02", Precision.MONTH, (date(1976, 2, 1), date(1976, 2, 29))),
        ("05/03/1975", "05/03/1975", "1975-03-05", Precision.DAY, (date(1975, 3, 5), date(1975, 3, 5))),
    ],
)
def test_a_birth_date_may_be_a_year_or_a_month(typed, shown, stored, precision, span):
    read = vietnam.read_partial_date(typed)
    assert (str(read), read.iso, read.precision, (read.earliest, read.latest)) == (shown, stored, precision, span)
    assert vietnam.partial_from_iso(read.iso) == read


@pytest.mark.parametrize(
    ("typed", "code"), [("13/1975", "month"), ("75", "form"), ("1700", "year"), ("0/1975", "month")]
)
def test_half_dates_are_refused_for_the_same_reasons(typed, code):
    with pytest.raises(vietnam.Unreadable) as refused:
        vietnam.read_partial_date(typed)
    assert refused.value.code == code


def test_a_partial_date_may_be_a_day_inside_it_and_no_other():
    assert PartialDate(1975).may_be(PartialDate(1975, 3, 5))
    assert PartialDate(1975, 3).may_be(PartialDate(1975, 3, 5))
    assert not PartialDate(1975, 4).may_be(PartialDate(1975, 3, 5))


@pytest.mark.parametrize("parts", [(1975, None, 5), (1975, 13), (1975, 2, 30)])
def test_impossible_partial_dates_cannot_be_made(parts):
    with pytest.raises(ValueError, match=r"month|day"):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 1, 5), "Thanh Hóa, ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "Thanh Hóa, ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "Thanh Hóa, ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 23), "Thanh Hóa, ngày 23 tháng 11 năm 2026"),
    ],
)
def test_the_signing_line_pads_days_and_the_first_two_months(day, line):
    assert vietnam.signing_place_and_day("Thanh Hóa", day) == line


def test_moments_are_shown_on_the_clock_of_vietnam():
    assert vietnam.moment_text(datetime(2026, 1, 4, 17, 30, tzinfo=UTC)) == "00:30 05/01/2026"
    assert vietnam.weekday(date(2026, 1, 5)) == "thứ Hai"
    assert vietnam.weekday(date(2026, 1, 4)) == "Chủ nhật"
    with pytest.raises(ValueError, match="zone"):
        vietnam.moment_text(datetime(2026, 1, 4, 17, 30))  # noqa: DTZ001


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_what_is_shown_reads_back(day):
    assert vietnam.read_date(vietnam.day_text(day)) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_clear_refusal(text):
    with contextlib.suppress(vietnam.Unreadable):
        assert vietnam.read_partial_date(text).earliest.year >= 1800
