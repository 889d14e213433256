"""Agencies, divisions, officers and calendars go out as files and come in again: tried, shown, taken whole or not."""

import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from motcua.org import actions as org
from motcua.org import queries
from motcua.org.models import Agency, CalendarVersion, Unit
from motcua.people.models import Officer, Post
from tests.factories import people, places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/"
FILES = {
    "co-quan": ("co-quan/co-quan", "co-quan/nhap/"),
    "phong": ("co-quan/phong", "co-quan/nhap-phong/"),
    "can-bo": ("can-bo/can-bo", "can-bo/nhap/"),
    "lich": ("lich/lich", "lich/nhap/"),
}


@pytest.fixture
def admin(console):
    return console.client(Role.SYSTEM_ADMIN)


@pytest.fixture
def ward(console):
    made = places.agency("UBND phường Hạc Thành", parent=console.province, key="commune:1", is_one_stop=True)
    org.give_code(agency_id=made.pk, scheme="new", code="H56.7", since=made.valid_from)
    room = places.unit(made, "=Phòng Kinh tế")
    officer = people.officer("Nguyễn Văn Bình", username="binh")
    people.post(officer, Role.CASE_OFFICER, made.pk, unit_id=room.pk)
    people.post(officer, Role.CLERK, made.pk, until="2030-01-01")
    org.load_calendars()
    return made


def rows_of(admin, what):
    return admin.get(f"{URL}{FILES[what][0]}.json").json()


def tried(admin, what, document, *, status=200):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    given = {"file": SimpleUploadedFile("a.json", content)}
    return Read(admin.post(URL + FILES[what][1], given), status=status)


def taken(admin, what, document):
    page = tried(admin, what, document)
    given = {"rows": page.all("//input[@name='rows']")[0].get("value")}
    return Read(admin.post(URL + FILES[what][1], given, follow=True))


def row(document, **wanted):
    return next(each for each in document["rows"] if all(each[name] == value for name, value in wanted.items()))


@pytest.mark.parametrize("ending", ["xlsx", "json"])
@pytest.mark.parametrize("what", FILES)
def test_what_goes_out_comes_in_and_changes_nothing(admin, ward, what, ending):
    file = admin.get(f"{URL}{FILES[what][0]}.{ending}").content
    given = {"file": SimpleUploadedFile(f"a.{ending}", file)}
    events = JournalEvent.objects.count()
    page = Read(admin.post(URL + FILES[what][1], given))
    assert "không có gì để nhập" in page.text()
    assert JournalEvent.objects.count() == events


@pytest.mark.parametrize("what", FILES)
def test_a_trial_leaves_no_trace(admin, ward, what):
    document = rows_of(admin, what)
    events = JournalEvent.objects.count()
    document["rows"].append(document["rows"][0] | {"name": "Khác", "key": "khac", "on": "2026-06-01", "reason": "QĐ 1"})
    admin.post(URL + FILES[what][1], {"file": SimpleUploadedFile("a.json", json.dumps(document).encode())})
    assert JournalEvent.objects.count() == events


