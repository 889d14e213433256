"""Drafts of processes: two who write, what a publication asks, what takes effect on its day, files of other tools."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.access.policy import ROLES
from motcua.catalog import actions, queries
from motcua.catalog.models import ProcessVersion
from motcua.catalog.refusals import (
    AlreadyPublished,
    NoSuchProcess,
    ProcessChangedMeanwhile,
    ProcessFaulty,
    ProcessKeyTaken,
    WarningsNotConfirmed,
)
from motcua.core.lifecycle import SYSTEM, Actor, ActorKind
from motcua.gateways import bpmn
from motcua.journal.models import JournalEvent
from tests.catalog import factories as make
from tests.catalog.factories import NOW
from tests.factories import people
from tests.factories.flow import a_chain, a_step

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
TITLES = {role: rule.vi for role, rule in ROLES.items()}
SOUND = replace(a_chain(), key="qt", name="Quy trình thử")


def published(process=SOUND, **given):
    draft = actions.keep_draft(process=process, norm_hours=Decimal(32), by=SYSTEM, now=NOW)
    return actions.publish_process(process_version_id=draft.id, valid_from=TODAY, by=SYSTEM, now=NOW, **given)


def renamed(process, name):
    first, *rest = process.steps
    return replace(process, steps=(replace(first, name=name), *rest))


def saved(draft, process, **given):
    given.setdefault("begun_from", draft.source_hash)
    given.setdefault("norm_hours", draft.norm_hours)
    given.setdefault("by", SYSTEM)
    return actions.save_draft(version_id=draft.id, process=process, now=NOW, **given)


def last_event(kind):
    return JournalEvent.objects.filter(kind=kind).order_by("-id").first()


def test_a_draft_begins_as_a_copy_of_a_version_and_there_is_only_one():
    first = published()
    draft = actions.begin_draft(version_id=first.id, by=SYSTEM, now=NOW)
    assert (draft.number, draft.status) == (2, "draft")
    assert queries.table_of(draft).steps == queries.table_of(first).steps
    assert actions.begin_draft(version_id=first.id, by=SYSTEM, now=NOW) == draft


def test_what_was_changed_is_journalled_with_before_and_after():
    draft = actions.begin_draft(version_id=published().id, by=SYSTEM, now=NOW)
    saved(draft, renamed(SOUND, "Nhận hồ sơ"), norm_hours=Decimal(40))
    details = last_event("process.draft_saved").details
    assert details["changes"] == [
        {"step": "a", "name": "Nhận hồ sơ", "what": "name", "before": "a", "after": "Nhận hồ sơ"}
    ]
    assert details["norm_hours"] == ["32.00", "40"]


def test_nothing_is_written_over_what_somebody_else_saved():
    other = people.officer("Trần Thị Bình")
    draft = actions.begin_draft(version_id=published().id, by=SYSTEM, now=NOW)
    saved(draft, renamed(SOUND, "Của người khác"), by=Actor(ActorKind.OFFICER, other.pk, "Trần Thị Bình", ()))
    with pytest.raises(ProcessChangedMeanwhile) as refused:
        saved(draft, renamed(SOUND, "Của tôi"))
    assert "Trần Thị Bình" in refused.value.message_vi
    assert queries.table_of(ProcessVersion.objects.get(pk=draft.pk)).steps[0].name == "Của người khác"


def test_the_same_table_saved_twice_is_one_change():
    draft = actions.begin_draft(version_id=published().id, by=SYSTEM, now=NOW)
    mine = renamed(SOUND, "Của tôi")
    saved(draft, mine)
    saved(draft, mine)
    assert JournalEvent.objects.filter(kind="process.draft_saved").count() == 1


def test_what_is_published_is_neither_saved_nor_discarded():
    version = published()
    with pytest.raises(AlreadyPublished):
        saved(version, renamed(SOUND, "Khác"))
    with pytest.raises(AlreadyPublished):
        actions.discard_draft(version_id=version.id, begun_from=version.source_hash, by=SYSTEM, now=NOW)
    with pytest.raises(NoSuchProcess):
        actions.begin_draft(version_id=0, by=SYSTEM, now=NOW)


def test_a_discarded_draft_stays_in_the_journal_and_a_process_without_versions_goes():
    draft = actions.keep_draft(process=SOUND, norm_hours=None, by=SYSTEM, now=NOW)
    actions.discard_draft(version_id=draft.id, begun_from=draft.source_hash, by=SYSTEM, now=NOW)
    assert queries.processes_known()[0] == []
    assert last_event("process.draft_discarded").details["before"]["key"] == "qt"


def test_errors_block_and_warnings_want_a_reason():
    stranded = replace(SOUND, steps=(a_step("a", "nowhere"),))
    draft = actions.keep_draft(process=stranded, norm_hours=None, by=SYSTEM, now=NOW)
    with pytest.raises(ProcessFaulty):
        actions.publish_process(process_version_id=draft.id, valid_from=TODAY, by=SYSTEM, now=NOW, reason="vẫn cần")
    draft = saved(draft, SOUND, norm_hours=Decimal(99))
    publish = {"process_version_id": draft.id, "valid_from": TODAY, "by": SYSTEM, "now": NOW}
    with pytest.raises(WarningsNotConfirmed, match="khác thời hạn"):
        actions.publish_process(**publish, reason="  ")
    version = actions.publish_process(**publish, reason="Phần còn lại do cơ quan thuế thực hiện")
    assert version.publish_reason == "Phần còn lại do cơ quan thuế thực hiện"
    assert last_event("process.published").details["warnings"] == ["hours_differ"]


def test_what_is_published_is_what_was_looked_at():
    draft = actions.keep_draft(process=SOUND, norm_hours=Decimal(32), by=SYSTEM, now=NOW)
    looked_at = draft.source_hash
    saved(draft, renamed(SOUND, "Khác"))
    with pytest.raises(ProcessChangedMeanwhile):
        actions.publish_process(
            process_version_id=draft.id, valid_from=TODAY, by=SYSTEM, now=NOW, begun_from=looked_at, reason=""
        )


def test_a_newer_version_takes_over_on_its_day_without_being_bound_again():
    first = published()
    version = make.version()
    actions.bind_process(version_id=version.id, process_version_id=first.id, by=SYSTEM, now=NOW)
    draft = actions.begin_draft(version_id=first.id, by=SYSTEM, now=NOW)
    saved(draft, renamed(SOUND, "Nhận hồ sơ"))
    day = TODAY + timedelta(days=10)
    second = actions.publish_process(process_version_id=draft.id, valid_from=day, by=SYSTEM, now=NOW)
    rules = queries.rules_for(version.id)
    assert rules.process_for(on=day - timedelta(days=1)) == first.id
    assert rules.process_for(on=day) == second.id
    assert last_event("process.published").details["before"] == 1


def test_a_draft_never_says_who_published_it():
    draft = actions.keep_draft(process=SOUND, norm_hours=None, by=SYSTEM, now=NOW)
    with pytest.raises(IntegrityError, match="draft_process_is_published_by_nobody"), transaction.atomic():
        ProcessVersion.objects.filter(pk=draft.pk).update(publish_reason="x")


def test_a_process_of_ones_own_begins_with_standard_steps():
    version = actions.begin_process(key="moi", name="Quy trình mới", template=SOUND, by=SYSTEM, now=NOW)
    assert (version.process.name, version.norm_hours) == ("Quy trình mới", Decimal(32))
    with pytest.raises(ProcessKeyTaken):
        actions.begin_process(key="moi", name="Nữa", template=SOUND, by=SYSTEM, now=NOW)


def test_a_bpmn_file_becomes_a_further_version_of_the_process_it_names():
    first = published()
    data = bpmn.write(renamed(SOUND, "Nhận"), norm_hours=Decimal(32), roles={r: rule.vi for r, rule in ROLES.items()})
    taken = actions.take_in_bpmn(data=data, by=SYSTEM, now=NOW)
    assert (taken.version.process_id, taken.version.number, taken.version.norm_hours) == (first.process_id, 2, 32)
    assert queries.table_of(taken.version).steps[0].name == "Nhận"
    other = actions.take_in_bpmn(data=data, key="khac", by=SYSTEM, now=NOW)
    assert (other.version.process.key, other.version.number) == ("khac", 1)


@pytest.mark.parametrize("norm", [Decimal(32), Decimal("32.0"), Decimal("32.00"), Decimal("3.2e1")])
def test_the_same_table_again_is_the_same_version_however_its_norm_is_written(norm):
    first = published()
    assert first.norm_hours == 32
    assert actions.keep_draft(process=SOUND, norm_hours=norm, by=SYSTEM, now=NOW).pk == first.pk


def test_a_lane_that_names_one_performer_is_understood():
    data = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="Cấp phép">
        <laneSet><lane name="Lãnh đạo phòng"><flowNodeRef>a</flowNodeRef></lane></laneSet><task id="a" name="Ký"/>
        </process></definitions>""".encode()
    step = queries.table_of(actions.take_in_bpmn(data=data, by=SYSTEM, now=NOW).version).step("a")
    assert (step.role.value, step.unit_rule.value) == ("division_head", "division")


def test_the_list_finds_by_name_without_accents_and_by_procedure_code(django_assert_num_queries):
    first = published()
    version = make.version()
    actions.bind_process(version_id=version.id, process_version_id=first.id, by=SYSTEM, now=NOW)
    actions.begin_draft(version_id=first.id, by=SYSTEM, now=NOW)
    published(replace(SOUND, key="khac", name="Việc khác"))
    with django_assert_num_queries(2):
        found, counts = queries.processes_known(text="quy trinh thu")
        rows = queries.process_rows(found, on=TODAY)
    assert [(row.known.key, row.live_number, row.draft_number, row.steps) for row in rows] == [("qt", 1, 2, 4)]
    assert [known.key for known in queries.processes_known(text=str(version.procedure.national_code))[0]] == ["qt"]
    assert counts[queries.Which.DRAFT] == 1
    assert [known.key for known in queries.processes_known()[0] if known.is_(queries.Which.UNUSED)] == ["khac"]
    assert [used.number for used in queries.process_used_by(first.process_id)] == [1]
