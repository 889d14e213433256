"""Through the door: a citizen, an officer for the first time and every day, and those who should not get in."""

import re
from datetime import timedelta

import pyotp
import pytest
from django.test import Client

from motcua.base import clock
from motcua.people import actions
from motcua.people.models import Account, Citizen, SecondFactor
from tests.factories import people, places
from tests.factories.people import BY, NOW, PASSWORD

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "song-Ma-nui-Nua"


@pytest.fixture(autouse=True)
def _at_eight():
    with clock.at(NOW):
        yield


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=False)


@pytest.fixture
def hoa():
    """An officer at the desk whose telephone is tied to the account."""
    officer = people.officer("Lê Thị Hoa", account=people.account(username="le.hoa"))
    people.post(officer, "reception", places.agency().pk)
    factor = actions.begin_enrolment(officer=officer)
    before = NOW - timedelta(hours=1)
    actions.confirm_enrolment(officer=officer, code=pyotp.TOTP(factor.secret).at(before), now=before)
    return officer


def password_step(client, username="le.hoa", password=PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": username, "password": password} | more)


def code_of(officer, moment=NOW):
    return pyotp.TOTP(SecondFactor.objects.get(officer=officer).secret).at(moment)


def signed_in(client):
    return client.get("/tai-khoan/mat-khau/").status_code == 200


def text(response):
    return response.content.decode()


def test_a_citizen_signs_in_with_a_password(client):
    people.citizen(account=people.account("citizen", username="an.nguyen"))
    response = password_step(client, "an.nguyen")
    assert response.url == "/"
    assert signed_in(client)


def test_an_officer_needs_the_code_too(client, hoa):
    assert password_step(client).url == "/dang-nhap/ma-xac-thuc/"
    assert not signed_in(client)
    client.post("/dang-nhap/ma-xac-thuc/", {"code": code_of(hoa)})
    assert signed_in(client)


def test_a_wrong_code_lets_nobody_in(client, hoa):
    password_step(client)
    response = client.post("/dang-nhap/ma-xac-thuc/", {"code": "000000"})
    assert "Mã xác thực không đúng" in text(response)
    assert not signed_in(client)


def test_a_code_read_over_the_shoulder_is_worth_nothing(client, hoa):
    code = code_of(hoa)
    password_step(client)
    client.post("/dang-nhap/ma-xac-thuc/", {"code": code})
    thief = Client()
    password_step(thief)
    assert "đã được dùng" in text(thief.post("/dang-nhap/ma-xac-thuc/", {"code": code}))
    assert not signed_in(thief)


@pytest.mark.parametrize("path", ["ma-xac-thuc", "mat-khau-moi", "thiet-lap"])
def test_no_step_is_reached_without_the_password(client, hoa, path):
    assert client.get(f"/dang-nhap/{path}/").url == "/dang-nhap/"
    assert client.post(f"/dang-nhap/{path}/", {"code": code_of(hoa)}).url == "/dang-nhap/"


@pytest.mark.parametrize("path", ["mat-khau-moi", "thiet-lap"])
def test_no_step_is_reached_past_the_code(client, hoa, path):
    Account.objects.filter(pk=hoa.account_id).update(temporary_until=NOW + timedelta(days=1))
    password_step(client)
    assert client.get(f"/dang-nhap/{path}/").url == "/dang-nhap/"


def test_the_half_way_state_ends_after_ten_minutes(client, hoa):
    password_step(client)
    with clock.at(NOW + timedelta(seconds=601)):
        assert client.get("/dang-nhap/ma-xac-thuc/").url == "/dang-nhap/"


def test_ending_the_sessions_ends_the_half_way_state_too(client, hoa):
    password_step(client)
    actions.end_sessions(account=hoa.account, by=BY, now=NOW)
    assert client.get("/dang-nhap/ma-xac-thuc/").url == "/dang-nhap/"


def test_the_first_time_an_officer_sets_a_password_and_ties_a_telephone(client):
    new = actions.create_officer(username="moi.ve", full_name="Người Mới", by=BY, now=NOW)
    assert password_step(client, "moi.ve", new.temporary_password).url == "/dang-nhap/mat-khau-moi/"
    given = {"present": new.temporary_password, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert client.post("/dang-nhap/mat-khau-moi/", given).url == "/dang-nhap/thiet-lap/"
    page = text(client.get("/dang-nhap/thiet-lap/"))
    assert "data:image/svg+xml" in page
    assert not signed_in(client)
    done = client.post("/dang-nhap/thiet-lap/", {"code": code_of(new.officer)})
    assert len(re.findall(r">[a-z2-9]{5}-[a-z2-9]{5}<", text(done))) == 8
    assert signed_in(client)


def test_a_reset_password_is_changed_after_the_code(client, hoa):
    password = actions.give_temporary_password(account=hoa.account, by=BY, now=NOW)
    assert password_step(client, password=password).url == "/dang-nhap/ma-xac-thuc/"
    response = client.post("/dang-nhap/ma-xac-thuc/", {"code": code_of(hoa)})
    assert response.url == "/dang-nhap/mat-khau-moi/"
    client.post("/dang-nhap/mat-khau-moi/", {"present": password, "new": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert signed_in(client)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"again": "khac-hoan-toan"}, "không giống nhau"),
        ({"new": "ngan", "again": "ngan"}, "quá ngắn"),
        ({"present": "sai"}, "không đúng"),
    ],
)
def test_a_new_password_that_will_not_do_is_refused_in_words(client, given, says):
    new = actions.create_officer(username="moi.ve", full_name="Người Mới", by=BY, now=NOW)
    password_step(client, "moi.ve", new.temporary_password)
    form = {"present": new.temporary_password, "new": NEW_PASSWORD, "again": NEW_PASSWORD} | given
    assert says in text(client.post("/dang-nhap/mat-khau-moi/", form))


