"""A set of linked dossiers at the desk: one intake, one receipt, and the way between its members."""

import pytest
from django.test import Client

from motcua.core.roles import Role
from motcua.dossiers import queries
from motcua.dossiers.models import Dossier, Statement
from motcua.web.counter.slip_forms import _linked
from tests.factories import people
from tests.factories.linked import Linked, offered_together
from tests.web.counter.conftest import client_of, typed

ADDRESS = "/quay/tiep-nhan/2.000986/"


@pytest.fixture
def there(here) -> Linked:
    return offered_together(here)


def taken_in(desk: Client, there: Linked, **given) -> list[Dossier]:
    response = desk.post(ADDRESS, typed(there.here, **given))
    assert response.status_code == 302, response.content.decode()
    return list(Dossier.objects.order_by("id"))


def test_one_intake_takes_the_set_in(desk, there):
    page = desk.get(ADDRESS).content.decode()
    assert "Một tờ khai tạo 3 hồ sơ" in page
    found = taken_in(desk, there)
    assert [each.state for each in found] == ["accepted", "awaiting_turn", "awaiting_turn"]


def test_the_receipt_lists_every_code(desk, there):
    found = taken_in(desk, there)
    said = _linked(queries.page(found[0].pk))
    assert all(each.code in said for each in found)
    printed = desk.get(f"/quay/ho-so/{found[0].pk}/in/giay-tiep-nhan/")
    assert b"".join(printed).startswith(b"%PDF")


def test_the_desk_goes_from_one_to_the_other(desk, there):
    found = taken_in(desk, there)
    page = desk.get(f"/quay/ho-so/{found[0].pk}/").content.decode()
    for other in found[1:]:
        assert f'href="/quay/ho-so/{other.pk}/"' in page
    assert "Chờ hồ sơ trước" in page
    assert desk.get(f"/quay/ho-so/{found[1].pk}/").status_code == 200


def test_an_incomplete_set_gets_one_notice_and_loses_nothing(desk, there):
    given = {"do": "incomplete", "paper1__there": None, "notice__reason": "Chưa ký"}
    found = taken_in(desk, there, **given)
    assert [each.state for each in found] == ["intake_supplement", "awaiting_turn", "awaiting_turn"]


def test_a_set_turned_away_is_refused_as_a_whole(desk, there):
    found = taken_in(desk, there, do="refuse", notice__reason="Không đúng nơi")
    assert [each.state for each in found] == ["refused"] * 3
    said = Statement.objects.get(dossier=found[2], kind="dossier.refused").content["reason"]
    assert found[1].code in said


def test_an_officer_of_one_member_sees_the_others_without_a_way_in(desk, there):
    found = taken_in(desk, there)
    officer = people.officer("Cán bộ bảo hiểm")
    people.post(officer, Role.CASE_OFFICER, there.insurance.pk)
    people.post(officer, Role.DIVISION_HEAD, there.insurance.pk)
    page = client_of(officer).get(f"/can-bo/ho-so/{found[2].pk}/").content.decode()
    assert found[1].code in page
    assert f'href="/can-bo/ho-so/{found[1].pk}/"' not in page
    assert client_of(officer).get(f"/can-bo/ho-so/{found[1].pk}/").status_code == 403