def test_a_name_that_looks_like_a_formula_goes_out_as_text(admin, ward):
    file = admin.get(f"{URL}co-quan/phong.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert [line[2] for line in rows[4:]] == ["=Phòng Kinh tế"]


def test_agencies_are_founded_renamed_and_coded(admin, console, ward):
    document = rows_of(admin, "co-quan")
    own = row(document, key="commune:1")
    own |= {"name": "UBND phường Lam Sơn", "short_name": "UBND phường Lam Sơn", "since": "2026-12-01", "new": "H56.8"}
    own["is_one_stop"] = False
    document["rows"].append(
        own | {"key": "commune:2", "name": "UBND xã Mới", "new": "H56.9", "valid_from": "2027-01-01"}
    )
    page = tried(admin, "co-quan", document)
    assert "UBND phường Hạc Thành → UBND phường Lam Sơn" in page.text("//table")
    assert "thêm 1, thay đổi 1" in taken(admin, "co-quan", document).text()
    then, later = (queries.tree(on=day).by_id[ward.pk] for day in (date(2026, 11, 30), date(2026, 12, 1)))
    assert (then.name, later.name) == ("UBND phường Hạc Thành", "UBND phường Lam Sơn")
    assert (then.codes, later.codes) == ({"new": "H56.7"}, {"new": "H56.8"})
    made = Agency.objects.get(key="commune:2")
    assert (made.parent_id, made.valid_from) == (console.province.pk, date(2027, 1, 1))
    assert JournalEvent.objects.get(kind="agency.one_stop_set").details["after"] == {"one_stop": False}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"level": "cấp huyện"}, "dùng Sắp xếp cơ quan"),
        ({"valid_to": "2026-12-31"}, "dùng Sắp xếp cơ quan"),
        ({"parent": ""}, "dùng Sắp xếp cơ quan"),
        ({"new": ""}, "không bỏ trống mã"),
        ({"new": "sai mã"}, "không đúng dạng"),
        ({"key": "moi", "level": "cấp trời"}, "không có cấp"),
        ({"key": "moi", "parent": "lạ", "new": ""}, "không có cơ quan khóa"),
        ({"key": "moi", "new": ""}, "cùng tên"),
        ({"valid_from": "hôm qua"}, "không phải ngày"),
        ({"is_one_stop": "có lẽ"}, "có” hoặc “không"),
        ({"name": "X" * 100_000}, "tối đa 300"),
    ],
)
def test_a_row_of_agencies_that_cannot_be_is_refused(admin, ward, given, said):
    document = rows_of(admin, "co-quan")
    row(document, key="commune:1").update(given)
    page = tried(admin, "co-quan", document, status=409)
    assert page.text("//tbody/tr[1]/td[1]") == "2"
    assert said in page.text("//tbody/tr[1]")
    assert not page.all("//input[@name='rows']")


def test_divisions_are_opened_and_ended(admin, ward):
    document = rows_of(admin, "phong")
    document["rows"].insert(0, document["rows"][0] | {"name": "Phòng Mới", "valid_from": "2026-11-01"})
    document["rows"][1] |= {"valid_to": "2026-12-31", "successor": "Phòng Mới"}
    assert "thêm 1, thay đổi 1" in taken(admin, "phong", document).text()
    assert Unit.objects.get(name="=Phòng Kinh tế").successor.name == "Phòng Mới"
    assert Post.objects.get(unit__name="Phòng Mới").valid_from == date(2027, 1, 1)
    document = rows_of(admin, "phong")
    row(document, name="Phòng Mới").update(valid_to="2027-12-31")
    assert "Chọn phòng nhận việc" in tried(admin, "phong", document, status=409).text("//tbody")


def test_officers_are_opened_with_passwords_shown_once_and_posts_given_and_ended(admin, ward):
    document = rows_of(admin, "can-bo")
    mine = row(document, username="binh", unit="=Phòng Kinh tế")
    document["rows"] += [
        mine | {"username": "hoa", "full_name": "Trần Thị Hoa", "phone": "0912345678", "email": "hoa@example.vn"},
        mine | {"username": "hoa", "full_name": "Trần Thị Hoa", "unit": "", "role": "clerk"},
    ]
    mine["valid_to"] = "2026-12-31"
    page = taken(admin, "can-bo", document)
    assert page.texts("//dl[@class='kv']/dt") == ["hoa"]
    assert len(page.text("//dl[@class='kv']/dd")) >= 8
    assert Officer.objects.get(account__username="hoa").posts.count() == 2
    assert Post.objects.get(officer__account__username="binh", role="case_officer").valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"full_name": "Tên Khác"}, "không đổi qua tệp"),
        ({"role": "Vua", "username": "hoa"}, "không có vai trò"),
        ({"agency": "lạ"}, "không có cơ quan"),
        ({"unit": "Phòng Lạ"}, "không có phòng"),
        ({"title": "Trưởng", "valid_from": "2026-02-01", "full_name": "Ai Đó"}, "của Nguyễn Văn Bình"),
        ({"valid_from": "2026-02-01"}, "đã giữ vị trí"),
        ({"username": "hoa hoa"}, "Tên đăng nhập"),
        ({"username": "038185001234"}, ""),
    ],
)
def test_a_row_of_officers_that_cannot_be_is_refused(admin, ward, given, said):
    document = rows_of(admin, "can-bo")
    row(document, username="binh", unit="=Phòng Kinh tế").update(given)
    assert said in tried(admin, "can-bo", document, status=409).text("//tbody/tr[1]")
    assert Officer.objects.count() == 2


