"""The pages of procedures in a real browser: WCAG 2.2 AA at two widths; a version written and made public."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.catalog import actions
from motcua.catalog.models import ProcedureVersion
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.org import actions as org
from tests.browsers import DESKTOP, PHONE
from tests.catalog.factories import NOW, offering
from tests.catalog.published import json_lines, record
from tests.web.accessibility import sideways, sign_in, violations

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "1.001193"
PAGES = ["", f"{CODE}/", f"{CODE}/so-sanh/1/2/", f"{CODE}/soan/", f"{CODE}/ban-hanh/", f"{CODE}/co-quan/",
         f"{CODE}/bai-bo/", "cong-khai/", "nhap/", "tao-moi/"]  # fmt: skip


@pytest.fixture
def address(live_server, console, clock_at):
    clock_at("2026-11-23 08:00")
    org.load_calendars()
    first = actions.publish_version(data=record(), valid_from=date(2026, 1, 1), by=SYSTEM, now=NOW)
    actions.publish_version(data=record(name="Khai sinh"), valid_from=date(2026, 6, 1), by=SYSTEM, now=NOW)
    offering(console.province, first.procedure)
    actions.begin_procedure_draft(code=CODE, by=SYSTEM, now=NOW)
    return f"{live_server.url}/quan-tri/thu-tuc/"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_is_accessible_and_fits_small_screens(open_page, live_server, console, address, size):
    page = open_page(size)
    sign_in(page, console.client(Role.PROCEDURE_CONTROL), live_server.url)
    for each in PAGES:
        page.goto(address + each)
        for details in page.locator("main details").all():
            details.evaluate("each => { each.open = true }")
        assert violations(page) == [], each
        assert sideways(page) <= 0, each


def test_a_version_is_written_and_made_public(open_page, live_server, console, address):
    page = open_page(DESKTOP)
    sign_in(page, console.client(Role.PROCEDURE_CONTROL), live_server.url)
    page.goto(f"{address}{CODE}/soan/")
    page.get_by_label("Tên thủ tục").fill("Đăng ký khai sinh cho trẻ em")
    page.get_by_label("Số quyết định công bố").fill("812/QĐ-UBND")
    page.get_by_label("Ngày ký quyết định").fill("20/11/2026")
    page.get_by_role("button", name="Thêm giấy tờ").click()
    page.locator("[name='documents.3.name']").fill("Giấy chứng sinh")
    page.locator("[name='documents.3.originals']").fill("1")
    page.get_by_role("button", name="Lưu và xem trước khi công khai").click()
    page.get_by_text("Còn 4 ngày làm việc").wait_for()
    page.get_by_label("Áp dụng từ ngày").fill("01/12/2026")
    page.get_by_role("button", name="Công khai", exact=True).press("Enter")
    page.get_by_text("Đã công khai, áp dụng từ").wait_for()
    version = ProcedureVersion.objects.get(number=3)
    assert version.name == "Đăng ký khai sinh cho trẻ em"
    assert version.papers.filter(name="Giấy chứng sinh", originals=1).exists()


def test_a_file_is_tried_then_taken_in(open_page, live_server, console, address, tmp_path):
    page = open_page(PHONE)
    sign_in(page, console.client(Role.PROCEDURE_CONTROL), live_server.url)
    page.goto(f"{address}nhap/")
    page.locator("input[type=file]").set_input_files(json_lines(tmp_path / "tthc.jsonl", record("1.001194"), "hỏng"))
    page.get_by_role("button", name="Chạy thử").click()
    page.get_by_text("Chạy thử, chưa thay đổi gì").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Nhập vào danh mục").click()
    page.get_by_text("Đã nhập tệp tthc.jsonl").wait_for()
    assert ProcedureVersion.objects.filter(procedure__national_code="1.001194").count() == 1
