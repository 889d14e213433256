"""Five weeks of the demonstration: every state, every turn a dossier can take, figures one would believe."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from motcua.access import Permission
from motcua.core import worktime
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers import queries
from motcua.dossiers.models import ClockEvent, Dossier, Step
from motcua.journal.models import JournalEvent
from motcua.journal.verification import verify
from motcua.org import calendars
from motcua.people.models import Post
from motcua.people.queries import account_called, actor_of
from motcua.rehearsal.demonstration import founding, history, plan, standing
from motcua.rehearsal.demonstration.data import facts
from motcua.rehearsal.models import Demonstration
from motcua.results.models import Delivery, Result
from motcua.web.office.desk import Desk

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=ZONE)
WEEKS = 5


@pytest.fixture(scope="module")
def _lived(django_db_setup, django_db_blocker):
    """Five weeks, lived once for the tests of this module that only read them, and taken back afterwards."""
    around = transaction.atomic()
    around._from_testcase = True  # as Django marks its own: no transaction of the verbs
    with django_db_blocker.unblock(), around:
        founding.found(now=NOW)
        day = NOW.date() - timedelta(days=WEEKS * 7)
        start = datetime(day.year, day.month, day.day, tzinfo=ZONE)
        Demonstration.objects.update(began_on=day, lived_to=start)
        yield history.live(until=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def whole(_lived, db) -> history.Lived:
    return _lived


@pytest.mark.slow
def test_every_state_has_its_dossiers(whole):
    assert set(Dossier.objects.values_list("state", flat=True)) == {state.value for state in State}


@pytest.mark.slow
def test_the_volume_is_that_of_a_small_province(whole):
    report = standing.report(now=NOW)
    assert report is not None
    assert 350 <= report.dossiers <= 560
    assert 60 <= report.open <= 170
    assert whole.refused == 0


def test_two_months_bring_some_seven_hundred(db):
    calendar = worktime.build(worktime.from_table(calendars.table("office")))
    days = [NOW.date() - timedelta(days=back) for back in range(founding.HISTORY_DAYS)]
    coming = sum(len(plan.numbers(day, seed=founding.SEED, calendar=calendar)) for day in days)
    assert 600 <= coming <= 900


@pytest.mark.slow
def test_most_is_on_time_and_some_is_late(whole):
    verdicts = Counter(Dossier.objects.exclude(timeliness="").values_list("timeliness", flat=True))
    assert set(verdicts) == {"early", "on_time", "late"}
    assert 0.01 < verdicts["late"] / verdicts.total() < 0.09


@pytest.mark.slow
def test_inboxes_hold_work_due_today_work_due_later_and_work_that_is_late(whole):
    open_ones = Dossier.objects.filter(state="in_process", parent=None)
    assert open_ones.filter(due_at__lt=NOW).exists()
    assert open_ones.filter(due_on__gt=NOW.date()).count() > 20
    assert Step.objects.filter(state="open", due_at__lt=NOW).exists()
    assert Step.objects.filter(state="open").exclude(kind="return_result").count() > 40


def _work_of(username: str) -> dict[str, int]:
    """What somebody finds who signs in with this account now, by list."""
    account = account_called(username)
    desk = Desk(account, NOW, actor_of(account, NOW))
    receiving = [post.agency_id for post in desk.actor.posts if post.role in (Role.RECEPTION, Role.RETURN_DESK)]
    return {
        "inbox": desk.counts.total,
        "late": desk.counts.late,
        "to sign": len(desk.to_sign),
        "watched": desk.watched_late if Permission.WATCH_UNIT in desk.permissions else 0,
        "desk": sum(queries.desk_counts(receiving).values()) if receiving else 0,
    }


SHOWN = [row["username"] for row in facts().showcase]
# The citizen; who only administers; and a director whose centre decides nothing, so that nothing of it can be late.
NO_DOSSIERS = {"nguyenvanan", "quantri.hacthanh", "hethong.tinh", "giamdoc.trungtam"}
LISTED = {"chuyenvien1", "truongphong", "lanhdao1", "vanthu", "vanphong1"}


@pytest.mark.slow
def test_every_account_that_is_shown_finds_work(whole):
    found = {name: _work_of(name) for name in SHOWN if name not in NO_DOSSIERS}
    idle = [name for name, work in found.items() if not any(work.values())]
    assert idle == []
    assert [name for name, work in found.items() if name.split(".")[0] in LISTED and not work["inbox"]] == []
    assert sum(work["late"] for work in found.values()) > 0
    ward = Step.objects.filter(state="open", agency__key=plan.WARD)
    today = NOW.replace(hour=23)
    assert ward.filter(due_at__gt=today).exists()
    assert ward.filter(due_at__range=(NOW, today)).exists()
    assert ward.filter(due_at__lt=NOW).exists()


@pytest.mark.slow
def test_the_citizen_that_is_shown_has_something_to_pay_something_to_bring_and_something_running(whole):
    own = set(Dossier.objects.filter(owner_citizen__account__username=plan.SHOWN).values_list("state", flat=True))
    assert own >= {State.FINANCE, State.INTAKE_SUPPLEMENT, State.IN_PROCESS}


@pytest.mark.slow
def test_it_tells_of_everything_that_can_befall_a_dossier(whole):
    told = set(JournalEvent.objects.values_list("kind", flat=True))
    assert told >= {
        "dossier.supplement_asked", "dossier.supplement_confirmed", "dossier.postponed", "dossier.payment_asked",
        "dossier.payment_confirmed", "dossier.withdrawn", "dossier.stopped", "dossier.refused", "dossier.taken_over",
        "consultation.asked", "consultation.answered", "step.returned", "step.recalled", "step.reassigned",
        "step.opened", "proposal.rejected", "part.opened", "dossier.apology_wanted", "dossier.overdue",
        "dossier.collect_reminded", "dossier.check_overdue",
    }  # fmt: skip
    assert Dossier.objects.filter(is_negative=True).exists()
    assert set(Delivery.objects.values_list("way", flat=True)) == {"direct", "postal", "online"}
    assert set(Dossier.objects.values_list("channel", flat=True)) == {"direct", "postal", "online"}


@pytest.mark.slow
def test_parts_are_decided_at_the_department_and_come_back_to_the_commune(whole):
    parts = Dossier.objects.exclude(parent=None).select_related("competent_agency", "parent")
    assert parts.filter(state="returned").exists()
    for part in parts:
        assert part.competent_agency.key == "department:so-y-te"
        if part.state == "returned":
            assert part.parent.state in ("processed", "returned")


@pytest.mark.slow
def test_the_journal_is_whole_and_registers_have_no_gap(whole):
    assert not list(verify())
    numbers: dict[tuple[Any, str], list[int]] = {}
    for agency, number in Result.objects.exclude(register_number="").values_list(
        "dossier__competent_agency", "register_number"
    ):
        running, symbol = number.split("/", 1)
        numbers.setdefault((agency, symbol), []).append(int(running))
    for key, taken in numbers.items():
        assert sorted(taken) == list(range(1, len(taken) + 1)), key


@pytest.mark.slow
def test_codes_of_a_day_follow_the_order_of_submission(whole):
    by_series: dict[str, list[tuple[datetime, int]]] = {}
    for code, submitted_at in Dossier.objects.exclude(code=None).values_list("code", "submitted_at"):
        series, serial = str(code).rsplit("-", 1)
        by_series.setdefault(series, []).append((submitted_at, int(serial)))
    for series, taken in by_series.items():
        assert [serial for _, serial in sorted(taken)] == sorted(serial for _, serial in taken), series


@pytest.mark.slow
def test_nothing_happens_after_now(whole):
    assert not JournalEvent.objects.filter(subject__startswith="dossier:", at__gt=NOW).exists()
    assert not ClockEvent.objects.filter(at__gt=NOW).exists()


@pytest.mark.slow
def test_officers_only_do_what_is_theirs(whole):
    held = set(Post.objects.values_list("officer_id", "role", "agency_id"))
    done = Step.objects.filter(state="done").exclude(done_by=None).values_list("done_by", "role", "agency_id")
    wrong = [step for step in done if step not in held]
    assert len(done) > 1000
    assert wrong == []


@pytest.mark.slow
def test_who_signs_neither_drafted_nor_accepted(whole):
    for result in Result.objects.select_related("dossier").prefetch_related("approvals"):
        for approval in result.approvals.all():
            assert approval.officer_id not in (result.drafted_by_id, result.dossier.accepted_by)
