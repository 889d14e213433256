"""Signing in with the national identity: there and back, whose account it is, what is kept of how well one is known."""

import base64
import html
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime

import pytest
from django.test import Client

from motcua.base import clock
from motcua.core.vietnam import ZONE
from motcua.dossiers.models import Dossier
from motcua.journal.models import JournalEvent
from motcua.people import proving
from motcua.people.models import Account, Citizen
from tests.browsers import DESKTOP, PHONE
from tests.factories import people
from tests.factories.people import PASSWORD
from tests.gateways import oidc_double as double
from tests.web.accessibility import sideways, violations
from tests.web.portal.test_account import FORM, answers, send

BEGIN, BACK, JOIN = "/dang-nhap/dinh-danh/", "/dang-nhap/dinh-danh/ve/", "/dang-nhap/dinh-danh/noi/"


@pytest.fixture
def provider(here, settings):
    with double.running(clock.now().astimezone(ZONE)) as running:
        settings.IDENTITY = settings.IDENTITY | {
            "issuer": running.address, "client_id": double.CLIENT, "client_secret": double.SECRET,
        }  # fmt: skip
        proving._made.clear()
        yield running


def go(client: Client, provider, *, onward: str = "", **changed: str):
    """Go there, agree, and come back, perhaps with something changed on the way."""
    sent = client.get(BEGIN, {"next": onward})
    assert sent.status_code == 302, sent.content.decode()
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent.url).query))
    assert asked["redirect_uri"] == "http://127.0.0.1:8000" + BACK
    given = {"code": provider.agree(sent.url), "state": asked["state"]} | changed
    return client.get(BACK, given)


def who(client: Client) -> Citizen | None:
    number = client.session.get("_auth_user_id")
    return Citizen.objects.get(account_id=number) if number else None


# --- Whether it is offered --------------------------------------------------------------------------------------------
def test_without_a_connection_no_page_offers_it(here):
    client = Client()
    assert "định danh điện tử" not in client.get("/dang-nhap/").content.decode()
    assert [client.get(address).status_code for address in (BEGIN, BACK, JOIN)] == [404, 404, 404]


def test_with_one_the_sign_in_page_leads_there_and_keeps_where_one_was_going(provider):
    page = Client().get("/dang-nhap/?next=/ho-so-cua-toi/").content.decode()

    assert 'href="/dang-nhap/dinh-danh/?next=/ho-so-cua-toi/"' in page


# --- Whose account ----------------------------------------------------------------------------------------------------
def test_a_person_without_an_account_gets_one_that_only_proof_opens(provider):
    client = Client()
    response = go(client, provider, onward="/ho-so-cua-toi/")

    assert response.url == "/ho-so-cua-toi/"
    citizen = who(client)
    assert (citizen.full_name, citizen.personal_id, citizen.identity_level) == ("Nguyễn Văn An", "038085001234", 2)
    assert citizen.phone == "+84912345678"
    assert not citizen.account.has_usable_password()
    assert client.session["identity_level"] == 2


def test_the_same_person_comes_back_to_the_same_account(provider):
    first, second = Client(), Client()
    go(first, provider)
    provider.acr = "LoA1"
    go(second, provider)

    assert who(first) == who(second)
    assert Citizen.objects.count() == 1
    assert (who(second).identity_level, second.session["identity_level"]) == (2, 1)


def test_a_proved_number_under_a_new_name_of_the_system_is_the_same_person(provider):
    go(Client(), provider)
    provider.person = provider.person | {"sub": "tech-renamed"}
    go(Client(), provider)

    assert Citizen.objects.get().identity_subject == "tech-renamed"


def test_a_closed_account_stays_closed(provider):
    go(Client(), provider)
    Account.objects.update(is_active=False)
    client = Client()
    response = go(client, provider)

    assert response.status_code == 403
    assert who(client) is None


def test_who_gives_no_telephone_is_asked_for_one(provider):
    provider.person = {name: value for name, value in provider.person.items() if name != "SoDienThoai"}
    assert go(Client(), provider).url == "/tai-khoan/lien-he/"


# --- An account somebody opened with this number ----------------------------------------------------------------------
@pytest.fixture
def local(here) -> Citizen:
    return people.citizen("Nguyen Van An", personal_id="038085001234", phone="+84900000000")


def test_a_local_account_of_that_number_is_not_entered_by_the_number_alone(provider, local):
    client = Client()
    response = go(client, provider)

    assert response.url == JOIN
    assert who(client) is None
    assert "Nguyễn Văn An" in client.get(JOIN).content.decode()
    assert Citizen.objects.get().identity_level == 0


