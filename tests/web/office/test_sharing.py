"""A head sets how new steps are shared out."""

import pytest

from motcua.core.roles import Role
from motcua.dossiers import remembering
from motcua.dossiers.models import SharedCommune, SharingRule, Step
from tests.factories import people

PAGE = "/can-bo/giao-viec/"
KEY = f"office:{'a' * 22}"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    remembering._held.clear()


@pytest.fixture
def head(office):
    return office.client(Role.DIVISION_HEAD)


def sent(office, **given):
    return {"place": f"{office.province.commune.pk}-0", "method": "commune", "key": KEY} | given


def test_a_rule_is_set_shown_and_obeyed(office, head):
    colleague = people.officer("Nguyễn Thị Lan")
    people.post(colleague, Role.CASE_OFFICER, office.province.commune.pk)
    first = office.province.officers[Role.CASE_OFFICER]
    answer = head.post(PAGE, sent(office, **{f"xa_{first.pk}": "14797, 14800", f"xa_{colleague.pk}": "14803"}))
    assert answer.status_code == 302
    assert SharedCommune.objects.count() == 3
    assert "14797, 14800" in head.get(PAGE).content.decode()

    head.post(PAGE, sent(office, method="load"))
    assert SharingRule.objects.get().method == "load"
    remembering._held.clear()
    dossier_id = office.transferred()
    office.complete(dossier_id, Role.DIVISION_HEAD)
    assert Step.objects.get(dossier_id=dossier_id, state="open").officer_id in (first.pk, colleague.pk)

    head.post(PAGE, sent(office, method=""))
    assert not SharingRule.objects.exists()


@pytest.mark.parametrize(
    ("given", "status"),
    [({"method": "dice"}, 422), ({"xa": "x1"}, 409), ({"xa": "14797,14797"}, 422), ({"place": "1-99999"}, 302)],
)
def test_what_cannot_be_is_refused(office, head, given, status):
    first = office.province.officers[Role.CASE_OFFICER].pk
    given = {f"xa_{first}" if name == "xa" else name: value for name, value in given.items()}
    assert head.post(PAGE, sent(office, **given)).status_code == status
    assert not SharingRule.objects.exists()
