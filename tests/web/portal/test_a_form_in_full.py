"""An electronic form at the citizens' door: what follows from answers, groups, files; without scripts and with them."""

import os
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.forms import written_forms
from motcua.dossiers.models import Component, Dossier
from tests.browsers import DESKTOP, PHONE
from tests.core.forms.making import form
from tests.factories.forms import give_form
from tests.files.samples import PDF
from tests.web.accessibility import sideways, sign_in, violations

ADDRESS = "/nop-ho-so/1.004873/"
ASKED = form(
    {"key": "why", "kind": "choice", "choices": [["work", "Xin việc"], ["other", "Khác"]], "required": True},
    {"key": "which", "label": "Ghi rõ", "shown": 'why = "other"', "required": True},
    {
        "key": "heirs",
        "kind": "group",
        "label": "Người thừa kế",
        "most_items": 3,
        "fields": [
            {"key": "name", "label": "Họ tên", "kind": "person_name", "required": True},
            {"key": "share", "label": "Phần", "kind": "percent", "required": True},
            {"key": "proof", "label": "Giấy tờ chứng minh", "kind": "file"},
        ],
    },
    {"key": "total", "label": "Tổng phần", "kind": "computed", "computed": "sum(heirs.share)", "result": "percent"},
)


@pytest.fixture
def asked(here):
    return give_form(here.version, ASKED)


@pytest.fixture
def sent(here, asked, signed_in) -> dict[str, str]:
    """The page as it is offered, filled in but for the form."""
    page = signed_in.get(ADDRESS).content.decode()
    return {
        "key": re.search(r'name="key" value="([^"]+)"', page)[1],
        "f-version": re.search(r'name="f-version" value="([^"]+)"', page)[1],
        "agency": str(here.commune.pk),
        "result_by": "desk",
        "owner-kind": "citizen",
        "owner-full_name": "Nguyễn Văn An",
        "owner-personal_id": "038085001234",
        "owner-phone": "0912345678",
        "owner-address": "25 Lê Lợi",
        "owner-commune": "phường Hạc Thành",
        "f.why": "work",
        "f.heirs.items": "1",
    }


TWO = {
    "f.heirs.items": "2",
    "f.heirs.0.name": "Lê An",
    "f.heirs.0.share": "40",
    "f.heirs.1.name": "Lê Bình",
    "f.heirs.1.share": "60",
}


def test_a_question_appears_when_the_answer_it_follows_from_is_given(signed_in, sent):
    assert "Ghi rõ" not in signed_in.get(ADDRESS).content.decode()
    page = signed_in.post(ADDRESS, sent | {"f.why": "other", "part": "refresh"}).content.decode()

    assert "Ghi rõ" in page
    assert "Lỗi:" not in page  # nothing is judged yet
    assert 'value="25 Lê Lợi"' in page
    wrong = signed_in.post(ADDRESS, sent | {"f.why": "other", "stage": "check"})
    assert wrong.status_code == 422
    assert "Xin nhập ghi rõ" in wrong.content.decode()


def test_items_are_added_and_removed_without_scripts_and_what_was_typed_stays(signed_in, sent):
    page = signed_in.post(ADDRESS, sent | TWO | {"part": "+heirs"}).content.decode()
    assert 'name="f.heirs.2.name"' in page
    assert 'name="f.heirs.items" value="3"' in page
    assert re.search(r'name="f.heirs.2.name"[^>]*autofocus', page)
    assert "100%" in page  # computed on the server

    page = signed_in.post(ADDRESS, sent | TWO | {"part": "-heirs.0"}).content.decode()
    assert 'name="f.heirs.0.name" id="f-heirs-0-name" value="Lê Bình"' in page
    assert "Lê An" not in page


@pytest.mark.parametrize("part", ["+nobody", "-heirs.9", "-heirs.x", "+", "-", "+why", "-why.0", "x" * 500, "+heirs.0"])
def test_a_button_nobody_drew_does_nothing(signed_in, sent, part):
    response = signed_in.post(ADDRESS, sent | TWO | {"part": part})

    assert response.status_code == 200
    assert 'name="f.heirs.items" value="2"' in response.content.decode()


def test_a_group_takes_no_more_than_it_may(signed_in, sent):
    page = signed_in.post(ADDRESS, sent | {"f.heirs.items": "3", "part": "+heirs"}).content.decode()

    assert 'name="f.heirs.items" value="3"' in page
    assert 'value="+heirs"' not in page


