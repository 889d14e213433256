"""Messages: who may write, when, how much; sealed in the table, told by kind alone in the journal."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from motcua.core import lifecycle
from motcua.core.roles import Role
from motcua.dossiers import actions, queries, typed
from motcua.dossiers.models import Message
from motcua.journal.models import JournalEvent
from motcua.journal.verification import verify
from motcua.people.queries import actor_of
from tests.factories import people
from tests.factories.lives import Life
from tests.factories.province import MONDAY, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return province()


@pytest.fixture
def owner():
    return people.citizen()


@pytest.fixture
def life(here, owner) -> Life:
    by = actor_of(owner.account, MONDAY)
    return Life(here, actions.file(here.filing(channel="online", owner_citizen_id=owner.pk), by=by, now=MONDAY).id)


def say(life, by, text="Bao giờ tôi được gọi?", **given):
    return actions.write_message(dossier_id=life.id, text=text, by=by, now=MONDAY, **given)


def test_the_owner_writes_and_the_office_answers(here, life, owner):
    say(life, actor_of(owner.account, MONDAY))
    say(life, here.actor(Role.RECEPTION), "Chiều nay.")

    first, second = queries.messages(life.id)
    assert (first.text, first.officer_id, second.text) == ("Bao giờ tôi được gọi?", None, "Chiều nay.")
    assert second.agency == here.commune
    assert queries.talk(life.id) == queries.Talk(2, for_owner=1, for_office=1)


def test_each_side_reads_the_other_and_not_itself(here, life, owner):
    by = actor_of(owner.account, MONDAY)
    say(life, by)
    actions.read_messages(dossier_id=life.id, by=by, now=MONDAY)
    assert queries.talk(life.id).for_office == 1
    assert [row["count"] for row in queries.messages_waiting([here.commune.pk])] == [1]
    assert queries.messages_waiting([here.committee.pk]) == []

    actions.read_messages(dossier_id=life.id, by=here.actor(Role.RECEPTION), now=MONDAY)
    assert queries.talk(life.id).for_office == 0
    assert queries.messages_waiting([here.commune.pk]) == []


def test_the_text_is_sealed_and_not_in_the_journal(life, owner):
    say(life, actor_of(owner.account, MONDAY), "Số mới của tôi là 0987654321")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM dossiers_message")
        assert b"0987654321" not in bytes(cursor.fetchone()[0])
    event = JournalEvent.objects.get(kind="dossier.message_sent")
    assert event.details == {}
    assert not list(verify())


def test_nothing_but_the_last_moment_moves(life, owner):
    before = life.row
    say(life, actor_of(owner.account, MONDAY))
    after = life.row

    assert (after.state, after.due_at, after.timer_at) == (before.state, before.due_at, before.timer_at)


def test_the_same_command_twice_is_one_message(life, owner):
    by = actor_of(owner.account, MONDAY)
    for _ in range(2):
        say(life, by, key="portal:abc")
    assert Message.objects.count() == 1


def test_strangers_neither_write_nor_answer(here, life):
    stranger = people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321")
    clerk = here.actor(Role.CLERK)
    elsewhere = people.officer("Cán bộ nơi khác")
    people.post(elsewhere, Role.RECEPTION, here.committee.pk)
    for by in (actor_of(stranger.account, MONDAY), clerk, actor_of(elsewhere.account, MONDAY), lifecycle.SYSTEM):
        with pytest.raises(lifecycle.NotYourRole):
            say(life, by)
    assert Message.objects.count() == 0


def test_a_closed_dossier_is_silent(here, life, owner):
    actions.refuse(dossier_id=life.id, reason="Sai nơi nộp.", by=here.actor(Role.RECEPTION), now=MONDAY)
    with pytest.raises(lifecycle.MoveNotAllowed):
        say(life, actor_of(owner.account, MONDAY))


def test_who_wrote_five_times_waits_for_an_answer(here, life, owner):
    by = actor_of(owner.account, MONDAY)
    for _ in range(5):
        say(life, by)
    with pytest.raises(lifecycle.WaitForAnswer):
        say(life, by)
    say(life, here.actor(Role.RECEPTION), "Đã xem.")
    say(life, by)
    assert Message.objects.count() == 7


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", lifecycle.ReasonMissing), (" \n\x00\u202e ", lifecycle.ReasonMissing), ("x" * 2001, typed.TooLong)],
)
def test_a_message_says_something_and_not_too_much(life, owner, text, refusal):
    with pytest.raises(refusal):
        say(life, actor_of(owner.account, MONDAY), text)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("message_of_an_office_or_the_owner", {"officer_id": None}),
        ("message_of_an_office_or_the_owner", {"agency_id": None}),
        ("message_read_after_it_was_sent", {"read_at": F("at") - (MONDAY - MONDAY.replace(hour=8))}),
    ],
)
def test_the_table_refuses_what_cannot_be(here, life, name, wrong):
    say(life, here.actor(Role.RECEPTION))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Message.objects.update(**wrong)
