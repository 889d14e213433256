"""The desk in a real browser: a dossier taken in without the mouse, and pages that are accessible at both widths."""

import json

import pytest

from motcua.core import forms
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Component, Dossier, Party
from motcua.files.models import StoredFile
from tests.browsers import DESKTOP, PHONE
from tests.factories.forms import give_form
from tests.factories.province import MONDAY
from tests.files.samples import PDF
from tests.files.test_joining import BLUE, RED, photograph
from tests.web.accessibility import sideways, sign_in, violations
from tests.web.counter.conftest import INTAKE, client_of
from tests.web.counter.lives import accepted, asked_at_intake
from tests.web.portal.test_drafts_in_the_browser import picture

pytestmark = pytest.mark.django_db(transaction=True)
CARD = "038185001234|171234567|Trần Thị Hoa|05011985|Nữ|25 Lê Lợi, Lam Sơn, Thanh Hóa|02042021"
KEYSTROKE, GLANCE = 0.28, 1.35  # seconds of an average typist, and to find the next thing (keystroke-level model)
QUESTIONS = [
    {"key": "person", "label": "Người được cấp giấy", "kind": "person", "required": True, "prefill": ["owner"]},
    {"key": "muc_dich", "label": "Mục đích xin xác nhận", "kind": "choice", "required": True,
     "choices": [["vow", "Kết hôn", "Marriage"], ["other", "Khác", "Another"]]},
    {"key": "ghi_ro", "label": "Ghi rõ mục đích", "kind": "text", "required": True, "shown": 'muc_dich = "other"'},
]  # fmt: skip


class Clerk:
    """Types, and counts."""

    def __init__(self, page):
        self.page, self.keys, self.glances, self.served = page, 0, 0, 0.0
        page.on("requestfinished", self._time)

    def _time(self, request):
        if request.resource_type in ("document", "fetch", "xhr"):
            self.served += max(0.0, request.timing["responseStart"] - request.timing["requestStart"]) / 1000

    def press(self, *keys):
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, text):
        self.glances += 1
        self.keys += len(text)
        self.page.keyboard.type(text, delay=60)  # slower than any scanner

    def scan(self, text):
        self.glances += 1
        self.page.keyboard.type(text, delay=1)
        self.page.keyboard.press("Enter")

    def at(self, name):
        """Wait until this field has the focus."""
        self.page.locator(f'[name="{name}"]:focus').first.wait_for()

    @property
    def seconds(self):
        return self.keys * KEYSTROKE + self.glances * GLANCE + self.served


@pytest.fixture
def clerk(page, live_server, here):
    section = {"key": "noi_dung", "title": "Nội dung đề nghị", "title_en": "Application", "fields": QUESTIONS}
    give_form(here.version, forms.read({"key": "to_khai_tai_quay", "title": "Tờ khai", "sections": [section]}))
    sign_in(page, client_of(here.officers[Role.RECEPTION]), live_server.url)
    page.goto(live_server.url + "/quay/")
    return Clerk(page)


def test_a_card_and_sixty_keys_take_a_simple_dossier_in_well_under_ninety_seconds(clerk, page, record_property):
    clerk.press("n")
    clerk.at("q")
    clerk.scan(CARD)
    page.get_by_role("heading", name="Trần Thị Hoa").wait_for()
    clerk.at("q")
    clerk.type("xntt")
    page.get_by_text("1 thủ tục phù hợp").wait_for()
    clerk.press("Enter")
    clerk.at("owner-phone")
    clerk.type("0912345678")
    clerk.press("Enter")
    clerk.at("owner-commune")
    clerk.press("Enter")
    clerk.at("owner-email")
    clerk.press("Enter")
    clerk.at("f.muc_dich")
    clerk.press("2")
    clerk.at("f.ghi_ro")
    clerk.type("Vay vốn ngân hàng")
    clerk.press("Alt+d", "Control+Enter")
    page.get_by_role("link", name="In giấy tiếp nhận").wait_for()

    dossier = Dossier.objects.get()
    assert dossier.state == "accepted"
    answers = dossier.answers.answers
    assert answers["person"] == {
        "full_name": "Trần Thị Hoa", "born_on": "1985-01-05", "sex": "nu", "personal_id": "038185001234",
    }  # fmt: skip
    assert answers["ghi_ro"] == "Vay vốn ngân hàng"
    assert page.evaluate("document.activeElement.dataset.key") == "i"  # printing is the next key
    record_property("clerk", json.dumps({"keys": clerk.keys, "served": clerk.served, "seconds": clerk.seconds}))
    print(f"\n{clerk.keys} keystrokes, {clerk.served:.2f} s server time, {clerk.seconds:.0f} s by the keystroke model")
    assert clerk.keys <= 60
    assert clerk.seconds < 45


