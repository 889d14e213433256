"""The officers' pages in a real browser: WCAG 2.2 AA at two widths, small screens, and a day's work by keyboard."""

import pytest

from motcua.core.roles import Role
from tests.web.accessibility import at_both_widths, sideways, sign_in, violations

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [  # who, how the dossier came there, address
    (Role.CASE_OFFICER, "examined", "/can-bo/"),
    (Role.CASE_OFFICER, "examined", "/can-bo/?kenh=direct&cot=owner&cot=channel&cot=received"),
    (Role.AGENCY_LEADER, "supplement_drafted", "/can-bo/cho-ky/"),
    (Role.AGENCY_LEADER, "drafted", "/can-bo/cho-ky/"),
    (Role.AGENCY_LEADER, "drafted", "/can-bo/ho-so/{id}/van-ban/result/"),
    (Role.AGENCY_LEADER, "supplement_drafted", "/can-bo/ho-so/{id}/van-ban/supplement/"),
    (Role.DIVISION_HEAD, "late", "/can-bo/qua-han/"),
    (Role.DIVISION_HEAD, "late", "/can-bo/xin-loi-nhieu/?ngay=30&buoc={step}"),
    (Role.DIVISION_HEAD, "away", "/can-bo/nghi-phep/"),
    (Role.DIVISION_HEAD, "away", "/can-bo/uy-quyen/"),
    (Role.DIVISION_HEAD, "examined", "/can-bo/giao-viec/"),
    (Role.AGENCY_LEADER, "consulted", "/can-bo/lay-y-kien/"),
    (Role.AGENCY_LEADER, "late", "/can-bo/qua-han/"),
    (Role.AGENCY_LEADER, "examined", "/can-bo/tim/"),
    (Role.CASE_OFFICER, "examined", "/can-bo/ho-so/{id}/"),
    (Role.AGENCY_LEADER, "drafted", "/can-bo/ho-so/{id}/"),
    (Role.AGENCY_LEADER, "supplement_drafted", "/can-bo/ho-so/{id}/"),
    (Role.CLERK, "approved", "/can-bo/ho-so/{id}/"),
    (Role.CLERK, "approved", "/can-bo/ho-so/{id}/phieu-kiem-soat/"),
    (Role.DIVISION_HEAD, "transferred", "/can-bo/chuyen-nhieu/?buoc={step}"),
    (Role.DIVISION_HEAD, "transferred", "/can-bo/giao-nhieu/?buoc={step}"),
    (Role.CASE_OFFICER, "examined", "/can-bo/ho-so/{id}/buoc/{step}/chuyen/"),
    (Role.CASE_OFFICER, "examined", "/can-bo/ho-so/{id}/buoc/{step}/ket-qua/"),
    (Role.CASE_OFFICER, "examined", "/can-bo/ho-so/{id}/bo-sung/"),
    (Role.CASE_OFFICER, "examined", "/can-bo/ho-so/{id}/xin-loi/"),
    (Role.CASE_OFFICER, "examined", "/can-bo/ho-so/{id}/lay-y-kien/"),
    (Role.AGENCY_LEADER, "supplement_drafted", "/can-bo/ho-so/{id}/ky/supplement/"),
    (Role.AGENCY_LEADER, "examined", "/can-bo/ho-so/{id}/dung/"),
    (Role.CLERK, "approved", "/can-bo/ho-so/{id}/buoc/{step}/phat-hanh/"),
    (Role.CLERK, "elsewhere", "/can-bo/ho-so/{id}/"),
]


@pytest.mark.parametrize(
    ("role", "bring", "address"), PAGES, ids=[f"{p[0]}-{p[1]}-{p[2].split('}')[-1]}" for p in PAGES]
)
@pytest.mark.console_errors("403")
def test_every_page_is_accessible_and_fits_small_screens(open_page, live_server, office, role, bring, address):
    dossier_id = getattr(office, bring)()
    page = open_page()
    sign_in(page, office.client(role), live_server.url)
    page.goto(live_server.url + address.format(id=dossier_id, step=office.any_step(dossier_id)))

    assert at_both_widths(page) == []


def test_a_morning_by_keyboard(open_page, live_server, office):
    first, second = office.examined(), office.examined()
    page = open_page()
    sign_in(page, office.client(Role.CASE_OFFICER), live_server.url)
    page.goto(live_server.url + "/can-bo/")
    page.keyboard.press("j")
    page.locator("#pane .code", has_text="H56.901-261123-0001").wait_for()
    widths = page.locator("thead th").evaluate_all("heads => heads.map(head => head.getBoundingClientRect().width)")
    assert min(widths[1:]) > 90  # beside the pane every column can still be read
    page.keyboard.press("j")
    page.locator("#pane .code", has_text="H56.901-261123-0002").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/can-bo/ho-so/{second}/")
    page.locator("textarea[name=note]").focus()
    page.keyboard.type("Đủ điều kiện")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/can-bo/")
    page.locator(".messages", has_text="Đã xong bước").wait_for()

    page.keyboard.press("j")
    page.locator("#pane .code", has_text="H56.901-261123-0001").wait_for()
    page.keyboard.press("b")
    page.wait_for_url(f"**/can-bo/ho-so/{first}/bo-sung/")