def test_it_is_joined_by_its_password_and_its_other_sessions_end(provider, local):
    elsewhere = Client()
    elsewhere.force_login(local.account)
    client = Client()
    go(client, provider, onward="/ho-so-cua-toi/")
    wrong = client.post(JOIN, {"username": local.account.username, "password": "sai mat khau"})
    assert wrong.status_code == 422
    response = client.post(JOIN, {"username": local.account.username, "password": PASSWORD})

    assert response.url == "/ho-so-cua-toi/"
    citizen = Citizen.objects.get()
    assert (citizen.pk, citizen.full_name, citizen.identity_level) == (local.pk, "Nguyễn Văn An", 2)
    assert who(client) == citizen
    assert elsewhere.get("/ho-so-cua-toi/").status_code == 302
    assert JournalEvent.objects.filter(kind="account.identity_joined").count() == 1


def test_an_impostors_account_is_left_alone(provider, local):
    client = Client()
    go(client, provider)
    client.post(JOIN, {"new": "1"})

    assert who(client).pk != local.pk
    local.refresh_from_db()
    assert (local.identity_level, local.full_name) == (0, "Nguyen Van An")


@pytest.mark.parametrize("kind", ["another number", "officer"])
def test_another_persons_account_is_not_joined(here, provider, local, kind):
    if kind == "officer":
        account = people.officer().account
    else:
        account = people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account
    client = Client()
    go(client, provider)
    response = client.post(JOIN, {"username": account.username, "password": PASSWORD})

    assert response.status_code == 422
    assert "không nối được" in response.content.decode()
    assert who(client) is None


def test_what_waits_to_be_joined_is_sealed_and_does_not_wait_for_ever(provider, local, clock_at):
    client = Client()
    go(client, provider)
    assert "038085001234" not in str(dict(client.session))

    clock_at("2026-11-23 09:11")
    assert client.post(JOIN, {"new": "1"}).url == "/dang-nhap/"
    assert who(client) is None


def test_nobody_joins_without_having_been_proved(provider, local):
    assert Client().post(JOIN, {"new": "1"}).url == "/dang-nhap/"


# --- What goes wrong --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"state": "x" * 43}, "không phải do cửa sổ này"),
        ({"state": ""}, "không phải do cửa sổ này"),
        ({"code": "invented"}, "không xác nhận được"),
        ({"code": ""}, "không xác nhận được"),
        ({"iss": "https://another.example"}, "không xác nhận được"),
        ({"error": "access_denied"}, "đã hủy"),
        ({"error": "<script>alert(1)</script>"}, "hiện không trả lời"),
    ],
)
def test_what_comes_back_wrong_signs_nobody_in_and_says_so(provider, changed, words):
    client = Client()
    response = go(client, provider, **changed)

    assert response.status_code in (400, 503)
    assert words in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert who(client) is None
    assert Citizen.objects.count() == 0


def test_an_answer_works_once_and_only_in_the_window_that_began(provider):
    client, other = Client(), Client()
    sent = client.get(BEGIN)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent.url).query))["state"]
    given = {"code": provider.agree(sent.url), "state": state}

    assert other.get(BACK, given).status_code == 400
    assert client.get(BACK, given).status_code == 302
    assert client.get(BACK, given).status_code == 400


def test_an_errand_does_not_last_for_ever(provider, clock_at):
    client = Client()
    sent = client.get(BEGIN)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent.url).query))["state"]
    provider.now = clock_at("2026-11-23 09:11")

    assert client.get(BACK, {"code": provider.agree(sent.url), "state": state}).status_code == 400


@pytest.mark.parametrize("wrong", ["down", "garbage"])
def test_a_system_that_fails_is_told_in_words_and_the_password_still_works(provider, wrong):
    provider.wrong = wrong
    response = Client().get(BEGIN)

    assert response.status_code == 503
    assert "hiện không trả lời" in response.content.decode()
    assert 'name="password"' in response.content.decode()


def test_the_form_below_a_failure_goes_to_the_sign_in_page(provider):
    page = Client().get(BACK).content.decode()

    assert '<form class="form" method="post" action="/dang-nhap/"' in page


def test_the_language_comes_back_with_the_person(provider, local):
    client = Client()
    sent = client.get("/en" + BEGIN)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent.url).query))["state"]
    wrong = client.get(BACK, {"state": state, "error": "access_denied"})
    assert "You cancelled" in wrong.content.decode()

    sent = client.get("/en" + BEGIN)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent.url).query))["state"]
    response = client.get(BACK, {"state": state, "code": provider.agree(sent.url)})
    assert response.url == "/en" + JOIN
    assert "Your identity is proved" in client.get(response.url).content.decode()


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_on_to_another_site(provider, onward):
    assert go(Client(), provider, onward=onward).url == "/"


def test_the_session_has_a_new_key(provider):
    client = Client()
    client.get(BEGIN)
    before = client.session.session_key
    sent = client.get(BEGIN)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent.url).query))["state"]
    client.get(BACK, {"code": provider.agree(sent.url), "state": state})

    assert client.session.session_key != before


# --- Levels are kept --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("way", "level"), [("LoA2", 2), ("LoA1", 1), ("password", 0)])
def test_what_is_filed_says_how_well_its_filer_was_known(here, provider, way, level):
    client = Client()
    provider.acr = way if level else "LoA2"
    go(client, provider)
    if way == "password":  # the same account, by another door
        account = who(client).account
        client = Client()
        client.force_login(account)
    dossier = send(client, client.post(FORM, answers(client)))

    assert Dossier.objects.get(pk=dossier.pk).identity_level == level


