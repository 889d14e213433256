"""The builder without scripts: parts changed, moved, added; two editors; a form somebody broke."""

import pytest

from motcua.core import forms
from motcua.core.forms import editing
from motcua.journal.models import JournalEvent
from tests.core.forms.making import EVERYTHING
from tests.web.console.reading import Read

from .conftest import sent

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def opened(bench, part="", **query):
    return Read(bench.client().get(bench.url + "soan/", {"o": part, **query}))


def change(bench, part, page=None, *, client=None, headers=None, **given):
    page = page or opened(bench, part)
    return (client or bench.client()).post(f"{bench.url}soan/?o={part}", sent(page, **given), headers=headers or {})


def arrange(bench, do, **given):
    mark = opened(bench).all("//form[@id='arrange']//input[@name='mark']")[0].get("value")
    return bench.client().post(bench.url + "soan/cau-truc/", {"mark": mark, "do": do, **given})


def test_a_changed_question_is_kept_as_a_draft_and_shown_again(bench):
    response = change(bench, "f:reason", label="Lý do cụ thể", label_en="The reason", required="true")

    assert (response.status_code, response.url) == (302, f"{bench.url}soan/?o=f%3Areason")
    reason = editing.find(bench.definition, "reason")
    assert (reason.label.vi, reason.required, reason.shown) == ("Lý do cụ thể", "true", 'relation = "two"')
    assert "Lý do cụ thể" in opened(bench, "f:reason").text("//div[@id='outline']")
    event = JournalEvent.objects.filter(kind="procedure.form_drafted").last()
    assert event.details["changes"] == [
        "Sửa “Lý do cụ thể”: nhãn “Nhãn reason” → “Lý do cụ thể”; nhãn tiếng Anh “Label reason” → “The reason”; "
        "bắt buộc “không có” → “có”"
    ]


@pytest.mark.parametrize("path", [path for path, _ in forms.walk(EVERYTHING.fields) if path.count(".") == 0])
def test_every_kind_opens_and_kept_untouched_stays_as_it_was(bench, path):
    bench.publish(EVERYTHING)
    response = change(bench, f"f:{path}")

    assert response.status_code == 302, Read(response, status=response.status_code).texts("//p[@class='error']")
    kept = forms.read(type(bench.version).objects.get().forms.order_by("number").last().definition)
    assert editing.find(kept, path) == editing.find(EVERYTHING, path)


def test_what_is_wrong_is_said_beside_the_place_it_concerns_and_the_draft_is_kept(bench):
    change(bench, "f:reason", shown="nobody = 3")
    page = opened(bench, "f:reason")

    assert page.text("//div[@id='told-shown']") == "Điều kiện hiện: Không có trường “nobody”."
    assert page.text("//div[@id='said']") == "1 lỗi"
    assert editing.find(bench.definition, "reason").shown == "nobody = 3"

    change(bench, "f:relation", shown="answered(reason)")
    change(bench, "f:reason", shown='relation = "two"')
    assert "chờ chính nó" in opened(bench, "f:relation").text("//div[@id='told-shown']")


def test_a_new_key_is_followed_and_a_taken_one_refused(bench):
    assert change(bench, "f:relation", key="quan_he").url.endswith("?o=f%3Aquan_he")
    assert editing.find(bench.definition, "reason").shown == 'quan_he = "two"'

    page = Read(change(bench, "f:reason", key="quan_he", label="Giữ nguyên chữ đã nhập"), status=409)
    assert "đã dùng ở đây" in page.text("//form[@id='edit']")
    assert page.all("//textarea[@name='label']")[0].text.strip() == "Giữ nguyên chữ đã nhập"


def test_choices_are_added_reordered_and_removed_and_keep_their_keys(bench):
    change(bench, "f:relation", **{"c-0-vi": "Một một", "c-3-vi": "Bốn", "c-3-en": "Four"})
    assert [(each.key, each.words.vi) for each in editing.find(bench.definition, "relation").choices] == [
        ("one", "Một một"), ("two", "Hai"), ("three", "Ba"), ("four", "Bốn"),
    ]  # fmt: skip
    for do, keys in (
        ("choice-down 0", ["two", "one", "three", "four"]),
        ("choice-up 3", ["two", "one", "four", "three"]),
        ("choice-out 1", ["two", "four", "three"]),
        ("choice-up 0", ["two", "four", "three"]),
    ):
        change(bench, "f:relation", do=do)
        assert [each.key for each in editing.find(bench.definition, "relation").choices] == keys


