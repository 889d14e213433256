"""Whom an administrator may manage: a table of who, whom, and why not."""

from datetime import date

import pytest

from motcua.access import managing
from motcua.access.managing import BeyondReach, NotOneself, RoleNotYours
from motcua.core.roles import Role
from tests.factories import people, places

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def world():
    province = places.agency("UBND tỉnh Thanh Hóa", level="province")
    ward = places.agency("UBND phường Hạc Thành", parent=province)
    other = places.agency("UBND phường Quảng Phú", parent=province)
    made = {"province": province, "ward": ward, "other": other}
    for name, posts in {
        "system": [(Role.SYSTEM_ADMIN, province)],
        "whole": [(Role.UNIT_ADMIN, province)],
        "unit": [(Role.UNIT_ADMIN, ward)],
        "clerk": [(Role.RECEPTION, ward)],
        "two": [(Role.RECEPTION, ward), (Role.RECEPTION, other)],
        "auditor": [(Role.AUDITOR, ward)],
        "stranger": [(Role.RECEPTION, other)],
        "nobody": [],
    }.items():
        made[name] = people.officer(name)
        for role, agency in posts:
            people.post(made[name], role, agency.pk)
    made["gone"] = people.officer("gone")
    people.post(made["gone"], Role.RECEPTION, ward.pk, until="2026-02-01")
    made["coming"] = people.officer("coming")
    people.post(made["coming"], Role.RECEPTION, ward.pk)
    people.post(made["coming"], Role.RECEPTION, other.pk, since="2026-12-01")
    return made


@pytest.mark.parametrize(
    ("who", "whom", "why"),
    [
        ("unit", "clerk", None),
        ("unit", "gone", None),
        ("unit", "two", BeyondReach),
        ("unit", "coming", BeyondReach),
        ("unit", "stranger", BeyondReach),
        ("unit", "nobody", BeyondReach),
        ("unit", "auditor", RoleNotYours),
        ("unit", "unit", NotOneself),
        ("unit", "system", BeyondReach),
        ("whole", "two", None),
        ("whole", "system", RoleNotYours),
        ("whole", "unit", RoleNotYours),
        ("system", "unit", None),
        ("system", "auditor", None),
        ("system", "nobody", None),
        ("system", "system", NotOneself),
        ("clerk", "gone", BeyondReach),
    ],
)
def test_an_account_is_managed_by_those_whose_reach_and_roles_cover_all_its_owner_holds(world, who, whom, why):
    objection = managing.objection(world[who].account, world[whom], on=TODAY)
    assert (objection and type(objection)) == why


@pytest.mark.parametrize(
    ("who", "role", "where", "why"),
    [
        ("unit", Role.CASE_OFFICER, "ward", None),
        ("unit", Role.CASE_OFFICER, "other", BeyondReach),
        ("unit", Role.UNIT_ADMIN, "ward", RoleNotYours),
        ("unit", Role.SYSTEM_ADMIN, "ward", RoleNotYours),
        ("whole", Role.AUDITOR, "ward", RoleNotYours),
        ("system", Role.SYSTEM_ADMIN, "province", None),
        ("clerk", Role.CASE_OFFICER, "ward", BeyondReach),
    ],
)
def test_a_role_is_given_only_by_who_may_give_it_there(world, who, role, where, why):
    given = {"role": role, "agency_id": world[where].pk, "unit_id": None, "on": TODAY}
    if why is None:
        managing.require_place(world[who].account, world["nobody"], **given)
    else:
        with pytest.raises(why):
            managing.require_place(world[who].account, world["nobody"], **given)


def test_what_is_lent_counts_too(world):
    from motcua.people.models import Delegation

    leader = people.officer("Lãnh đạo")
    people.post(leader, Role.AGENCY_LEADER, world["other"].pk)
    Delegation.objects.create(
        from_officer=leader, to_officer=world["clerk"], role=Role.AGENCY_LEADER, agency=world["other"],
        valid_from=TODAY, valid_to=TODAY, scope_note="Ký hộ tịch", made_at=people.NOW,
    )  # fmt: skip
    assert isinstance(managing.objection(world["unit"].account, world["clerk"], on=TODAY), BeyondReach)
