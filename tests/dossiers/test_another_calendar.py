"""A year that was only drafted is decided: every date promised on the draft is moved by one recorded decision."""

from datetime import datetime

import pytest

from motcua.core import lifecycle, worktime
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.org import actions as org
from motcua.org import calendars
from motcua.org.models import CalendarVersion
from tests.factories import people
from tests.factories.province import Province, province

pytestmark = pytest.mark.django_db
LATE_2026 = datetime(2026, 12, 29, 9, 0, tzinfo=ZONE)
GROUND = "Thông báo 999/TB-BNV ngày 30/12/2026"


@pytest.fixture
def here() -> Province:
    return province()


@pytest.fixture
def controller(here: Province) -> Actor:
    post = PostHeld(Role.PROCEDURE_CONTROL, here.committee.pk)
    return Actor(ActorKind.OFFICER, people.officer("Đỗ Thị Kiểm").pk, "", (post,))


def decided() -> CalendarVersion:
    """2027 as decided: Monday 4 January is off as well."""
    year = dict(calendars.table("office")["years"]["2027"])
    extra = {"on": "2027-01-04", "name": "Nghỉ bù", "name_en": "Day in lieu", "law": "day-off-plan"}
    year |= {"status": "official", "days_off": [*year["days_off"], extra]}
    return org.confirm_year(
        calendar_key="office", year=2027, table=year, on=LATE_2026.date(), reason=GROUND, by="officer:1", at=LATE_2026
    )


def test_a_date_in_a_drafted_year_says_so_and_is_moved_only_by_the_decision(here: Province, controller: Actor):
    desk = here.actor(Role.RECEPTION)
    moved = actions.receive(here.filing(), by=desk, now=LATE_2026)
    row = Dossier.objects.get(pk=moved.id)
    assert row.due_is_draft
    promised = row.due_at
    version = decided()
    assert Dossier.objects.get(pk=moved.id).due_at == promised

    adopted = actions.adopt_calendar_everywhere(
        calendar_version_id=version.pk, ground=GROUND, by=controller, now=LATE_2026
    )
    assert (adopted.dossiers, adopted.moved) == (1, 1)
    row.refresh_from_db()
    assert not row.due_is_draft
    assert row.due_at > promised
    assert row.due_original_at == promised
    explained = queries.explanation(moved.id, now=LATE_2026)
    assert explained is not None
    assert any("06/01/2027" in line or "07/01/2027" in line for line in explained.words("vi"))
    again = actions.adopt_calendar_everywhere(
        calendar_version_id=version.pk, ground=GROUND, by=controller, now=LATE_2026
    )
    assert again.dossiers == 0


def test_nobody_else_moves_dates(here: Province):
    moved = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=LATE_2026)
    version = decided()
    for role in (Role.RECEPTION, Role.CASE_OFFICER, Role.AGENCY_LEADER):
        with pytest.raises(lifecycle.NotYourRole):
            actions.adopt_calendar(
                dossier_id=moved.id,
                calendar_version_id=version.pk,
                ground=GROUND,
                by=here.actor(role),
                now=LATE_2026,
            )


def test_a_decision_has_a_ground(here: Province, controller: Actor):
    moved = actions.receive(here.filing(), by=here.actor(Role.RECEPTION), now=LATE_2026)
    with pytest.raises(lifecycle.ReasonMissing):
        actions.adopt_calendar(
            dossier_id=moved.id, calendar_version_id=decided().pk, ground=" ", by=controller, now=LATE_2026
        )


def test_a_standing_clock_has_no_date_to_move_but_counts_on_the_new_calendar(here: Province, controller: Actor):
    desk = here.actor(Role.RECEPTION)
    moved = actions.receive(here.filing(), by=desk, now=LATE_2026)
    actions.transfer(dossier_id=moved.id, by=desk, now=LATE_2026)
    actions.propose_supplement(
        dossier_id=moved.id, content={"reason": "Thiếu"}, by=here.actor(Role.CASE_OFFICER), now=LATE_2026
    )
    leader = here.actor(Role.AGENCY_LEADER)
    actions.sign_proposal(dossier_id=moved.id, kind=lifecycle.ProposalKind.SUPPLEMENT, by=leader, now=LATE_2026)
    actions.send_supplement(dossier_id=moved.id, by=desk, now=LATE_2026)
    version = decided()
    adopted = actions.adopt_calendar_everywhere(
        calendar_version_id=version.pk, ground=GROUND, by=controller, now=LATE_2026
    )
    assert (adopted.dossiers, adopted.moved) == (1, 0)
    assert Dossier.objects.get(pk=moved.id).calendar_version_id == version.pk


def test_the_shipped_calendar_is_what_the_test_changes():
    assert worktime.from_table(calendars.table("office")).years[-1].year >= 2027
