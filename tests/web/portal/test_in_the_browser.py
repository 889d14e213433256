"""The citizens' pages in a real browser: accessible, small, usable by keyboard alone and without JavaScript."""

import gzip
from pathlib import Path

import pytest

from tests.browsers import DESKTOP, PHONE
from tests.factories.province import Province
from tests.files.samples import PDF
from tests.web.accessibility import sideways, sign_in, violations

pytestmark = pytest.mark.django_db(transaction=True)
FORM = "/nop-ho-so/1.004873/"


@pytest.fixture
def addresses(here: Province, filed, asked) -> dict[str, str]:
    """An address for each pattern of page anybody may see."""
    return {
        "home": "/",
        "results": "/thu-tuc/?q=hon+nhan",
        "nothing found": "/thu-tuc/?q=qqqq",
        "procedure": "/thu-tuc/1.004873/",
        "in English": "/en/thu-tuc/1.004873/",
        "track": "/tra-cuu/",
        "in process": f"/tra-cuu/k/{filed(accepted=True).key}/",
        "supplement": f"/tra-cuu/k/{asked.key}/",
        "guide": "/huong-dan/",
        "sign in": "/dang-nhap/",
        "register": "/dang-ky/",
    }


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_public_pages_are_accessible_and_fit_small_screens(open_page, live_server, addresses, size):
    page = open_page(size)
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        assert violations(page) == [], name
        assert sideways(page) <= 0, name


@pytest.mark.console_errors("status of 422")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_of_a_signed_in_citizen_are_accessible_too(open_page, live_server, signed_in, asked, filed, size):
    page = open_page(size)
    sign_in(page, signed_in, live_server.url)
    code = filed(accepted=True).code
    for address in (FORM, "/ho-so-cua-toi/", f"/tra-cuu/{asked.code}/",
                    f"/ho-so-cua-toi/{asked.code}/bo-sung/", f"/ho-so-cua-toi/{code}/rut/", f"/da-nop/{code}/",
                    f"/ho-so-cua-toi/{code}/tin-nhan/", "/tai-khoan/ai-da-xem/",
                    "/tai-khoan/", "/tai-khoan/lien-he/", "/tai-khoan/dai-dien/them/uy-quyen/",
                    "/tai-khoan/giay-to/"):  # fmt: skip
        page.goto(live_server.url + address)
        assert violations(page) == [], address
        assert sideways(page) <= 0, address
    page.goto(live_server.url + FORM)
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.activeElement.matches('.summary')")


@pytest.mark.console_errors("status of 404")
def test_an_error_page_is_accessible(page, live_server, here):
    page.goto(live_server.url + "/khong-co-trang-nay/")

    assert violations(page) == []


def test_a_dossier_is_filed_and_tracked_without_javascript(open_page, live_server, signed_in, tmp_path: Path):
    paper = tmp_path / "to-khai.pdf"
    paper.write_bytes(PDF)
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, signed_in, live_server.url)
    page.goto(live_server.url + FORM)
    page.get_by_label("Số nhà").fill("25 Lê Lợi")
    page.get_by_label("Xã, phường").fill("phường Hạc Thành")
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")
    page.get_by_label("Tờ khai").set_input_files(paper)
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_text("to-khai.pdf (1").wait_for()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").click()
    page.get_by_role("link", name="Theo dõi hồ sơ").click()

    page.get_by_role("heading", name="Hồ sơ đã gửi và đang chờ tiếp nhận.").wait_for()


def test_a_citizen_tracks_a_dossier_from_its_code(page, live_server, here, filed):
    code = filed(accepted=True).code
    page.goto(live_server.url)
    page.get_by_role("searchbox").fill(code)
    page.keyboard.press("Enter")
    page.get_by_label("4 số cuối").fill("5678")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Hồ sơ đang được xử lý.").wait_for()
    page.get_by_text("Vì sao có ngày hẹn này?").click()
    assert page.get_by_text("05").count() or page.get_by_text("ngày làm việc").count()


def test_a_first_visit_weighs_little_and_asks_no_other_host(page, live_server, here):
    weight: dict[str, int] = {}

    def weigh(response) -> None:
        compressed = response.url.endswith(".woff2")
        body = response.body()
        weight[response.url] = len(body) if compressed else len(gzip.compress(body, 6))

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto(live_server.url, wait_until="networkidle")

    assert all(address.startswith(live_server.url) for address in weight)
    assert any(address.endswith(".woff2") for address in weight)
    assert sum(weight.values()) <= 100 * 1024


def test_what_was_searched_stays_in_the_box_and_filters_send_themselves(page, live_server, here):
    page.goto(live_server.url + "/thu-tuc/?q=hon+nhan")
    page.get_by_label("Lĩnh vực").select_option(label="Hộ tịch (1)")
    page.wait_for_url("**linh-vuc=*")

    assert page.get_by_role("searchbox").input_value() == "hon nhan"
