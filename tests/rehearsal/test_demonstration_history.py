"""The demonstration lives through its months by the real verbs; interrupted, it comes to the same dossiers."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction

from motcua.core.flow import Outcome
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions, jobs, queries
from motcua.dossiers.models import Dossier, Step
from motcua.journal.models import JournalEvent
from motcua.people.models import Post
from motcua.rehearsal.demonstration import founding, history
from motcua.rehearsal.models import Demonstration, LivedDossier
from motcua.results.models import Result

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZONE)
A_WEEK = timedelta(days=7)


def _begin(day: date) -> datetime:
    """Let the history begin on another day than two months ago."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
    Demonstration.objects.update(began_on=day, lived_to=start)
    return start


@pytest.fixture(scope="module")
def founded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Founding takes seconds: one province for the module, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        founding.found(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def young(founded, db) -> datetime:
    """A province whose history begins three weeks ago."""
    return _begin(NOW.date() - timedelta(days=21))


# --- Interrupted ------------------------------------------------------------------------------------------------------


def picture() -> dict[str, Any]:
    """Everything that does not tell of the real moment or of chance keys."""
    dossiers = Dossier.objects.order_by("id").values_list(
        "code", "state", "channel", "owner_name", "submitted_at", "accepted_at", "due_at", "due_original_at",
        "processed_at", "returned_at", "timeliness", "last_at", "timer_at", "supplements_asked",
    )  # fmt: skip
    steps = Step.objects.values_list("dossier__code", "no", "key", "state", "done_at", "done_by")
    codes = dict(Dossier.objects.values_list("id", "code"))
    events = JournalEvent.objects.filter(subject__startswith="dossier:").values_list("subject", "seq", "kind", "at")
    return {
        "dossiers": sorted(map(str, dossiers)),
        "events": sorted((codes.get(int(subject[8:])) or "", seq, kind, at) for subject, seq, kind, at in events),
        "steps": sorted(map(str, steps)),
        "results": sorted(Result.objects.values_list("dossier__code", "register_number", "title")),
        "lived": sorted(map(str, LivedDossier.objects.values_list("number", "acts", "done", "next_at"))),
        "to": Demonstration.objects.get().lived_to,
    }


class Interrupted(Exception):
    """The power fails."""


def failing_after(count: int, verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb, which fails for good after so many times."""
    left = [count]

    def called(*args: Any, **given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise Interrupted
        return verb(*args, **given)

    return called


@pytest.mark.parametrize("place", ["row", "ring", "hold"])
def test_interrupted_anywhere_and_taken_up_it_comes_to_the_same_dossiers(young, monkeypatch, place):
    until = young + A_WEEK + timedelta(hours=9)
    before = transaction.savepoint()
    history.live(until=until)
    expected = picture()
    assert len(expected["dossiers"]) > 60
    transaction.savepoint_rollback(before)

    dice = Random(place)
    for _ in range(3):
        target, name = {
            "row": (LivedDossier, "save"),
            "ring": (actions, "ring"),
            "hold": (actions, "hold"),
        }[place]
        with monkeypatch.context() as patched:
            often = 12 if place == "ring" else 180
            patched.setattr(target, name, failing_after(dice.randint(1, often), getattr(target, name)))
            with pytest.raises(Interrupted):
                history.live(until=until)
    history.live(until=until)
    assert picture() == expected


def test_lived_in_two_stretches_it_is_the_same_as_in_one(young):
    until = young + A_WEEK
    before = transaction.savepoint()
    history.live(until=until)
    expected = picture()
    transaction.savepoint_rollback(before)
    history.live(until=young + timedelta(days=3))
    history.live(until=until)
    assert picture() == expected


def test_when_it_has_come_so_far_nothing_more_happens(young):
    history.live(until=young + timedelta(days=2))
    before = picture()
    lived = history.live(until=young + timedelta(days=2))
    assert (lived.acts, lived.arrivals) == (0, 0)
    assert picture() == before


# --- Beside people at the screens -------------------------------------------------------------------------------------


def test_a_dossier_somebody_has_moved_on_lives_on_from_there(young):
    history.live(until=young + timedelta(days=2))
    step = Step.objects.filter(
        state="open", role="case_officer", officer=None, dossier__state="in_process", dossier__open_proposals=0
    ).first()
    assert step is not None
    officer = Post.objects.filter(role="case_officer", unit_id=step.unit_id).first()
    assert officer is not None
    stage = history.Stage.read(history.facts())
    actor = stage.cast.actors[officer.officer_id]
    later = young + timedelta(days=2, hours=1)
    actions.complete_step(step_id=step.pk, outcome=Outcome.DONE, by=actor, now=later)
    lived = history.live(until=young + timedelta(days=9))
    assert lived.acts > 50
    assert Dossier.objects.get(pk=step.dossier_id).last_at > later


def test_while_it_lives_nobody_else_lets_timers_ring(young, monkeypatch):
    rung: list[int] = []
    monkeypatch.setattr(queries, "timers_due", lambda **given: [1])
    monkeypatch.setattr(actions, "bell_is_held", lambda: True)
    monkeypatch.setattr(actions, "ring", lambda **given: rung.append(given["dossier_id"]))
    jobs.ring_timers(timestamp=0)
    assert rung == []
