"""The draft of an application at the citizens' door: saved, resumed, told of change, and kept when signed out."""

import re

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.drafts.models import Draft
from motcua.drafts.queries import content
from motcua.files.models import StoredFile
from tests.core.forms.making import form
from tests.factories import people
from tests.factories.forms import give_form
from tests.web.portal.test_filing import ADDRESS, answers, pdf  # noqa: F401 – a fixture of the filing tests

SAVE = f"{ADDRESS}nhap/"
LIST = "/ho-so-nhap/"


@pytest.fixture
def typed(answers, signed_in):  # noqa: F811
    """What the page would send, with its hold on the draft."""
    page = signed_in.get(ADDRESS).content.decode()
    hold = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("holder", "edition", "tab")}
    return answers | hold


def saved(client: Client, body: dict[str, str]):
    response = client.post(SAVE, body)
    assert response.status_code == 200
    return response.json()


def test_what_is_typed_is_saved_and_comes_back_on_another_device(signed_in, typed, citizen):
    told = saved(signed_in, typed | {"owner-full_name": "Nguyễn Văn An", "f.muc_dich": "Dở da", "owner-phone": "09"})
    assert told["said"] == "Đã lưu nháp lúc 09:00."

    other_device = Client()
    other_device.force_login(citizen.account)
    page = other_device.get(told["address"]).content.decode()
    for value in ('value="Dở da"', 'value="09"', 'value="25 Lê Lợi"', f'value="{typed["key"]}"'):
        assert value in page
    assert "Lỗi:" not in page  # half an answer is no mistake yet
    assert "Bản nháp lưu lúc" in page


def test_without_a_script_a_button_saves(signed_in, typed):
    response = signed_in.post(ADDRESS, typed | {"stage": "save", "f.muc_dich": "Nửa chừng"}, follow=True)
    page = response.content.decode()

    assert response.redirect_chain[-1][0] == f"{ADDRESS}?nhap={Draft.objects.get().number}"
    assert "Đã lưu nháp lúc 09:00." in page
    assert 'value="Nửa chừng"' in page


def test_files_come_back_with_the_draft(signed_in, typed):
    page = signed_in.post(ADDRESS, typed | {"stage": "save", "paper_1": pdf()}, follow=True).content.decode()

    assert f'name="attached" value="paper_1:{StoredFile.objects.get().pk}"' in page
    assert Draft.objects.get().file_ids == [StoredFile.objects.get().pk]


def test_a_file_that_is_not_taken_is_said_and_the_rest_is_saved(signed_in, typed):
    response = signed_in.post(ADDRESS, typed | {"stage": "save", "paper_1": pdf("x.pdf", b"MZ\x90 program")})

    assert response.status_code == 422
    assert "paper_1_error" in response.content.decode()
    assert dict(content(Draft.objects.get()).answers)["f.muc_dich"] == "Bổ sung hồ sơ xin việc"


def test_files_are_put_in_order_without_a_script(signed_in, typed):
    page = signed_in.post(ADDRESS, typed | {"stage": "check", "paper_1": [pdf("mot.pdf"), pdf("hai.pdf")]})
    both = re.findall(r'name="attached" value="([^"]*)"', page.content.decode())
    last = both[1].rpartition(":")[2]
    page = signed_in.post(ADDRESS, typed | {"attached": both, "up": last}).content.decode()

    assert re.findall(r'name="attached" value="([^"]*)"', page) == both[::-1]
    assert "Lỗi:" not in page


def test_the_list_names_them_and_throws_one_away(signed_in, typed, django_assert_max_num_queries):
    saved(signed_in, typed)
    with django_assert_max_num_queries(6):
        page = signed_in.get(LIST).content.decode()
    draft = Draft.objects.get()
    assert f"{ADDRESS}?nhap={draft.number}" in page
    assert "23/12/2026" in page  # thirty days on
    assert f"{ADDRESS}?nhap={draft.number}" in signed_in.get(ADDRESS).content.decode()

    page = signed_in.post(f"{LIST}{draft.pk}/xoa/", follow=True).content.decode()
    assert "Đã xóa hồ sơ đang soạn" in page
    assert not Draft.objects.exists()
    assert "Không còn hồ sơ đang soạn này" in signed_in.post(f"{LIST}{draft.pk}/xoa/", follow=True).content.decode()


def test_a_draft_of_somebody_else_is_nowhere_to_be_found(signed_in, typed):
    saved(signed_in, typed)
    draft = Draft.objects.get()
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)

    assert other.get(f"{ADDRESS}?nhap={draft.number}").url == ADDRESS
    assert "Xác nhận" not in other.get(LIST).content.decode()
    other.post(f"{LIST}{draft.pk}/xoa/")
    assert other.post(SAVE, typed).status_code == 422
    assert Draft.objects.get().edition == 1


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 300, "1 OR 1=1", "²", "x:y"])
def test_no_draft_is_an_empty_form_and_a_word_about_it(signed_in, here, number):
    page = signed_in.get(ADDRESS, {"nhap": number}, follow=True)
    assert page.redirect_chain == [(ADDRESS, 302)]
    assert "Không còn hồ sơ đang soạn này" in page.content.decode()


def test_filing_ends_the_draft_and_its_page_files_nothing_more(signed_in, typed):
    saved(signed_in, typed)
    sent = signed_in.post(ADDRESS, typed | {"stage": "send", "agreed": "1"})
    assert not Draft.objects.exists()

    assert signed_in.post(SAVE, typed).json() == {"filed": sent.url}
    back = signed_in.post(ADDRESS, typed | {"stage": "check"})
    assert (back.status_code, back.url) == (302, sent.url)
    assert signed_in.get(ADDRESS, {"nhap": typed["key"].removeprefix("portal:")}).url == sent.url
    assert not Draft.objects.exists()
    assert Dossier.objects.count() == 1


