"""Days that are none, years without a calendar and a clock set back, at the doors: told in words, nothing changed."""

import pytest

from motcua.dossiers.models import Dossier
from motcua.journal.models import JournalEvent
from tests.web.counter.conftest import INTAKE, at, desk, here, key, typed  # noqa: F401 – fixtures of the counter
from tests.web.office.conftest import Office, office  # noqa: F401 – fixture of the office
from tests.web.office.test_actions import ACTIONS, TYPED, brought, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "day",
    [
        "32/01/1985", "31/04/1985", "29/02/2023", "00/00/0000", "05/13/1985", "5/1", "1985-02-30", "05/01/85985",
        "05.01", "ngày mai", "05/01/1985 25:00", "-5/1/1985", "1e9", "05//1985", "31/12/9999",
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_given_back_as_it_was_typed(desk, here, day):  # noqa: F811
    response = desk.post(INTAKE, typed(here, owner__born_on=day, owner__address="Ngõ 7 Hàng Đồng"))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{day}"' in page
    assert "Ngõ 7 Hàng Đồng" in page
    assert not Dossier.objects.exists()


def test_a_date_in_a_year_without_a_calendar_is_not_promised(desk, here, clock_at):  # noqa: F811
    clock_at("2030-12-30 09:00")
    response = desk.post(INTAKE, typed(here, owner__address="Ngõ 7 Hàng Đồng"))
    assert response.status_code in (409, 422)
    assert "2031" in response.content.decode()
    assert "Ngõ 7 Hàng Đồng" in response.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "name", ["complete", "return", "reassign", "draft", "supplement", "consult", "approve", "issue"]
)
def test_a_clock_set_back_is_told_and_what_was_typed_is_kept(office: Office, name: str):  # noqa: F811
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    before = JournalEvent.objects.count()
    office.later(hours=-1)
    response = send(office, action, dossier_id)
    page = response.content.decode()
    assert response.status_code in (409, 422)
    assert "Đồng hồ hệ thống chậm hơn lần ghi gần nhất" in page
    if TYPED in action.data.values():
        assert TYPED in page
    assert not action.came_true(dossier_id)
    assert JournalEvent.objects.count() == before


def test_a_clock_set_back_stops_the_desk_too(desk, here, clock_at):  # noqa: F811
    desk.post(INTAKE, typed(here))
    dossier_id, before = Dossier.objects.get().pk, JournalEvent.objects.count()
    clock_at("2026-11-23 08:00")
    response = desk.post(f"/quay/ho-so/{dossier_id}/chuyen/", {"key": key("b")})
    assert response.status_code == 409
    assert "Đồng hồ hệ thống chậm hơn" in response.content.decode()
    assert JournalEvent.objects.count() == before
