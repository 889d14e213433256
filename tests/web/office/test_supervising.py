"""The director of a centre follows what its desks received, whoever decides on it; and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.org import actions as org
from motcua.org.models import Agency
from motcua.people.models import Officer
from motcua.people.queries import actor_of
from tests.factories import people
from tests.factories.province import MONDAY

OVERDUE, NEARLY = "/can-bo/qua-han/", "/can-bo/sap-tre/"


@pytest.fixture
def centre(office) -> Agency:
    """The province's centre, beside the commune of these tests."""
    since = MONDAY.date() - timedelta(days=400)
    parent = office.province.committee.pk
    made = org.establish(key="tt", name="Trung tâm", level="centre", since=since, parent_id=parent, is_one_stop=True)
    org.give_code(agency_id=made.pk, scheme="new", code="H56.TT", since=since)
    return made


@pytest.fixture
def director(centre) -> Officer:
    return people_of(centre, Role.CENTRE_DIRECTOR)


def people_of(agency: Agency, role: Role) -> Officer:
    officer = people.officer(f"{role.value} ở {agency.name}")
    people.post(officer, role, agency.pk)
    return officer


def client_of(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer.account)
    return client


def through(office, agency: Agency) -> str:
    """A dossier the commune decides on, received by a desk of this agency."""
    desk = people.officer("Cán bộ quầy")
    people.post(desk, Role.RECEPTION, agency.pk)
    filing = office.province.filing(receiving_agency_id=agency.pk)
    return actions.receive(filing, by=actor_of(desk.account, office.now), now=office.now).code


def codes(officer: Officer, address: str) -> list[str]:
    """Signed in anew: days have passed."""
    return [line.code for line in client_of(officer).get(address).context["lines"]]


def test_what_the_centre_received_and_another_owes_is_followed(office, centre, director):
    code = through(office, centre)
    office.received()  # by the commune's own desk: no business of the centre's
    assert codes(director, OVERDUE) == []
    office.later(days=30)
    assert codes(director, OVERDUE) == [code]
    page = client_of(director).get(OVERDUE).content.decode()
    assert '<th class="w-m" scope="col">Cơ quan</th>' in page
    assert "UBND phường Hạc Thành" in page


def test_what_will_be_late_soon_as_well(office, centre, director):
    code = through(office, centre)
    assert codes(director, NEARLY) == []
    office.later(days=7)
    assert codes(director, NEARLY) == [code]


def test_the_tab_counts_them_and_the_page_of_each_opens(office, centre, director):
    through(office, centre)
    office.later(days=30)
    page = client_of(director).get(OVERDUE).content.decode()
    assert "Quá hạn của cơ quan" in page
    (line,) = client_of(director).get(OVERDUE).context["lines"]
    assert client_of(director).get(line.url).status_code == 200


def test_a_leader_of_the_centre_who_is_no_director_follows_the_centre_alone(office, centre):
    through(office, centre)
    office.later(days=30)
    assert codes(people_of(centre, Role.AGENCY_LEADER), OVERDUE) == []


def test_the_director_of_a_commune_sees_each_dossier_once(office):
    office.received()
    office.later(days=30)
    assert len(codes(people_of(office.province.commune, Role.CENTRE_DIRECTOR), OVERDUE)) == 1


def test_they_change_no_decision(office, centre, director):
    through(office, centre)
    office.later(days=30)
    (line,) = client_of(director).get(OVERDUE).context["lines"]
    page = client_of(director).get(line.url).content.decode()
    for word in ("Duyệt kết quả", "Dừng giải quyết", "Tiếp nhận</span>"):
        assert word not in page


def test_the_number_of_queries_is_that_of_any_watcher(office, centre, director, django_assert_max_num_queries):
    for _ in range(3):
        through(office, centre)
    office.later(days=30)
    client = client_of(director)
    client.get(OVERDUE)
    with django_assert_max_num_queries(16):
        client.get(OVERDUE)
