"""New steps are shared out by the rule of the unit, when they open, for those who are there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.core.assigning import Method
from motcua.core.flow import Outcome
from motcua.core.lifecycle import NotTheirWork, NotYourRole
from motcua.core.roles import Role
from motcua.dossiers import actions, remembering
from motcua.dossiers.filing import PartyIn
from motcua.dossiers.models import SharedCommune, SharingRule, Step
from motcua.journal.models import JournalEvent
from motcua.people import actions as people_actions
from motcua.people.models import Officer
from tests.factories import people, places
from tests.factories.province import MONDAY, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    remembering._held.clear()
    founded = province()
    for name in ("Bình", "Chi"):
        officer = people.officer(name)
        people.post(officer, Role.CASE_OFFICER, founded.commune.pk)
    return founded


def officers(here):
    there = Officer.objects.filter(posts__role="case_officer", posts__agency=here.commune)
    return sorted(there.values_list("pk", flat=True))


def rule(here, method, **communes):
    by = here.actor(Role.DIVISION_HEAD)
    named = {code.removeprefix("c"): officer for code, officer in communes.items()}
    actions.share_out(agency_id=here.commune.pk, unit_id=None, method=method, communes=named, by=by, now=MONDAY)
    remembering._held.clear()


def given(here, number=0, commune=""):
    """Bring a dossier to its step of examining; return whom it was given to."""
    now, filing = MONDAY + timedelta(minutes=number), here.filing()
    filing = replace(filing, parties=(replace(filing.parties[0], commune_code=commune),))
    assert isinstance(filing.parties[0], PartyIn)
    dossier_id = actions.receive(filing, by=here.actor(Role.RECEPTION), now=now).id
    actions.transfer(dossier_id=dossier_id, by=here.actor(Role.RECEPTION), now=now)
    step = Step.objects.get(dossier_id=dossier_id, state="open")
    actions.complete_step(step_id=step.pk, outcome=Outcome.DONE, by=here.actor(Role.DIVISION_HEAD), now=now)
    return Step.objects.get(dossier_id=dossier_id, state="open").officer_id


def test_without_a_rule_a_step_is_free_to_all(here):
    assert given(here) is None


def test_by_rotation_each_in_turn(here):
    rule(here, Method.ROTATION)
    assert [given(here, number) for number in range(5)] == (officers(here) * 2)[:5]


def test_by_load_to_who_has_least(here):
    rule(here, Method.LOAD)
    first, second, third = officers(here)
    assert [given(here, number) for number in range(3)] == [first, second, third]
    step = Step.objects.get(officer=second, state="open")
    by = replace(here.actor(Role.CASE_OFFICER), id=second)
    actions.complete_step(step_id=step.pk, outcome=Outcome.DONE, by=by, now=MONDAY + timedelta(hours=1))
    assert given(here, 70) == second


def test_by_commune_to_who_looks_after_it(here):
    _, second, third = officers(here)
    rule(here, Method.COMMUNE, c14797=second, c14800=third)
    assert [given(here, 1, "14800"), given(here, 2, "14797"), given(here, 3, "14800")] == [third, second, third]
    assert given(here, 4, "99999") == officers(here)[0]


def test_nobody_away_is_given_anything(here):
    first, second, third = (Officer.objects.get(pk=pk) for pk in officers(here))
    rule(here, Method.COMMUNE, c14797=second.pk)
    people_actions.take_leave(
        officer=second, substitute=third, valid_from=MONDAY.date(), valid_to=MONDAY.date(), by=people.BY, now=MONDAY
    )
    assert given(here, 1, "14797") == first.pk


def test_a_head_who_names_somebody_is_obeyed(here):
    rule(here, Method.ROTATION)
    dossier_id = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY).id
    actions.transfer(dossier_id=dossier_id, by=here.actor(Role.RECEPTION), now=MONDAY)
    step, last = Step.objects.get(dossier_id=dossier_id, state="open"), officers(here)[-1]
    head = here.actor(Role.DIVISION_HEAD)
    actions.complete_step(step_id=step.pk, outcome=Outcome.DONE, by=head, now=MONDAY, assign_to=last)
    assert Step.objects.get(dossier_id=dossier_id, state="open").officer_id == last


def test_a_rule_is_replaced_lifted_and_told_of(here):
    rule(here, Method.COMMUNE, c14797=officers(here)[0])
    rule(here, Method.LOAD)
    assert SharingRule.objects.get().method == "load"
    assert not SharedCommune.objects.exists()
    rule(here, None)
    assert not SharingRule.objects.exists()
    told = JournalEvent.objects.filter(kind="sharing.set").order_by("id")
    assert [event.details["method"] for event in told] == ["commune", "load", None]


@pytest.mark.parametrize(
    ("role", "communes", "refusal"),
    [
        (Role.CASE_OFFICER, {}, NotYourRole),
        (Role.DIVISION_HEAD, {"14797": 99999}, NotTheirWork),
        (Role.DIVISION_HEAD, {"x": 1}, actions.NotACommuneCode),
        (Role.DIVISION_HEAD, {"²²²²²": 1}, actions.NotACommuneCode),
    ],
)
def test_a_rule_that_cannot_be_is_refused(here, role, communes, refusal):
    by = here.actor(role)
    with pytest.raises(refusal):
        actions.share_out(
            agency_id=here.commune.pk, unit_id=None, method=Method.COMMUNE, communes=communes, by=by, now=MONDAY
        )
    assert not SharingRule.objects.exists()


def test_a_head_sets_no_rule_elsewhere(here):
    elsewhere = places.agency("UBND phường Sầm Sơn")
    with pytest.raises(NotYourRole):
        actions.share_out(
            agency_id=elsewhere.pk, unit_id=None, method=Method.LOAD, by=here.actor(Role.DIVISION_HEAD), now=MONDAY
        )


@pytest.mark.parametrize("broken", [{}, {"method": "dice"}, {"role": "clerk"}])
def test_postgresql_refuses_a_rule_that_cannot_be(here, broken):
    made = {"agency": here.commune, "role": "case_officer", "method": "load", "set_at": MONDAY}
    SharingRule.objects.create(**made)
    other = made | {"agency": here.committee} | broken if broken else made
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingRule.objects.create(**other)


@pytest.mark.parametrize("code", ["14797", "12", "abcde"])
def test_postgresql_refuses_a_commune_twice_or_no_code(here, code):
    made = SharingRule.objects.create(agency=here.commune, role="case_officer", method="commune", set_at=MONDAY)
    officer = here.officers[Role.CASE_OFFICER]
    SharedCommune.objects.create(rule=made, commune_code="14797", officer=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedCommune.objects.create(rule=made, commune_code=code, officer=officer)
