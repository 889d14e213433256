"""What officers search for stands in no address: kept sealed in the session, for a while, for them alone."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.web.ui import searching
from tests.factories import people
from tests.factories.province import MONDAY, Province, province

NUMBER = "038185001234"
QUERIES_OF_A_SEARCH = 5  # of the dossiers; what was typed comes with the session, which is read anyway


@pytest.fixture
def here(db, clock_at) -> Province:
    clock_at("2026-11-23 09:00")
    made = province()
    actions.receive(made.filing(), by=made.actor(Role.RECEPTION), now=MONDAY)
    return made


def client_of(here: Province, role: Role) -> Client:
    client = Client()
    client.force_login(here.officers[role].account)
    return client


DOORS = [("/can-bo/tim/", Role.AGENCY_LEADER), ("/quay/tim/", Role.RECEPTION)]


@pytest.mark.parametrize(("address", "role"), DOORS)
@pytest.mark.parametrize("typed", [NUMBER, "0912 345 678", "Trần Thị Hoa"])
def test_nothing_typed_stands_in_an_address(here, address, role, typed):
    client = client_of(here, role)
    sent = client.post(address, {"q": typed})
    assert sent.status_code == 303
    assert sent.url.startswith(f"{address}?phieu=")
    assert len(sent.url) < len(address) + 24
    page = client.get(sent.url).content.decode()
    assert "H56.901-261123-0001" in page
    assert 'method="post"><input type="hidden" name="csrfmiddlewaretoken"' in page
    assert f"q={typed}" not in page


@pytest.mark.parametrize(("address", "role"), DOORS)
def test_reload_and_back_show_it_again(here, address, role):
    client = client_of(here, role)
    first = client.post(address, {"q": "hoa"}).url
    second = client.post(address, {"q": "không có ai"}).url
    assert "H56.901-261123-0001" in client.get(first).content.decode()
    assert "Không tìm thấy" in client.get(second).content.decode()
    assert "H56.901-261123-0001" in client.get(first).content.decode()


@pytest.mark.parametrize(("address", "role"), DOORS)
def test_an_address_is_not_asked_for_what_it_says_itself(here, address, role):
    page = client_of(here, role).get(address, {"q": NUMBER}).content.decode()
    assert f'value="{NUMBER}"' not in page
    assert "H56.901-261123-0001" not in page


@pytest.mark.parametrize("code", [NUMBER, "0912345678", "Trần Thị Hoa", "../../x"])
def test_the_address_of_a_scan_takes_codes_of_dossiers_only(here, code):
    page = client_of(here, Role.RECEPTION).get("/quay/tim/", {"ma": code}).content.decode()
    assert "H56.901-261123-0001" not in page
    assert f'value="{code}"' not in page


def test_what_is_kept_is_sealed(here):
    client = client_of(here, Role.AGENCY_LEADER)
    client.post("/can-bo/tim/", {"q": NUMBER})
    (row,) = Session.objects.all()
    assert NUMBER not in str(row.get_decoded())


def test_another_session_gets_nothing_by_the_key(here):
    address = client_of(here, Role.AGENCY_LEADER).post("/can-bo/tim/", {"q": NUMBER}).url
    page = client_of(here, Role.AGENCY_LEADER).get(address).content.decode()
    assert "Lượt tra cứu đã hết hạn" in page
    assert "H56.901-261123-0001" not in page


def test_it_is_kept_for_half_an_hour(here, clock_at):
    client = client_of(here, Role.AGENCY_LEADER)
    address = client.post("/can-bo/tim/", {"q": "hoa"}).url
    clock_at("2026-11-23 09:29")
    assert "H56.901-261123-0001" in client.get(address).content.decode()
    clock_at("2026-11-23 09:31")
    assert "Lượt tra cứu đã hết hạn" in client.get(address).content.decode()


def test_a_session_keeps_the_last_dozen(here):
    client = client_of(here, Role.AGENCY_LEADER)
    addresses = [client.post("/can-bo/tim/", {"q": f"hoa {n}"}).url for n in range(searching.MOST + 1)]
    assert "hết hạn" in client.get(addresses[0]).content.decode()
    assert "hết hạn" not in client.get(addresses[1]).content.decode()
    assert len(client.session[searching.SEARCHES]) == searching.MOST


def test_a_process_that_remembers_an_older_session_looks_anew(here):
    client = client_of(here, Role.AGENCY_LEADER)
    client.get("/can-bo/tim/")
    key = f"session:{client.session.session_key}"
    before = cache.get(key)
    address = client.post("/can-bo/tim/", {"q": "hoa"}).url
    cache.set(key, before)  # as another process still has it
    assert "H56.901-261123-0001" in client.get(address).content.decode()


def test_an_empty_field_leads_to_the_empty_page(here):
    assert client_of(here, Role.AGENCY_LEADER).post("/can-bo/tim/", {"q": "  "}).url == "/can-bo/tim/"


def test_altered_or_cut_it_is_forgotten(here):
    client = client_of(here, Role.AGENCY_LEADER)
    address = client.post("/can-bo/tim/", {"q": "hoa"}).url
    session = client.session
    (kept,) = session[searching.SEARCHES].values()
    kept["sealed"] = kept["sealed"][:-8] + "AAAAAAA="
    session.save()
    assert "Lượt tra cứu đã hết hạn" in client.get(address).content.decode()


def test_keeping_it_in_the_session_costs_the_page_no_query(here):
    client = client_of(here, Role.AGENCY_LEADER)
    address = client.post("/can-bo/tim/", {"q": "hoa"}).url
    for each in ("/can-bo/tim/", address):
        client.get(each)  # session, account and posts are remembered for some seconds
    with CaptureQueriesContext(connection) as empty:
        client.get("/can-bo/tim/")
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    assert len(found) - len(empty) == QUERIES_OF_A_SEARCH


def test_a_citizen_has_no_such_search(db):
    client = Client()
    client.force_login(people.citizen().account)
    assert client.post("/can-bo/tim/", {"q": NUMBER}).status_code == 403
