"""Processes in a real browser: WCAG 2.2 AA at two widths; a step put in by keyboard while the picture follows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from motcua.catalog import actions, queries, step_tables
from motcua.catalog.models import ProcessVersion
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from tests.browsers import DESKTOP
from tests.catalog.factories import NOW
from tests.web.accessibility import at_both_widths, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
CONSULTING = step_tables.templates()["mau-lay-y-kien"]


@pytest.fixture
def draft():
    version = actions.keep_draft(process=CONSULTING, norm_hours=Decimal(200), by=SYSTEM, now=NOW)
    published = actions.publish_process(process_version_id=version.id, valid_from=date(2026, 1, 5), by=SYSTEM, now=NOW)
    return actions.begin_draft(version_id=published.id, by=SYSTEM, now=NOW)


PAGES = ["", "tao-moi/", "nhap/", "{id}/", "{id}/sua/", "{id}/thu/", "{id}/chay-lai/", "{id}/ban-hanh/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_accessible_and_fits_small_screens(open_page, live_server, console, draft, address):
    page = open_page()
    sign_in(page, console.client(Role.PROCEDURE_CONTROL), live_server.url)
    page.goto(f"{live_server.url}/quan-tri/quy-trinh/{address.format(id=draft.id)}")
    for details in page.locator("main details").all()[:1]:
        details.evaluate("each => { each.open = true }")
    assert at_both_widths(page) == []


def test_a_step_is_put_in_by_keyboard_and_the_picture_follows(open_page, live_server, console, draft):
    page = open_page(DESKTOP)
    sign_in(page, console.client(Role.PROCEDURE_CONTROL), live_server.url)
    page.goto(f"{live_server.url}/quan-tri/quy-trinh/{draft.id}/sua/")
    picture = page.locator("svg.lanes")
    assert "10 bước" in picture.get_attribute("aria-label")
    page.get_by_role("button", name="Thêm bước sau bước 2", exact=True).press("Enter")
    page.locator("[name='r2.name']:focus").wait_for()
    page.keyboard.type("Kiểm tra thực địa", delay=40)  # faster is taken for a scanner
    page.keyboard.press("Tab")
    page.locator("svg.lanes text", has_text="Kiểm tra thực địa").wait_for()
    page.locator("[name='r2.hours']").fill("x")
    page.locator("[name='r2.hours']").press("Tab")
    page.get_by_text("Số giờ “x”").wait_for()
    page.locator("[name='r2.hours']").fill("4,5")
    page.locator("[name='r2.hours']").press("Enter")
    page.get_by_text("Đã lưu bản nháp").wait_for()
    step = queries.table_of(ProcessVersion.objects.get(pk=draft.pk)).steps[2]
    assert (step.name, step.hours) == ("Kiểm tra thực địa", Decimal("4.5"))
