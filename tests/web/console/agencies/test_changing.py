"""An agency founded, renamed, coded, reorganised by an administrator, and what the page refuses."""

from datetime import date

import pytest

from motcua.core.roles import Role
from motcua.org import queries
from motcua.org.models import Agency, Succession, Unit
from motcua.people.models import Post
from tests.factories import people, places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/co-quan/"


@pytest.fixture
def admin(console):
    return console.client(Role.SYSTEM_ADMIN)


@pytest.fixture
def ward(console):
    return places.agency("UBND phường Đông Vệ", parent=console.province)


def alert(response, status):
    return Read(response, status=status).text("//div[@role='alert']")


def test_an_agency_is_founded_and_given_a_code(admin, console, ward):
    given = {
        "name": "UBND phường Lam Sơn", "short_name": "", "level": "commune", "parent": "UBND tỉnh Thanh Hóa",
        "since": "01/01/2027", "is_one_stop": "on",
    }  # fmt: skip
    page = Read(admin.post(f"{URL}them/", given, follow=True))
    assert page.text("//h1") == "UBND phường Lam Sơn"
    made = Agency.objects.get(name="UBND phường Lam Sơn")
    assert (made.parent_id, made.valid_from, made.is_one_stop) == (console.province.pk, date(2027, 1, 1), True)
    code = {"scheme": "new", "code": "h56.99", "since": "01/01/2027"}
    assert "H56.99" in Read(admin.post(f"{URL}{made.pk}/ma/", code, follow=True)).text()
    assert "không đúng dạng" in alert(
        admin.post(f"{URL}{made.pk}/ma/", code | {"code": "x", "since": "01/02/2027"}), 409
    )
    assert "cùng tên" in alert(admin.post(f"{URL}them/", given), 409)
    assert "Không có cơ quan nào tên" in alert(admin.post(f"{URL}them/", given | {"parent": "UBND tỉnh Lạ"}), 422)


def test_the_old_name_stays_in_the_past(admin, ward):
    given = {"name": "UBND phường Lam Sơn", "short_name": "", "since": "01/03/2026", "decision": "NQ 5"}
    page = Read(admin.post(f"{URL}{ward.pk}/doi-ten/", given, follow=True))
    assert page.text("//h1") == "UBND phường Lam Sơn"
    assert "UBND phường Đông Vệ" in page.text("//dl[@class='kv']")
    assert "UBND phường Đông Vệ" in Read(admin.get(URL, {"ngay": "28/02/2026"})).text()
    assert "UBND phường Lam Sơn" in Read(admin.get(URL, {"ngay": "01/03/2026"})).text()
    assert "phải từ ngày sau đó" in alert(admin.post(f"{URL}{ward.pk}/doi-ten/", given | {"name": "X"}), 409)


def plan(**given):
    usual = {
        "old-0": "UBND phường Đông Vệ", "new-0": "UBND phường Lam Sơn", "on": "01/01/2027", "ends": "ends",
        "decision": "Nghị quyết 1", "op": "look",
    }  # fmt: skip
    return usual | given