# --- Where one comes out ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("onward", "lands"),
    [
        ("/tai-khoan/mat-khau/", "/tai-khoan/mat-khau/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_lands_on_our_own_ground(client, onward, lands):
    people.citizen(account=people.account("citizen", username="an.nguyen"))
    assert password_step(client, "an.nguyen", next=onward).url == lands


def test_a_page_that_needs_a_right_sends_a_visitor_to_sign_in_and_back(client):
    assert client.get("/tai-khoan/mat-khau/").url == "/dang-nhap/?next=%2Ftai-khoan%2Fmat-khau%2F"


def test_signing_out_needs_a_post(client):
    people.citizen(account=people.account("citizen", username="an.nguyen"))
    password_step(client, "an.nguyen")
    assert client.get("/dang-xuat/").status_code == 405
    assert signed_in(client)
    client.post("/dang-xuat/")
    assert not signed_in(client)


def test_every_step_carries_a_new_session_key(client, hoa):
    client.get("/dang-nhap/")
    keys = []
    password_step(client)
    keys.append(client.cookies["phien"].value)
    client.post("/dang-nhap/ma-xac-thuc/", {"code": code_of(hoa)})
    keys.append(client.cookies["phien"].value)
    assert len(set(keys)) == 2


def test_forms_without_their_token_are_refused(hoa):
    strict = Client(enforce_csrf_checks=True)
    assert password_step(strict).status_code == 403


# --- Words and limits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("username", ["le.hoa", "khong.co"])
def test_the_answer_to_a_wrong_password_tells_nobody_who_exists(client, hoa, username):
    page = text(password_step(client, username, "sai-mat-khau"))
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page


def test_too_many_tries_are_told_how_long_to_wait(client, hoa):
    for _ in range(5):
        password_step(client, password="sai")
    response = password_step(client)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "30"
    assert "Xin chờ 30 giây" in text(response)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        (2, "1.2.3.4, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_a_visitor_cannot_choose_the_address_that_is_counted(rf, settings, proxies, forwarded, counted):
    from motcua.access.visitors import address_of

    settings.PROXIES = proxies
    assert address_of(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)) == counted


# --- The demonstration ------------------------------------------------------------------------------------------------


def test_the_demonstration_shows_the_code_under_a_test_banner(client, hoa, settings):
    settings.SHOW_SECOND_FACTOR = True
    password_step(client)
    page = text(client.get("/dang-nhap/ma-xac-thuc/"))
    assert "Hệ thống thử nghiệm: mã lúc này" in page
    client.post("/dang-nhap/ma-xac-thuc/", {"code": re.search(r">(\d{6})<", page)[1]})
    assert signed_in(client)


def test_elsewhere_the_code_is_never_on_a_page(client, hoa):
    password_step(client)
    assert code_of(hoa) not in text(client.get("/dang-nhap/ma-xac-thuc/"))


# --- A citizen's account ----------------------------------------------------------------------------------------------

CITIZEN = {
    "full_name": "Nguyễn Văn An",
    "personal_id": "038085001234",
    "phone": "0912 345 678",
    "username": "an.nguyen",
    "password": PASSWORD,
    "again": PASSWORD,
}


def test_a_citizen_registers_and_is_signed_in(client):
    assert client.post("/dang-ky/", CITIZEN).url == "/"
    assert signed_in(client)
    assert Citizen.objects.get().phone == "+84912345678"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"personal_id": "12345"}, "12 chữ số"),
        ({"phone": "113"}, "Số điện thoại không đúng"),
        ({"username": "038085001234"}, "số định danh"),
        ({"password": "1234567890", "again": "1234567890"}, "quá phổ biến"),
        ({"again": "khac"}, "không giống nhau"),
        ({"full_name": ""}, "Xin nhập họ và tên"),
    ],
)
def test_a_registration_that_will_not_do_is_refused_in_words_and_changes_nothing(client, given, says):
    assert says in text(client.post("/dang-ky/", CITIZEN | given))
    assert not Account.objects.exists()


def test_whether_a_name_is_taken_can_be_asked_only_so_often(client):
    people.account("citizen", username="an.nguyen")
    answers = [client.post("/dang-ky/", CITIZEN).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_changing_ones_password_keeps_this_session_and_ends_the_others(client):
    account = people.citizen(account=people.account("citizen", username="an.nguyen")).account
    other = Client()
    for each in (client, other):
        each.force_login(account)
    done = client.post("/tai-khoan/mat-khau/", {"present": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert "Đã đổi mật khẩu" in text(done)
    assert signed_in(client)
    assert not signed_in(other)
