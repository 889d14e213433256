"""The BPMN modeler in a real browser under the strict policy: drawn, saved, refused with the element marked."""

from __future__ import annotations

import pytest

from motcua.catalog import queries
from motcua.catalog.models import ProcessVersion
from motcua.core.roles import Role
from tests.browsers import DESKTOP, PHONE
from tests.web.accessibility import sideways, sign_in, violations
from tests.web.console.test_modeler import draft  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(open_page, live_server, console, draft):  # noqa: F811
    def open_one(size=DESKTOP, version=draft, **options):
        page = open_page(size, **options)
        sign_in(page, console.client(Role.PROCEDURE_CONTROL), live_server.url)
        page.goto(f"{live_server.url}/quan-tri/quy-trinh/{version.pk}/mo-hinh/")
        if options.get("java_script_enabled", True):
            page.locator("[data-ready]").wait_for(state="attached")
        return page

    return open_one


def shape(page, name):
    return page.locator(f".djs-shape[data-element-id='{name}']")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_modeler_is_accessible_and_fits_small_screens(opened, size):
    page = opened(size)
    assert violations(page) == []
    assert sideways(page) <= 0


def test_a_step_renamed_in_the_drawing_is_renamed_in_the_table(opened, draft, live_server):  # noqa: F811
    before = queries.table_of(draft)
    page = opened()
    shape(page, "step_1").dblclick()
    page.locator(".djs-direct-editing-content").wait_for()
    page.keyboard.press("Control+A")
    page.keyboard.type("Nhận tại quầy số 1", delay=40)  # faster is taken for a scanner
    page.locator(".djs-container").click(position={"x": 600, "y": 20})
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Đã lưu bản nháp").wait_for()
    after = queries.table_of(ProcessVersion.objects.get(pk=draft.pk))
    assert after.steps[0].name == "Nhận tại quầy số 1"
    assert [step.key for step in after.steps] == [step.key for step in before.steps]
    assert after.steps[1:] == before.steps[1:]
    page.get_by_role("link", name="Xem bảng bước").click()
    assert page.locator("[name='r0.name']").input_value() == "Nhận tại quầy số 1"


@pytest.mark.console_errors("422")  # the browser notes every refusal
def test_what_a_table_cannot_hold_is_refused_by_name_and_the_drawing_stays(opened, draft):  # noqa: F811
    page = opened()
    page.locator("[data-action='create.intermediate-event']").click()
    page.locator(".djs-container").click(position={"x": 420, "y": 30})
    event = page.locator(".djs-shape[data-element-id^='Event_']").first
    event.wait_for()
    event.dblclick()
    page.locator(".djs-direct-editing-content").wait_for()
    page.keyboard.type("Nhắc hạn", delay=40)
    page.locator(".djs-container").click(position={"x": 700, "y": 20})
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("Chưa lưu: sơ đồ có nội dung").wait_for()
    reason = page.get_by_role("button", name="Nhắc hạn")
    assert "bảng bước không có" in reason.inner_text()
    reason.click()
    assert "refused" in event.get_attribute("class")
    assert page.locator(".djs-shape.refused").count() >= 1
    assert queries.table_of(ProcessVersion.objects.get(pk=draft.pk)) == queries.table_of(draft)


def test_a_published_version_is_looked_at_and_the_mark_of_its_makers_stays(opened):
    page = opened(version=ProcessVersion.objects.get(status="published"))
    assert page.locator(".djs-palette").count() == 0
    assert page.get_by_role("button", name="Lưu").count() == 0
    mark = page.locator(".bjs-powered-by")
    assert mark.is_visible()
    box, frame = mark.bounding_box(), page.locator("[data-modeler-canvas]").bounding_box()
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    drawing = page.locator(".djs-container .viewport")
    before = drawing.get_attribute("transform")
    page.get_by_role("button", name="Phóng to").click()
    assert drawing.get_attribute("transform") != before


def test_without_scripts_the_page_leads_to_the_table(opened):
    page = opened(java_script_enabled=False)
    assert page.get_by_text("Hãy sửa quy trình bằng bảng bước").is_visible()
    page.get_by_role("link", name="Sửa bằng bảng").first.click()
    assert page.url.endswith("/sua/")
