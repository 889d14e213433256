"""An officer chooses the language of the work pages, kept with the account; papers and records stay Vietnamese."""

import pyotp
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from motcua.core.roles import Role
from motcua.people import actions
from motcua.people.models import Account
from tests.factories import people, places

pytestmark = pytest.mark.django_db
CHOOSE = "/giao-dien/ngon-ngu/"


@pytest.fixture
def officer():
    holder = people.officer("Lê Thị Hoa")
    people.post(holder, Role.CASE_OFFICER, places.agency("Sở Xây dựng").pk)
    return holder


@pytest.fixture
def client(officer) -> Client:
    client = Client()
    client.force_login(officer.account)
    return client


def page(client: Client, address: str = "/can-bo/") -> str:
    return client.get(address).content.decode()


def test_every_work_page_speaks_the_language_chosen(client, officer):
    assert '<html lang="vi"' in page(client)
    response = client.post(CHOOSE, {"language": "en", "next": "/can-bo/?loc=qua-han"})

    assert (response.status_code, response.url) == (302, "/can-bo/?loc=qua-han")
    assert '<html lang="en"' in page(client)
    assert "My inbox" in page(client)
    assert '<html lang="en"' in page(client, "/can-bo/ho-so/999999/")  # 404
    assert '<html lang="en"' in page(client, "/quan-tri/")  # 403
    client.post(CHOOSE, {"language": "vi", "next": "/can-bo/"})
    assert "Hộp việc của tôi" in page(client)


def test_it_is_kept_with_the_account(client, officer):
    client.post(CHOOSE, {"language": "en", "next": "/"})
    elsewhere = Client()
    elsewhere.force_login(Account.objects.get(pk=officer.account.pk))

    assert "My inbox" in page(elsewhere)


def test_a_process_that_remembers_the_account_knows_at_once(client, settings):
    settings.SIGNED_IN_CACHE_SECONDS = 60
    assert "Hộp việc của tôi" in page(client)
    client.post(CHOOSE, {"language": "en", "next": "/"})
    Account.objects.update(language="vi")  # as another process would still remember it

    assert "My inbox" in page(client)


def test_citizens_pages_keep_the_language_of_their_address(client):
    client.post(CHOOSE, {"language": "en", "next": "/"})

    assert '<html lang="vi"' in page(client, "/thu-tuc/")
    assert '<html lang="en"' in page(client, "/en/thu-tuc/")


def test_who_signs_in_on_the_english_page_works_in_english(officer):
    factor = actions.begin_enrolment(officer=officer)
    actions.confirm_enrolment(officer=officer, code=pyotp.TOTP(factor.secret).at(people.NOW), now=people.NOW)
    client = Client()
    client.post("/en/dang-nhap/", {"username": officer.account.username, "password": people.PASSWORD})
    response = client.post("/en/dang-nhap/ma-xac-thuc/", {"code": pyotp.TOTP(factor.secret).now()})

    assert response.url == "/can-bo/"
    assert "My inbox" in page(client)
    officer.account.refresh_from_db()
    assert officer.account.language == "vi", "for this session only: nobody asked to keep it"


@pytest.mark.parametrize(("given", "answer"), [({"language": "fr"}, 400), ({}, 400)])
def test_other_languages_are_refused(client, officer, given, answer):
    assert client.post(CHOOSE, given).status_code == answer
    officer.account.refresh_from_db()
    assert officer.account.language == "vi"


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(client, away):
    assert client.post(CHOOSE, {"language": "en", "next": away}).url == "/"


def test_the_database_knows_no_other_language(officer):
    with pytest.raises(IntegrityError, match="account_language_is_known"), transaction.atomic():
        Account.objects.filter(pk=officer.account.pk).update(language="fr")


def test_nobody_signed_in_chooses_nothing():
    assert Client().post(CHOOSE, {"language": "en", "next": "/"}).url.startswith("/dang-nhap/")