def test_nobody_gives_beyond_their_reach_by_a_file(console, ward):
    other = places.agency("UBND xã Khác", parent=console.province, key="commune:9")
    local = people.officer("Quản trị phường")
    people.post(local, Role.UNIT_ADMIN, ward.pk)
    client = Client()
    client.force_login(local.account)
    document = rows_of(client, "can-bo")
    assert {each["agency"] for each in document["rows"]} == {"commune:1"}
    document["rows"].append(
        document["rows"][0] | {"username": "moi", "full_name": "Mới", "agency": other.key, "unit": ""}
    )
    tried(client, "can-bo", document, status=409)
    document["rows"][-1] |= {"agency": "commune:1", "role": "system_admin"}
    tried(client, "can-bo", document, status=409)
    assert not Officer.objects.filter(account__username="moi").exists()


def test_a_year_of_a_calendar_is_confirmed_by_a_file(admin, ward):
    document = rows_of(admin, "lich")
    own = [each for each in document["rows"] if each["calendar"] == "office" and each["on"].startswith("2026")]
    document["rows"].remove(own[0])
    new = own[1] | {"on": "2026-12-24", "name": "Ngày nghỉ riêng", "reason": "QĐ 12/2026"}
    document["rows"].append(new)
    before = CalendarVersion.objects.count()
    page = taken(admin, "lich", document)
    assert "thêm 1" in page.text()
    assert CalendarVersion.objects.count() == before + 1
    newest = next(each for each in queries.newest_calendars() if each.calendar.key == "office")
    days = {each["on"] for each in newest.spec["years"]["2026"]["days_off"]}
    assert "2026-12-24" in days
    assert own[0]["on"] not in days
    event = JournalEvent.objects.get(kind="calendar.year_confirmed")
    assert own[0]["on"] in event.details["before"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": ""}, "Quyết định"),
        ({"calendar": "lạ"}, "không có lịch"),
        ({"what": "làm"}, "loại phải là"),
        ({"what": "hoán đổi"}, "hoán đổi phải có"),
    ],
)
def test_a_row_of_a_calendar_that_cannot_be_is_refused(admin, ward, given, said):
    document = rows_of(admin, "lich")
    new = {"calendar": "office", "on": "2026-12-24", "what": "nghỉ", "reason": "QĐ 1"} | given
    document["rows"].append(document["rows"][0] | new)
    assert said in tried(admin, "lich", document, status=409).text("//tbody")


@pytest.mark.parametrize("what", FILES)
def test_a_broken_file_is_refused_plainly(admin, ward, what):
    for name, content in (("a.xlsx", b"PK\x03\x04"), ("a.json", b"{"), ("a.exe", b"MZ"), ("a.json", b"[]")):
        response = admin.post(URL + FILES[what][1], {"file": SimpleUploadedFile(name, content)})
        assert "Không đọc được tệp" in Read(response, status=422).text("//div[@role='alert']")
    assert "Xin chọn" in Read(admin.post(URL + FILES[what][1], {}), status=422).text("//div[@role='alert']")
