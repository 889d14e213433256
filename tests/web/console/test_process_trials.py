"""Trials in the console: written, failing, accepted anew, overridden; and finished dossiers taken through a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from motcua.catalog import actions, queries
from motcua.catalog.models import ProcessVersion
from motcua.catalog.refusals import AlreadyPublished, TooManyTrials
from motcua.core import flow
from motcua.core.flow import Trial
from motcua.core.flow.trials import MOST_TRIALS
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.dossiers import queries as dossiers
from motcua.journal.models import JournalEvent
from tests.catalog.factories import NOW
from tests.factories import lives
from tests.factories.flow import REJECTED, a_chain
from tests.factories.province import province
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
SOUND = replace(a_chain(), key="qt", name="Quy trình thử")
BACK_ONCE = Trial("Trả lại một lần", (("c", REJECTED),))


@pytest.fixture
def client(console):
    return console.client(Role.PROCEDURE_CONTROL)


@pytest.fixture
def draft():
    return actions.keep_draft(process=SOUND, norm_hours=Decimal(32), by=SYSTEM, now=NOW)


def tried(draft, trial=BACK_ONCE):
    return actions.keep_trial(version_id=draft.id, trial=trial, calendar=None, by=SYSTEM, now=NOW)


def lengthened(draft):
    steps = (replace(SOUND.steps[0], hours=Decimal(8)), *SOUND.steps[1:])
    return actions.save_draft(
        version_id=draft.id, process=replace(SOUND, steps=steps), norm_hours=Decimal(36),
        begun_from=draft.source_hash, by=SYSTEM, now=NOW,
    )  # fmt: skip


def test_a_situation_is_written_run_and_kept(client, draft):
    address = f"/quan-tri/quy-trinh/{draft.id}/thu/"
    post = {"name": "Bị trả lại", "step0": "c", "outcome0": "rejected", "begins_on": "23/11/2026"}
    assert client.post(address, post).status_code == 302
    page = Read(client.get(address))
    assert "Đúng" in page.text("//li[contains(@class,'trial')]")
    assert "99. c: Không đồng ý" in page.text("//li[contains(@class,'trial')]")
    (row,) = ProcessVersion.objects.get(pk=draft.pk).trials
    assert [step[0] for step in row["steps"]] == ["a", "b", "c", "b", "c", "d"]
    assert JournalEvent.objects.get(kind="process.trial_kept").details["before"] is None


@pytest.mark.parametrize(
    ("post", "words", "status"),
    [
        ({"name": ""}, "Xin nhập tên tình huống", 422),
        ({"name": "x", "step0": "c"}, "cả bước và câu trả lời", 422),
        ({"name": "x", "step0": "zz", "outcome0": "done"}, "zz", 422),
        ({"name": "x", "step0": "a", "outcome0": "negative"}, "không còn kết quả", 409),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(client, draft, post, words, status):
    page = Read(client.post(f"/quan-tri/quy-trinh/{draft.id}/thu/", post), status=status)
    assert words in page.text()
    assert ProcessVersion.objects.get(pk=draft.pk).trials == []


def test_a_change_that_breaks_a_trial_is_seen_and_accepted_anew(client, draft):
    tried(draft)
    lengthened(draft)
    address = f"/quan-tri/quy-trinh/{draft.id}/thu/"
    assert "Tổng thời gian là 64 giờ, mong đợi 60 giờ" in Read(client.get(address)).text()
    client.post(address, {"op": "accept:Trả lại một lần"})
    assert "mong đợi 60" not in Read(client.get(address)).text()
    client.post(address, {"op": "drop:Trả lại một lần"})
    assert ProcessVersion.objects.get(pk=draft.pk).trials == []


def test_a_failing_trial_stands_against_publishing_without_a_reason(client, draft):
    tried(draft)
    draft = lengthened(draft)
    address = f"/quan-tri/quy-trinh/{draft.id}/ban-hanh/"
    post = {"mark": draft.source_hash, "valid_from": f"{timezone.localtime():%d/%m/%Y}"}
    assert "Không còn đúng" in Read(client.get(address)).text()
    assert "Có tình huống thử không còn đúng" in Read(client.post(address, post), status=422).text()
    assert client.post(address, post | {"reason": "Tình huống cũ đã lỗi thời"}).status_code == 302
    event = JournalEvent.objects.filter(kind="process.published").latest("id")
    assert event.details["failing_trials"] == 1


def test_trials_go_along_to_the_next_draft_and_stay_as_published(draft):
    tried(draft)
    version = actions.publish_process(process_version_id=draft.id, valid_from=date(2026, 11, 20), by=SYSTEM, now=NOW)
    following = actions.begin_draft(version_id=version.id, by=SYSTEM, now=NOW)
    assert following.trials == version.trials != []
    with pytest.raises(AlreadyPublished):
        tried(version)
    with pytest.raises(AlreadyPublished):
        actions.drop_trial(version_id=version.id, name=BACK_ONCE.name, by=SYSTEM, now=NOW)


def test_there_is_an_end_to_trials(draft):
    ProcessVersion.objects.filter(pk=draft.pk).update(
        trials=[flow.trials.to_row(replace(BACK_ONCE, name=str(no))) for no in range(MOST_TRIALS)]
    )
    with pytest.raises(TooManyTrials):
        tried(draft)


def test_finished_dossiers_are_taken_through_a_draft(client, django_assert_num_queries):
    here = province()
    life = lives.received(here).processed().hand_over()
    running = lives.received(here)
    version = ProcessVersion.objects.get(pk=life.row.process_version_id)
    draft = actions.begin_draft(version_id=version.pk, by=SYSTEM, now=NOW)
    with django_assert_num_queries(1):
        ((number, walked),) = dossiers.finished_paths([version.pk])
    assert (number, walked.code) == (version.pk, life.row.code)
    assert "1 hồ sơ đi qua các bước như cũ" in Read(client.get(f"/quan-tri/quy-trinh/{draft.id}/chay-lai/")).text()
    process = queries.table_of(draft)
    at, step = next((at, each) for at, each in enumerate(process.steps) if each.key == "sign")
    extra = replace(step, key="second", name="Ký lần hai", order=99)
    first = replace(step, next={**step.next, flow.Outcome.AGREED: ("second",)})
    changed = replace(process, steps=(*process.steps[:at], first, extra, *process.steps[at + 1 :]))
    actions.save_draft(
        version_id=draft.id, process=changed, norm_hours=None, begun_from=draft.source_hash, by=SYSTEM, now=NOW
    )
    page = Read(client.get(f"/quan-tri/quy-trinh/{draft.id}/chay-lai/"))
    assert "Thêm bước “Ký lần hai”." in page.text()
    assert life.row.code in page.text()
    assert dossiers.running_by_process([version.pk]) == 1
    assert running.row.code not in page.text()
    assert "1 hồ sơ đang giải quyết" in Read(client.get(f"/quan-tri/quy-trinh/{draft.id}/ban-hanh/")).text()