def test_a_reorganisation_is_seen_before_it_is_carried_out(admin, console, ward):
    heir = places.agency("UBND phường Lam Sơn", parent=console.province)
    officer = people.officer("Nguyễn Văn Bình")
    people.post(officer, Role.RECEPTION, ward.pk)
    seen = Read(admin.post(f"{URL}sap-xep/", plan()))
    assert seen.texts("//table//tbody//td") == ["0", "0", "1", "0", "0", "0"]
    assert Agency.objects.get(pk=ward.pk).valid_to is None
    token = seen.all("//input[@name='seen']")[0].get("value")
    assert "Số liệu vừa thay đổi" in Read(admin.post(f"{URL}sap-xep/", plan(op="carry_out", seen="x"))).text()
    people.post(people.officer("Trần Thị Mới"), Role.CLERK, ward.pk)
    assert "Số liệu vừa thay đổi" in Read(admin.post(f"{URL}sap-xep/", plan(op="carry_out", seen=token))).text()
    assert Agency.objects.get(pk=ward.pk).valid_to is None
    token = Read(admin.post(f"{URL}sap-xep/", plan())).all("//input[@name='seen']")[0].get("value")
    page = Read(admin.post(f"{URL}sap-xep/", plan(op="carry_out", seen=token), follow=True))
    assert "chuyển 2 vị trí" in page.text()
    assert Agency.objects.get(pk=ward.pk).valid_to == date(2026, 12, 31)
    assert Post.objects.get(officer=officer, valid_to=None).agency_id == heir.pk
    assert [heir.agency_id for heir in queries.successors(ward.pk, date(2027, 1, 1))] == [heir.pk]


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"new-0": ""}, 409, "Phải nêu cơ quan kế tiếp"),
        ({"old-0": ""}, 409, "Chưa chọn cơ quan nào"),
        ({"old-0": "UBND xã Lạ"}, 422, "Không có cơ quan nào tên"),
        ({"new-0": "UBND phường Đông Vệ"}, 409, "vừa là cơ quan cũ"),
        ({"new-1": "UBND xã Khác"}, 409, "chọn cơ quan nhận phần không tách được"),
        ({"ends": "part", "new-0": ""}, 409, "phải có cơ quan nhận"),
        ({"on": "31/02/2027"}, 422, "Từ ngày"),
        ({"main": "<script>"}, 422, "Nhập"),
    ],
)
def test_what_would_strand_work_is_refused_in_words(admin, console, ward, given, status, said):
    for name in ("UBND phường Lam Sơn", "UBND xã Khác"):
        places.agency(name, parent=console.province)
    people.post(people.officer("Nguyễn Văn Bình"), Role.RECEPTION, ward.pk)
    assert said in Read(admin.post(f"{URL}sap-xep/", plan(**given)), status=status).text()
    assert not Succession.objects.exists()


def test_more_rows_are_given_and_what_was_typed_stays(admin, ward):
    page = Read(admin.post(f"{URL}sap-xep/", plan(op="more", on="")))
    assert len(page.all("//input[starts-with(@name,'old-')]")) == 4
    assert page.all("//input[@name='old-0']")[0].get("value") == "UBND phường Đông Vệ"
    assert not page.all("//div[@role='alert']")
    page = Read(admin.get(f"{URL}sap-xep/", {"co_quan": ward.pk}))
    assert page.all("//input[@name='old-0']")[0].get("value") == "UBND phường Đông Vệ"


def test_a_division_is_renamed_and_ended_in_favour_of_another(admin, ward):
    room, other = places.unit(ward, "Phòng A"), places.unit(ward, "Phòng B")
    people.post(people.officer("Nguyễn Văn Bình"), Role.CASE_OFFICER, ward.pk, unit_id=room.pk)
    here = f"{URL}{ward.pk}/phong/{room.pk}/"
    page = Read(admin.post(f"{here}doi-ten/", {"name": "Phòng C", "since": "01/03/2026"}, follow=True))
    assert "Phòng C" in page.text("//ul[contains(@class,'units')]")
    assert "cùng tên" in alert(admin.post(f"{here}doi-ten/", {"name": "Phòng B", "since": "01/04/2026"}), 409)
    assert "Chọn phòng nhận việc" in alert(admin.post(f"{here}ket-thuc/", {"last_day": "31/12/2026"}), 409)
    given = {"last_day": "31/12/2026", "successor": other.pk}
    assert "chuyển 1 vị trí" in Read(admin.post(f"{here}ket-thuc/", given, follow=True)).text()
    assert Unit.objects.get(pk=room.pk).successor_id == other.pk
    assert admin.post(f"{URL}{ward.pk}/phong/999/ket-thuc/", given).status_code == 404


def test_the_page_of_an_agency_asks_little(admin, ward, django_assert_max_num_queries):
    for number in range(4):
        places.unit(ward, f"Phòng {number}")
    with django_assert_max_num_queries(22):
        admin.get(f"{URL}{ward.pk}/")
