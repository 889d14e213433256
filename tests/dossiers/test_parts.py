"""A part decided at the province: opened with its step, counted nowhere, ended with what it waits for."""

from datetime import date, datetime, timedelta

import pytest

from motcua.core import lifecycle
from motcua.core.lifecycle import ProposalKind, State
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.journal.verification import verify
from motcua.org import queries as org
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
    study = part.step("study")
    ending(parent)
    assert (part.row.state, part.open) == ("stopped", {})
    with pytest.raises(lifecycle.MoveRefused):
        actions.open_step(step_id=study, by=levels.above[Role.CASE_OFFICER], now=MONDAY)
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


def _after(life: Life, moment: datetime, hours: int) -> datetime:
    return org.calendar_of(life.here.commune.pk, MONDAY.date()).add(moment, timedelta(hours=hours))


def _later(life: Life, hours: int) -> None:
    life.now = _after(life, life.now, hours)


def _supplement(parent: Life) -> Life:
    return parent.supplement_asked()


def _supplied(parent: Life) -> None:
    desk = parent.here.actor(Role.RECEPTION)
    actions.supply(dossier_id=parent.id, by=desk, now=parent.now)
    actions.confirm_supplement(dossier_id=parent.id, by=desk, now=parent.now)


def _payment(parent: Life) -> None:
    head = parent.here.actor(Role.DIVISION_HEAD)
    actions.ask_payment(dossier_id=parent.id, notice="Nộp lệ phí", by=head, now=parent.now)


def _paid(parent: Life) -> None:
    desk = parent.here.actor(Role.RECEPTION)
    actions.confirm_payment(dossier_id=parent.id, proof="Biên lai 12", by=desk, now=parent.now)


@pytest.mark.parametrize(("stop", "resume"), [(_supplement, _supplied), (_payment, _paid)])
def test_a_part_stands_and_goes_on_with_its_parent(levels: TwoLevels, parent: Life, stop, resume):
    part = levels.part(parent)
    due, study = part.row.due_at, part.open["study"].due_at
    _later(parent, 4)
    stop(parent)
    assert part.row.state == parent.row.state
    with pytest.raises(lifecycle.MoveRefused):
        levels.decide(levels.part(parent))
    _later(parent, 24)
    resume(parent)
    assert part.row.state == "in_process"
    assert part.row.due_at == parent.open["above"].due_at == _after(parent, due, 24)
    assert part.open["study"].due_at == _after(parent, study, 24)
    levels.decide(levels.part(parent))
    assert parent.row.state == "processed"
    assert not list(verify())


def test_a_parts_own_ledger_gives_its_date(levels: TwoLevels, parent: Life):
    part = levels.part(parent)
    _payment(parent)
    _later(parent, 24)
    _paid(parent)
    kept = [(event.kind, event.ground) for event in part.row.clock.order_by("seq")]
    assert kept == [("start", "law:one-clock"), ("stop", "law:one-clock"), ("resume", "law:one-clock")]
    why = queries.explanation(part.id, now=parent.now)
    assert why is not None
    assert f"{part.row.due_at.astimezone(ZONE):%d/%m/%Y}" in why.words("vi")[-1]


def test_a_second_date_of_the_parent_is_the_parts_too(levels: TwoLevels, parent: Life):
    part, head = levels.part(parent), parent.here.actor(Role.DIVISION_HEAD)
    due, study = part.row.due_at, part.open["study"].due_at
    won = _after(parent, parent.row.due_at, 16)
    actions.propose_apology(dossier_id=parent.id, reason="Nhiều hồ sơ", new_due_at=won, by=head, now=parent.now)
    parent.sign(ProposalKind.APOLOGY)
    actions.send_apology(dossier_id=parent.id, by=parent.here.actor(Role.RECEPTION), now=parent.now)
    assert part.row.due_at == parent.open["above"].due_at == _after(parent, due, 16)
    assert (part.row.postponements, part.row.due_original_at) == (0, due)
    assert part.open["study"].due_at == study  # who is late with a step stays seen


@pytest.mark.parametrize(
    "ask",
    [
        lambda part, by: actions.propose_supplement(dossier_id=part, content={"reason": "Thiếu"}, by=by, now=MONDAY),
        lambda part, by: actions.ask_payment(dossier_id=part, notice="Nộp lệ phí", by=by, now=MONDAY),
        lambda part, by: actions.propose_apology(
            dossier_id=part, reason="Bận", new_due_at=MONDAY + timedelta(days=60), by=by, now=MONDAY
        ),
        lambda part, by: actions.stop(dossier_id=part, reason="Chủ hồ sơ đã mất", by=by, now=MONDAY),
        lambda part, by: actions.ask_withdrawal(dossier_id=part, reason="Đổi ý", by=by, now=MONDAY),
    ],
)
def test_what_concerns_the_owner_is_not_asked_on_a_part(levels: TwoLevels, parent: Life, ask):
    part = levels.part(parent)
    for by in levels.above.values():
        with pytest.raises(lifecycle.NotOnAPart, match="hồ sơ chính"):
            ask(part.id, by)
    assert (part.row.state, part.row.open_proposals) == ("in_process", 0)


def test_nobody_is_reminded_to_apologise_over_a_part(levels: TwoLevels, parent: Life):
    part = levels.part(parent)
    assert (part.row.timer_kind, part.row.timer_at) == ("overdue", part.row.due_at)
    _payment(parent)
    assert (part.row.timer_kind, part.row.timer_at) == ("", None)


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
