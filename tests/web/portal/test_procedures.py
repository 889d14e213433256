"""Finding a procedure and reading its page."""

from decimal import Decimal

import pytest
from django.test import Client

from motcua.catalog.models import Channel, Fee
from motcua.web.portal.finding import Wanted
from motcua.web.portal.opening import is_dossier_code
from motcua.web.ui import procedures as presenting

ADDRESS = "/thu-tuc/1.004873/"


def read(address: str, **query: str) -> str:
    return Client().get(address, query).content.decode()


@pytest.mark.parametrize(
    "typed", ["xác nhận tình trạng hôn nhân", "tinh trang hon nhan", "tinh trang hon nhann", "1.004873"]
)
def test_a_procedure_is_found_however_it_is_typed(here, typed):
    assert ADDRESS in read("/thu-tuc/", q=typed)


def test_matched_words_are_marked_in_the_accented_name(here):
    assert "tình trạng hôn nhân</mark>" in read("/thu-tuc/", q="tinh trang hon nhan")


def test_nothing_found_says_what_to_try(here):
    page = read("/thu-tuc/", q="qqqqqq")

    assert "0 thủ tục phù hợp" in page
    assert "thử bằng từ khác" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [({"cap": "XA"}, True), ({"cap": "TINH"}, False), ({"doi-tuong": "ca-nhan"}, True),
     ({"doi-tuong": "doanh-nghiep"}, False), ({"linh-vuc": "999999"}, False), ({"linh-vuc": "x"}, True),
     ({"cap": "../../x"}, True), ({"trang": "9999"}, True)],
)  # fmt: skip
def test_filters_narrow_and_nonsense_is_no_filter(here, query, found):
    assert (ADDRESS in read("/thu-tuc/", **query)) is found


def test_a_chip_that_is_on_switches_itself_off(here):
    page = read("/thu-tuc/", q="hon nhan", cap="XA")

    assert 'href="?q=hon+nhan" aria-current="true"' in page


def test_the_results_page_asks_few_questions_of_the_database(here, django_assert_max_num_queries):
    read("/thu-tuc/")
    with django_assert_max_num_queries(6):
        read("/thu-tuc/")


def test_a_dossier_code_in_the_search_box_leads_to_tracking(here):
    response = Client().get("/thu-tuc/", {"q": "h56.901-261123-0001"})

    assert response.url == "/tra-cuu/?ma=H56.901-261123-0001"


@pytest.mark.parametrize(
    ("text", "is_code"),
    [("H56.33-261123-0154", True), ("000.17.22.H56-210531-0001", True), ("1.004873", False), ("khai sinh", False)],
)
def test_dossier_codes_are_told_from_words(text, is_code):
    assert is_dossier_code(text) is is_code


def test_the_page_tells_what_a_citizen_needs_in_the_order_they_need_it(here):
    page = read(ADDRESS)
    order = ["Giấy tờ cần chuẩn bị", "Cách nộp, thời hạn và phí", ">Kết quả<", "Căn cứ pháp lý"]

    assert [page.index(heading) for heading in order] == sorted(page.index(heading) for heading in order)
    for fact in ("Quyết định ly hôn", "05 ngày làm việc", "Giấy xác nhận tình trạng hôn nhân", "60/2014/QH13"):
        assert fact in page


def test_lines_are_shown_without_the_bullets_they_were_typed_with(here):
    assert "<span>Quyết định ly hôn <span" in read(ADDRESS)


def test_what_a_clerk_must_choose_is_said_to_be_unclear(here):
    Channel.objects.filter(version=here.version).update(
        time_status="clerk_must_choose", time_unit="", time_value=None, time_raw="1 OTHER"
    )
    page = read(ADDRESS)

    assert "chưa rõ — cán bộ sẽ xác nhận" in page
    assert "OTHER" not in page


@pytest.mark.parametrize("code", ["9.999999", "x", "1.0048731", "%00"])
def test_an_unknown_code_is_not_found(here, code):
    assert Client().get(f"/thu-tuc/{code}/").status_code == 404


def test_the_english_page_marks_what_stays_vietnamese(here):
    page = read(f"/en{ADDRESS}")

    assert "What to bring" in page
    assert '<h1 lang="vi">' in page


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(Decimal("8.00"), "working_day", "08 ngày làm việc"), (Decimal("0.50"), "working_day", "0,5 ngày làm việc"),
     (Decimal(20), "calendar_day", "20 ngày"), (None, "same_day", "Trong ngày làm việc"),
     (None, "none", "Không quy định thời hạn"), (Decimal(1), "month", "01 tháng")],
)  # fmt: skip
def test_processing_times_are_said_in_words(value, unit, words):
    assert presenting.norm_words(value, unit) == words


@pytest.mark.parametrize(
    ("fee", "words"),
    [(Fee(kind="levy", amount_vnd=8000), "Lệ phí: 8.000 đ"), (Fee(kind="fee", amount_vnd=0), "Phí: không thu"),
     (Fee(kind="unknown", amount_vnd=None, words="Theo hợp đồng"), "Phí, lệ phí (Theo hợp đồng)"),
     (Fee(kind="fee", amount_vnd=None, foreign_amount=Decimal("70.00"), currency="USD"), "Phí: 70 USD")],
)  # fmt: skip
def test_fees_are_said_in_words(fee, words):
    assert presenting.fee_words(fee).replace("\u00a0", " ") == words


def test_the_address_is_read_with_distrust():
    assert Wanted.asked({"linh-vuc": "9" * 30, "cap": "'", "doi-tuong": "<"}, "x") == Wanted(text="x")
