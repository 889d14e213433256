"""The list of forms, and what moves a form on: published, given its day, compared, copied, taken in and given out."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.base import clock
from motcua.catalog import actions, queries
from motcua.catalog.models import FormVersion
from motcua.core import forms
from motcua.core.lifecycle import SYSTEM
from motcua.core.vietnam import ZONE
from tests.catalog import factories as make
from tests.core.forms.making import EVERYTHING, form
from tests.web.console.reading import Read

from .conftest import FAMILY, NOW, Bench

pytestmark = pytest.mark.django_db
OTHER = form({"key": "other", "kind": "text"})


def post(bench, what, follow=True, **given):
    return bench.client().post(bench.url + what, given, follow=follow)


def kept(bench, definition=OTHER):
    return actions.keep_form(version_id=bench.version.pk, definition=definition, by=SYSTEM, now=NOW)


def test_the_list_shows_how_each_form_stands_in_a_fixed_number_of_queries(bench, django_assert_max_num_queries):
    for number in range(3):
        Bench(bench.console, make.version(name=f"Thủ tục {number}")).publish()
    make.version(name="Chưa có biểu mẫu nào")
    kept(bench)
    client = bench.client()
    with django_assert_max_num_queries(11):
        page = Read(client.get("/quan-tri/bieu-mau/"))
    assert len(page.all("//tbody/tr")) == 4
    assert page.text(f"//tr[.//a[@href='{bench.url}']]").startswith(str(bench.version.procedure))
    assert "Chưa đối chiếu" in page.text("//tbody")

    assert page.texts("//nav[@class='tabs']/a")[0] == "Có biểu mẫu 4"
    found = Read(client.get("/quan-tri/bieu-mau/", {"loc": "tat-ca", "tim": "chua co"}))
    assert "Chưa có biểu mẫu nào" in found.text("//tbody")
    assert "Không có thủ tục nào" in Read(client.get("/quan-tri/bieu-mau/?tim=khong+co")).text()
    assert Read(client.get("/quan-tri/bieu-mau/?loc=%27&trang=-1"))


def test_a_draft_is_published_with_its_mark_and_the_versions_show_what_changed(bench):
    draft = kept(bench)
    page = Read(bench.client().get(bench.url))
    assert "Bản nháp 2" in page.text()
    assert "Bỏ “Nhãn relation”" in page.text()

    assert "đã sửa biểu mẫu này" in Read(post(bench, "ban-hanh/", mark="old")).text()
    assert "đã được đưa vào dùng" in Read(post(bench, "ban-hanh/", mark=draft.digest)).text()
    assert queries.form_in_use(bench.version.pk).definition == OTHER
    assert "Không còn bản nháp nào" in Read(post(bench, "ban-hanh/", mark=draft.digest)).text()


def test_a_draft_with_errors_lists_them_and_offers_no_publishing(bench):
    draft = kept(bench, form({"key": "a", "shown": "nobody"}))
    page = Read(bench.client().get(bench.url))
    assert "Không có trường “nobody”" in page.text()
    assert page.all(f"//form[@action='{bench.url}ban-hanh/']") == []
    assert "có lỗi nên không ban hành được" in Read(post(bench, "ban-hanh/", mark=draft.digest)).text()


def test_a_draft_gets_its_day_is_shut_until_it_is_taken_back(bench):
    draft = kept(bench)
    today = clock.now().astimezone(ZONE).date()
    assert (
        "phải sau hôm nay"
        in Read(post(bench, "hen-ngay/", mark=draft.digest, on=f"{today:%d/%m/%Y}"), status=409).text()
    )
    assert Read(post(bench, "hen-ngay/", mark=draft.digest, on="hôm nào"), status=422)
    day = today + timedelta(days=8)
    page = Read(post(bench, "hen-ngay/", mark=draft.digest, on=f"{day:%d/%m/%Y}"))
    assert f"Áp dụng từ {day:%d/%m/%Y}" in page.text()
    assert page.all(f"//a[@href='{bench.url}soan/']") == []

    bench.client().post(bench.url + "soan/cau-truc/", {"mark": draft.digest, "do": "out f:other"})
    assert bench.definition == OTHER
    post(bench, "huy-hen/")
    assert bench.draft.publish_on is None
    post(bench, "bo-nhap/", mark=draft.digest)
    assert not FormVersion.objects.filter(status="draft").exists()


def test_comparing_says_who_when_and_with_what_and_only_of_the_form_that_was_read(bench):
    assert "vừa được thay" in Read(post(bench, "doi-chieu/", number="7", source="Thông tư")).text()
    assert Read(post(bench, "doi-chieu/", number="1", source=""), status=422)
    page = Read(post(bench, "doi-chieu/", number="1", source="Thông tư số 04/2020/TT-BTP, Phụ lục 1"))
    assert "Thông tư số 04/2020/TT-BTP, Phụ lục 1" in page.text()
    assert "Người giữ vai procedure_control" in page.text("//dl")
    assert queries.form_in_use(bench.version.pk).is_compared


def test_a_form_is_copied_from_another_procedure_by_its_code(bench):
    source = Bench(bench.console, make.version(name="Đăng ký khai tử"))
    source.publish(EVERYTHING)
    mark = bench.version.forms.get().digest
    assert "Không có biểu mẫu nào như vậy" in Read(post(bench, "chep/", mark=mark, source="9.9"), status=422).text()
    post(bench, "chep/", mark=mark, source=f"{source.version.procedure} – Đăng ký khai tử")
    assert bench.definition == EVERYTHING
    assert bench.draft.copied_from.version_id == source.version.pk


def test_a_form_given_out_and_taken_in_again_is_the_same(bench):
    response = bench.client().get(bench.url + "ban/1.json")
    assert response.headers["Content-Disposition"].endswith('-1.json"')
    target = Bench(bench.console, make.version(name="Khác"))
    file = SimpleUploadedFile("form.json", response.content, "application/json")
    there = target.client().post(target.url + "nhap/", {"mark": "", "file": file})
    assert there.url == target.url + "soan/"
    assert target.definition == FAMILY
    assert bench.client().get(bench.url + "ban/9.json").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "không phải JSON"),
        (b"[" * 100_000, "không phải JSON"),
        (b"[]", "không phải đối tượng"),
        (b'{"type": "object", "oneOf": []}', "chưa hiểu “oneOf”"),
        (b'{"type": "object", "properties": {"A B": {"type": "string"}}}', "Khóa phải là chữ thường"),
        (json.dumps(forms.to_schema(FAMILY) | {"motcua": {"vocabulary": "other", "form": {}}}).encode(), "từ vựng"),
        (b" " * (1024 * 1024 + 1), "lớn quá 1 MB"),
    ],
)
def test_what_is_no_form_is_refused_with_the_reason_and_nothing_is_kept(bench, content, said):
    file = SimpleUploadedFile("form.json", content, "application/json")
    response = bench.client().post(bench.url + "nhap/", {"mark": "", "file": file})
    assert said in Read(response, status=response.status_code).text("//div[@role='alert']")
    assert response.status_code in (409, 422)
    assert not FormVersion.objects.filter(status="draft").exists()


def test_a_procedure_without_a_form_can_begin_one(console):
    bare = Bench(console, make.version(name="Mới", valid_from=date(2026, 1, 1)))
    page = Read(bare.client().get(bare.url))
    assert "Lập biểu mẫu" in page.text()
    bare.client().post(bare.url + "soan/cau-truc/", {"mark": "", "do": "add", "label": "Họ tên", "where": "s:noi_dung"})
    assert [field.key for field in bare.definition.fields] == ["noi_dung", "ho_ten"]
    assert bare.client().get("/quan-tri/bieu-mau/999999/").status_code == 404
