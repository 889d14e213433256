"""The five journeys of every day without a mouse: filing, tracking, accepting, a step done, a result handed over. Keys
only: nothing is clicked or filled in from outside, and at every stop of Tab it is to be seen where the focus is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.base import clock
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.results.models import Delivery
from tests.factories import people
from tests.factories.forms import give_form
from tests.factories.province import CITIZEN
from tests.web.accessibility import sign_in
from tests.web.office.conftest import Office

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = [{"key": "muc_dich", "label": "Mục đích xin xác nhận", "type": "text", "required": True}]
MOST = 90  # presses of Tab to anything on a page
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: "" };
  const label = at.getAttribute("aria-label") ?? (at.labels?.[0] ?? at).innerText ?? "";
  const face = getComputedStyle(at).opacity === "0" ? at.closest(".upload, .camera, .button") ?? at : at;
  const style = getComputedStyle(face), box = face.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const above = document.elementFromPoint(x, y);
  const told = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) told.push("no ring");
  if (box.width < 1 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) told.push("out of sight");
  else if (above && !face.contains(above) && !above.contains(face)) told.push("under " + above.outerHTML.slice(0, 80));
  return { name: label.trim(), wrong: told.join(", "), tag: at.outerHTML.slice(0, 100) };
}"""


class Hands:
    """Two hands on a keyboard."""

    def __init__(self, page: Any, client: Client, address: str) -> None:
        self.page = page
        if client.cookies:
            sign_in(page, client, address)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=40)  # slower than any scanner

    def tab_to(self, name: str, *, back: bool = False, within: str = "main") -> None:
        """Go there with Tab alone."""
        for _ in range(MOST):
            self.press("Shift+Tab" if back else "Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused["name"]:
                assert not focused["wrong"], focused
            if focused["name"].startswith(name) and self.page.locator(f"{within} :focus").count():
                return
        raise AssertionError(f"no way to {name} by Tab")

    def go(self, name: str) -> None:
        """Go there and press it; the next page comes."""
        self.tab_to(name)
        self.leave("Enter")

    def leave(self, key: str) -> None:
        """Press what leads to another page, and wait until it is there."""
        self.page.evaluate("document.documentElement.dataset.left = ''")
        self.press(key)
        self.page.locator("html:not([data-left]) main").wait_for()
        self.page.wait_for_load_state()

    def at(self, selector: str) -> None:
        """Wait until this has the focus."""
        self.page.locator(selector).locator("visible=true").and_(self.page.locator(":focus")).first.wait_for()

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    founded = Office()
    monkeypatch.setattr(clock, "now", lambda: founded.now)
    give_form(founded.province.version, QUESTIONS)
    return founded


@pytest.mark.console_errors("status of 422")
def test_a_dossier_is_filed(page, live_server, office):
    owner = people.citizen("Nguyễn Văn An", personal_id="038085001234", phone="+84912345678")
    client = Client()
    client.force_login(owner.account)
    hands = Hands(page, client, live_server.url)
    page.goto(live_server.url + "/thu-tuc/1.004873/")
    hands.tab_to("Đến nội dung chính", within="body")
    hands.press("Enter")
    hands.go("Nộp trực tuyến")
    hands.go("Tiếp tục: xem lại")

    hands.at(".summary")
    assert page.title().startswith("Lỗi:")
    hands.press("Tab", "Enter")
    hands.at("[aria-invalid=true]")  # the first mistake is one key away
    page.evaluate("document.querySelector('.summary').focus()")  # and back to read on
    for label, value in (
        ("Số nhà", "25 Lê Lợi"), ("Xã, phường", "phường Hạc Thành"), ("Mục đích xin xác nhận", "Xin việc")
    ):  # fmt: skip
        hands.tab_to(label)
        hands.type(value)
    hands.go("Tiếp tục: xem lại")
    hands.go("Gửi hồ sơ")
    hands.at(".summary")
    hands.press("Tab", "Enter", "Space")
    hands.at("#agreed:checked")
    hands.go("Gửi hồ sơ")

    hands.sees("Hồ sơ đã được gửi")
    assert Dossier.objects.get().state == "submitted"


@pytest.mark.console_errors("status of 422")
def test_a_dossier_is_tracked(page, live_server, office):
    code = Dossier.objects.get(pk=office.examined()).code
    hands = Hands(page, Client(), live_server.url)
    page.goto(live_server.url)
    hands.tab_to("Tra cứu hồ sơ", within="header")
    hands.leave("Enter")
    hands.tab_to("Mã hồ sơ")
    hands.type(code)
    hands.tab_to("4 số cuối")
    hands.type("0000")
    hands.leave("Enter")
    hands.at(".summary")
    hands.tab_to("4 số cuối")
    hands.press("Control+A")
    hands.type("5678")
    hands.leave("Enter")
    hands.sees("Hồ sơ đang được xử lý.")
    hands.tab_to("Vì sao có ngày hẹn này?")
    hands.press("Enter")
    hands.sees("Tiếp nhận lúc")


def test_a_dossier_is_accepted(page, live_server, office):
    filed = actions.file(office.province.filing(channel="online"), by=CITIZEN, now=office.now).id
    hands = Hands(page, office.client(Role.RECEPTION), live_server.url)
    page.goto(live_server.url + "/quay/")
    hands.press("j")
    page.locator("tr[data-at] a:focus").wait_for()
    hands.leave("Enter")
    hands.go("Tiếp nhận")
    hands.at(".messages, [data-key=i]")  # the receipt is the next thing to print
    hands.go("Chuyển bộ phận chuyên môn")
    hands.at(".messages")  # what was done is read first

    assert Dossier.objects.get(pk=filed).state == "in_process"


@pytest.mark.console_errors("status of 422")
def test_a_step_is_done(page, live_server, office):
    office.examined(), office.examined()
    hands = Hands(page, office.client(Role.CASE_OFFICER), live_server.url)
    page.goto(live_server.url + "/can-bo/")
    hands.press("j")
    page.locator("#pane .code", has_text="0001").wait_for()
    hands.press("j")
    page.locator("#pane .code", has_text="0002").wait_for()
    hands.leave("Enter")
    hands.tab_to("Ghi chú")
    hands.type("Đủ điều kiện")
    hands.go("Chuyển bước")
    page.locator(".messages:focus", has_text="Đã xong bước").wait_for()
    hands.press("j")
    page.locator("#pane .code", has_text="0001").wait_for()
    hands.leave("b")
    hands.go("Trình lãnh đạo ký")
    hands.at(".summary")


@pytest.mark.console_errors("status of 422")
def test_a_result_is_handed_over(page, live_server, office):
    dossier = office.processed()
    hands = Hands(page, office.client(Role.RETURN_DESK), live_server.url)
    page.goto(live_server.url + "/quay/?muc=tra-ket-qua")
    hands.press("j")
    page.locator("tr[data-at] a:focus").wait_for()
    hands.leave("Enter")
    hands.go("Trả kết quả")
    hands.at(".summary")  # nobody was identified
    hands.press("Tab", "Enter")
    hands.at("input")
    hands.tab_to("Quét thẻ hoặc nhập số định danh người nhận", back=True)
    hands.type("038185001234")
    hands.go("Trả kết quả")
    hands.sees("Đã trả kết quả")

    assert Delivery.objects.get(dossier_id=dossier).to_name == "Trần Thị Hoa"
