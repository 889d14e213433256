"""The prepared question for the holders of a role answers as the plain one does, whoever holds, lends or has left."""

from datetime import date

import pytest

from motcua.core.roles import Role
from motcua.org import actions as org
from motcua.people import actions, queries
from tests.factories import people
from tests.factories.people import BY, NOW

pytestmark = pytest.mark.django_db
HEAD, OTHER = Role.DIVISION_HEAD, Role.CASE_OFFICER
IN_FORCE, LATER = date(2026, 11, 23), date(2027, 6, 1)


@pytest.fixture
def agency():
    return org.establish(key="so", name="Sở Thử", level="department", since=date(2020, 1, 1))


@pytest.fixture
def unit(agency):
    return org.open_unit(agency_id=agency.pk, name="Phòng Một", since=date(2020, 1, 1))


def lend(owner, to, agency, unit_id=None):
    actions.delegate(
        from_officer=owner, to_officer=to, role=HEAD, agency_id=agency.pk, valid_from=date(2026, 11, 1),
        valid_to=date(2026, 12, 31), scope_note="Đi công tác", by=BY, now=NOW, unit_id=unit_id,
    )  # fmt: skip


def test_it_answers_as_the_plain_question_does(agency, unit):
    owner, lent_to, left, closed, of_unit, lender_closed, lent_by_closed = (
        people.officer(name) for name in ("Ân", "Bình", "Chi", "Dũng", "Em", "Giang", "Hà")
    )
    for officer in (owner, closed, lender_closed):
        people.post(officer, HEAD, agency.pk)
    people.post(left, HEAD, agency.pk, until="2026-10-31")
    people.post(of_unit, HEAD, agency.pk, unit_id=unit.pk)
    people.post(owner, OTHER, agency.pk)
    lend(owner, lent_to, agency)
    lend(lender_closed, lent_by_closed, agency)
    actions.close(account=closed.account, by=BY, now=NOW)
    actions.close(account=lender_closed.account, by=BY, now=NOW)
    for role in (HEAD, OTHER, Role.CLERK):
        for on in (date(2026, 6, 1), IN_FORCE, LATER):
            for unit_id in (None, unit.pk):
                plain = queries.officers_with(role, on=on, agency_id=agency.pk, unit_id=unit_id)
                expected = tuple(plain.values_list("pk", flat=True))
                assert queries.holders(role, on=on, agency_id=agency.pk, unit_id=unit_id) == expected
    assert queries.holders(HEAD, on=IN_FORCE, agency_id=agency.pk) == (owner.pk, lent_to.pk, of_unit.pk)
    assert queries.holders(HEAD, on=IN_FORCE, agency_id=agency.pk, unit_id=unit.pk) == (of_unit.pk,)
