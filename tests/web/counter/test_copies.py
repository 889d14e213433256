"""The lane for certified copies: in, signed, out, from one page."""

import tomllib
from pathlib import Path

import pytest

import motcua
from motcua.core import forms
from motcua.core.roles import Role
from motcua.dossiers import queries
from motcua.dossiers.models import Component, Dossier
from motcua.results.models import Delivery
from tests.browsers import DESKTOP, PHONE
from tests.factories.forms import give_form
from tests.factories.province import procedure
from tests.gateways import pdf
from tests.web.accessibility import sideways, sign_in, violations
from tests.web.counter import lives
from tests.web.counter.conftest import client_of, key

LANE = "/quay/chung-thuc/"
FORM = Path(motcua.__file__).parent / "catalog" / "forms" / "05-chung-thuc-ban-sao.toml"
pytestmark = pytest.mark.django_db


@pytest.fixture
def certifying(here):
    version = procedure(here.commune, here.process, code="2.000815", name="Chứng thực bản sao từ bản chính")
    document = tomllib.loads(FORM.read_text("utf-8"))
    document.pop("procedures")
    give_form(version, forms.read(document))
    return version


def asked(**changed):
    usual = {
        "who-key": key(),
        "who-full_name": "Trần Thị Hoa",
        "line1-name": "Bằng tốt nghiệp đại học",
        "line1-pages": "1",
        "line1-copies": "3",
        "line2-name": "Sổ đỏ",
        "line2-pages": "5",
        "line2-copies": "2",
    }
    return usual | {name.replace("__", "-"): value for name, value in changed.items()}


def test_copies_are_taken_in_sent_to_be_signed_and_returned_from_one_page(desk, at, here, certifying, clock_at):
    page = desk.post(LANE, asked(), follow=True).content.decode()
    dossier = Dossier.objects.get()
    assert dossier.state == "in_process"
    assert f"Đã nhận và chuyển ký {dossier.code}. Phí chứng thực: 20.000\u00a0đ." in page
    assert dossier.code in page
    assert list(Component.objects.values_list("name", "copies", "is_present_only")) == [
        ("Bằng tốt nghiệp đại học (1 trang)", 3, True), ("Sổ đỏ (5 trang)", 2, True),
    ]  # fmt: skip
    assert queries.page(dossier.pk).answers["sheets"] == 5

    lives.work_through(here, dossier.pk, now=clock_at("2026-11-23 09:10"))
    page = desk.get(LANE).content.decode()
    assert "Trả cho người yêu cầu" in page
    given = {"key": key("b"), "ve": "chung-thuc", "way": "direct", "to_name": "Trần Thị Hoa",
             "checked": "Giấy tiếp nhận và hẹn trả kết quả", "ground_paper": "Giấy tiếp nhận hồ sơ"}  # fmt: skip
    assert desk.post(f"/quay/ho-so/{dossier.pk}/tra-ket-qua/", given).url == LANE
    dossier.refresh_from_db()
    assert (dossier.state, Delivery.objects.get().capacity) == ("returned", "owner")


def test_the_receipt_names_the_fee(desk, here, certifying):
    desk.post(LANE, asked())
    receipt = desk.get(f"/quay/ho-so/{Dossier.objects.get().pk}/in/giay-tiep-nhan/")
    words = pdf.text(b"".join(receipt.streaming_content))
    assert "20.000 đồng" in words
    assert "Hai mươi nghìn đồng" in words or "hai mươi nghìn đồng" in words


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"who__full_name": ""}, "Xin nhập người yêu cầu"),
        ({"line1__pages": ""}, "Xin nhập số trang"),
        ({"line1__copies": "0"}, "line1-copies"),
        ({"line1__pages": "501"}, "line1-pages"),
        ({"line1__name": "", "line1__pages": "", "line1__copies": "", "line2__name": "", "line2__pages": "",
          "line2__copies": ""}, "Xin nhập ít nhất một giấy tờ"),
        ({"who__key": "x"}, "Lỗi"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_taken_in(desk, certifying, changed, said):
    answer = desk.post(LANE, asked(**changed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Dossier.objects.exists()


def test_the_same_request_twice_is_one(desk, certifying):
    for _ in range(2):
        assert desk.post(LANE, asked()).status_code == 302
    assert Dossier.objects.count() == 1


def test_where_copies_are_not_certified_there_is_no_lane(desk, here):
    assert desk.get(LANE).status_code == 404
    assert LANE not in desk.get("/quay/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_lane_counts_while_one_types_and_needs_no_mouse(open_page, live_server, here, certifying, size):
    page = open_page(size)
    sign_in(page, client_of(here.officers[Role.RECEPTION]), live_server.url)
    page.goto(live_server.url + LANE)
    assert violations(page) == []
    assert sideways(page) <= 0
    # What the scanner's listener hears (tests/web/ui): letters with accents reach a browser in other ways than keys.
    card = {"kind": "card", "raw": "", "personalId": "038185001234", "name": "Trần Thị Hoa"}
    page.evaluate("card => document.dispatchEvent(new CustomEvent('mc:scan', {detail: card}))", card)
    page.locator('[name="line1-name"]:focus').wait_for()
    for text in ("Sổ đỏ", "5", "2"):
        page.keyboard.type(text, delay=60)
        page.keyboard.press("Enter")
    page.get_by_text("14.000").first.wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã nhận và chuyển ký").wait_for()
    assert Dossier.objects.get().owner_name == "Trần Thị Hoa"
