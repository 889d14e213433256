"""Who may do what, where, on which day."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from motcua.access import queries
from motcua.access.policy import Permission as P
from motcua.core.roles import Role
from motcua.people import actions
from motcua.people.models import Account
from tests.factories import people, places
from tests.factories.people import BY, NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def tree():
    """Province → two communes; one of them has two divisions."""
    province = places.agency("UBND tỉnh Thanh Hóa", level="province")
    ward = places.agency("Phường Hạc Thành", parent=province)
    commune = places.agency("Xã Nga Sơn", parent=province)
    land = places.unit(ward, "Kinh tế, Hạ tầng và Đô thị")
    culture = places.unit(ward, "Văn hóa – Xã hội")
    return {"province": province.pk, "ward": ward.pk, "commune": commune.pk, "land": land.pk, "culture": culture.pk}


def fresh(officer) -> Account:
    return Account.objects.get(pk=officer.account_id)


@pytest.mark.parametrize(
    ("role", "at", "unit", "permission", "asked", "asked_unit", "answer"),
    [
        ("reception", "ward", None, P.ACCEPT_DOSSIER, "ward", None, True),
        ("reception", "ward", None, P.ACCEPT_DOSSIER, "commune", None, False),
        ("reception", "province", None, P.ACCEPT_DOSSIER, "ward", None, False),
        ("reception", "ward", None, P.APPROVE_RESULT, "ward", None, False),
        ("case_officer", "ward", "land", P.SEE_DOSSIERS, "ward", "land", True),
        ("case_officer", "ward", "land", P.SEE_DOSSIERS, "ward", "culture", False),
        ("case_officer", "ward", "land", P.SEE_DOSSIERS, "ward", None, False),
        ("case_officer", "ward", None, P.SEE_DOSSIERS, "ward", "culture", True),  # a commune without divisions
        ("committee_leader", "province", None, P.SEE_DOSSIERS, "ward", "land", True),
        ("committee_leader", "ward", None, P.SEE_DOSSIERS, "province", None, False),
        ("auditor", "ward", None, P.SEE_PAPERS, "commune", None, True),
        ("unit_admin", "ward", None, P.MANAGE_PEOPLE, "commune", None, False),
        ("unit_admin", "province", None, P.MANAGE_PEOPLE, "commune", None, True),
        ("system_admin", "province", None, P.SEE_DOSSIERS, "province", None, False),
        ("postal", "ward", None, P.CREATE_DOSSIER, "ward", None, False),  # only what is one's own
    ],
)
def test_a_right_reaches_as_far_as_its_role(tree, role, at, unit, permission, asked, asked_unit, answer):
    officer = people.officer()
    people.post(officer, role, tree[at], unit_id=tree.get(unit))
    may = queries.may(fresh(officer), permission, on=TODAY, agency_id=tree[asked], unit_id=tree.get(asked_unit))
    assert may is answer


@pytest.mark.parametrize(
    ("since", "until", "answer"),
    [
        ("2026-11-23", None, True),
        ("2026-11-24", None, False),
        ("2026-01-01", "2026-11-23", True),
        ("2026-01-01", "2026-11-22", False),
    ],
)
def test_a_right_lasts_as_long_as_the_post(tree, since, until, answer):
    officer = people.officer()
    people.post(officer, "reception", tree["ward"], since=since, until=until)
    assert queries.may(fresh(officer), P.ACCEPT_DOSSIER, on=TODAY) is answer


def test_rights_of_several_posts_add_up_and_stay_where_they_are(tree):
    officer = people.officer()
    people.post(officer, "reception", tree["ward"])
    people.post(officer, "clerk", tree["commune"])
    account = fresh(officer)
    assert queries.may(account, P.ACCEPT_DOSSIER, on=TODAY, agency_id=tree["ward"])
    assert queries.may(account, P.NUMBER_DOCUMENT, on=TODAY, agency_id=tree["commune"])
    assert not queries.may(account, P.NUMBER_DOCUMENT, on=TODAY, agency_id=tree["ward"])


def test_nobody_without_a_post_without_an_open_account_or_unknown_may_anything(tree):
    assert not queries.may(fresh(people.officer()), P.WORK_STEP, on=TODAY)
    assert not queries.may(AnonymousUser(), P.FILE_DOSSIER, on=TODAY)
    closed = people.officer()
    people.post(closed, "reception", tree["ward"])
    actions.close(account=closed.account, by=BY, now=NOW)
    assert not queries.may(fresh(closed), P.ACCEPT_DOSSIER, on=TODAY)
    assert queries.permissions_of(fresh(closed), on=TODAY) == frozenset()


def test_a_citizen_has_what_citizens_have_and_no_more():
    account = people.citizen().account
    assert queries.scope_of(account, P.FILE_DOSSIER, on=TODAY).own
    assert not queries.may(account, P.SEE_DOSSIERS, on=TODAY)
    assert not queries.may(account, P.SEE_GALLERY, on=TODAY)


def test_a_lent_role_reaches_what_its_owner_reaches_only_while_it_is_lent(tree):
    leader, deputy = people.officer("Phạm Văn Bình"), people.officer("Lê Thị Cúc")
    people.post(leader, "agency_leader", tree["ward"])
    people.post(deputy, "case_officer", tree["ward"], unit_id=tree["land"])
    actions.delegate(
        from_officer=leader,
        to_officer=deputy,
        role="agency_leader",
        agency_id=tree["ward"],
        valid_from=date(2026, 11, 20),
        valid_to=date(2026, 11, 23),
        scope_note="Ký thay khi đi công tác",
        by=BY,
        now=NOW,
    )
    account = fresh(deputy)
    assert queries.may(account, P.APPROVE_RESULT, on=TODAY, agency_id=tree["ward"])
    assert not queries.may(account, P.APPROVE_RESULT, on=date(2026, 11, 19))
    assert not queries.may(account, P.APPROVE_RESULT, on=date(2026, 11, 24))


def test_the_administrator_of_the_own_agency_is_named_as_the_one_to_ask(tree):
    officer, admin, other = people.officer(), people.officer("Trần Minh"), people.officer("Vũ Xa")
    people.post(officer, "reception", tree["ward"])
    people.post(admin, "unit_admin", tree["ward"])
    people.post(other, "unit_admin", tree["commune"])
    asked = queries.who_grants(P.APPROVE_RESULT, fresh(officer), on=TODAY)
    assert [one.full_name for one in asked] == ["Trần Minh"]


def test_what_is_lent_for_some_fields_reaches_nothing_until_the_field_is_asked(tree):
    leader, other = people.officer("Chủ tịch"), people.officer("Phó")
    people.post(leader, "agency_leader", tree["ward"])
    actions.delegate(
        from_officer=leader,
        to_officer=other,
        role=Role.AGENCY_LEADER,
        agency_id=tree["ward"],
        valid_from=TODAY,
        valid_to=TODAY,
        scope_note="Hộ tịch",
        field_ids=[7],
        by=BY,
        now=NOW,
    )
    reach = queries.scope_of(fresh(other), P.SEE_DOSSIERS, on=TODAY)
    assert reach  # the doors open; what lies behind each asks for the field
    assert not reach.covers(tree["ward"])
    assert reach.in_field(7).covers(tree["ward"])
    assert not reach.in_field(8).covers(tree["ward"])
    assert not reach.in_field(8)