def test_a_condition_is_put_together_by_choosing(bench):
    given = {"cq-shown": "relation", "cc-shown": "is_not", "cv-shown": "Ba", "do": "compose shown or"}
    change(bench, "f:reason", **given)
    assert editing.find(bench.definition, "reason").shown == 'relation = "two" or relation != "three"'

    page = Read(change(bench, "f:reason", **(given | {"cv-shown": "Bảy"})), status=422)
    assert "không có lựa chọn “Bảy”" in page.text("//form[@id='edit']")

    change(
        bench,
        "f:reason",
        **{"cq-required_when": "relation", "cc-required_when": "answered", "do": "compose required_when and"},
    )
    assert editing.find(bench.definition, "reason").required == "answered(relation)"


def test_another_kind_brings_what_it_cannot_do_without(bench):
    change(bench, "f:reason", kind="choices")
    assert len(editing.find(bench.definition, "reason").choices) == 2
    change(bench, "f:reason", kind="person")
    assert editing.find(bench.definition, "reason").kind == "person"
    assert not forms.errors(bench.definition)
    change(bench, "f:reason", **{"p-full_name": "needed", "p-born_on": "", "p-sex": "", "p-phone": "asked"})
    assert editing.find(bench.definition, "reason").parts == ("full_name*", "personal_id", "phone")


def test_parts_are_added_moved_placed_and_taken_away(bench):
    there = arrange(bench, "add", label="Số điện thoại", kind="phone", where="g:heirs")
    assert there.url.endswith("?o=f%3Aheirs.so_dien_thoai")
    arrange(bench, "section", title="Phần hai")
    arrange(bench, "down f:heirs")
    assert editing.home_of(bench.definition, "heirs") == "phan_hai"
    arrange(bench, "up s:phan_hai")
    assert bench.definition.sections[0].key == "phan_hai"
    change(bench, "f:heirs.so_dien_thoai", place="s:phan_hai")
    assert editing.find(bench.definition, "so_dien_thoai").kind == "phone"
    arrange(bench, "out f:so_dien_thoai")
    arrange(bench, "out r:r")
    arrange(bench, "out s:phan_hai")
    assert [field.key for field in bench.definition.fields] == ["relation", "reason"]
    assert bench.definition.rules == ()

    arrange(bench, "rule f:reason")
    change(bench, "r:kiem_tra", holds="length(reason) > 3", words="Ngắn quá", words_en="Too short", at="reason")
    change(bench, "s:s", title="Phần một", hint="Đọc kỹ", shown="")
    change(bench, "", title="Tờ khai", source="Thông tư số 1", addressee="Ủy ban nhân dân xã")
    assert bench.definition.rules[0].words.en == "Too short"
    assert bench.definition.sections[0].hint.vi == "Đọc kỹ"
    assert (bench.definition.source, bench.definition.addressee.vi) == ("Thông tư số 1", "Ủy ban nhân dân xã")


@pytest.mark.parametrize("do", ["", "up", "fly f:reason", "out f:nobody", "up s:nobody", "out r:nobody", "add"])
def test_nonsense_changes_nothing(bench, do):
    assert arrange(bench, do).status_code == 302
    assert not bench.version.forms.filter(status="draft").exists()


# --- Two editors ------------------------------------------------------------------------------------------------------
def test_who_comes_second_is_told_whose_change_stands_loses_nothing_and_can_put_it_on_top(bench):
    first, second = opened(bench, "f:relation"), opened(bench, "f:reason")
    change(bench, "f:relation", first, label="Quan hệ")

    refused = Read(change(bench, "f:reason", second, label="Lý do của tôi"), status=409)
    assert "Người giữ vai procedure_control đã sửa biểu mẫu này" in refused.text("//div[@id='said']")
    assert refused.all("//textarea[@name='label']")[0].text.strip() == "Lý do của tôi"
    assert editing.find(bench.definition, "reason").label.vi == "Nhãn reason"

    [again] = refused.all("//button[@name='again']")
    change(bench, "f:reason", refused, again=again.get("value"))
    assert editing.find(bench.definition, "reason").label.vi == "Lý do của tôi"
    assert editing.find(bench.definition, "relation").label.vi == "Quan hệ"


