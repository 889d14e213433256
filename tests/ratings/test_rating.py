"""Rating: by the owner, of a finished dossier, once, one to five, changeable for a week; others see figures only."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.dossiers import actions
from motcua.journal.models import JournalEvent
from motcua.people.queries import actor_of
from motcua.ratings import actions as ratings
from motcua.ratings import queries
from motcua.ratings.models import Rating
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
    moved = actions.file(
        here.filing(channel="online", owner_citizen_id=owner.pk), by=actor_of(owner.account, MONDAY), now=MONDAY
    )
    return Life(here, moved.id)


@pytest.fixture
def over(here, life) -> Life:
    from motcua.core.roles import Role

    actions.refuse(dossier_id=life.id, reason="Sai nơi nộp.", by=here.actor(Role.RECEPTION), now=MONDAY)
    return life


def rate(life, owner, stars=4, **given):
    by = actor_of(owner.account, MONDAY)
    ratings.rate(**{"dossier_id": life.id, "stars": stars, "by": by, "now": MONDAY} | given)


def test_the_owner_rates_a_finished_dossier_and_changes_it_within_a_week(over, owner):
    rate(over, owner, 2, words="  Chờ lâu.\n")
    rate(over, owner, 5, now=MONDAY + timedelta(days=7))

    kept = Rating.objects.get()
    assert (kept.stars, kept.words, kept.changed_at - kept.rated_at) == (5, "", timedelta(days=7))


def test_what_was_said_stays_out_of_the_journal(over, owner):
    rate(over, owner, 2, words="Ông Nam tiếp tôi rất chậm")

    event = JournalEvent.objects.get(kind="rating.given")
    assert event.details == {"stars": 2}
    assert "Nam" not in bytes(event.canonical).decode()


def test_after_a_week_it_stays_as_it_is(over, owner):
    rate(over, owner, 2)
    with pytest.raises(ratings.TooLateToChange):
        rate(over, owner, 5, now=MONDAY + timedelta(days=7, seconds=1))
    assert Rating.objects.get().stars == 2
    assert JournalEvent.objects.filter(kind="rating.changed").count() == 0


def test_a_dossier_that_runs_is_not_rated(life, owner):
    with pytest.raises(ratings.NotFinished):
        rate(life, owner)


def test_nobody_rates_anothers_dossier(over):
    other = people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321")
    with pytest.raises(ratings.NotTheOwner):
        rate(over, other)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_satisfaction_lies_between_one_and_five(over, owner, stars):
    with pytest.raises(ratings.OneToFive):
        rate(over, owner, stars)


def test_words_have_a_limit(over, owner):
    with pytest.raises(ratings.WordsTooLong):
        rate(over, owner, words="x" * 1001)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("rating_is_one_to_five", {"stars": 6}),
        ("rating_changed_within_a_week", {"changed_at": F("rated_at") + timedelta(days=8)}),
        ("rating_changed_within_a_week", {"changed_at": F("rated_at") - timedelta(days=1)}),
    ],
)
def test_the_table_refuses_what_cannot_be(over, owner, name, wrong):
    rate(over, owner)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Rating.objects.update(**wrong)


def test_a_dossier_has_one_rating(over, owner):
    rate(over, owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            dossier_id=over.id, procedure_id=over.here.version.procedure_id, stars=1, rated_at=MONDAY, changed_at=MONDAY
        )


def test_figures_are_shown_only_over_several_people(here, owner):
    procedure = here.version.procedure_id
    from motcua.core.roles import Role

    for stars in (5, 5, 4, 3):
        moved = actions.file(
            here.filing(owner_citizen_id=owner.pk, channel="online"), by=actor_of(owner.account, MONDAY), now=MONDAY
        )
        actions.refuse(dossier_id=moved.id, reason="Sai nơi nộp.", by=here.actor(Role.RECEPTION), now=MONDAY)
        rate(Life(here, moved.id), owner, stars)
    assert queries.figures(procedure, since=MONDAY) is None

    moved = actions.file(
        here.filing(owner_citizen_id=owner.pk, channel="online"), by=actor_of(owner.account, MONDAY), now=MONDAY
    )
    actions.refuse(dossier_id=moved.id, reason="Sai nơi nộp.", by=here.actor(Role.RECEPTION), now=MONDAY)
    rate(Life(here, moved.id), owner, 1)
    found = queries.figures(procedure, since=MONDAY)
    assert found == queries.Figures(5, Fraction(18, 5))
