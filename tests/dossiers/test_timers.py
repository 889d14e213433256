"""Timers: each rings once, one that refuses holds up nobody, and a draft left alone is cleared away."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from motcua.core import lifecycle
from motcua.core.lifecycle import TimerKind
from motcua.core.roles import Role
from motcua.dossiers import actions, jobs, queries
from motcua.dossiers.models import Answers, CommandKey, Dossier, Party
from motcua.journal.models import JournalEvent
from motcua.journal.verification import verify
from tests.factories import people
from tests.factories.lives import received
from tests.factories.province import CITIZEN, MONDAY, Province, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Province:
    return province()


def kinds(dossier_id: int) -> list[str]:
    events = JournalEvent.objects.filter(subject=f"dossier:{dossier_id}").order_by("seq")
    return list(events.values_list("kind", flat=True))


def test_every_due_timer_rings_once_however_many_there_are(here: Province, clock_at, monkeypatch):
    monkeypatch.setattr(queries, "timers_due", lambda *, now: due(now=now, batch=2))
    filed = [actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY).id for _ in range(5)]
    clock_at("2026-11-25 17:00")
    jobs.ring_timers(0)
    assert [kinds(number).count("dossier.check_overdue") for number in filed] == [1] * 5
    jobs.ring_timers(0)
    assert [kinds(number).count("dossier.check_overdue") for number in filed] == [1] * 5


due = queries.timers_due


def test_one_that_refuses_or_breaks_holds_up_nobody(here: Province, clock_at, caplog):
    broken, well = (actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY).id for _ in range(2))
    Dossier.objects.filter(pk=broken).update(supplement_policy="lost")  # no such policy: loading it fails
    clock_at("2026-11-25 17:00")
    jobs.ring_timers(0)
    assert "dossier.check_overdue" in kinds(well)
    assert "dossier.check_overdue" not in kinds(broken)
    assert str(broken) in caplog.text


def test_a_timer_somebody_was_quicker_than_does_not_ring(here: Province):
    filed = actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY)
    actions.accept(dossier_id=filed.id, by=here.actor(Role.RECEPTION), now=MONDAY)
    assert actions.ring(dossier_id=filed.id, now=MONDAY + timedelta(minutes=5)).was_replayed


def test_the_desk_is_reminded_again_until_it_acts(here: Province):
    life = received(here)
    for day in range(1, 4):
        actions.ring(dossier_id=life.id, now=MONDAY + timedelta(days=day * 2))
    assert kinds(life.id).count("dossier.transfer_overdue") == 3


def test_an_expired_draft_is_cleared_away_and_the_journal_keeps_that_it_was(here: Province):
    drafted = actions.begin_draft(here.filing(), by=CITIZEN, now=MONDAY, key="draft")
    assert Dossier.objects.get(pk=drafted.id).timer_kind == TimerKind.DRAFT_EXPIRY
    actions.ring(dossier_id=drafted.id, now=MONDAY + timedelta(days=31))
    assert [model.objects.count() for model in (Dossier, Party, Answers, CommandKey)] == [0, 0, 0, 0]
    assert kinds(drafted.id) == ["dossier.drafted", "dossier.draft_expired"]
    assert not list(verify())
    with pytest.raises(actions.NoSuchDossier):
        actions.submit_draft(dossier_id=drafted.id, by=CITIZEN, now=MONDAY + timedelta(days=32))


def test_a_draft_is_thrown_away_by_its_owner_alone(here: Province):
    owner = people.citizen()
    drafted = actions.begin_draft(here.filing(owner_citizen_id=owner.pk), by=CITIZEN, now=MONDAY)
    stranger = lifecycle.Actor(lifecycle.ActorKind.CITIZEN, owner.pk + 1)
    with pytest.raises(lifecycle.NotYourRole):
        actions.discard_draft(dossier_id=drafted.id, by=stranger, now=MONDAY)
    actions.discard_draft(dossier_id=drafted.id, by=lifecycle.Actor(lifecycle.ActorKind.CITIZEN, owner.pk), now=MONDAY)
    assert kinds(drafted.id) == ["dossier.drafted", "dossier.draft_discarded"]
    assert not Dossier.objects.exists()


def test_what_was_handed_in_is_no_draft_any_more(here: Province):
    drafted = actions.begin_draft(here.filing(), by=CITIZEN, now=MONDAY)
    moved = actions.submit_draft(dossier_id=drafted.id, by=CITIZEN, now=MONDAY)
    assert moved.code == "H56.901-261123-0002"  # the draft kept a number for itself; gaps are allowed
    with pytest.raises(lifecycle.MoveNotAllowed):
        actions.discard_draft(dossier_id=drafted.id, by=CITIZEN, now=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_the_bell_is_held_against_other_connections():
    answers: list[bool] = []

    def ask() -> None:
        answers.append(actions.bell_is_held())
        connection.close()

    def asked() -> bool:
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        return answers.pop()

    assert not asked()
    with actions.holding_the_bell():
        assert asked()
    assert not asked()