def test_who_edits_what_another_took_away_gets_the_words_back(bench):
    second = opened(bench, "f:reason")
    arrange(bench, "out f:reason")

    page = Read(change(bench, "f:reason", second, label="Công sức của tôi"), status=409)
    assert "Công sức của tôi" in page.text("//div[contains(@class,'banner')]")


def test_a_move_on_top_of_anothers_change_is_refused(bench):
    change(bench, "f:relation", label="Quan hệ")
    response = bench.client().post(bench.url + "soan/cau-truc/", {"mark": "old", "do": "down f:relation"}, follow=True)
    assert "đã sửa biểu mẫu này" in Read(response).text("//div[@class='messages']")
    assert bench.definition.fields[0].key == "relation"


# --- For a script -----------------------------------------------------------------------------------------------------
def test_a_script_gets_only_what_changed_and_what_is_typed_in_stays(bench):
    page = opened(bench, "f:reason")
    response = change(bench, "f:reason", page, headers=HTMX, label="Lý do", shown="nobody")

    text = response.content.decode()
    assert response.status_code == 200
    assert 'id="outline"' in text
    assert "Không có trường “nobody”" in text
    assert 'hx-swap-oob="outerHTML:.mark"' in text
    assert bench.draft.digest in text
    assert 'id="edit-panel"' not in text

    renewed = change(bench, "f:reason", headers=HTMX, kind="date").content.decode()
    assert 'id="edit-panel"' in renewed
    clash = change(bench, "f:reason", page, headers=HTMX).content.decode()
    assert "đã sửa biểu mẫu này" in clash
    assert 'id="outline"' not in clash
    moved = change(bench, "f:reason", headers=HTMX, key="ly_do")
    assert moved.headers["HX-Redirect"].endswith("?o=f%3Aly_do")


# --- Trying out -------------------------------------------------------------------------------------------------------
def test_the_draft_is_tried_as_the_applicant_sees_it_and_nothing_is_kept(bench):
    change(bench, "f:relation", label="Quan hệ với trẻ")
    page = Read(bench.client().get(bench.url + "xem-thu/"))
    assert "Quan hệ với trẻ" in page.text("//fieldset")
    assert "frame-ancestors 'self'" in bench.client().get(bench.url + "xem-thu/").headers["Content-Security-Policy"]

    wrong = Read(bench.client().post(bench.url + "xem-thu/", {"stage": "check", "f-version": "0"}))
    assert "Xin chọn quan hệ với trẻ" in wrong.text("//div[@role='alert']")
    given = {"stage": "check", "f-version": "0", "f.relation": "two", "f.reason": "Vì thế"}
    given |= {"f.heirs.items": "1", "f.heirs.0.name": "Lê Thị Hoa"}
    assert "Câu trả lời hợp lệ" in Read(bench.client().post(bench.url + "xem-thu/", given)).text()
    assert "Label reason" not in Read(bench.client().get(bench.url + "xem-thu/?ngon-ngu=en")).text()
    assert "Label heirs" in Read(bench.client().get(bench.url + "xem-thu/?ngon-ngu=en&dien=7")).text()
    assert "Quan hệ với trẻ" not in Read(bench.client().get(bench.url + "xem-thu/?ban=1")).text()


def test_a_draft_with_errors_is_tried_as_far_as_it_is_sound(bench):
    change(bench, "f:reason", shown="nobody")
    assert "Chỗ còn lỗi chưa hiện ở đây" in Read(bench.client().get(bench.url + "xem-thu/")).text()
    arrange(bench, "out f:relation")
    arrange(bench, "out f:reason")
    arrange(bench, "out f:heirs")
    assert "Chưa có gì để xem" in Read(bench.client().get(bench.url + "xem-thu/")).text()
    assert bench.client().get(bench.url + "xem-thu/?ban=9").status_code == 404
