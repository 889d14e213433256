"""Drafts where people type: saved by themselves, offline, beside another window, past the session's end."""

import os
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from motcua.drafts.models import Draft
from motcua.drafts.queries import content
from tests.browsers import DESKTOP, PHONE
from tests.web.accessibility import sideways, sign_in, violations
from tests.web.portal.test_filing import ADDRESS

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("MOTCUA_PICTURES", "")


def picture(page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=False)


@pytest.fixture
def writing(open_page, live_server, signed_in):
    """Open the form in a window of its own."""

    def open_one(size=DESKTOP, address: str = ADDRESS):
        page = open_page(size)
        sign_in(page, signed_in, live_server.url)
        page.goto(live_server.url + address)
        return page

    return open_one


def kept(name: str) -> str:
    return dict(content(Draft.objects.get()).answers)[name]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_each_answer_is_saved_by_itself_and_there_after_a_reload(writing, size):
    page = writing(size)
    page.get_by_label("Mục đích xin xác nhận").fill("Bổ sung hồ sơ xin việc")
    page.get_by_text("Đã lưu nháp lúc").wait_for()
    assert "nhap=" in page.url
    page.reload()

    assert page.get_by_label("Mục đích xin xác nhận").input_value() == "Bổ sung hồ sơ xin việc"
    assert violations(page) == []
    assert sideways(page) <= 0
    picture(page, f"draft-{size[0]}")
    page.goto(page.url.split("/nop-ho-so")[0] + "/ho-so-nhap/")
    assert violations(page) == []
    assert sideways(page) <= 0
    picture(page, f"drafts-{size[0]}")


@pytest.mark.console_errors("ERR_INTERNET_DISCONNECTED")
def test_without_a_connection_it_waits_and_then_saves(writing):
    page = writing()
    page.context.set_offline(True)
    page.get_by_label("Mục đích xin xác nhận").fill("Trên tàu")
    page.get_by_text("Chưa lưu được: mất kết nối").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Đã lưu nháp lúc").wait_for()

    assert kept("f.muc_dich") == "Trên tàu"


@pytest.mark.console_errors("status of 409")
def test_two_windows_on_one_draft_the_later_is_told_and_chooses(writing):
    one = writing()
    one.get_by_label("Mục đích xin xác nhận").fill("Một")
    one.get_by_text("Đã lưu nháp lúc").wait_for()
    two = writing(address=f"{ADDRESS}?nhap={Draft.objects.get().number}")
    two.get_by_label("Mục đích xin xác nhận").fill("Hai")
    two.get_by_text("Đã lưu nháp lúc").wait_for()
    one.get_by_label("Mục đích xin xác nhận").fill("Ba")
    one.get_by_role("heading", name="Hồ sơ đang mở ở nơi khác").wait_for()
    assert kept("f.muc_dich") == "Hai"
    assert violations(one) == []
    picture(one, "draft-elsewhere")

    one.get_by_role("button", name="Giữ nội dung trên trang này").click()
    one.get_by_text("Đã lưu nháp lúc").wait_for()
    assert kept("f.muc_dich") == "Ba"
    assert not one.get_by_role("heading", name="Hồ sơ đang mở ở nơi khác").is_visible()


@pytest.mark.console_errors("status of 401")
def test_the_session_ends_while_typing_and_nothing_is_lost(writing, settings):
    settings.SIGNED_IN_CACHE_SECONDS = 0
    page = writing()
    Session.objects.all().delete()
    page.get_by_label("Mục đích xin xác nhận").fill("Không mất")
    page.get_by_role("link", name="Đăng nhập lại").wait_for()
    assert kept("f.muc_dich") == "Không mất"
    picture(page, "draft-signed-out")
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.get_by_role("heading", name="Đăng nhập").wait_for()

    assert f"nhap%3D{Draft.objects.get().number}" in page.url


@pytest.mark.console_errors("status of 410")
def test_the_review_goes_back_to_what_was_typed_and_sends_once(writing):
    page = writing()
    page.get_by_label("Số nhà").fill("25 Lê Lợi")
    page.get_by_label("Xã, phường").fill("phường Hạc Thành")
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc")
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_role("heading", name="Xem lại hồ sơ").wait_for()
    page.go_back()
    assert page.get_by_label("Mục đích xin xác nhận").input_value() == "Xin việc"
    page.get_by_label("Mục đích xin xác nhận").fill("Xin việc mới")
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_text("Xin việc mới").wait_for()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Gửi hồ sơ").dblclick()
    page.get_by_role("heading", name="Hồ sơ đã được gửi").wait_for()

    assert not Draft.objects.exists()
    page.go_back()
    page.go_back()
    page.get_by_label("Mục đích xin xác nhận").fill("Lần nữa")
    page.get_by_role("link", name="Hồ sơ này đã được gửi").wait_for()
    assert not Draft.objects.exists()