def test_whoever_was_here_before_need_not_say_it_again(clerk, page, live_server, here):
    answers = {"person": {"full_name": "Trần Thị Hoa", "born_on": "1985-01-05", "sex": "nu"}, "muc_dich": "vow"}
    actions.receive(here.filing(answers=answers), by=here.actor(Role.RECEPTION), now=MONDAY)
    page.goto(live_server.url + INTAKE)
    clerk.at("owner-personal_id")
    clerk.type("038185001234")
    clerk.press("Enter")
    page.get_by_text("Đã điền các ô còn trống").wait_for()
    assert page.get_by_label("Họ và tên", exact=True).first.input_value() == "Trần Thị Hoa"
    assert page.get_by_label("Số điện thoại").first.input_value() == "0912 345 678"
    page.get_by_text("Có thể trùng hồ sơ").wait_for()
    page.locator('[name="f.person.full_name"][value="Trần Thị Hoa"]').wait_for()  # the form was told, too


def test_arrows_go_through_the_papers_and_a_scan_is_put_into_its_place(clerk, page, live_server, tmp_path):
    scan, front, back = (tmp_path / name for name in ("to-khai.pdf", "truoc.jpg", "sau.jpg"))
    scan.write_bytes(PDF)
    front.write_bytes(photograph(RED))
    back.write_bytes(photograph(BLUE))
    page.goto(live_server.url + INTAKE)
    page.keyboard.press("Alt+3")
    clerk.at("paper1-there")
    page.keyboard.press("ArrowRight")
    clerk.at("paper1-originals")
    page.keyboard.press("ArrowDown")
    clerk.at("paper2-originals")
    page.locator('[name="paper1-scans"]').first.set_input_files(scan)
    page.get_by_role("button", name="Bỏ to-khai.pdf").wait_for()
    assert page.locator('[name="paper1-there"]').is_checked()
    camera = page.locator('[name="paper2-scans"]').last
    assert camera.get_attribute("capture") == "environment"
    for shot in (front, back):  # one after the other, as a camera takes them
        camera.set_input_files(shot)
        page.get_by_role("button", name=f"Bỏ {shot.stem}.pdf").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Đưa sau.pdf lên trước").press("Enter")
    page.get_by_role("button", name="Xoay truoc.pdf sang phải").press("Enter")
    names = dict(StoredFile.objects.values_list("pk", "name"))
    said = [each.get_attribute("value").partition(":")[2] for each in page.locator('[value^="paper2-scans:"]').all()]
    assert [(names[int(each.partition(".")[0])], each.partition(".")[2]) for each in said] == [
        ("sau.pdf", ""), ("truoc.pdf", "90")
    ]  # fmt: skip


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_supplement_is_photographed_page_by_page_into_its_place(open_page, live_server, here, tmp_path, size):
    dossier = asked_at_intake(here)
    page = open_page(size)
    sign_in(page, client_of(here.officers[Role.RECEPTION]), live_server.url)
    page.goto(f"{live_server.url}/quay/ho-so/{dossier}/")
    camera = page.locator('input[capture][name="scans_0"]')
    for name, colour in (("mot", RED), ("hai", BLUE)):
        (tmp_path / f"{name}.jpg").write_bytes(photograph(colour))
        camera.set_input_files(tmp_path / f"{name}.jpg")
        page.get_by_role("button", name=f"Bỏ {name}.pdf").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Bỏ mot.pdf").scroll_into_view_if_needed()
    picture(page, f"desk-supplement-{size[0]}")
    page.get_by_role("button", name="Đưa hai.pdf lên trước").click()
    page.get_by_role("button", name="Nhận giấy tờ bổ sung").click()
    page.get_by_text("Đã nhận giấy tờ bổ sung, chờ").wait_for()

    paper = Component.objects.filter(supplement_number=1).exclude(file=None).get()
    assert (paper.name, paper.originals, paper.file.pages) == ("Tờ khai: chưa ký", 1, 2)


@pytest.mark.console_errors("status of 422", "status of 409")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_of_taking_in_are_accessible(open_page, live_server, here, size):
    page = open_page(size)
    accepted(here)
    sign_in(page, client_of(here.officers[Role.RECEPTION]), live_server.url)
    book = "/quay/so-theo-doi/?tu=20/11/2026"
    for address in ("/quay/", "/quay/tiep-nhan/", INTAKE, book):
        page.goto(live_server.url + address)
        assert violations(page) == [], address
        assert sideways(page) <= 0, address
    page.goto(live_server.url + INTAKE)
    page.get_by_label("Số định danh cá nhân").first.fill("038185001234")
    page.get_by_role("button", name="Tiếp nhận").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    page.goto(live_server.url + "/quay/tiep-nhan/")
    page.locator("#q").fill("038185001234")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Trần Thị Hoa").wait_for()
    assert violations(page) == []
    assert Party.objects.count() == 1
