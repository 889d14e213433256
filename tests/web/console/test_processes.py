"""The pages of processes: found, shown, edited by two, published with open eyes, exchanged as files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.base import clock
from motcua.catalog import actions, queries, step_tables
from motcua.catalog.models import Process, ProcessVersion
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.web.console.processes import sheet
from tests.catalog import factories as make
from tests.catalog.factories import NOW
from tests.factories.flow import a_chain, a_step
from tests.web.console.reading import Read
from tests.web.console.test_process_sheet import as_form

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
LANES = "//*[contains(@class, 'lanes')]"
SOUND = replace(a_chain(), key="qt", name="Quy trình thử")


@pytest.fixture
def client(console):
    return console.client(Role.PROCEDURE_CONTROL)


def drafted(process=SOUND, norm=Decimal(32)):
    return actions.keep_draft(process=process, norm_hours=norm, by=SYSTEM, now=NOW)


def published(process=SOUND, norm=Decimal(32)):
    version = drafted(process, norm)
    return actions.publish_process(process_version_id=version.id, valid_from=TODAY, by=SYSTEM, now=NOW)


def sent(version, process, **more):
    return as_form(sheet.of(process, version.norm_hours)) | {"mark": version.source_hash, "op": "save"} | more


def renamed(name):
    return replace(SOUND, steps=(replace(SOUND.steps[0], name=name), *SOUND.steps[1:]))


def stored(version):
    return queries.table_of(ProcessVersion.objects.get(pk=version.pk))


def upload(client, name, data):
    return client.post("/quan-tri/quy-trinh/nhap/", {"file": SimpleUploadedFile(name, data)})


def test_the_list_shows_what_is_in_force_and_asks_the_same_for_ten_as_for_one(
    client, django_assert_max_num_queries, django_assert_num_queries
):
    published()
    client.get("/quan-tri/quy-trinh/")  # what is remembered for a while is remembered now
    with django_assert_max_num_queries(8) as few:
        client.get("/quan-tri/quy-trinh/")
    for no in range(10):
        published(replace(SOUND, key=f"qt{no}", name=f"Quy trình số {no}"))
    with django_assert_num_queries(len(few)):
        page = Read(client.get("/quan-tri/quy-trinh/"))
    assert len(page.all("//tbody/tr")) == 11
    assert "Bản 1 từ 20/11/2026" in page.text("//tbody/tr[1]")
    assert len(Read(client.get("/quan-tri/quy-trinh/?q=quy trinh thu")).all("//tbody/tr")) == 1
    assert "Không tìm thấy" in Read(client.get("/quan-tri/quy-trinh/?q=zzz&loc=ban-nhap")).text()


def test_a_process_shows_its_picture_table_findings_and_who_works_by_it(client):
    version = published()
    procedure = make.version(name="Cấp bản sao")
    actions.bind_process(version_id=procedure.id, process_version_id=version.id, by=SYSTEM, now=NOW)
    page = Read(client.get(f"/quan-tri/quy-trinh/{version.id}/"))
    assert "4 bước, 4 làn" in page.all(LANES)[0].get("aria-label")
    assert [row.get("id") for row in page.all("//table//tbody/tr")] == ["buoc-97", "buoc-98", "buoc-99", "buoc-100"]
    assert "Đồng ý → 100" in page.text("//tr[@id='buoc-99']")
    assert "Cấp bản sao" in page.text()
    assert not page.all("//*[@style]")


def test_numbers_of_the_picture_are_written_for_machines(client):
    long = tuple(a_step(f"s{no}", f"s{no + 1}" if no < 11 else "", order=no + 1) for no in range(12))
    version = drafted(replace(SOUND, steps=long, start=("s0",)))
    svg = Read(client.get(f"/quan-tri/quy-trinh/{version.id}/")).all(LANES)[0]
    assert all(part.isdigit() for part in svg.get("viewbox", svg.get("viewBox")).split())
    assert int(svg.get("width")) > 1000


def test_a_draft_is_begun_edited_and_saved(client):
    version = published()
    to = client.post(f"/quan-tri/quy-trinh/{version.id}/ban-nhap/").url
    draft = ProcessVersion.objects.get(number=2)
    assert to == f"/quan-tri/quy-trinh/{draft.id}/sua/"
    assert client.post(to, sent(draft, renamed("Nhận hồ sơ"))).status_code == 302
    assert stored(draft).steps[0].name == "Nhận hồ sơ"
    assert ProcessVersion.objects.get(pk=draft.pk).saved_by is not None


def test_the_buttons_of_the_table_change_the_page_only(client):
    draft = drafted()
    page = Read(client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/", sent(draft, renamed("Mới"), op="add:1")))
    assert [each.get("value") for each in page.all("//input[contains(@name,'.name')]")] == ["Mới", "", "b", "c", "d"]
    assert page.all("//input[@autofocus]")[0].get("name") == "r1.name"
    assert stored(draft).steps[0].name == "a"
    fragment = client.post(
        f"/quan-tri/quy-trinh/{draft.id}/sua/", sent(draft, SOUND, op="down:1"), headers={"HX-Request": "true"}
    )
    assert b"<html" not in fragment.content


def test_the_picture_follows_what_is_typed(client):
    draft = drafted()
    answer = client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/xem-thu/", sent(draft, SOUND, **{"r0.hours": "x"}))
    assert "Số giờ “x”" in answer.content.decode()
    broken = client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/xem-thu/", sent(draft, SOUND, **{"r1.w0.to": "2"}))
    assert "node--wrong" in broken.content.decode()
    assert stored(draft).steps[0].hours == 4


def test_what_cannot_be_read_is_not_saved_and_not_lost(client):
    draft = drafted()
    answer = client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/", sent(draft, renamed("Mới"), **{"r1.hours": "tám"}))
    page = Read(answer, status=422)
    assert page.all("//input[@name='r1.hours']")[0].get("value") == "tám"
    assert page.all("//input[@name='r0.name']")[0].get("value") == "Mới"
    assert "Số giờ “tám”" in page.text("//*[@role='alert']")


def test_a_stale_draft_is_refused_with_both_versions_and_nothing_lost(client):
    draft = drafted()
    mine = sent(draft, renamed("Của tôi"))
    actions.save_draft(
        version_id=draft.id, process=renamed("Của họ"), norm_hours=Decimal(32), begun_from=draft.source_hash,
        by=SYSTEM, now=NOW,
    )  # fmt: skip
    page = Read(client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/", mine), status=409)
    assert page.all("//input[@name='r0.name']")[0].get("value") == "Của tôi"
    assert page.texts("//del") == ["Của họ"]
    assert page.texts("//ins") == ["Của tôi"]
    assert stored(draft).steps[0].name == "Của họ"
    over = page.all("//button[starts-with(@value,'over:')]")[0].get("value")
    assert client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/", mine | {"op": over}).status_code == 302
    assert stored(draft).steps[0].name == "Của tôi"


def test_publishing_with_errors_is_not_offered_with_warnings_it_wants_a_reason(client):
    stranded = drafted(replace(SOUND, key="ket", steps=(a_step("a", "nowhere"),)))
    page = Read(client.get(f"/quan-tri/quy-trinh/{stranded.id}/ban-hanh/"))
    assert "Chưa ban hành được" in page.text()
    assert not page.all("//input[@name='valid_from']")
    warned = drafted(norm=Decimal(99))
    today = f"{clock.now().astimezone(ZONE):%d/%m/%Y}"
    address = f"/quan-tri/quy-trinh/{warned.id}/ban-hanh/"
    post = {"mark": warned.source_hash, "valid_from": today}
    assert "hãy ghi lý do" in Read(client.post(address, post), status=422).text()
    assert (
        "không được trước hôm nay" in Read(client.post(address, post | {"valid_from": "01/01/2020"}), status=422).text()
    )
    assert client.post(address, post | {"reason": "Thuế làm phần còn lại"}).status_code == 302
    assert ProcessVersion.objects.get(pk=warned.pk).publish_reason == "Thuế làm phần còn lại"


def test_what_changed_meanwhile_is_not_published(client):
    draft = drafted()
    post = {"mark": "another", "valid_from": f"{clock.now().astimezone(ZONE):%d/%m/%Y}"}
    Read(client.post(f"/quan-tri/quy-trinh/{draft.id}/ban-hanh/", post), status=409)
    assert ProcessVersion.objects.get(pk=draft.pk).status == "draft"


def test_versions_are_compared_and_those_of_different_processes_are_not(client):
    first = published()
    draft = actions.begin_draft(version_id=first.id, by=SYSTEM, now=NOW)
    client.post(f"/quan-tri/quy-trinh/{draft.id}/sua/", sent(draft, renamed("Nhận hồ sơ")))
    page = Read(client.get(f"/quan-tri/quy-trinh/{draft.id}/so-sanh/{first.id}/"))
    assert page.texts("//ins") == ["Nhận hồ sơ"]
    other = published(replace(SOUND, key="khac"))
    assert client.get(f"/quan-tri/quy-trinh/{draft.id}/so-sanh/{other.id}/").status_code == 404


def test_a_draft_is_discarded(client):
    draft = actions.begin_draft(version_id=published().id, by=SYSTEM, now=NOW)
    client.post(f"/quan-tri/quy-trinh/{draft.id}/bo-ban-nhap/", {"mark": "stale"})
    assert ProcessVersion.objects.filter(pk=draft.pk).exists()
    client.post(f"/quan-tri/quy-trinh/{draft.id}/bo-ban-nhap/", {"mark": draft.source_hash})
    assert not ProcessVersion.objects.filter(pk=draft.pk).exists()


def test_a_new_process_begins_with_standard_steps(client):
    post = {"name": "Cấp thẻ nhà báo", "key": "", "template": "mau-cap-so"}
    assert client.post("/quan-tri/quy-trinh/tao-moi/", post).status_code == 302
    assert Process.objects.get(key="cap-the-nha-bao").name == "Cấp thẻ nhà báo"
    Read(client.post("/quan-tri/quy-trinh/tao-moi/", post), status=409)


@pytest.mark.parametrize("ending", ["bpmn", "json"])
def test_a_process_goes_out_and_comes_in_the_same(client, ending):
    version = published()
    data = client.get(f"/quan-tri/quy-trinh/{version.id}/quy-trinh.{ending}").content
    Process.objects.filter(pk=version.process_id).update(key="giu-lai")
    page = Read(upload(client, f"x.{ending}", data))
    assert "Đã lập bản nháp" in page.text()
    again = ProcessVersion.objects.get(process__key="qt")
    assert queries.table_of(again) == SOUND
    assert again.norm_hours == 32


def test_a_sheet_comes_back_whole_and_again_it_is_nothing_new(client):
    parallel = replace(step_tables.templates()["mau-lay-y-kien"], key="qt")  # branches, a consultation, a join
    version = published(parallel, Decimal(200))
    data = client.get(f"/quan-tri/quy-trinh/{version.id}/quy-trinh.xlsx").content
    page = Read(upload(client, "x.xlsx", data))
    assert "giống hệt phiên bản 1 đã ban hành" in page.text("//main")
    assert "Đã lập bản nháp" not in page.text("//main")
    assert ProcessVersion.objects.count() == 1
    Process.objects.filter(pk=version.process_id).update(key="giu-lai")
    upload(client, "x.xlsx", data)
    again = ProcessVersion.objects.get(process__key="qt")
    assert queries.table_of(again) == parallel
    assert again.norm_hours == 200


REFUSED = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><task id="a"/>
    <boundaryEvent id="t" name="2 ngay"><timerEventDefinition/></boundaryEvent></process></definitions>"""


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.bpmn", REFUSED, "hẹn giờ “2 ngay”"),
        ("x.bpmn", b"<!DOCTYPE a><a/>", "DOCTYPE"),
        ("x.json", b"{", "Không đọc được"),
        ("x.json", json.dumps({"format": 1, "steps": [{"key": "a"}], "key": "k"}).encode(), "không đúng cấu trúc"),
        ("x.json", json.dumps({"format": 7, "steps": []}).encode(), "không đúng cấu trúc"),
        ("x.exe", b"MZ", "x.exe"),
        ("x.xlsx", b"PK", "x.xlsx"),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_refused_in_words(client, name, data, words):
    assert words in Read(upload(client, name, data), status=422).text()
    assert not Process.objects.exists()


def test_a_unit_administrator_reads_and_changes_nothing(console):
    version = published()
    reader = console.client(Role.UNIT_ADMIN)
    page = Read(reader.get(f"/quan-tri/quy-trinh/{version.id}/"))
    assert not page.all("//form[contains(@action,'ban-nhap')]")
    assert reader.post(f"/quan-tri/quy-trinh/{version.id}/ban-nhap/").status_code == 403
    assert reader.post(f"/quan-tri/quy-trinh/{version.id}/sua/", {}).status_code == 403
