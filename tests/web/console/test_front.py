"""The front page and the way to it."""

import pytest
from django.test import Client

from motcua.access.policy import permissions_of
from motcua.core.roles import Role
from motcua.web.console import areas
from motcua.web.portal.landing import landing
from tests.factories import people
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
MANAGERS = [Role.PROCEDURE_CONTROL, Role.UNIT_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR]


@pytest.mark.parametrize("role", MANAGERS)
def test_the_front_page_and_the_side_list_what_this_person_manages_and_nothing_else(console, role):
    page = Read(console.client(role).get("/quan-tri/"))

    mine = [area.url for area in areas.open_to(permissions_of(role))]
    assert page.links("//ul[@class='areas']") == mine
    assert page.links("//nav[@class='side']")[-len(mine) - 1 :] == ["/quan-tri/", *mine]


def test_every_area_has_its_page_and_its_words():
    assert all(str(area.name) and str(area.does) and area.url.startswith("/quan-tri/") for area in areas.AREAS)


@pytest.mark.parametrize("role", MANAGERS)
def test_who_manages_lands_in_the_console(console, role, rf):
    request = rf.get("/dang-nhap/")
    request.user = console.officer(role).account

    assert landing(request, "") == "/quan-tri/"


def test_an_officer_who_works_dossiers_lands_with_the_work_and_is_not_offered_the_console(console, rf):
    clerk = console.officer(Role.CASE_OFFICER)
    people.post(clerk, Role.UNIT_ADMIN, console.province.pk)
    request = rf.get("/dang-nhap/")
    request.user = clerk.account
    assert landing(request, "") == "/can-bo/"

    leader = console.officer(Role.AGENCY_LEADER)
    client = Client()
    client.force_login(leader.account)
    assert b"/quan-tri/" not in client.get("/can-bo/").content
