"""Code tables begun, changed, taken in from a file, confirmed; and a form that draws on one."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from motcua.catalog.models import CodeEntry, CodeTable
from motcua.core.roles import Role
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/danh-muc/"
WOODS = f"{URL}woods/"


@pytest.fixture
def clerk(console):
    return console.client(Role.PROCEDURE_CONTROL)


@pytest.fixture
def woods(clerk):
    clerk.post(URL, {"name": "Loại gỗ", "name_en": "Woods", "key": "woods", "source": "Thông tư 1"})
    clerk.post(f"{WOODS}ma/", {"code": "teak", "name": "=Tếch", "position": "10", "valid_from": "01/01/2026"})
    return CodeTable.objects.get(key="woods")


def upload(content, name="a.json"):
    return {"file": SimpleUploadedFile(name, content)}


def document(*rows, **given):
    usual = {"name_en": "", "position": "0", "valid_from": "2026-01-01", "valid_to": None}
    return json.dumps({"format": "motcua/danh-muc/woods", "rows": [usual | row for row in rows]} | given).encode()


def carried(page):
    return {"rows": page.all("//input[@name='rows']")[0].get("value")}


def test_every_table_stands_in_one_list(clerk, woods, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = Read(clerk.get(URL))
    names = page.texts("//tbody//th/a")
    assert names[0] == "Loại gỗ"
    assert {"Dân tộc", "Tôn giáo", "Quốc gia", "Quan hệ gia đình, xã hội", "Loại giấy tờ"} <= set(names)
    assert page.text("//tbody/tr[1]/td[1]") == "1"


def test_a_table_is_begun_changed_and_confirmed(clerk, woods):
    page = Read(clerk.get(WOODS))
    assert "=Tếch" in page.text("//table")
    assert "Chưa đối chiếu" in page.text("//aside")
    assert "Đã đối chiếu" in Read(clerk.post(f"{WOODS}doi-chieu/", follow=True)).text("//aside")
    edit = Read(clerk.get(WOODS, {"ma": "teak"}))
    assert edit.all("//input[@name='name']")[0].get("value") == "=Tếch"
    given = {"code": "teak", "name": "Tếch", "position": "10", "valid_from": "01/01/2026", "valid_to": "30/06/2026"}
    assert "Thôi dùng" in Read(clerk.post(f"{WOODS}ma/", given, follow=True)).text("//table")
    assert "Đang dùng" in Read(clerk.get(WOODS, {"ngay": "01/05/2026"})).text("//table")
    assert "đã có" in Read(clerk.post(f"{WOODS}ma/", given | {"valid_from": "01/05/2026"}), status=409).text()
    Read(clerk.post(f"{WOODS}ma/", given | {"valid_from": "x"}), status=422)
    assert "gạch dưới" in Read(clerk.post(URL, {"name": "A", "key": "Gỗ"}), status=409).text()


def test_a_table_of_the_program_is_shown_and_taken_over(clerk):
    page = Read(clerk.get(f"{URL}religions/"))
    assert "Phật giáo" in page.text("//table")
    assert "Đi kèm phần mềm" in page.text("//aside")
    assert "Thêm mã" in Read(clerk.post(f"{URL}religions/dua-vao/", follow=True)).text("//aside")
    assert not Read(clerk.get(f"{URL}sexes/")).all("//form[contains(@action,'dua-vao')]")
    assert clerk.get(f"{URL}lạ/").status_code == 404
    assert clerk.get(f"{URL}unknown/").status_code == 404
    assert clerk.post(f"{URL}relations/ma/", {}).status_code == 404


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_what_goes_out_comes_in_and_changes_nothing(clerk, woods, ending):
    Read(clerk.post(f"{URL}ethnicities/dua-vao/", follow=True))
    for key in ("woods", "ethnicities"):
        file = clerk.get(f"{URL}{key}/danh-muc.{ending}").content
        page = Read(clerk.post(f"{URL}{key}/nhap/", upload(file, f"a.{ending}")))
        assert "không có gì để nhập" in page.text()
        assert not page.all("//input[@name='rows']")


def test_a_text_that_looks_like_a_formula_goes_out_as_text(clerk, woods):
    file = clerk.get(f"{WOODS}danh-muc.xlsx").content
    assert CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()[4][1] == "=Tếch"


def test_a_file_is_tried_shown_and_then_taken(clerk, woods):
    file = document({"code": "teak", "name": "Gỗ tếch", "position": "10"}, {"code": "oak", "name": "Sồi"})
    page = Read(clerk.post(f"{WOODS}nhap/", upload(file)))
    assert page.texts("//tbody/tr/th") == ["teak (01/01/2026)", "oak (01/01/2026)"]
    assert "=Tếch → Gỗ tếch" in page.text("//tbody/tr[1]")
    assert CodeEntry.objects.count() == 1
    assert CodeEntry.objects.get().name == "=Tếch"
    done = Read(clerk.post(f"{WOODS}nhap/", carried(page), follow=True))
    assert "thêm 1, thay đổi 1" in done.text()
    assert set(CodeEntry.objects.values_list("name", flat=True)) == {"Gỗ tếch", "Sồi"}


def test_one_refused_row_and_nothing_is_taken(clerk, woods):
    file = document({"code": "oak", "name": "Sồi"}, {"code": "a b", "name": "X"}, {"code": "oak", "name": "Sồi"})
    page = Read(clerk.post(f"{WOODS}nhap/", upload(file)), status=409)
    assert page.texts("//tbody/tr/td[1]") == ["2", "3", "1"]
    assert "trùng với dòng 1" in page.text("//tbody/tr[2]")
    assert not page.all("//input[@name='rows']")
    assert CodeEntry.objects.count() == 1


def test_what_became_impossible_since_the_trial_is_refused_whole(clerk, woods):
    rows = ({"code": "oak", "name": "Sồi"}, {"code": "elm", "name": "Du"})
    page = Read(clerk.post(f"{WOODS}nhap/", upload(document(*rows))))
    given = {"code": "elm", "name": "Cây du", "position": "1", "valid_from": "01/02/2026"}
    clerk.post(f"{WOODS}ma/", given)
    assert "đã có" in Read(clerk.post(f"{WOODS}nhap/", carried(page)), status=409).text("//table")
    assert not CodeEntry.objects.filter(code="oak").exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.json", "rỗng"),
        (b"x", "a.xlsx", "Không đọc được tệp"),
        (b"{}", "a.json", "Không đọc được tệp"),
        (document(format="motcua/khac"), "a.json", "Tệp này chứa"),
    ],
)
def test_a_file_that_is_none_is_refused_plainly(clerk, woods, content, name, said):
    assert said in Read(clerk.post(f"{WOODS}nhap/", upload(content, name)), status=422).text("//div[@role='alert']")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"code": "x", "name": "X" * 100_000}, "tối đa 200"),
        ({"code": "x", "name": "X", "valid_from": "31/02/2026"}, "không phải ngày"),
        ({"code": "x", "name": ""}, "Chưa ghi"),
        ({"code": "x", "name": "X", "position": "một"}, "không phải số"),
        ({"code": "teak", "name": "X", "valid_from": "2026-02-01"}, "đã có"),
    ],
)
def test_a_wrong_row_is_refused_with_its_number_and_reason(clerk, woods, row, said):
    page = Read(clerk.post(f"{WOODS}nhap/", upload(document({"code": "ok", "name": "Được"}, row))), status=409)
    assert page.text("//tbody/tr[1]/td[1]") == "2"
    assert said in page.text("//tbody/tr[1]")


def test_rows_somebody_altered_on_the_way_are_not_taken(clerk, woods):
    page = Read(clerk.post(f"{WOODS}nhap/", {"rows": "x:y:z"}), status=409)
    assert "quá một giờ" in page.text()


def test_the_builder_of_forms_offers_the_table(clerk, woods):
    from motcua.core.forms import Field, Kind
    from motcua.core.status_words import Words
    from motcua.web.console.forms.kinds_asked import fields_of

    offered = fields_of(Kind.CODE, Field("a", Kind.CODE, Words("A", "A")))["table"].choices
    assert ("woods", "Loại gỗ") in list(offered)