def test_a_search_by_keyboard_leaves_no_number_in_the_address(open_page, live_server, office):
    office.examined()
    page = open_page()
    sign_in(page, office.client(Role.AGENCY_LEADER), live_server.url)
    page.goto(live_server.url + "/can-bo/")
    page.locator("[data-find]").focus()
    page.keyboard.type("0381 8500 1234", delay=60)
    page.keyboard.press("Enter")
    page.wait_for_url("**/can-bo/tim/?phieu=*")
    assert "0381" not in page.url
    page.get_by_role("link", name="H56.901-261123-0001").click()
    page.wait_for_url("**/can-bo/ho-so/*/")
    page.go_back()
    page.get_by_role("link", name="H56.901-261123-0001").wait_for()
    page.reload()
    page.get_by_role("link", name="H56.901-261123-0001").wait_for()


def test_a_list_stays_fresh_without_losing_its_place(open_page, live_server, office):
    first, second = office.transferred(), office.transferred()
    page = open_page()
    sign_in(page, office.client(Role.DIVISION_HEAD), live_server.url)
    page.goto(live_server.url + "/can-bo/")
    page.get_by_role("checkbox", name="0002").check()
    page.locator("tr[data-at] a.code", has_text="0002").wait_for()
    office.complete(first, Role.DIVISION_HEAD)
    office.transferred()
    page.evaluate("document.dispatchEvent(new Event('mc:ask'))")
    word = page.get_by_role("status").filter(has_text="1 hồ sơ mới, 1 hồ sơ không còn ở trang này")
    word.wait_for()

    assert page.locator("tr[data-gone]").count() == 1
    word.get_by_role("button").click()
    page.locator("a.code", has_text="H56.901-261123-0003").wait_for()
    assert page.locator("a.code", has_text="H56.901-261123-0001").count() == 0
    assert page.locator("tr[data-at] a.code").inner_text() == "H56.901-261123-0002"
    assert page.locator("tr[data-at] .tick").is_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/can-bo/ho-so/{second}/")


def test_filtering_and_keeping_a_view_by_keyboard(open_page, live_server, office):
    office.transferred(), office.transferred(channel="online")
    page = open_page()
    sign_in(page, office.client(Role.DIVISION_HEAD), live_server.url)
    page.goto(live_server.url + "/can-bo/")
    page.keyboard.press("l")
    page.get_by_label("Cách nộp").first.select_option("online")
    page.get_by_role("button", name="Áp dụng").press("Enter")
    page.locator("a.code", has_text="0002").wait_for()
    assert page.locator("tr[data-row]").count() == 1
    page.keyboard.press("l")
    page.get_by_label("Tên chế độ xem").fill("Trực tuyến")
    page.keyboard.press("Enter")
    page.locator(".chip[aria-current=true]", has_text="Trực tuyến").wait_for()
    assert violations(page) == []


def test_forwarding_several_by_keyboard_ends_with_an_account(open_page, live_server, office):
    for _ in range(2):
        office.examined()
    page = open_page()
    sign_in(page, office.client(Role.CASE_OFFICER), live_server.url)
    page.goto(live_server.url + "/can-bo/")
    page.get_by_label("Chọn tất cả").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Chuyển các hồ sơ đã chọn").press("Enter")
    page.get_by_role("button", name="Chuyển 2 hồ sơ").press("Enter")
    page.locator(".tag", has_text="Đã xong 2 hồ sơ").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0


def test_a_leader_opens_each_document_and_signs_them_by_keyboard(open_page, live_server, office):
    office.drafted(), office.supplement_drafted()
    page = open_page()
    sign_in(page, office.client(Role.AGENCY_LEADER), live_server.url)
    page.goto(live_server.url + "/can-bo/cho-ky/")
    assert page.locator("tr[data-row] .tick:disabled").count() == 2
    for number in ("0001", "0002"):
        page.locator("a.code", has_text=number).press("Enter")
        page.get_by_role("link", name="Về danh sách chờ ký").press("Enter")
        page.locator("h1", has_text="Chờ tôi ký").wait_for()
    page.get_by_label("Chọn mọi văn bản đã xem").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Ký, duyệt các văn bản đã chọn").press("Enter")
    page.locator(".tag", has_text="Đã xong 2 hồ sơ").wait_for()
