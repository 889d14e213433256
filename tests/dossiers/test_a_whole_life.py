"""One dossier from the counter to the citizen's hands, through the real verbs on PostgreSQL."""

from datetime import timedelta

import pytest

from motcua.core.flow import Outcome
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Step
from motcua.journal.verification import verify
from motcua.results import actions as results
from tests.factories.province import MONDAY, Province, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Province:
    return province()


def open_step(dossier_id: int) -> int:
    return Step.objects.get(dossier_id=dossier_id, state="open").pk


def test_a_dossier_lives_from_the_door_to_the_result(here: Province):
    now = MONDAY
    moved = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=now)
    assert moved.code == "H56.901-261123-0001"
    assert moved.dossier.state is State.ACCEPTED

    actions.transfer(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=now)
    head, specialist = here.actor(Role.DIVISION_HEAD), here.actor(Role.CASE_OFFICER)
    actions.complete_step(step_id=open_step(moved.id), outcome=Outcome.DONE, by=head, now=now, assign_to=specialist.id)
    examining = open_step(moved.id)
    draft = results.Draft("Giấy xác nhận tình trạng hôn nhân", body="Xác nhận …")
    results.draft(step_id=examining, draft=draft, by=specialist, now=now)
    actions.complete_step(step_id=examining, outcome=Outcome.DONE, by=specialist, now=now)
    results.approve(step_id=open_step(moved.id), by=here.actor(Role.AGENCY_LEADER), now=now)
    results.issue(step_id=open_step(moved.id), symbol="GXN-UBND", by=here.actor(Role.CLERK), now=now)
    row = Dossier.objects.get(pk=moved.id)
    assert (row.state, row.timeliness) == ("processed", "early")

    results.hand_over(
        dossier_id=moved.id,
        way="direct",
        to_name="Trần Thị Hoa",
        proof="Giấy hẹn",
        by=here.actor(Role.RETURN_DESK),
        now=now + timedelta(hours=1),
    )
    page = queries.page(moved.id)
    assert page.dossier.state == "returned"
    assert page.dossier.results.get().register_number == "01/GXN-UBND"
    assert page.parties["owner"].personal_id == "038185001234"
    assert [row.verdict for row in queries.control_slip(page.steps)] == [
        "on_time",
        "on_time",
        "early",
        "early",
        "on_time",
        "",
    ]
    assert [entry.kind for entry in queries.timeline(moved.id, public=True)] == [
        "dossier.submitted",
        "dossier.accepted",
        "dossier.transferred",
        "dossier.processed",
        "dossier.returned",
    ]
    assert not list(verify())


def test_the_same_command_twice_is_one_dossier(here: Province):
    by = here.actor(Role.RECEPTION)
    first = actions.receive(here.filing(), by=by, now=MONDAY, key="door-1")
    again = actions.receive(here.filing(), by=by, now=MONDAY, key="door-1")
    assert (again.id, again.code, again.was_replayed) == (first.id, first.code, True)
    other = actions.receive(here.filing(), by=by, now=MONDAY, key="door-2")
    assert other.code == "H56.901-261123-0002"
    assert Dossier.objects.count() == 2


def test_the_same_step_command_twice_is_one_change(here: Province):
    moved = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY)
    first = actions.transfer(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=MONDAY, key="t")
    again = actions.transfer(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=MONDAY, key="t")
    assert not first.was_replayed
    assert again.was_replayed


def test_the_hot_verb_takes_two_round_trips(here: Province, django_assert_num_queries):
    moved = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY)
    actions.transfer(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=MONDAY)
    step = open_step(moved.id)
    head = here.actor(Role.DIVISION_HEAD)
    with django_assert_num_queries(14, exact=False):
        actions.complete_step(step_id=step, outcome=Outcome.DONE, by=head, now=MONDAY)


def test_inboxes_and_searches_find_it(here: Province):
    moved = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=MONDAY)
    actions.transfer(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=MONDAY)
    (line,) = queries.inbox(here.actor(Role.DIVISION_HEAD))
    assert (line["code"], line["step_name"]) == (moved.code, "assign")
    assert queries.inbox(here.actor(Role.CASE_OFFICER)) == []
    for text in (moved.code.lower(), "tran thi hoa", "Trần Thị", "hoa", "038185001234", "0912 345 678"):
        (found,) = queries.find(text, agencies=[here.commune.pk])
        assert found["id"] == moved.id
        assert queries.find(text, agencies=[here.committee.pk]) == []
    assert queries.proves_ownership(moved.id, "5678")
    assert queries.proves_ownership(moved.id, "1234")
    assert not queries.proves_ownership(moved.id, "9999")
    late = MONDAY + timedelta(days=30)
    assert [row["id"] for row in queries.overdue([here.commune.pk], now=late)] == [moved.id]
    explained = queries.explanation(moved.id, now=MONDAY)
    assert explained is not None
