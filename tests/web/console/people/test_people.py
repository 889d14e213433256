"""Officers looked after by their administrator: opened, posted, helped, closed; nothing beyond reach."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.base import clock
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.people.models import Account, Delegation, Officer, Post
from tests.factories import people, places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/can-bo/"


@pytest.fixture
def today():
    return clock.now().astimezone(ZONE).date()


@pytest.fixture
def ward(console):
    return places.agency("UBND phường Hạc Thành", parent=console.province)


@pytest.fixture
def admin(ward):
    """An administrator of the ward alone, signed in."""
    officer = people.officer("Quản trị phường")
    people.post(officer, Role.UNIT_ADMIN, ward.pk)
    client = Client()
    client.force_login(officer.account)
    client.officer = officer
    return client


@pytest.fixture
def clerk(ward):
    officer = people.officer("Trần Thị Bích")
    people.post(officer, Role.RECEPTION, ward.pk)
    return officer


def at(officer, what=""):
    return f"{URL}{officer.pk}/{what}"


def test_the_list_shows_whom_one_looks_after_in_a_fixed_number_of_queries(
    admin, clerk, console, ward, django_assert_max_num_queries
):
    for number in range(5):
        people.post(
            people.officer(f"Cán bộ {number}"),
            Role.CASE_OFFICER,
            ward.pk,
            unit_id=places.unit(ward, f"Phòng {number}").pk,
        )
    stranger = people.officer("Người tỉnh")
    people.post(stranger, Role.RECEPTION, console.province.pk)
    with django_assert_max_num_queries(12):
        page = Read(admin.get(URL))
    names = page.texts("//tbody/tr/th/a")
    assert len(names) == 7
    assert "Trần Thị Bích" in names
    assert "Người tỉnh" not in names
    assert page.texts("//nav[@class='tabs']/a")[:2] == ["Đang làm việc 7", "Chưa xác thực hai lớp 7"]
    assert Read(admin.get(URL, {"tim": "bich"})).texts("//tbody/tr/th/a") == ["Trần Thị Bích"]
    assert "Không có cán bộ nào" in Read(admin.get(URL, {"loc": "da-khoa"})).text()
    system = console.client(Role.SYSTEM_ADMIN)
    assert "Người tỉnh" in Read(system.get(URL)).texts("//tbody/tr/th/a")


def test_an_officer_is_opened_with_a_post_and_a_password_shown_once(admin, ward):
    given = {
        "full_name": "Lê Văn Mới", "username": "le.moi", "phone": "0912345678", "email": "moi@example.vn",
        "place": ward.name, "role": "reception", "title": "Công chức", "valid_from": "23/11/2026", "valid_to": "",
    }  # fmt: skip
    response = admin.post(URL + "them/", given)
    page = Read(response)
    officer = Officer.objects.get(full_name="Lê Văn Mới")
    password = page.text("//dd[@class='handed']")
    assert officer.account.check_password(password)
    assert officer.account.temporary_until is not None
    assert (officer.posts.get().agency_id, officer.posts.get().role) == (ward.pk, "reception")
    assert "no-store" in response.headers["Cache-Control"]

    again = Read(admin.post(URL + "them/", given), status=409)
    assert "đã có người dùng" in again.text("//div[@role='alert']")
    assert Post.objects.filter(role="reception").count() == 1
    assert password not in Read(admin.get(at(officer))).text()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": "UBND tỉnh Thanh Hóa"}, "Không có nơi nào tên như vậy"),
        ({"role": "unit_admin"}, "lựa chọn hợp lệ"),
        ({"role": "system_admin"}, "lựa chọn hợp lệ"),
        ({"username": "a b"}, "không có khoảng trắng"),
        ({"username": "038085001234"}, "số định danh cá nhân"),
        ({"valid_to": "01/01/2020"}, "không được trước ngày bắt đầu"),
        ({"full_name": ""}, "họ và tên"),
        ({"phone": "12"}, "điện thoại"),
    ],
)
def test_what_may_not_be_opened_is_refused_in_words_and_leaves_nothing(admin, ward, change, said):
    given = {
        "full_name": "Lê",
        "username": "le.moi",
        "place": ward.name,
        "role": "reception",
        "valid_from": "23/11/2026",
    }
    before = Account.objects.count()
    response = admin.post(URL + "them/", given | change)
    assert said.lower() in Read(response, status=response.status_code).text("//div[@role='alert']").lower()
    assert response.status_code in (409, 422)
    assert Account.objects.count() == before


def test_posts_are_given_ended_and_taken_back(admin, clerk, ward, today):
    tomorrow = today + timedelta(days=1)
    give = {"place": ward.name, "role": "case_officer", "valid_from": f"{tomorrow:%d/%m/%Y}"}
    assert "Đã trao vị trí" in Read(admin.post(at(clerk, "vi-tri/"), give, follow=True)).text()
    assert "đã giữ vị trí này" in Read(admin.post(at(clerk, "vi-tri/"), give), status=409).text()
    coming = clerk.posts.get(role="case_officer")
    admin.post(at(clerk, f"vi-tri/{coming.pk}/huy/"))
    assert not clerk.posts.filter(role="case_officer").exists()

    held = clerk.posts.get()
    Read(admin.post(at(clerk, f"vi-tri/{held.pk}/ket-thuc/"), {"last_day": "bao giờ"}), status=422)
    page = Read(admin.post(at(clerk, f"vi-tri/{held.pk}/ket-thuc/"), {"last_day": f"{today:%d/%m/%Y}"}, follow=True))
    assert "Đã ghi ngày kết thúc" in page.text()
    assert clerk.posts.get().valid_to == today
    assert "Kết thúc vị trí" in page.text("//section[last()]")
    assert "Quản trị phường" in page.text("//section[last()]")
    assert admin.post(at(clerk, "vi-tri/999999/huy/")).status_code == 404


def test_a_forgotten_password_is_replaced_once_seen_and_every_session_ends(admin, clerk):
    theirs = Client()
    theirs.force_login(clerk.account)
    page = Read(admin.post(at(clerk, "mat-khau/")))
    clerk.account.refresh_from_db()
    assert clerk.account.check_password(page.text("//dd[@class='handed']"))
    assert clerk.account.temporary_until is not None
    assert theirs.get("/quay/").status_code == 302
    assert "Cấp mật khẩu tạm" in Read(admin.get(at(clerk))).text("//section[last()]")


def test_second_factor_sessions_closing_and_opening(admin, clerk):
    from motcua.people.models import SecondFactor

    SecondFactor.objects.create(officer=clerk, secret="JBSWY3DPEHPK3PXP", confirmed_at=people.NOW)
    admin.post(at(clerk, "xac-thuc/"))
    assert not SecondFactor.objects.filter(officer=clerk).exists()
    epoch = Account.objects.get(pk=clerk.account_id).epoch
    admin.post(at(clerk, "dang-xuat/"))
    assert Account.objects.get(pk=clerk.account_id).epoch == epoch + 1
    admin.post(at(clerk, "khoa/"))
    assert not Account.objects.get(pk=clerk.account_id).is_active
    assert "Trần Thị Bích" in Read(admin.get(URL, {"loc": "da-khoa"})).text()
    admin.post(at(clerk, "mo-khoa/"))
    assert Account.objects.get(pk=clerk.account_id).is_active


ACTS = ["mat-khau/", "xac-thuc/", "dang-xuat/", "khoa/", "mo-khoa/"]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_beyond_reach_is_touched_nor_seen(admin, console, act):
    stranger = people.officer("Người tỉnh")
    people.post(stranger, Role.RECEPTION, console.province.pk)
    before = Account.objects.values().get(pk=stranger.account_id)
    assert admin.get(at(stranger)).status_code == 404
    assert admin.post(at(stranger, act)).status_code == 404
    assert Account.objects.values().get(pk=stranger.account_id) == before


@pytest.mark.parametrize("act", ACTS)
def test_who_works_elsewhere_too_and_oneself_are_seen_but_not_touched(admin, console, clerk, act):
    people.post(clerk, Role.AUDITOR, console.province.pk)
    for officer, why in ((clerk, "ngoài phạm vi"), (admin.officer, "chính mình")):
        before = Account.objects.values().get(pk=officer.account_id)
        page = Read(admin.get(at(officer)))
        assert why in page.text("//aside")
        assert page.all("//aside//form") == []
        assert why in Read(admin.post(at(officer, act), follow=True)).text("//div[@class='messages']")
        assert Account.objects.values().get(pk=officer.account_id) == before


def test_one_gives_oneself_nothing_and_takes_nothing_from_those_above(admin, ward, console, clerk):
    give = {"place": ward.name, "role": "agency_leader", "valid_from": "23/11/2026"}
    assert "chính mình" in Read(admin.post(at(admin.officer, "vi-tri/"), give), status=409).text()
    above = people.post(clerk, Role.AUDITOR, console.province.pk)
    response = admin.post(at(clerk, f"vi-tri/{above.pk}/ket-thuc/"), {"last_day": "23/11/2026"})
    assert "ngoài phạm vi" in Read(response, status=409).text()
    above.refresh_from_db()
    assert above.valid_to is None


def test_the_last_administrator_of_the_system_stays(console):
    system = console.officer(Role.SYSTEM_ADMIN)
    other = people.officer("Quản trị thứ hai")
    post = people.post(other, Role.SYSTEM_ADMIN, console.province.pk, until="2099-01-01")
    client = Client()
    client.force_login(other.account)
    page = Read(client.post(at(system, "khoa/"), follow=True))
    assert "người quản trị hệ thống cuối cùng" in page.text("//div[@class='messages']")
    assert post.valid_to is not None


def test_loans_within_reach_are_listed_and_taken_back(admin, ward, console, clerk, today):
    leader, above = people.officer("Lãnh đạo phường"), people.officer("Lãnh đạo tỉnh")
    loans = []
    for owner, agency in ((leader, ward), (above, console.province)):
        people.post(owner, Role.AGENCY_LEADER, agency.pk)
        loans.append(
            Delegation.objects.create(
                from_officer=owner, to_officer=clerk, role=Role.AGENCY_LEADER, agency=agency, valid_from=today,
                valid_to=today + timedelta(days=9), scope_note="Ký hộ tịch", made_at=people.NOW,
            )
        )  # fmt: skip
    page = Read(admin.get(URL + "uy-quyen/"))
    assert page.texts("//tbody/tr/th") == ["Lãnh đạo phường"]
    admin.post(f"{URL}uy-quyen/{loans[0].pk}/thu-hoi/")
    loans[0].refresh_from_db()
    assert loans[0].valid_to == today
    assert admin.post(f"{URL}uy-quyen/{loans[1].pk}/thu-hoi/").status_code == 404
