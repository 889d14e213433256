"""The console in a real browser: WCAG 2.2 AA at two widths, small screens, and a form changed without the mouse."""

import re

import pytest

from motcua.core.forms import editing
from motcua.core.roles import Role
from motcua.org.actions import load_calendars
from tests.browsers import DESKTOP
from tests.web.accessibility import at_both_widths, sign_in
from tests.web.console.forms.conftest import Bench

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = [
    (Role.PROCEDURE_CONTROL, "/quan-tri/"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/{form}/"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/{form}/soan/"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/{form}/soan/?o=f:relation"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/{form}/soan/?o=f:heirs&khung=may-tinh"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/{form}/soan/?o=r:r"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/bieu-mau/{form}/xem-thu/?dien=1"),
    (Role.SYSTEM_ADMIN, "/quan-tri/can-bo/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/can-bo/them/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/can-bo/uy-quyen/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/can-bo/{officer}/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/can-bo/nhap/"),
    (Role.AUDITOR, "/quan-tri/nhat-ky/"),
    (Role.AUDITOR, "/quan-tri/nhat-ky/thay-doi/"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/danh-muc/"),
    (Role.PROCEDURE_CONTROL, "/quan-tri/danh-muc/relations/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/lich/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/co-quan/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/co-quan/{agency}/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/co-quan/them/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/co-quan/sap-xep/"),
    (Role.SYSTEM_ADMIN, "/quan-tri/lich/office/2027/"),
]


@pytest.fixture
def bench(console):
    made = Bench(console)
    made.publish()
    return made


@pytest.mark.parametrize(("role", "address"), PAGES, ids=[f"{page[0]}-{page[1]}" for page in PAGES])
def test_every_page_is_accessible_and_fits_small_screens(open_page, live_server, bench, role, address):
    page = open_page()
    sign_in(page, bench.console.client(role), live_server.url)
    officer = bench.console.officer(Role.UNIT_ADMIN)
    load_calendars()
    page.goto(
        live_server.url + address.format(form=bench.version.pk, officer=officer.pk, agency=bench.console.province.pk)
    )

    assert at_both_widths(page) == []


def opened(open_page, live_server, bench, part):
    page = open_page(DESKTOP)
    sign_in(page, bench.client(), live_server.url)
    page.goto(f"{live_server.url}{bench.url}soan/?o={part}")
    return page


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_what_is_typed_is_kept_and_seen_in_the_frame_and_the_focus_stays(open_page, live_server, bench):
    page = opened(open_page, live_server, bench, "f:reason")
    page.fill("#id_label", "Lý do cụ thể")
    page.get_by_text(re.compile(r"Đã lưu")).wait_for()

    assert focused(page) == "id_label"
    assert editing.find(bench.definition, "reason").label.vi == "Lý do cụ thể"
    page.frame_locator("iframe").get_by_label("Hai").check()
    page.frame_locator("iframe").get_by_label("Lý do cụ thể").wait_for()

    page.fill("#id_shown", "nobody")
    page.locator("#told-shown").get_by_text("Không có trường “nobody”").wait_for()
    page.locator("#outline").get_by_title("có lỗi").wait_for()


def test_a_question_moves_by_keyboard_and_the_focus_goes_with_it(open_page, live_server, bench):
    page = opened(open_page, live_server, bench, "f:reason")
    page.focus("#down-f-reason")
    page.keyboard.press("Enter")
    page.locator("#outline li").nth(3).get_by_text("Nhãn reason").wait_for()

    assert focused(page) == "down-f-reason"
    assert [field.key for field in bench.definition.fields] == ["relation", "heirs", "reason"]

    page.fill("#id_label", "Sau khi chuyển")
    page.locator("#outline").get_by_text("Sau khi chuyển").wait_for()


def test_two_editors_the_second_is_told_and_puts_the_change_on_top(open_page, live_server, bench):
    first, second = (opened(open_page, live_server, bench, f"f:{key}") for key in ("relation", "reason"))
    first.fill("#id_label", "Quan hệ")
    first.get_by_text(re.compile(r"Đã lưu")).wait_for()
    second.fill("#id_label", "Lý do của tôi")
    second.get_by_role("button", name="Áp dụng thay đổi của tôi").click()
    second.wait_for_url("**/soan/?o=f%3Areason")

    assert editing.find(bench.definition, "relation").label.vi == "Quan hệ"
    assert editing.find(bench.definition, "reason").label.vi == "Lý do của tôi"


def test_without_scripts_a_question_is_added_and_published(open_page, live_server, bench):
    page = open_page(DESKTOP, java_script_enabled=False)
    sign_in(page, bench.client(), live_server.url)
    page.goto(f"{live_server.url}{bench.url}soan/")
    page.get_by_text("Thêm câu hỏi").first.click()
    page.fill("#add-label", "Số điện thoại")
    page.select_option("#add-kind", "phone")
    page.locator("button[value=add]").click()
    page.fill("#id_label_en", "Telephone")
    page.locator("#edit .actions button").first.click()
    page.get_by_role("link", name="Xong, sang ban hành").click()
    page.locator("form[action$='ban-hanh/'] button").first.click()

    assert "đã được đưa vào dùng" in page.inner_text(".messages")
