"""What the README promises a newcomer: a result handed over by nothing but clicking, in the demonstration province."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.base import clock
from motcua.core.vietnam import ZONE
from motcua.dossiers.models import Dossier
from motcua.journal.verification import verify
from motcua.rehearsal.demonstration import founding
from tests.browsers import PHONE
from tests.files.samples import PDF
from tests.web.accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "motcua-trinh-dien"
PAPER = PDF
OWNER = {
    "Họ và tên hoặc tên tổ chức": "Trần Thị Hoa",
    "Số định danh cá nhân": "038185001234",
    "Ngày sinh": "05/01/1985",
    "Số điện thoại": "0912 345 678",
    "Số nhà, đường, thôn, tổ dân phố": "Số 5 phố Lê Lợi",
    "Xã, phường": "Phường Hạc Thành",
}


class House:
    """The demonstration, and the people of README who walk into it. Each act takes five minutes."""

    def __init__(self, open_page: Any, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open_page, self.address = open_page, address
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
        monkeypatch.setattr(clock, "now", lambda: self.now)
        founding.found(now=self.now)

    def visit(self, path: str, **how: Any) -> Any:
        page = self.open_page(**how)
        page.goto(self.address + path)
        return page

    def sign_in(self, username: str, **how: Any) -> Any:
        """As README says: the common password, then the code that stands on the page."""
        self.now += timedelta(minutes=5)
        page = self.visit("/dang-nhap/", **how)
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        click(page, "Đăng nhập")
        if "ma-xac-thuc" in page.url:
            shown = re.search(r"\b(\d{6})\b", page.locator("main").inner_text())
            assert shown, "the code does not stand on the page"
            page.get_by_label("Mã xác thực").fill(shown[1])
            click(page, "Tiếp tục")
        return page


@pytest.fixture
def house(open_page: Any, live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    settings.DEMO = settings.SHOW_SECOND_FACTOR = True
    return House(open_page, live_server.url, monkeypatch)


def click(page: Any, name: str | re.Pattern[str], role: str = "button") -> None:
    """Click what is called so on the page, and wait for the next one."""
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=name).first.click()


def declare(page: Any) -> None:
    """Fill in the procedure's own form."""
    page.locator("[name='f.person.full_name']").fill("Trần Thị Hoa")
    page.locator("[name='f.residence.province']").select_option(label="Tỉnh Thanh Hóa")
    page.locator("[name='f.residence.commune']").fill("Phường Hạc Thành")
    page.get_by_label("Chưa đăng ký kết hôn với ai").check()
    page.locator("[name='f.lived_elsewhere']").last.check()
    page.get_by_label("Mục đích khác").check()
    page.get_by_label("Ghi rõ mục đích").fill("Bổ sung hồ sơ vay vốn ngân hàng")


def test_from_the_first_page_to_a_result_handed_over(house: House) -> None:
    citizen = house.sign_in("nguyenvanan", size=PHONE)
    citizen.locator("main").get_by_role("searchbox").fill("tinh trang hon nhan")
    citizen.keyboard.press("Enter")
    click(citizen, "Cấp Giấy xác nhận tình trạng hôn nhân", "link")
    click(citizen, "Nộp trực tuyến", "link")
    citizen.get_by_label("Nơi giải quyết").select_option(label="Ủy ban nhân dân phường Hạc Thành")
    for label, value in OWNER.items():
        citizen.get_by_label(label).first.fill(value)
    declare(citizen)
    citizen.locator("input[type=file]").first.set_input_files(
        {"name": "to-khai.pdf", "mimeType": "application/pdf", "buffer": PAPER}
    )
    click(citizen, "Tiếp tục: xem lại")
    citizen.get_by_label(re.compile("cam đoan")).check()
    click(citizen, "Gửi hồ sơ")
    found = re.search(r"H56\.\S+-261123-\d{4}", citizen.locator("main").inner_text())
    assert found
    code = found[0]

    desk = house.sign_in("tiepnhan1.hacthanh")
    click(desk, code, "link")
    click(desk, "Tiếp nhận")
    click(desk, "Chuyển bộ phận chuyên môn")
    assert "Đang xử lý" in desk.locator("main").inner_text()

    officer = house.sign_in("chuyenvien1.vanphong.hacthanh")
    click(officer, code, "link")
    officer.get_by_text("Vì sao hẹn ngày này?").click()
    assert "03 ngày làm việc" in officer.get_by_text("Thời hạn giải quyết:").inner_text()
    click(officer, "Soạn kết quả", "link")
    officer.get_by_label("Tên văn bản kết quả").fill("Giấy xác nhận tình trạng hôn nhân")
    officer.get_by_label(re.compile("Hoặc soạn nội dung")).fill("Bà Trần Thị Hoa hiện chưa đăng ký kết hôn với ai.")
    click(officer, "Lưu dự thảo")
    click(officer, "Chuyển bước")

    leader = house.sign_in("lanhdao1.hacthanh")
    click(leader, code, "link")
    click(leader, "Chuyển bước")

    clerk = house.sign_in("vanthu.hacthanh")
    click(clerk, code, "link")
    clerk.get_by_label("Ký hiệu").fill("UBND-XNTTHN")
    click(clerk, "Vào sổ, phát hành")

    returning = house.sign_in("traketqua.hacthanh")
    click(returning, code, "link")
    returning.get_by_label("nhập số định danh người nhận").fill(OWNER["Số định danh cá nhân"])
    returning.get_by_label("Giấy tờ tùy thân của người nhận").check()
    click(returning, "Trả kết quả")
    assert "Đã trả kết quả" in returning.locator("main").inner_text()

    visitor = house.visit("/tra-cuu/", size=PHONE)
    visitor.get_by_label("Mã hồ sơ").fill(code)
    visitor.get_by_label(re.compile("4 số cuối")).fill("5678")
    click(visitor, "Tra cứu")
    told = visitor.locator("main").inner_text()
    assert "Đã trả kết quả" in told
    assert "Trần Thị Hoa" not in told, "the name is masked for somebody who is not signed in"
    assert violations(visitor) == []

    dossier = Dossier.objects.get(code=code)
    assert dossier.state == "returned"
    assert dossier.parties.get(role="owner").commune_code, "the commune typed is one we know"
    assert not list(verify())
