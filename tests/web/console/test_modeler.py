"""A drawing comes back into its draft, or is refused with the element named; what others wrote is not written over."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog import actions, queries, step_tables
from motcua.catalog.models import ProcessVersion
from motcua.core import flow
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.gateways import bpmn
from motcua.web.console.processes import words
from tests.catalog.factories import NOW
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
CONSULTING = step_tables.templates()["mau-lay-y-kien"]
VENDOR = Path(__file__).resolve().parents[3] / "assets" / "vendor"


@pytest.fixture
def client(console):
    return console.client(Role.PROCEDURE_CONTROL)


@pytest.fixture
def draft():
    version = actions.keep_draft(process=CONSULTING, norm_hours=Decimal(200), by=SYSTEM, now=NOW)
    published = actions.publish_process(process_version_id=version.id, valid_from=date(2026, 1, 5), by=SYSTEM, now=NOW)
    return actions.begin_draft(version_id=published.id, by=SYSTEM, now=NOW)


def drawn(process, norm=Decimal(200)):
    return bpmn.write(process, norm_hours=norm, roles=words.role_names(), language="vi")


def send(client, draft, data, mark=None):
    file = SimpleUploadedFile("so-do.bpmn", data)
    return client.post(
        f"/quan-tri/quy-trinh/{draft.pk}/mo-hinh/", {"xml": file, "mark": draft.source_hash if mark is None else mark}
    )


def stored(draft):
    return queries.table_of(ProcessVersion.objects.get(pk=draft.pk))


def test_a_drawing_changes_what_it_says_and_nothing_else(client, draft):
    first, *others = stored(draft).steps
    changed = replace(stored(draft), steps=(replace(first, name="Nhận tại quầy"), *others))
    answer = send(client, draft, drawn(changed))
    assert answer.status_code == 200, answer.content.decode()
    assert stored(draft) == changed
    kept = ProcessVersion.objects.get(pk=draft.pk)
    assert (answer.json()["mark"], kept.norm_hours) == (kept.source_hash, 200)


def test_a_drawing_without_the_whole_time_keeps_the_drafts(client, draft):
    bare = re.sub(rb' normHours="[^"]*"', b"", drawn(stored(draft)))
    assert send(client, draft, bare).status_code == 200
    assert ProcessVersion.objects.get(pk=draft.pk).norm_hours == 200


def test_what_a_table_cannot_hold_is_refused_by_its_element(client, draft):
    timer = (
        '<intermediateCatchEvent id="cho" name="Chờ 2 ngày"><timerEventDefinition/></intermediateCatchEvent>'.encode()
    )
    data = drawn(stored(draft))
    tag = re.search(rb"<(\w*:?)startEvent", data)[1]
    timer = timer.replace(b"<inter", b"<" + tag + b"inter").replace(b"</inter", b"</" + tag + b"inter")
    timer = timer.replace(b"<timer", b"<" + tag + b"timer")
    answer = send(client, draft, data.replace(b"<" + tag + b"startEvent", timer + b"<" + tag + b"startEvent", 1))
    assert answer.status_code == 422
    assert any(each["element"] == "cho" and "Chờ 2 ngày" in each["words"] for each in answer.json()["reasons"])
    assert stored(draft) == queries.table_of(draft)


def test_two_who_draw_do_not_write_over_each_other(client, draft):
    first, *others = stored(draft).steps
    one, two = (replace(stored(draft), steps=(replace(first, name=name), *others)) for name in ("Một", "Hai"))
    assert send(client, draft, drawn(one)).status_code == 200
    answer = send(client, draft, drawn(two))
    assert answer.status_code == 409
    assert send(client, draft, drawn(two), mark=answer.json()["over"]).status_code == 200
    assert stored(draft).steps[0].name == "Hai"


@pytest.mark.parametrize("data", [b"", b"x", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\x00" * 100])
def test_what_is_no_drawing_is_said_so_and_changes_nothing(client, draft, data):
    assert send(client, draft, data).status_code in (409, 422)
    assert client.post(f"/quan-tri/quy-trinh/{draft.pk}/mo-hinh/", {"xml": "không phải tệp"}).status_code == 422
    assert stored(draft) == queries.table_of(draft)


def test_a_published_version_and_a_units_administrator_only_look(console, client, draft):
    published = ProcessVersion.objects.get(status="published")
    page = Read(client.get(f"/quan-tri/quy-trinh/{published.pk}/mo-hinh/"))
    assert page.all("//*[@data-modeler]")[0].get("data-mode") == "view"
    assert [each for each in page.all("//script/@src") if "navigated-viewer" in each]
    assert not [each for each in page.all("//script/@src") if "modeler.production" in each]
    assert send(client, published, drawn(stored(draft))).status_code == 409
    other = console.client(Role.UNIT_ADMIN)
    looked = Read(other.get(f"/quan-tri/quy-trinh/{draft.pk}/mo-hinh/"))
    assert looked.all("//*[@data-modeler]")[0].get("data-mode") == "view"
    assert send(other, draft, drawn(stored(draft))).status_code == 403


def test_a_table_that_cannot_be_drawn_yet_says_so(client, draft):
    first, *others = stored(draft).steps
    broken = replace(stored(draft), steps=(replace(first, next={flow.Outcome.DONE: ("không có",)}), *others))
    actions.save_draft(
        version_id=draft.pk, process=broken, norm_hours=None, begun_from=draft.source_hash, by=SYSTEM, now=NOW
    )
    page = Read(client.get(f"/quan-tri/quy-trinh/{draft.pk}/mo-hinh/"))
    assert "Chưa vẽ được sơ đồ" in page.text()
    assert not page.all("//*[@data-modeler]")


def test_what_is_served_of_bpmn_js_came_with_its_licence(client, draft):
    page = Read(client.get(f"/quan-tri/quy-trinh/{draft.pk}/mo-hinh/"))
    served = [each for each in page.all("//script/@src | //link/@href") if "/vendor/bpmn" in each]
    assert len(served) == 4
    assert "watermark must stay fully visible" in (VENDOR / "bpmn-js" / "LICENSE").read_text()
    assert "SIL OPEN FONT LICENSE" in (VENDOR / "bpmn-font" / "LICENSE").read_text()
