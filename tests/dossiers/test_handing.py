"""Papers from unit to unit: one makes a list, another confirms it, and the journal of each dossier knows."""

from datetime import date, timedelta

import pytest

from motcua.core import handing
from motcua.core.lifecycle import Actor, ActorKind, NotYourRole, PostHeld
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.actions import NoSuchList
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.models import Dossier, HandoverItem, HandoverList
from motcua.org.models import Unit
from tests.factories import people
from tests.factories.province import MONDAY, province

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def here(db):
    return province()


@pytest.fixture
def unit(here):
    from motcua.org import actions as org

    return org.open_unit(agency_id=here.commune.pk, name="Phòng Văn hóa - Xã hội", since=date(2026, 1, 1))


@pytest.fixture
def taken_in(here, unit):
    """Three dossiers on paper for the division."""
    by = here.actor(Role.RECEPTION)
    made = [actions.receive(here.filing(), by=by, now=MONDAY).id for _ in range(3)]
    Dossier.objects.filter(pk__in=made).update(handling_unit=unit)
    return made


@pytest.fixture
def receiver(here, unit):
    officer = people.officer("Chuyên viên nhận")
    people.post(officer, Role.CASE_OFFICER, here.commune.pk, unit_id=unit.pk)
    post = PostHeld(Role.CASE_OFFICER, here.commune.pk, unit.pk)
    return Actor(ActorKind.OFFICER, officer.pk, officer.full_name, (post,))


@pytest.fixture
def make(here, unit):
    def make(ids, **given):
        usual = {"giver_id": here.commune.pk, "to_agency_id": here.commune.pk, "to_unit_id": unit.pk}
        return actions.make_list(dossier_ids=ids, by=here.actor(Role.RECEPTION), now=LATER, **usual | given)

    return make


def kinds(dossier_id):
    return [entry.kind for entry in queries.timeline(dossier_id, public=False)]


def test_what_was_put_on_a_list_waits_no_more_and_what_did_not_come_waits_again(here, taken_in, make, receiver):
    first, second, third = taken_in
    made = make([first, second])
    assert str(made) == "01/2026/BG"
    assert [row["id"] for row in queries.to_hand_over([here.commune.pk])] == [third]
    assert queries.lists_waiting(receiver) == 1
    actions.confirm_list(list_id=made.pk, received=[first], notes={second: "thiếu bản chính"}, by=receiver, now=LATER)
    assert [row["id"] for row in queries.to_hand_over([here.commune.pk])] == [second, third]
    (shown,) = queries.lists_of([here.commune.pk])
    assert (shown.count, shown.missing, shown.confirmed_by) == (2, 1, receiver.id)
    assert kinds(first)[-2:] == ["dossier.papers_sent", "dossier.papers_received"]
    assert kinds(second)[-1] == "dossier.papers_missing"
    assert str(make([second])) == "02/2026/BG"


def test_the_same_command_is_one_list(taken_in, make):
    assert make(taken_in[:1], key="counter:" + "a" * 22) == make(taken_in[:1], key="counter:" + "a" * 22)
    assert HandoverList.objects.count() == 1


@pytest.mark.parametrize(
    ("ids", "refusal"),
    [
        ([], handing.NothingToHandOver),
        ([2**40], handing.NotToBeHandedOver),
        (list(range(300)), handing.TooManyToHandOver),
    ],
)
def test_a_list_that_cannot_be_is_refused_and_takes_no_number(taken_in, make, ids, refusal):
    with pytest.raises(refusal):
        make(ids)
    assert str(make(taken_in[:1])) == "01/2026/BG"


def test_papers_are_on_one_list_at_a_time_and_go_where_they_belong(here, taken_in, make):
    make(taken_in[:1])
    with pytest.raises(handing.NotToBeHandedOver):
        make(taken_in[:1])
    with pytest.raises(handing.NotToBeHandedOver):
        make(taken_in[1:2], to_unit_id=None)
    with pytest.raises(NotYourRole):
        make(taken_in[1:2], giver_id=here.committee.pk)


def test_what_is_only_electronic_or_only_shown_is_not_handed_over(here, unit):
    papers = (PaperIn("Ảnh", is_digitised=True), PaperIn("Thẻ căn cước", originals=1, is_present_only=True))
    moved = actions.receive(here.filing(papers=papers), by=here.actor(Role.RECEPTION), now=MONDAY)
    Dossier.objects.filter(pk=moved.id).update(handling_unit=unit)
    assert queries.to_hand_over([here.commune.pk]) == []


def test_only_the_other_side_confirms_and_only_once(here, taken_in, make, receiver):
    made = make(taken_in)
    both = Actor(ActorKind.OFFICER, made.made_by, "Một người", receiver.posts)
    for by, refusal in ((here.actor(Role.RECEPTION), NotYourRole), (both, handing.OwnList)):
        with pytest.raises(refusal):
            actions.confirm_list(list_id=made.pk, received=taken_in, notes={}, by=by, now=LATER)
    with pytest.raises(handing.MissingUnexplained):
        actions.confirm_list(list_id=made.pk, received=taken_in[:2], notes={}, by=receiver, now=LATER)
    assert not HandoverItem.objects.exclude(received=None).exists()
    actions.confirm_list(list_id=made.pk, received=taken_in, notes={}, by=receiver, now=LATER)
    with pytest.raises(handing.AlreadyConfirmed):
        actions.confirm_list(list_id=made.pk, received=taken_in, notes={}, by=receiver, now=LATER)
    with pytest.raises(NoSuchList):
        actions.confirm_list(list_id=0, received=[], notes={}, by=receiver, now=LATER)


def test_a_list_is_seen_by_its_two_sides_only(here, taken_in, make, receiver):
    made = make(taken_in)
    stranger = Actor(ActorKind.OFFICER, 1, "Người khác", (PostHeld(Role.RECEPTION, here.committee.pk),))
    assert queries.list_seen_by(made.pk, receiver)
    assert queries.list_seen_by(made.pk, here.actor(Role.RECEPTION))
    assert queries.list_seen_by(made.pk, stranger) is None
    assert queries.list_seen_by(made.pk, Actor(ActorKind.OFFICER, 1, "Không chức vụ")) is None


def test_a_dossier_closed_on_the_way_is_still_confirmed(here, taken_in, make, receiver):
    made = make(taken_in[:1])
    by = here.actor(Role.AGENCY_LEADER)
    actions.transfer(dossier_id=taken_in[0], by=here.actor(Role.RECEPTION), now=LATER)
    actions.stop(dossier_id=taken_in[0], reason="Chủ hồ sơ đã chết", by=by, now=LATER)
    actions.confirm_list(list_id=made.pk, received=taken_in[:1], notes={}, by=receiver, now=LATER)
    assert kinds(taken_in[0])[-1] == "dossier.stopped"
    assert Unit.objects.get() == HandoverList.objects.get().to_unit
