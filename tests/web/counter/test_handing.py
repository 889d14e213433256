"""Handover lists at the doors: made at the desk, confirmed in the division, printed on both sides."""

from datetime import date

import pytest

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, HandoverList
from motcua.org import actions as org
from tests.browsers import DESKTOP, PHONE
from tests.factories import people
from tests.factories.province import MONDAY
from tests.gateways import pdf
from tests.web.accessibility import sideways, sign_in, violations
from tests.web.counter.conftest import client_of, key

ADDRESS = "/quay/ban-giao/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(here):
    return org.open_unit(agency_id=here.commune.pk, name="Phòng Văn hóa - Xã hội", since=date(2026, 1, 1))


@pytest.fixture
def waiting(here, unit):
    by = here.actor(Role.RECEPTION)
    made = [actions.receive(here.filing(), by=by, now=MONDAY) for _ in range(2)]
    Dossier.objects.filter(pk__in=[each.id for each in made]).update(handling_unit=unit)
    return made


@pytest.fixture
def receiver(here, unit):
    officer = people.officer("Lê Văn Nhận")
    people.post(officer, Role.CASE_OFFICER, here.commune.pk, unit_id=unit.pk)
    return officer


def sent(here, unit, waiting):
    return {"key": key(), "to": f"{here.commune.pk}-{unit.pk}", "dossier": [str(each.id) for each in waiting]}


def test_a_list_goes_from_the_desk_to_the_division_and_comes_back_with_what_is_missing(
    desk, here, unit, waiting, receiver
):
    assert "Phòng Văn hóa - Xã hội" in desk.get(ADDRESS).content.decode()
    answer = desk.post(ADDRESS + "lap/", sent(here, unit, waiting))
    made = HandoverList.objects.get()
    assert answer.url == f"{ADDRESS}{made.pk}/"
    assert "Xác nhận đã nhận" not in desk.get(answer.url).content.decode()  # the other side does

    division = client_of(receiver)
    assert f'href="{answer.url}"' in division.get(ADDRESS).content.decode()
    first, second = waiting
    refused = division.post(answer.url, {f"came-{first.id}": "on"})
    assert refused.status_code == 409
    assert f"Hồ sơ {second.code} không đánh dấu đã nhận" in refused.content.decode()
    division.post(answer.url, {f"came-{first.id}": "on", f"note-{second.id}": "thiếu sổ đỏ"})
    page = desk.get(answer.url).content.decode()
    assert "thiếu sổ đỏ" in page
    assert "Lê Văn Nhận" in page
    assert "có chênh lệch" in desk.get(ADDRESS).content.decode()
    assert "Hồ sơ giấy chưa nhận đủ khi bàn giao" in desk.get(f"/quay/ho-so/{second.id}/").content.decode()


def test_the_slip_names_both_sides_and_what_did_not_come(desk, here, unit, waiting, receiver):
    desk.post(ADDRESS + "lap/", sent(here, unit, waiting))
    made = HandoverList.objects.get()
    first, second = waiting
    division = client_of(receiver)
    division.post(f"{ADDRESS}{made.pk}/", {f"came-{first.id}": "on", f"note-{second.id}": "thiếu sổ đỏ"})
    words = pdf.text(division.get(f"{ADDRESS}{made.pk}/phieu.pdf").content)
    unbroken = "".join(words.split()).replace("\u200b", "")  # codes may break in a narrow column
    for said in ("01/BG", first.code, second.code, "Phòng Văn hóa - Xã hội", "Chưa nhận: thiếu sổ đỏ"):
        assert "".join(said.split()) in unbroken


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"to": "x"}, 404), ({"key": "portal"}, 404), ({"dossier": []}, 409), ({"dossier": ["9" * 30, "'--"]}, 409)],
)
def test_a_list_that_cannot_be_is_refused_in_words(desk, here, unit, waiting, changed, status):
    assert desk.post(ADDRESS + "lap/", sent(here, unit, waiting) | changed).status_code == status
    assert not HandoverList.objects.exists()


def test_a_list_of_others_is_not_there(desk, other_desk, here, unit, waiting):
    desk.post(ADDRESS + "lap/", sent(here, unit, waiting))
    made = HandoverList.objects.get()
    for tail in ("", "phieu.pdf"):
        assert other_desk.get(f"{ADDRESS}{made.pk}/{tail}").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_papers_are_handed_over_by_keyboard_on_accessible_pages(
    open_page, live_server, here, unit, waiting, receiver, size
):
    page = open_page(size)
    sign_in(page, client_of(here.officers[Role.RECEPTION]), live_server.url)
    page.goto(live_server.url + ADDRESS)
    assert violations(page) == []
    assert sideways(page) <= 0
    page.get_by_role("button", name="Lập danh sách bàn giao").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Danh sách bàn giao 01/2026/BG").wait_for()
    assert violations(page) == []
    address = page.url
    page.context.clear_cookies()
    sign_in(page, client_of(receiver), live_server.url)
    page.goto(address)
    page.keyboard.press("t")
    page.get_by_text("Đã xác nhận danh sách bàn giao").wait_for()
    assert violations(page) == []
    assert sideways(page) <= 0
    assert HandoverList.objects.get().confirmed_by == receiver.pk
