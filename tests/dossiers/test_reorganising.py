"""An agency ends while its work goes on: posts, procedures and running dossiers are with its successor from the day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.access import queries as access
from motcua.access.policy import Permission
from motcua.catalog.models import Offering
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.reorganisation import WorkWithoutHeir
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.journal.models import JournalEvent
from motcua.org import actions as org
from motcua.org import queries as tree
from motcua.org.models import Agency, Succession, Unit
from motcua.people.models import Account, Post
from motcua.people.queries import actor_of, holders
from tests.factories import people, places
from tests.factories.flow import DONE
from tests.factories.lives import received
from tests.factories.province import MONDAY, province

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)  # the day after the dossier was taken in
THEN = MONDAY + timedelta(days=2)
ADMIN = Actor(ActorKind.OFFICER, 1, "Quản trị")


@pytest.fixture
def life():
    return received(province())


@pytest.fixture
def heir(life):
    made = places.agency("UBND phường Lam Sơn", parent=life.here.committee, valid_from=DAY)
    org.give_code(agency_id=made.pk, scheme="new", code="H56.902", since=DAY)
    return made


def carried_out(life, *heirs, **given):
    asked = {
        "leaving": [life.here.commune.pk], "heirs": [each.pk for each in heirs], "main": None, "on": DAY, "ends": True,
    }  # fmt: skip
    return actions.reorganise(**(asked | given), decision="Nghị quyết 1", by=ADMIN, now=MONDAY)


def fresh(account):
    return Account.objects.get(pk=account.pk)


def test_everything_in_hand_is_with_the_successor_from_the_day(life, heir):
    old = life.here.commune
    done = carried_out(life, heir)
    connection.check_constraints()
    assert (done.posts, done.offerings, done.dossiers) == (6, 1, 1)
    assert not Post.objects.filter(agency=old, valid_to=None).exists()
    assert set(Post.objects.filter(agency=heir).values_list("role", "valid_from")) == {
        (str(role), DAY) for role in life.here.officers
    }
    assert list(Offering.objects.filter(valid_to=None).values_list("agency_id", "valid_from")) == [(heir.pk, DAY)]
    assert Agency.objects.get(pk=old.pk).valid_to == DAY - timedelta(days=1)
    assert not old.codes.filter(valid_to=None).exists()
    assert tree.answering(old.pk, MONDAY.date()) == old.pk
    assert tree.answering(old.pk, DAY) == heir.pk
    assert [node.name for node in tree.tree(on=MONDAY.date()).at_level("commune")] == [old.name]
    assert [node.name for node in tree.tree(on=DAY).at_level("commune")] == [heir.name]


def test_a_running_dossier_is_worked_on_at_the_successor_without_being_touched(life, heir):
    due = life.row.due_at
    carried_out(life, heir)
    life.now = THEN
    here = life.here
    reception, head = (fresh(here.officers[role].account) for role in (Role.RECEPTION, Role.DIVISION_HEAD))
    assert here.commune.pk in access.scope_of(reception, Permission.SEE_DOSSIERS, on=THEN.date()).agency_ids
    actions.transfer(dossier_id=life.id, by=actor_of(reception, THEN), now=THEN)
    step = life.open["assign"]
    assert (step.agency_id, step.officer_id) == (here.commune.pk, here.officers[Role.DIVISION_HEAD].pk)
    actions.complete_step(step_id=step.pk, outcome=DONE, by=actor_of(head, THEN), now=THEN)
    assert life.open["examine"].officer_id == here.officers[Role.CASE_OFFICER].pk
    assert life.row.due_at == due
    assert holders(Role.CLERK, on=DAY, agency_id=here.commune.pk) == holders(Role.CLERK, on=DAY, agency_id=heir.pk)


def test_whom_to_ask_for_a_right_is_named_once_also_where_an_agency_was_taken_over(life, heir):
    admin = people.officer("Quản trị phường")
    people.post(admin, Role.UNIT_ADMIN, life.here.commune.pk)
    carried_out(life, heir)
    account = fresh(life.here.officers[Role.RECEPTION].account)
    assert access.who_grants(Permission.APPROVE_RESULT, account, on=DAY) == [admin]


def test_before_the_day_nothing_has_changed_for_anybody(life, heir):
    carried_out(life, heir)
    account = fresh(life.here.officers[Role.RECEPTION].account)
    assert heir.pk not in access.scope_of(account, Permission.SEE_DOSSIERS, on=MONDAY.date()).agency_ids
    assert life.here.commune.pk in access.scope_of(account, Permission.SEE_DOSSIERS, on=MONDAY.date()).agency_ids


def test_work_is_not_left_without_anybody(life):
    with pytest.raises(WorkWithoutHeir) as refused:
        carried_out(life)
    assert "1 hồ sơ đang giải quyết, 1 thủ tục đang cung cấp, 6 vị trí" in refused.value.message_vi
    assert Agency.objects.get(pk=life.here.commune.pk).valid_to is None


def test_what_is_in_hand_is_told_before_anything_is_done(life, heir):
    plan, against = actions.plan_of(leaving=[life.here.commune.pk], heirs=[heir.pk], main=None, on=DAY, ends=True)
    assert not against
    work = plan.leaving[0].work
    assert (work.dossiers, work.offerings, work.posts, work.below) == (1, 1, 6, 0)
    _, against = actions.plan_of(leaving=[life.here.committee.pk], heirs=[heir.pk], main=None, on=DAY, ends=True)
    assert [each.code for each in against] == ["below-without-parent"]


def test_one_agency_goes_into_several_and_one_of_them_takes_the_rest(life, heir):
    other = places.agency("UBND xã Khác", parent=life.here.committee, valid_from=DAY)
    carried_out(life, heir, other, main=other.pk)
    stated = set(Succession.objects.values_list("successor_id", "part", "is_default"))
    assert stated == {(heir.pk, True, False), (other.pk, True, True)}
    assert Post.objects.filter(agency=other).count() == 6
    assert tree.answering(life.here.commune.pk, DAY) == other.pk


def test_a_part_given_away_leaves_the_agency_its_work(life, heir):
    carried_out(life, heir, ends=False)
    assert Agency.objects.get(pk=life.here.commune.pk).valid_to is None
    assert list(Succession.objects.values_list("part", "is_default")) == [(True, False)]
    assert tree.answering(life.here.commune.pk, THEN.date()) == life.here.commune.pk
    assert JournalEvent.objects.filter(kind="agency.gave_part").count() == 1


def test_divisions_of_one_name_succeed_each_other(life, heir):
    room, there = places.unit(life.here.commune, "Phòng Kinh tế"), places.unit(heir, "Phòng Kinh tế")
    officer = people.officer("Chuyên viên Phòng Kinh tế")
    people.post(officer, Role.CASE_OFFICER, life.here.commune.pk, unit_id=room.pk)
    carried_out(life, heir)
    assert Unit.objects.get(pk=room.pk).successor_id == there.pk
    assert Post.objects.get(officer=officer, valid_to=None).unit_id == there.pk
    held = {(post.agency_id, post.unit_id) for post in actor_of(fresh(officer.account), THEN).posts}
    assert held == {(heir.pk, there.pk), (life.here.commune.pk, room.pk)}
    assert holders(Role.CASE_OFFICER, on=DAY, agency_id=life.here.commune.pk, unit_id=room.pk) == (officer.pk,)


def test_the_journal_says_what_was_before_and_after(life, heir):
    carried_out(life, heir)
    event = JournalEvent.objects.get(kind="agency.ended")
    assert event.details["before"] == {"to": None}
    assert event.details["after"]["main"] == heir.pk
    assert JournalEvent.objects.get(kind="agency.succeeded").subject == f"agency:{heir.pk}"


@pytest.mark.parametrize(
    ("constraint", "freed"),
    [
        ("agency_end_leaves_no_post", ()),
        ("agency_end_leaves_no_offering", (Post,)),
        ("agency_end_leaves_no_dossier", (Post, Offering)),
    ],
)
def test_the_tables_refuse_an_end_that_strands_somebody(life, constraint, freed):
    for model in freed:
        model.objects.filter(agency=life.here.commune).update(valid_to=DAY)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():  # noqa: PT012
        Agency.objects.filter(pk=life.here.commune.pk).update(valid_to=DAY)
        connection.check_constraints()
    assert refused.value.__cause__.diag.constraint_name == constraint


def test_a_division_ends_in_favour_of_another(life):
    room, other = (places.unit(life.here.commune, name) for name in ("Phòng A", "Phòng B"))
    officer = people.officer("Chuyên viên A")
    people.post(officer, Role.CASE_OFFICER, life.here.commune.pk, unit_id=room.pk)
    given = {"unit_id": room.pk, "last_day": MONDAY.date(), "by": ADMIN, "now": MONDAY}
    with pytest.raises(actions.UnitWorkWithoutHeir):
        actions.end_unit(**given, successor_id=None)
    assert actions.end_unit(**given, successor_id=other.pk).posts == 1
    assert Post.objects.get(officer=officer, valid_to=None).unit_id == other.pk
    assert [(unit.name, unit.successor_id) for unit in Unit.objects.filter(pk=room.pk)] == [("Phòng A", other.pk)]
    assert holders(Role.CASE_OFFICER, on=DAY, agency_id=life.here.commune.pk, unit_id=room.pk) == (officer.pk,)
