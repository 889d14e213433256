"""Running dossiers moved to a newer version of their process by a decision, and those that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from motcua.catalog import queries
from motcua.catalog.models import ProcessVersion
from motcua.core import flow, lifecycle
from motcua.core.lifecycle import Actor, ActorKind, Decision, PostHeld
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Step
from motcua.journal.models import JournalEvent
from tests.factories import lives, people
from tests.factories.dossiers import usual_process
from tests.factories.province import province, publish
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
DECISION = Decision("12/QĐ-UBND", date(2026, 11, 20), "Rút ngắn bước ký")
POST = {"number": "12/QĐ-UBND", "decided_on": "20/11/2026", "text": "Rút ngắn bước ký"}


@pytest.fixture
def client(console):
    return console.client(Role.PROCEDURE_CONTROL)


@pytest.fixture
def here():
    return province()


def next_version(here, *, gone: str = "", valid_from: date = date(2026, 1, 2), **fields) -> ProcessVersion:
    old = here.process
    process = queries.table_of(old)

    def name(key: str) -> str:
        return "other" if gone and key == gone else key

    steps = tuple(
        replace(
            step,
            key=name(step.key),
            hours=Decimal(2) if step.key == "sign" else step.hours,
            next={outcome: tuple(name(key) for key in keys) for outcome, keys in step.next.items()},
        )
        for step in process.steps
    )
    given = {"process": old.process, "number": 2, "status": "published", "published_at": timezone.now()} | fields
    return ProcessVersion.objects.create(
        definition=flow.to_rows(replace(process, version=2, steps=steps)),
        norm_hours=old.norm_hours,
        valid_from=valid_from,
        **given,
    )


def controller(here) -> Actor:
    post = PostHeld(Role.PROCEDURE_CONTROL, here.committee.pk)
    return Actor(ActorKind.OFFICER, people.officer("Đỗ Thị Kiểm").pk, "", (post,))


def adopt(life, version, by):
    return actions.adopt_process(
        dossier_id=life.id, process_version_id=version.pk, decision=DECISION, by=by, now=life.now
    )


def test_a_moved_dossier_keeps_what_was_done_and_promised_and_goes_on_by_the_new_version(here):
    life = lives.received(here).transfer()
    due, step_due = life.row.due_at, life.open["assign"].due_at
    done = list(Step.objects.filter(dossier_id=life.id, state="done").values())
    version = next_version(here)
    by = controller(here)
    adopt(life, version, by)
    assert life.row.process_version_id == version.pk
    assert (life.row.due_at, life.open["assign"].due_at) == (due, step_due)
    assert list(Step.objects.filter(dossier_id=life.id, state="done").values()) == done
    event = JournalEvent.objects.get(kind="dossier.process_adopted")
    assert event.details == {
        "from": here.process.pk, "to": version.pk, "decision": "12/QĐ-UBND", "decided_on": "2026-11-20",
    }  # fmt: skip
    assert adopt(life, version, by).change is None  # again: nothing is left to do
    life.complete("assign", Role.DIVISION_HEAD).draft().complete("examine", Role.CASE_OFFICER)
    assert life.open["sign"].due_at - life.now == timedelta(hours=2)
    life.approve().issue().hand_over()
    assert life.row.state == "returned"


def test_a_version_of_another_process_a_draft_or_a_coming_one_is_refused(here):
    life = lives.received(here)
    by = controller(here)
    coming = next_version(here, valid_from=date(2027, 1, 1))
    draft = next_version(here, number=3, status="draft", published_at=None)
    for version in (coming, draft, province_of_its_own()):
        with pytest.raises(lifecycle.OtherProcess):
            adopt(life, version, by)
    assert life.row.process_version_id == here.process.pk


def province_of_its_own() -> ProcessVersion:
    return publish(usual_process())


def test_it_is_refused_without_a_decision_to_strangers_and_where_it_does_not_fit(here):
    life = lives.received(here).transfer()
    version = next_version(here, gone="assign")
    with pytest.raises(lifecycle.NotYourRole):
        adopt(life, version, here.actor(Role.DIVISION_HEAD))
    with pytest.raises(lifecycle.ProcessDoesNotFit):
        adopt(life, version, controller(here))
    with pytest.raises(lifecycle.ReasonMissing):
        actions.adopt_process(
            dossier_id=life.id, process_version_id=version.pk, decision=replace(DECISION, text=" "),
            by=controller(here), now=life.now,
        )  # fmt: skip
    assert not JournalEvent.objects.filter(kind="dossier.process_adopted").exists()


def test_the_page_says_who_can_be_moved_and_moves_them(client, here):
    able, stuck = lives.received(here), lives.received(here).transfer()
    version = next_version(here, gone="assign")
    address = f"/quan-tri/quy-trinh/{version.pk}/chuyen-ho-so/"
    page = Read(client.get(address))
    assert len(page.all("//tbody/tr")) == 2
    assert "Bước đang làm" in page.text("//tbody/tr[2]")
    assert len(page.all("//tbody//input[@name='ho_so']")) == 1
    assert "Xin nhập" in Read(client.post(address, {"op": "all"}), status=422).text()
    ticked = Read(client.post(address, {"op": "chosen", "ho_so": [able.id]}), status=422)
    assert ticked.all("//tbody//input[@name='ho_so'][@checked]")  # what was chosen is not lost with a mistyped decision
    assert "ít nhất một" in Read(client.post(address, POST | {"op": "chosen"}), status=422).text()
    told = Read(client.post(address, POST | {"op": "chosen", "ho_so": [able.id, stuck.id]})).text()
    assert "1 hồ sơ đã theo phiên bản này" in told
    assert "không có trong phiên bản mới" in told
    assert able.row.process_version_id == version.pk
    assert stuck.row.process_version_id == here.process.pk


def test_all_are_moved_at_once_and_the_list_asks_the_same_for_ten_as_for_one(client, here, django_assert_num_queries):
    first = lives.received(here)
    version = next_version(here)
    address = f"/quan-tri/quy-trinh/{version.pk}/chuyen-ho-so/"
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
    rest = [lives.received(here) for _ in range(9)]
    with django_assert_num_queries(8):
        client.get(address)
    told = Read(client.post(address, POST | {"op": "all"})).text()
    assert "10 hồ sơ đã theo phiên bản này" in told
    assert "Không còn hồ sơ nào theo phiên bản trước" in told
    assert {life.row.process_version_id for life in (first, *rest)} == {version.pk}


def test_a_draft_or_coming_version_takes_nothing_on(client, here):
    version = next_version(here, valid_from=date(2099, 1, 1))
    assert client.get(f"/quan-tri/quy-trinh/{version.pk}/chuyen-ho-so/").status_code == 302
