"""The citizens' pages weigh little (first visit 100 KB, then 30 KB a page, styles 12 KB, compressed); one's own pages
do all they do without JavaScript."""

import gzip
from datetime import timedelta

import pytest

from motcua.access.actions import note_look
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Message
from motcua.people.models import Represented
from motcua.ratings.models import Rating
from tests.browsers import PHONE
from tests.factories.lives import Life
from tests.factories.province import MONDAY
from tests.web.accessibility import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, LATER, STYLES = 100 * 1024, 30 * 1024, 12 * 1024


@pytest.fixture
def returned(here, filed):
    moved = filed(accepted=True)
    Life(here, moved.id).complete("assign", Role.DIVISION_HEAD).draft().complete(
        "examine", Role.CASE_OFFICER
    ).approve().issue().hand_over()
    return moved


@pytest.fixture
def full(here, filed, asked, returned, citizen):
    """A citizen with much: a full page of dossiers, of messages and of looks."""
    for _ in range(22):
        filed()
    officer = here.actor(Role.RECEPTION)
    for number in range(30):
        actions.write_message(dossier_id=asked.id, text=f"Xin chờ {number}. " * 60, by=officer, now=MONDAY)
    for day in range(30):
        note_look(officer_id=officer.id, dossier_id=asked.id, purpose="reception", what="x",
                  at=MONDAY - timedelta(days=day))  # fmt: skip
    return {
        "home": "/",
        "results": "/thu-tuc/?q=hon+nhan",
        "procedure": "/thu-tuc/1.004873/",
        "sign in": "/dang-nhap/",
        "mine": "/ho-so-cua-toi/",
        "tracked": f"/tra-cuu/{asked.code}/",
        "supply": f"/ho-so-cua-toi/{asked.code}/bo-sung/",
        "messages": f"/ho-so-cua-toi/{asked.code}/tin-nhan/",
        "rate": f"/ho-so-cua-toi/{returned.code}/danh-gia/",
        "account": "/tai-khoan/",
        "contact": "/tai-khoan/lien-he/",
        "mandate": "/tai-khoan/dai-dien/them/uy-quyen/",
        "held": "/tai-khoan/giay-to/",
        "looks": "/tai-khoan/ai-da-xem/",
        "form": "/nop-ho-so/1.004873/",
        "in English": "/en/ho-so-cua-toi/",
    }


def test_pages_keep_to_their_budget(open_page, live_server, signed_in, full):
    page = open_page(PHONE)
    sign_in(page, signed_in, live_server.url)
    kept: dict[str, int] = {}  # what a browser has in its cache already
    now: dict[str, int] = {}

    def weigh(request) -> None:
        response = request.response()
        if "/static/" in request.url:  # in production compressed beforehand, in tests served as they are
            body = response.body()
            now[request.url] = len(body) if request.url.endswith(".woff2") else len(gzip.compress(body, 6))
        else:
            assert response.headers.get("content-encoding") == "gzip" or request.resource_type == "image", request.url
            now[request.url] = request.sizes()["responseBodySize"]  # as it went over the wire

    page.on("requestfinished", weigh)
    weights = {}
    for name, address in full.items():
        now.clear()
        page.goto(live_server.url + address, wait_until="networkidle")
        weights[name] = sum(size for url, size in now.items() if url not in kept)
        kept |= {url: size for url, size in now.items() if "/static/" in url}
    first = weights.pop("home")

    assert len(weights) == 15
    assert first <= FIRST
    assert {name: weight for name, weight in weights.items() if weight > LATER} == {}
    assert 0 < sum(size for url, size in kept.items() if url.split("?")[0].endswith(".css")) <= STYLES


def test_ones_own_pages_work_without_javascript(open_page, live_server, signed_in, asked, returned):
    page = open_page(PHONE, java_script_enabled=False)
    sign_in(page, signed_in, live_server.url)
    page.goto(live_server.url + "/ho-so-cua-toi/")
    page.get_by_role("link", name="Bổ sung giấy tờ").click()
    page.get_by_role("heading", name="Bổ sung giấy tờ").wait_for()

    page.goto(live_server.url + f"/tra-cuu/{asked.code}/")
    page.get_by_role("link", name="Nhắn tin với cơ quan").click()
    page.get_by_label("Nội dung").fill("Nộp bản sao có được không?")
    page.get_by_role("button", name="Gửi tin nhắn").click()
    page.get_by_text("Tin nhắn đã gửi").wait_for()

    page.goto(live_server.url + f"/tra-cuu/{returned.code}/")
    page.get_by_role("link", name="Đánh giá").click()
    page.get_by_label("5 – Rất hài lòng").check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    page.get_by_text("Ông/Bà đã đánh giá 5/5").wait_for()

    page.goto(live_server.url + "/tai-khoan/")
    page.get_by_role("link", name="Thêm").first.click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Mai")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Xóa: Nguyễn Thị Mai").wait_for()

    page.goto(live_server.url + "/nop-ho-so/1.004873/")
    page.get_by_role("link", name="Nguyễn Thị Mai").click()
    assert page.get_by_label("Họ và tên hoặc tên tổ chức").input_value() == "Nguyễn Thị Mai"
    assert page.get_by_label("Họ và tên người nộp").input_value() == "Nguyễn Văn An"
    assert (Message.objects.count(), Rating.objects.get().stars, Represented.objects.count()) == (1, 5, 1)
