"""A part decided at the province: opened with its step, counted nowhere, ended with what it waits for."""

from datetime import date, timedelta

import pytest

from motcua.core import lifecycle
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.journal.verification import verify
from motcua.reports import queries as reports
from motcua.results import queries as answers
from tests.factories.flow import DONE
from tests.factories.lives import Life, TwoLevels, received, two_levels
from tests.factories.province import MONDAY

pytestmark = pytest.mark.django_db
NOVEMBER = {"start": date(2026, 11, 1), "end": date(2026, 11, 30)}


@pytest.fixture
def levels() -> TwoLevels:
    return two_levels()


@pytest.fixture
def parent(levels: TwoLevels) -> Life:
    """A dossier whose part has just gone up."""
    return received(levels.here).transfer().complete("assign", Role.DIVISION_HEAD)


def test_a_step_of_a_higher_level_opens_a_part_with_a_code_of_its_own(levels: TwoLevels, parent: Life):
    part = levels.part(parent)
    step = parent.open["above"]
    assert part.row.code == "H56-261123-0001"
    assert (part.row.state, part.row.competent_agency_id) == ("in_process", levels.here.committee.pk)
    assert (part.row.parent_step_no, part.row.owner_name) == (step.no, "Trần Thị Hoa")
    assert part.row.due_at == step.due_at  # no clock of its own: due when the step is
    assert list(part.open) == ["study"]


def test_the_citizens_date_is_the_parents(levels: TwoLevels, parent: Life):
    before = parent.row.due_at
    levels.decide(levels.part(parent))
    assert parent.row.due_original_at == before


def test_the_result_of_the_last_part_ends_the_parent(levels: TwoLevels, parent: Life):
    part = levels.part(parent)
    levels.decide(part)
    assert (part.row.state, parent.row.state) == ("returned", "processed")
    result = answers.of_dossier(parent.id)
    assert result is not None
    assert result.register_number == "01/QĐ-UBND"
    parent.hand_over()
    assert parent.row.state == "returned"
    assert not list(verify())


def test_a_part_in_the_middle_sends_the_parent_on():
    levels = two_levels(ends=False)
    parent = received(levels.here).transfer().complete("assign", Role.DIVISION_HEAD)
    levels.decide(levels.part(parent))
    assert list(parent.open) == ["answer"]
    assert answers.of_dossier(parent.id) is None  # the commune's own answer is still to be drafted
    officer = levels.here.actor(Role.CLERK)
    parent.draft("answer", by=officer)
    with pytest.raises(lifecycle.ResultMissing):
        parent.complete("answer", Role.CLERK)


def test_nobody_completes_a_step_that_waits_for_its_part(levels: TwoLevels, parent: Life):
    for by in (levels.here.actor(Role.DIVISION_HEAD), levels.above[Role.COMMITTEE_LEADER]):
        with pytest.raises(lifecycle.MoveRefused):
            actions.complete_step(step_id=parent.step("above"), outcome=DONE, by=by, now=MONDAY)


@pytest.mark.parametrize("ending", [Life.withdraw, Life.stop])
def test_a_part_ends_with_its_parent(levels: TwoLevels, parent: Life, ending):
    part = levels.part(parent)
    ending(parent)
    assert (part.row.state, part.open) == ("stopped", {})
    with pytest.raises(lifecycle.MoveNotAllowed):
        actions.stop(dossier_id=part.id, reason="x", by=levels.above[Role.COMMITTEE_LEADER], now=MONDAY)
    assert [entry.kind for entry in queries.timeline(part.id, public=False)] == ["part.opened", "part.dropped"]


def test_a_recall_takes_the_part_back_while_nobody_there_has_opened_it(levels: TwoLevels, parent: Life):
    part, head = levels.part(parent), levels.here.actor(Role.DIVISION_HEAD)
    sent = parent.row.steps.get(key="assign").pk
    actions.recall_step(step_id=sent, by=head, now=MONDAY)
    assert part.row.state == "stopped"
    parent.complete("assign", Role.DIVISION_HEAD)
    again = levels.part(parent)
    assert again.id != part.id
    actions.open_step(step_id=again.step("study"), by=levels.above[Role.CASE_OFFICER], now=MONDAY)
    with pytest.raises(lifecycle.AlreadySeen):
        actions.recall_step(step_id=parent.row.steps.filter(key="assign").latest("no").pk, by=head, now=MONDAY)
    assert again.row.state == "in_process"


def test_the_part_waits_while_the_parent_stands(levels: TwoLevels, parent: Life):
    parent.supplement_asked()
    with pytest.raises(lifecycle.MoveNotAllowed):
        levels.decide(levels.part(parent))


def test_a_part_is_in_no_figure_and_on_no_desk(levels: TwoLevels, parent: Life):
    here = [levels.here.committee.pk, levels.here.commune.pk]
    late = MONDAY + timedelta(days=60)
    assert reports.form_ii06a(**NOVEMBER, now=MONDAY).total.received == 1
    assert sum(counts.received for counts in reports.recount(**NOVEMBER).values()) == 1
    assert [row["id"] for row in queries.overdue(here, now=late)] == [parent.id]
    assert queries.desk(here, list(State))
    assert all(row["id"] == parent.id for row in queries.desk(here, list(State)))
    (line,) = queries.inbox(levels.above[Role.CASE_OFFICER])
    assert line["step_name"] == "study"  # whoever works on it sees it
    assert queries.inbox_counts(levels.above[Role.COMMITTEE_LEADER], now=MONDAY, soon=late).total == 0
    levels.decide(levels.part(parent))
    assert reports.form_ii06a(**NOVEMBER, now=MONDAY).total.resolved == 1
    assert Dossier.objects.filter(parent=None).count() == 1
