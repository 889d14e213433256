"""Marking searched words, paging, writing dates and money."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from motcua.core.vietnam import ZONE
from motcua.web.ui import wording
from motcua.web.ui.marking import mark
from motcua.web.ui.parts import Page


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Đăng ký khai sinh", "khai sinh", "Đăng ký <mark>khai sinh</mark>"),
        ("Đăng ký khai sinh", "dang ky", "<mark>Đăng ký</mark> khai sinh"),
        ("Cấp đổi sổ đỏ", "so do", "Cấp đổi <mark>sổ đỏ</mark>"),
        ("Hoà giải, hòa giải", "hoa", "<mark>Hoà</mark> giải, <mark>hòa</mark> giải"),
        ("Khai sinh", "", "Khai sinh"),
        ("Khai sinh", "tử", "Khai sinh"),
        ("A & B <c>", "b", "A &amp; <mark>B</mark> &lt;c&gt;"),
        ("Sinh con", "si", "Sinh con"),
        ("Đăng ký khai sinh".replace("ă", "a\u0306"), "dang", "<mark>Đăng</mark> ký khai sinh"),
    ],
)
def test_searched_words_are_marked_in_the_accented_text(text, query, marked):
    assert mark(text, query) == marked


@pytest.mark.parametrize(
    ("asked", "number", "rows"),
    [(None, 1, (1, 20)), ("2", 2, (21, 40)), ("99", 3, (41, 45)), ("0", 1, (1, 20)), ("-1", 1, (1, 20)),
     ("hai", 1, (1, 20)), ("²", 1, (1, 20)), ("9" * 40, 1, (1, 20))],
)  # fmt: skip
def test_any_page_number_lands_on_a_page_that_exists(asked, number, rows):
    page = Page.asked(asked, size=20, total=45)

    assert (page.number, (page.first_row, page.stop)) == (number, rows)


def test_an_empty_list_has_one_page_without_rows():
    page = Page.asked("3", size=20, total=0)

    assert (page.number, page.first_row, page.stop, page.next) == (1, 0, 0, None)


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, None, 65]),
        (3, [1, 2, 3, 4, None, 65]),
        (30, [1, None, 29, 30, 31, None, 65]),
        (65, [1, None, 64, 65]),
    ],
)
def test_the_pager_shows_ends_and_neighbours(number, numbers):
    assert Page.asked(str(number), size=20, total=1284).numbers == numbers


def test_moments_are_written_in_vietnamese_time():
    due_at = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)

    assert wording.moment(due_at) == "16:30, 03/12/2026"
    assert wording.due(due_at) == "16:30, thứ Năm, 03/12/2026"


def test_the_weekday_is_that_of_the_vietnamese_day():
    assert wording.weekday(datetime(2026, 12, 5, 17, 30, tzinfo=UTC)) == "Chủ nhật, 06/12/2026"
    assert wording.weekday(date(2026, 11, 23)) == "thứ Hai, 23/11/2026"


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [("vi", 240000, "240.000 đ"), ("vi", 0, "0 đ"), ("en", 1250000, "1,250,000 VND")],
)
def test_money_is_written_in_whole_dong(language, amount, written):
    with translation.override(language):
        assert wording.money(amount).replace("\u00a0", " ") == written


@pytest.mark.parametrize(
    ("passed", "said"),
    [(timedelta(seconds=20), "vừa xong"), (timedelta(minutes=5), "5 phút trước"), (timedelta(hours=3), "3 giờ trước"),
     (timedelta(days=2, hours=5), "2 ngày trước")],
)  # fmt: skip
def test_how_long_ago_is_said_roughly(passed, said):
    now = datetime(2026, 11, 23, 9, tzinfo=ZONE)

    assert wording.ago(now - passed, now) == said


def test_telephone_numbers_are_grouped_to_be_read_aloud():
    assert wording.phone("0978112233").replace("\u00a0", " ") == "0978 112 233"
    assert wording.phone("113") == "113"


@pytest.mark.parametrize(("count", "said"), [(10, "1 KB"), (640 * 1024, "640 KB"), (1_468_006, "1,4 MB")])
def test_file_sizes_are_said_in_units_people_know(count, said):
    assert wording.size(count).replace("\u00a0", " ") == said
