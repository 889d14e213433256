"""Planned dossiers live through the real verbs, and the report tells exactly what was planned, come what may."""

from collections import Counter
from datetime import date, datetime
from random import Random

import pytest
from django.db import transaction

from motcua.catalog.models.procedures import Stamp
from motcua.core.vietnam import ZONE
from motcua.dossiers.models import Dossier
from motcua.journal.models import JournalEvent
from motcua.journal.verification import verify
from motcua.rehearsal import actions
from motcua.rehearsal.driving import Stopped
from motcua.rehearsal.models import Rehearsal
from motcua.rehearsal.planning import Demand, Impossible

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
SMALL = Demand(
    date(2021, 10, 1), new=110, carried_over=40, processed=104, withdrawn=5, stopped=3, awaiting=8, awaiting_payment=4,
    overdue=4, never_accepted=8,
)  # fmt: skip
FEW = Demand(
    date(2021, 10, 1), new=30, carried_over=10, processed=26, withdrawn=2, stopped=1, awaiting=3, awaiting_payment=2,
    overdue=1, never_accepted=4,
)  # fmt: skip
ALL_STATES = {
    "submitted", "intake_supplement", "refused", "in_process", "supplement", "finance", "processed",
    "returned", "withdrawn", "stopped",
}  # fmt: skip


@pytest.fixture
def catalogue_can_change():
    """The stamp a migration wrote is emptied with everything else after a test that commits."""
    Stamp.objects.get_or_create(pk=1)


def quietly(title, done, total):
    """Say nothing."""


def lived(demand=SMALL, *, workers=1, progress=quietly):
    plan, world, _ = actions.prepare(demand, data=None, now=NOW, progress=quietly)
    return actions.live(plan, world, data=None, workers=workers, now=NOW, progress=progress)


def told():
    """All that the database tells of the dossiers, ids aside."""
    rows = Dossier.objects.order_by("code").values_list(
        "code", "state", "channel", "owner_name", "accepted_at", "due_at", "processed_at", "returned_at", "closed_at"
    )
    return list(rows), Counter(JournalEvent.objects.values_list("kind", "at"))


@pytest.mark.django_db
def test_the_report_tells_what_was_planned_in_every_field_and_state():
    outcome = lived()
    assert outcome.agrees
    assert Dossier.objects.count() == 158
    assert set(Dossier.objects.values_list("state", flat=True)) >= ALL_STATES
    assert not list(verify())
    assert Rehearsal.objects.get().finished_at == NOW
    again = lived()
    assert (again.agrees, again.done.deeds) == (True, 0)


@pytest.mark.django_db
def test_a_report_that_says_something_else_is_not_taken_for_the_plan():
    outcome = lived(Demand(date(2021, 10, 1), new=10, carried_over=2, processed=8, never_accepted=0))
    assert outcome.agrees
    Dossier.objects.filter(timeliness="early").update(timeliness="late")
    assert not actions.compare(outcome.plan, done=outcome.done, now=NOW).agrees


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("catalogue_can_change")
def test_interrupted_anywhere_and_taken_up_again_nothing_is_different():
    around = transaction.atomic()
    around._from_testcase = True  # as Django marks its own: no transaction of the verbs
    with around:
        assert lived(FEW).agrees
        uninterrupted = told()
        transaction.set_rollback(True)
    breaks = Random(7)

    for _ in range(3):
        left = breaks.randint(1, 150)

        def interrupt(title, done, total):
            nonlocal left
            left -= title.startswith("Hồ sơ")
            if left == 0:
                raise KeyboardInterrupt

        with pytest.raises(Stopped):
            lived(FEW, progress=interrupt)
    outcome = lived(FEW)
    assert outcome.agrees
    assert told() == uninterrupted
    assert not list(verify())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("catalogue_can_change")
def test_two_processes_side_by_side_can_be_stopped_and_still_come_to_the_same():
    def interrupt(title, done, total):
        if title.startswith("Hồ sơ") and done > 5:
            raise KeyboardInterrupt

    with pytest.raises(Stopped):
        lived(FEW, workers=2, progress=interrupt)
    assert Dossier.objects.count() > 0
    outcome = lived(FEW, workers=2)
    assert outcome.agrees
    assert outcome.done.deeds > 0
    assert not list(verify())


@pytest.mark.django_db
def test_a_database_holds_one_rehearsal_and_no_other_dossiers():
    few = Demand(date(2021, 10, 1), new=3, carried_over=0, never_accepted=0)
    lived(few)
    with pytest.raises(actions.AnotherRehearsal):
        lived(Demand(date(2021, 10, 1), new=4, carried_over=0, never_accepted=0))
    Rehearsal.objects.all().delete()
    with pytest.raises(actions.NotARehearsal):
        lived(few)


@pytest.mark.django_db
def test_the_impossible_is_refused_before_anything_is_made():
    with pytest.raises(Impossible):
        lived(Demand(date(2021, 10, 1), new=3, carried_over=0, processed=4))
    assert not Rehearsal.objects.exists()