def test_the_account_page_tells_how_well_one_is_known(provider):
    client = Client()
    go(client, provider)

    assert "Đã xác thực bằng định danh điện tử mức độ 2." in client.get("/tai-khoan/").content.decode()


# --- In a real browser ------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_citizen_signs_in_there_and_back_without_javascript(open_page, live_server, provider, settings):
    settings.PUBLIC_URL, provider.now = live_server.url, datetime.now(UTC)  # the server keeps its own time
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(live_server.url + "/dang-nhap/?next=/ho-so-cua-toi/")
    page.get_by_role("link", name="Đăng nhập bằng định danh điện tử").click()
    page.get_by_role("heading", name="Hồ sơ của tôi").wait_for()

    assert page.get_by_role("link", name="Tài khoản").count() == 1


@pytest.mark.console_errors("status of 400")
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_signing_in_are_accessible(open_page, live_server, provider, local, settings):
    settings.PUBLIC_URL, provider.now = live_server.url, datetime.now(UTC)  # the server keeps its own time
    page = open_page(PHONE)
    page.goto(live_server.url + "/dang-nhap/")
    assert (violations(page), sideways(page) <= 0) == ([], True)
    page.get_by_role("link", name="Đăng nhập bằng định danh điện tử").click()
    page.get_by_role("heading", name="Nối tài khoản", exact=True).wait_for()
    assert (violations(page), sideways(page) <= 0) == ([], True)
    provider.wrong = "denied"
    page.goto(live_server.url + BEGIN)
    page.get_by_text("đã hủy").wait_for()
    assert (violations(page), sideways(page) <= 0) == ([], True)


# --- Signing out ------------------------------------------------------------------------------------------------------
def leave(client: Client):
    """Press the button; return the page and the address it leads to."""
    page = client.post("/dang-xuat/")
    return page, page.headers.get("Refresh", "").partition("url=")[2]


def test_signing_out_here_signs_out_there_and_comes_back(provider):
    client = Client()
    go(client, provider)
    page, there = leave(client)
    assert page.status_code == 200
    assert there.startswith(f"{provider.address}/end?")
    assert who(client) is None
    assert html.escape(there) in page.content.decode()  # and by a link, for who does not wait
    with pytest.raises(urllib.error.HTTPError) as sent_back:
        urllib.request.build_opener(_Stay).open(there)
    back = sent_back.value.headers["Location"]
    sent_back.value.close()
    assert provider.ended == ["tech-1"]
    home = client.get(back.removeprefix("http://127.0.0.1:8000"), follow=True).content.decode()

    assert "đã đăng xuất ở đây và ở hệ thống định danh" in home


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.mark.parametrize("state", ["", "x", None])
def test_who_comes_back_without_having_left_is_told_nothing(provider, state):
    client = Client()
    go(client, provider)
    leave(client)
    home = client.get("/dang-xuat/ve/", {"state": state} if state is not None else {}, follow=True).content.decode()
    assert "đã đăng xuất ở đây và" not in home
    assert client.get("/dang-xuat/ve/").status_code == 302


def test_the_token_lies_sealed_in_the_session(provider):
    client = Client()
    go(client, provider)
    kept = client.session["identity_token"]
    assert len(kept) > 200
    assert b"tech-1" not in base64.b64decode(kept)
    assert "eyJ" not in kept[:10]


@pytest.mark.parametrize(
    ("wrong", "setting", "status", "words"),
    [
        ("no sign-out", True, 302, ""),  # the system knows no such thing
        ("down", True, 200, "Phiên ở hệ thống định danh có thể còn mở"),
        ("", False, 302, ""),  # configuration says: here only
    ],
)
def test_where_it_cannot_be_ended_there_it_is_ended_here(provider, settings, wrong, setting, status, words):
    settings.IDENTITY = settings.IDENTITY | {"sign_out": setting}
    client = Client()
    go(client, provider)
    proving._made.clear()  # what is published is asked for anew
    provider.wrong = wrong
    page, there = leave(client)

    assert (page.status_code, there, who(client)) == (status, "", None)
    assert words in page.content.decode()
    assert provider.ended == []


def test_a_session_by_password_ends_here_alone(provider, local):
    client = Client()
    client.force_login(local.account)
    page, there = leave(client)
    assert (page.status_code, there) == (302, "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_browser_is_led_there_and_back_by_itself(open_page, live_server, provider, settings, size, monkeypatch):
    settings.PUBLIC_URL, provider.now = live_server.url, datetime.now(UTC)  # the server keeps its own time
    monkeypatch.setattr(double, "AFTER", f"{live_server.url}/dang-xuat/ve/")
    page = open_page(size, java_script_enabled=False)
    page.goto(live_server.url + BEGIN)
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_text("đã đăng xuất ở đây và ở hệ thống định danh").wait_for()
    assert provider.ended == ["tech-1"]
