"""Procedures out as files and in again: what goes out comes back unchanged, a file is tried before it does anything."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from python_calamine import CalamineWorkbook

from motcua.catalog import actions
from motcua.catalog.models import CatalogIntake, ProcedureVersion
from motcua.catalog.refusals import PinnedOtherwise
from motcua.core.deadline import Norm, Unit
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from tests.catalog.factories import NOW
from tests.catalog.published import record
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/thu-tuc/"
CODE = "1.001193"
HERE = f"{LIST}{CODE}/"


@pytest.fixture(autouse=True)
def _today(clock_at):
    clock_at("2026-11-23 08:00")


@pytest.fixture
def client(console):
    return console.client(Role.PROCEDURE_CONTROL)


def published(**values):
    return actions.publish_version(data=record(**values), valid_from=date(2026, 1, 1), by=SYSTEM, now=NOW)


def chosen(version):
    """Let a clerk have chosen what the text leaves open."""
    online = version.channels.get(kind="online")
    actions.choose_time(channel_id=online.pk, norm=Norm(Decimal("2.5"), Unit.WORKING_DAY), by=SYSTEM, now=NOW)
    actions.choose_fee(channel_id=online.pk, amount_vnd=5000, kind="fee", words="một bản", by=SYSTEM, now=NOW)
    return version


def send(client, data, name="x.jsonl", on="01/12/2026"):
    if not isinstance(data, bytes):
        data = "\n".join(json.dumps(each, ensure_ascii=False) for each in data).encode()
    return client.post(f"{LIST}nhap/", {"file": SimpleUploadedFile(name, data), "valid_from": on})


def sheets(response):
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def body(response):
    return b"".join(response.streaming_content)


def test_a_version_goes_out_as_json_and_comes_back_as_the_same_version(client):
    chosen(published())
    data = client.get(f"{HERE}ban/1/thu-tuc.json").content
    assert json.loads(data)["methods"][1]["chosen_fees"] == [{"amount_vnd": 5000, "kind": "fee", "words": "một bản"}]
    page = Read(client.get(send(client, data, "thu-tuc.json").url))
    assert "không có gì để nhập" in page.text()
    intake = CatalogIntake.objects.get()
    assert (intake.report["read"], intake.report["refused"]) == (1, [])


def test_the_same_text_published_again_takes_no_choice_away_and_another_choice_is_a_version(client):
    version = chosen(published())
    again = Read(client.get(send(client, [record() | {"note": "cùng nội dung, dạng khác"}]).url))
    assert "không có gì để nhập" in again.text()
    other = json.loads(client.get(f"{HERE}ban/1/thu-tuc.json").content)
    other["methods"][1]["chosen_time"]["value"] = "4"
    client.post(send(client, [other]).url)
    assert ProcedureVersion.objects.get(number=2).channels.get(kind="online").time_value == 4
    assert version.channels.get(kind="online").time_value == Decimal("2.5")


def test_taken_in_where_it_was_never_known_it_has_the_clerks_choices(client):
    chosen(published())
    data = json.loads(client.get(f"{HERE}ban/1/thu-tuc.json").content) | {"code": "1.001194"}
    to = send(client, [data]).url
    assert client.post(to).status_code == 302
    made = ProcedureVersion.objects.get(procedure__national_code="1.001194")
    online = made.channels.get(kind="online")
    assert (online.time_value, online.time_raw, online.fees.get().amount_vnd) == (Decimal("2.5"), "1 OTHER", 5000)


def test_the_list_goes_out_as_it_is_narrowed_and_comes_back_as_nothing_new(client):
    published(executing_agency="Ủy ban nhân dân cấp xã")
    published(code="2.000001", name="=HYPERLINK(1)", field="Xây dựng")
    lines = body(client.get(f"{LIST}thu-tuc.jsonl?tim=khai")).decode().splitlines()
    assert [json.loads(line)["code"] for line in lines] == [CODE]
    (rows,) = sheets(client.get(f"{LIST}thu-tuc.xlsx")).values()
    assert rows[3][:2] == ["Mã số", "Tên"]
    assert ["2.000001", "=HYPERLINK(1)"] in [row[:2] for row in rows]
    everything = body(client.get(f"{LIST}thu-tuc.jsonl"))
    for data, name in ((everything, "x.jsonl"), (client.get(f"{LIST}thu-tuc.xlsx").content, "x.xlsx")):
        page = Read(client.get(send(client, data, name).url))
        assert "không có gì để nhập" in page.text(), name
    assert ProcedureVersion.objects.count() == 2


def test_a_version_goes_out_as_a_workbook_to_read(client):
    published()
    book = sheets(client.get(f"{HERE}ban/1/thu-tuc.xlsx"))
    assert list(book) == ["Nội dung", "Cách nộp", "Thành phần hồ sơ", "Kết quả", "Căn cứ pháp lý"]
    assert book["Cách nộp"][5][:4] == ["Trực tuyến", "", "Cán bộ phải chọn", "1 OTHER"]
    assert client.get(f"{HERE}ban/9/thu-tuc.xlsx").status_code == 404


def test_a_file_is_tried_first_and_changes_nothing_until_it_is_taken_in(client):
    published()
    to = send(client, [record(name="Đăng ký khai sinh"), record("1.001194", name="Khai tử"), "hỏng"]).url
    assert ProcedureVersion.objects.count() == 1
    page = Read(client.get(to))
    assert "Chạy thử, chưa thay đổi gì" in page.text()
    assert page.texts("//details//tr[th='Tên thủ tục']/td") == ["Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"]
    assert "1.001194" in page.text()
    assert "1 dòng bị từ chối" in page.text()
    assert client.post(to).status_code == 302
    changed, new = ProcedureVersion.objects.filter(valid_from=date(2026, 12, 1)).order_by("procedure__national_code")
    assert (changed.number, new.number) == (2, 1)
    told = JournalEvent.objects.get(kind="procedure.imported", subject=f"procedure:{CODE}").details
    assert (told["before"], told["version"], told["changes"][0]["after"]) == (1, 2, "Đăng ký khai sinh")
    assert JournalEvent.objects.get(kind="catalog.imported").details["new"] == 1
    assert "đã được nhập" in Read(client.post(to), status=409).text()


def test_what_changed_since_the_trial_is_looked_at_again(client):
    published()
    to = send(client, [record(name="Đăng ký khai sinh"), record("1.001194")]).url
    published(code="1.001194")
    page = Read(client.post(to), status=409)
    assert "Danh mục đã thay đổi" in page.text()
    assert CatalogIntake.objects.get().report["new_codes"] == []
    assert ProcedureVersion.objects.count() == 2
    assert client.post(to).status_code == 302


def test_no_version_begins_on_a_day_on_which_a_dossier_was_filed(client):
    version = published()
    to = send(client, [record(name="Đăng ký khai sinh")], on="23/11/2026").url
    intake = CatalogIntake.objects.get()
    with pytest.raises(PinnedOtherwise):
        actions.take_catalog(intake_id=intake.pk, pinned={CODE: date(2026, 11, 23)}, by=SYSTEM, now=NOW)
    version.refresh_from_db()
    assert version.valid_to is None
    assert client.post(to).status_code == 302


@pytest.mark.parametrize(
    ("data", "name", "on", "words"),
    [
        (b"x", "x.docx", "01/12/2026", ""),
        (b"x", "x.jsonl", "22/11/2026", "không được trước hôm nay"),
        (b"\n".join([b"{}"] * 1001), "x.jsonl", "01/12/2026", "hơn 1000 thủ tục"),
        (b"", "x.jsonl", "01/12/2026", ""),
    ],
)
def test_what_is_too_much_or_too_early_is_refused_before_it_is_tried(client, data, name, on, words):
    answer = send(client, data, name, on)
    if words:
        assert words in Read(answer, status=409).text()
    assert ProcedureVersion.objects.count() == 0


@pytest.mark.parametrize("data", [b"[", b"\xff", b"5", b"[[], 3, null]", b'{"code": 5}', b'"' * 4000])
@pytest.mark.parametrize("name", ["x.json", "../../x.json", "x.jsonl", "x.xlsx", "x.txt", "x.tar.gz", "x.jsonl.gz"])
def test_what_cannot_be_read_is_refused_with_its_place_and_changes_nothing(client, data, name):
    page = Read(client.get(send(client, data, name).url))
    assert "không có gì để nhập" in page.text()
    assert CatalogIntake.objects.get().report["refused"]


def test_a_file_is_taken_after_it_came(client):
    send(client, [record()])
    with pytest.raises(IntegrityError, match="catalog_intake_is_taken_after_it_came"):
        CatalogIntake.objects.update(taken_at=date(2020, 1, 1).isoformat() + "T00:00:00Z")
