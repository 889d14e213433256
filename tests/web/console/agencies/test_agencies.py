"""The agencies of a day: seen, found, handed out; a division opened."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from motcua.org.models import AgencyCode, Succession, Unit
from tests.factories import places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/co-quan/"


@pytest.fixture
def ward(console):
    type(console.province).objects.filter(pk=console.province.pk).update(valid_from=date(2020, 1, 1))
    then = {"valid_from": date(2020, 1, 1), "valid_to": date(2025, 6, 30)}
    old = places.agency("UBND phường Đông Vệ", parent=console.province, **then)
    new = places.agency("UBND phường Hạc Thành", parent=console.province)
    AgencyCode.objects.create(agency=new, scheme="gso", code="14758", valid_from=new.valid_from)
    Succession.objects.create(predecessor=old, successor=new, on=new.valid_from, part=True, is_default=True)
    places.unit(new, "Phòng Kinh tế")
    return new


@pytest.fixture
def admin(console):
    return console.client(Role.SYSTEM_ADMIN)


def test_the_tree_of_a_day_shows_who_stood_then(admin, ward, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = Read(admin.get(URL))
    assert page.texts("//ul[@class='tree']//a") == ["UBND tỉnh Thanh Hóa", "UBND phường Hạc Thành"]
    assert "Phòng Kinh tế" in page.text()
    assert Read(admin.get(URL, {"ngay": "01/01/2024"})).texts("//ul[@class='tree']//a")[1] == "UBND phường Đông Vệ"
    assert Read(admin.get(URL, {"tim": "14758"})).texts("//ul[@class='tree']//a")[1] == "UBND phường Hạc Thành"
    assert "Không có cơ quan nào" in Read(admin.get(URL, {"tim": "khong co", "ngay": "hôm nào"})).text()


def test_an_agency_says_what_it_came_from_and_what_became_of_it(admin, ward):
    page = Read(admin.get(f"{URL}{ward.pk}/"))
    assert "nhận từ UBND phường Đông Vệ (một phần)" in page.text()
    old = ward.inheritances.get().predecessor
    assert "chuyển sang UBND phường Hạc Thành" in Read(admin.get(f"{URL}{old.pk}/")).text()
    assert "Đã kết thúc" in Read(admin.get(f"{URL}{old.pk}/")).text("//div[@class='page-head']")
    assert admin.get(f"{URL}999999/").status_code == 404


def test_a_division_is_opened_once_and_journaled(admin, ward):
    given = {"name": "  Phòng   Văn hóa ", "since": "01/12/2026"}
    assert "Phòng Văn hóa" in Read(admin.post(f"{URL}{ward.pk}/phong/", given, follow=True)).text()
    assert "cùng tên" in Read(admin.post(f"{URL}{ward.pk}/phong/", given), status=409).text("//div[@role='alert']")
    assert Unit.objects.filter(name="Phòng Văn hóa", agency=ward).count() == 1
    event = JournalEvent.objects.get(kind="unit.opened")
    assert (event.subject, event.details["from"]) == (f"agency:{ward.pk}", "2026-12-01")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"name": "", "since": "01/12/2026"}, 422),
        ({"name": "A", "since": "x"}, 422),
        ({"name": "A", "since": "01/01/2020"}, 409),
    ],
)
def test_a_division_that_cannot_be_is_refused(admin, ward, given, status):
    Read(admin.post(f"{URL}{ward.pk}/phong/", given), status=status)
    assert Unit.objects.filter(agency=ward).count() == 1


def test_the_agencies_are_handed_out_as_a_spreadsheet_and_as_json(admin, ward):
    ward.name = "=HYPERLINK(1)"
    ward.save()
    response = admin.get(f"{URL}co-quan.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[4:]] == ["UBND tỉnh Thanh Hóa", "=HYPERLINK(1)"]
    given = admin.get(f"{URL}co-quan.json", {"ngay": "02/07/2025"}).json()
    assert given["on"] == "2025-07-02"
    row = given["rows"][1]
    assert (row["name"], row["level"], row["parent_name"]) == ("=HYPERLINK(1)", "cấp xã", "UBND tỉnh Thanh Hóa")
    assert (row["gso"], row["units"], row["valid_from"]) == ("14758", "Phòng Kinh tế", "2025-07-01")