def test_a_second_window_is_told_and_overwrites_nothing_until_it_is_asked_to(signed_in, typed):
    first = saved(signed_in, typed | {"f.muc_dich": "Một"})
    saved(signed_in, typed | {"tab": "hai", "edition": str(first["edition"]), "f.muc_dich": "Hai"})

    late = typed | {"edition": str(first["edition"]), "f.muc_dich": "Ba"}
    refused = signed_in.post(SAVE, late)
    assert refused.status_code == 409
    assert "cửa sổ hoặc thiết bị khác" in refused.json()["elsewhere"]
    page = signed_in.post(ADDRESS, late | {"stage": "check"})
    assert page.status_code == 409
    assert "Giữ nội dung trên trang này" in page.content.decode()
    assert 'value="Ba"' in page.content.decode()
    assert dict(content(Draft.objects.get()).answers)["f.muc_dich"] == "Hai"

    signed_in.post(ADDRESS, late | {"over": "1"})
    assert dict(content(Draft.objects.get()).answers)["f.muc_dich"] == "Ba"


def test_a_form_changed_meanwhile_keeps_the_draft_and_says_what_fell_out(here, signed_in, typed):
    told = saved(signed_in, typed | {"f.tinh_trang": "Chưa kết hôn"})
    give_form(here.version, form({"key": "muc_dich", "label": "Mục đích"}, {"key": "since", "kind": "date"}))
    page = signed_in.get(told["address"]).content.decode()

    assert 'value="Bổ sung hồ sơ xin việc"' in page
    assert "Có câu trả lời không còn trong biểu mẫu" in page
    assert re.search(r"<dt>Tình trạng hiện nay</dt><dd>Chưa kết hôn</dd>", page)

    version = re.search(r'name="f-version" value="([^"]+)"', page)[1]
    saved(signed_in, typed | {"f-version": version, "edition": "1", "f.tinh_trang": ""})
    assert "Chưa kết hôn" in signed_in.get(told["address"]).content.decode()  # still there to be read


def signed_out(client: Client) -> None:
    Session.objects.all().delete()
    client.cookies.pop(project.SESSION_COOKIE_NAME)


def test_a_form_sent_after_the_session_ended_is_there_again_after_signing_in(signed_in, typed, citizen):
    signed_out(signed_in)
    response = signed_in.post(ADDRESS, typed | {"stage": "check", "f.muc_dich": "Không mất", "paper_1": pdf()})
    draft = Draft.objects.get()
    assert response.url == f"/dang-nhap/?next=%2Fnop-ho-so%2F1.004873%2F%3Fnhap%3D{draft.number}"
    assert not Dossier.objects.exists()

    signed_in.force_login(citizen.account)
    page = signed_in.get(f"{ADDRESS}?nhap={draft.number}").content.decode()
    assert 'value="Không mất"' in page
    assert "to-khai.pdf" in page


def test_sending_after_the_session_ended_keeps_and_files_nothing(signed_in, typed):
    signed_out(signed_in)
    signed_in.post(ADDRESS, typed | {"stage": "send", "agreed": "1"})

    assert Draft.objects.exists()
    assert not Dossier.objects.exists()


def test_the_script_is_told_that_it_was_kept_though_signed_out(signed_in, typed):
    signed_out(signed_in)
    response = signed_in.post(SAVE, typed | {"f.muc_dich": "Không mất"})

    assert response.status_code == 401
    assert response.json()["kept"] is True
    assert response.json()["onward"].startswith("/dang-nhap/?next=")
    assert dict(content(Draft.objects.get()).answers)["f.muc_dich"] == "Không mất"


@pytest.mark.parametrize("holder", ["", "x", "MQ:1abc:zzz"])
def test_a_page_that_cannot_prove_whose_it_is_saves_nothing(signed_in, typed, holder):
    signed_out(signed_in)

    assert signed_in.post(SAVE, typed | {"holder": holder}).json() == {"signed_out": True, "kept": False}
    assert signed_in.post(ADDRESS, typed | {"holder": holder}).url.startswith("/dang-nhap/?next=%2Fnop-ho-so")
    assert not Draft.objects.exists()


def test_a_page_older_than_the_present_session_loses_nothing(typed, citizen):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(citizen.account)
    response = browser.post(ADDRESS, typed | {"stage": "check", "f.muc_dich": "Trang cũ"})
    draft = Draft.objects.get()
    assert response.url == f"{ADDRESS}?nhap={draft.number}"
    page = browser.get(response.url).content.decode()

    assert "Trang đã mở quá lâu" in page
    assert 'value="Trang cũ"' in page


def test_a_forged_page_from_elsewhere_saves_nothing(typed, citizen):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(citizen.account)

    assert browser.post(ADDRESS, typed | {"holder": "", "stage": "send", "agreed": "1"}).status_code == 403
    assert not Draft.objects.exists()
    assert not Dossier.objects.exists()


def test_kept_after_signing_out_beside_what_another_window_saved(signed_in, typed):
    saved(signed_in, typed | {"tab": "hai", "f.muc_dich": "Hai"})
    signed_out(signed_in)
    signed_in.post(SAVE, typed | {"f.muc_dich": "Ba"})

    assert {dict(content(draft).answers)["f.muc_dich"] for draft in Draft.objects.all()} == {"Hai", "Ba"}