def test_the_script_gets_only_the_form(signed_in, sent):
    page = signed_in.post(ADDRESS, sent | {"part": "refresh"}, headers={"MC-Part": "1"}).content.decode()

    assert page.lstrip().startswith("<div")
    assert 'id="declaration"' in page
    assert "owner-full_name" not in page


def test_what_was_declared_is_looked_over_kept_and_printed(signed_in, sent):
    review = signed_in.post(ADDRESS, sent | TWO | {"stage": "check"}).content.decode()
    for words in ("Người thừa kế", "Lê Bình", "60%", "Tổng phần", "100%"):
        assert words in review
    response = signed_in.post(ADDRESS, sent | TWO | {"stage": "send", "agreed": "1", "f.total": "7"})

    dossier = Dossier.objects.get()
    assert dossier.answers.answers == {
        "why": "work",
        "heirs": [{"name": "Lê An", "share": "40"}, {"name": "Lê Bình", "share": "60"}],
        "total": "100",
        "result_by": "desk",
    }
    assert dossier.answers.form is not None
    paper = signed_in.get(f"{response.url}to-khai.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-1.7")


def test_a_file_belongs_to_its_item_and_moves_with_it(signed_in, sent):
    upload = SimpleUploadedFile("chung-minh.pdf", PDF, content_type="application/pdf")
    page = signed_in.post(ADDRESS, sent | TWO | {"f.heirs.1.proof": upload, "part": "refresh"}).content.decode()
    kept = {"attached": re.search(r'name="attached" value="([^"]*)"', page)[1]}
    assert "chung-minh.pdf" in page

    page = signed_in.post(ADDRESS, sent | TWO | kept | {"part": "-heirs.0"}).content.decode()
    kept = {"attached": re.search(r'name="attached" value="([^"]*)"', page)[1]}
    one = {"f.heirs.items": "1", "f.heirs.0.name": "Lê Bình", "f.heirs.0.share": "60"}
    signed_in.post(ADDRESS, sent | one | kept | {"stage": "send", "agreed": "1"})
    (heir,) = Dossier.objects.get().answers.answers["heirs"]
    assert heir["proof"] == [Component.objects.get().file_id]


def test_a_number_of_a_file_sent_as_an_answer_is_no_answer(signed_in, sent):
    signed_in.post(ADDRESS, sent | TWO | {"f.heirs.0.proof": "1", "stage": "send", "agreed": "1"})

    assert "proof" not in Dossier.objects.get().answers.answers["heirs"][0]


def test_a_form_replaced_meanwhile_is_told_and_nothing_typed_is_lost(here, signed_in, sent):
    give_form(
        here.version, form({"key": "why", "label": "Lý do"}, {"key": "since", "label": "Từ ngày", "kind": "date"})
    )
    response = signed_in.post(ADDRESS, sent | {"stage": "send", "agreed": "1"})
    page = response.content.decode()

    assert response.status_code == 422
    assert "Biểu mẫu vừa được cập nhật" in page
    assert 'value="work"' in page
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "../../etc/passwd", "=1+1", "\x00‮"]
)
def test_hostile_answers_are_kept_as_text_or_refused_never_obeyed(signed_in, sent, hostile):
    page = signed_in.post(ADDRESS, sent | {"f.why": "other", "f.which": hostile, "stage": "check"}).content.decode()

    assert "<script>alert" not in page


PICTURES = os.environ.get("MOTCUA_PICTURES", "")


def picture(page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.console_errors("status of 422")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_written_form_is_accessible_and_answers_as_one_types(open_page, live_server, here, signed_in, size):
    give_form(here.version, written_forms()["1.001193"])
    page = open_page(size)
    sign_in(page, signed_in, live_server.url)
    page.goto(live_server.url + ADDRESS)
    picture(page, f"file-{size[0]}-1")
    page.get_by_label("Người được ủy quyền").check()
    page.get_by_label("Văn bản ủy quyền").wait_for()
    page.get_by_role("group", name="Sinh đôi trở lên").get_by_label("Có", exact=True).check()
    page.get_by_label("Sinh thứ").wait_for()
    page.get_by_label("Sinh thứ").fill("1")
    page.get_by_role("button", name="Thêm Trẻ cùng lần sinh").click()
    page.locator("#f-siblings_at_birth-1-full_name").wait_for()
    assert page.evaluate("document.activeElement.id") == "f-siblings_at_birth-1-full_name"
    assert page.locator("#f-siblings_at_birth-0-order").input_value() == "1"
    assert violations(page) == []
    assert sideways(page) <= 0
    picture(page, f"file-{size[0]}-2")
    page.get_by_role("button", name="Tiếp tục: xem lại").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    picture(page, f"file-{size[0]}-3")
