"""The form folded from the journal equals what was done, and a plain recount agrees."""

from datetime import date, timedelta

import pytest

from motcua.core.figures import Column, Ended
from motcua.core.flow import Outcome
from motcua.core.lifecycle import ProposalKind
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Step
from motcua.reports import queries
from motcua.results import actions as results
from tests.factories.province import CITIZEN, MONDAY, Province, province

pytestmark = pytest.mark.django_db
NOVEMBER = {"start": date(2026, 11, 1), "end": date(2026, 11, 30)}
DECEMBER = {"start": date(2026, 12, 1), "end": date(2026, 12, 31)}


@pytest.fixture
def here() -> Province:
    return province()


def taken_in(here: Province, **given: object) -> int:
    moved = actions.receive(here.filing(**given), by=here.actor(Role.RECEPTION), now=MONDAY)
    actions.transfer(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=MONDAY)
    return moved.id


def step(dossier_id: int) -> int:
    return Step.objects.get(dossier_id=dossier_id, state="open").pk


def processed(here: Province, dossier_id: int, days: int) -> None:
    now = MONDAY + timedelta(days=days)
    officer = here.actor(Role.CASE_OFFICER)
    actions.complete_step(step_id=step(dossier_id), outcome=Outcome.DONE, by=here.actor(Role.DIVISION_HEAD), now=now)
    results.draft(step_id=step(dossier_id), draft=results.Draft("Giấy", body="…"), by=officer, now=now)
    actions.complete_step(step_id=step(dossier_id), outcome=Outcome.DONE, by=officer, now=now)
    results.approve(step_id=step(dossier_id), by=here.actor(Role.AGENCY_LEADER), now=now)
    results.issue(step_id=step(dossier_id), symbol="GXN", by=here.actor(Role.CLERK), now=now)


def test_every_fate_stands_in_its_column_and_the_recount_agrees(here: Province):
    processed(here, taken_in(here), 2)  # due on 1 December: early
    processed(here, taken_in(here, channel="postal"), 8)  # on time, in December
    processed(here, taken_in(here), 9)  # late, in December
    taken_in(here)  # open
    waiting = taken_in(here)
    actions.propose_supplement(
        dossier_id=waiting, content={"reason": "Thiếu"}, by=here.actor(Role.CASE_OFFICER), now=MONDAY
    )
    leader = here.actor(Role.AGENCY_LEADER)
    actions.sign_proposal(dossier_id=waiting, kind=ProposalKind.SUPPLEMENT, by=leader, now=MONDAY)
    actions.send_supplement(dossier_id=waiting, by=here.actor(Role.RECEPTION), now=MONDAY)
    gone = taken_in(here)
    actions.ask_withdrawal(dossier_id=gone, reason="Đổi ý", by=CITIZEN, now=MONDAY)
    actions.agree_withdrawal(dossier_id=gone, by=leader, now=MONDAY)
    actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY)  # never accepted: counts nowhere
    actions.turn_away(here.filing(), reason="Không đúng thẩm quyền", by=here.actor(Role.RECEPTION), now=MONDAY)

    november = queries.form_ii06a(**NOVEMBER, now=MONDAY)
    assert november.adds_up
    row = {key: number for key, number in november.total.row().items() if number}
    assert row == {"3": 6, "5": 6, "7": 2, "8": 2, "11": 4, "12": 4}
    assert november.total.memo[Ended.AWAITING_SUPPLEMENT] == 1
    variant = queries.form_ii06a(**NOVEMBER, now=MONDAY, formula="thanh-hoa")
    assert {key: number for key, number in variant.total.row().items() if number} == {
        "3": 6,
        "5": 6,
        "7": 3,
        "8": 1,
        "9": 2,
        "11": 3,
        "12": 3,
    }

    december = queries.form_ii06a(**DECEMBER, now=MONDAY)
    row = {key: number for key, number in december.total.row().items() if number}
    assert row == {"3": 4, "6": 4, "7": 2, "9": 1, "10": 1, "11": 2, "12": 1, "13": 1}
    recounted = queries.recount(**DECEMBER)
    assert {field: counts.row() for field, counts in recounted.items()} == {
        field: counts.row() for field, counts in queries.by_field(december).items()
    }


def test_only_the_competent_agencys_dossiers_are_counted(here: Province):
    taken_in(here)
    assert queries.form_ii06a(**NOVEMBER, now=MONDAY, agencies=[here.commune.pk]).total.received == 1
    assert queries.form_ii06a(**NOVEMBER, now=MONDAY, agencies=[here.committee.pk]).total.received == 0


def test_an_online_dossier_stands_in_its_own_column(here: Province):
    moved = actions.file(here.filing(channel="online"), by=CITIZEN, now=MONDAY)
    actions.accept(dossier_id=moved.id, by=here.actor(Role.RECEPTION), now=MONDAY)
    form = queries.form_ii06a(**NOVEMBER, now=MONDAY)
    assert form.total.columns[Column.ONLINE] == 1


def test_a_period_ends_after_it_begins(here: Province):
    with pytest.raises(queries.PeriodBackwards) as refused:
        queries.form_ii06a(start=date(2026, 12, 1), end=date(2026, 11, 1), now=MONDAY)
    assert "01/12/2026" in refused.value.message_vi
    with pytest.raises(queries.UnknownFormula):
        queries.form_ii06a(**NOVEMBER, now=MONDAY, formula="tuỳ ý")
