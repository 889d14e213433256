"""Tracking: who may see what, and what is said in which state."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.core.flow import Outcome
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Component, Dossier, Step
from tests.factories import people
from tests.factories.province import MONDAY
from tests.files.samples import PDF


def ask(client: Client, code: str, digits: str):
    return client.post("/tra-cuu/", {"code": code, "digits": digits})


@pytest.mark.parametrize("digits", ["5678", "1234"])
def test_the_code_with_the_end_of_a_number_opens_the_dossier(filed, digits):
    code = filed().code
    client = Client()
    response = ask(client, f" {code.lower()} ", digits)

    assert response.url == f"/tra-cuu/{code}/"
    assert "Hồ sơ đã gửi và đang chờ tiếp nhận." in client.get(response.url).content.decode()


def test_personal_data_are_masked_for_who_is_not_signed_in(filed):
    moved = filed()
    page = Client().get(f"/tra-cuu/k/{moved.key}/").content.decode()

    assert "Nguyễn V** A**" in page
    for hidden in ("Nguyễn Văn An", "038085001234", "0912345678", "Lê Lợi"):
        assert hidden not in page


@pytest.mark.parametrize(("code", "digits"), [("right", "0000"), ("H56.901-261123-9999", "5678")])
def test_a_wrong_code_and_wrong_digits_get_the_same_answer(filed, code, digits):
    right = filed().code
    response = ask(Client(), right if code == "right" else code, digits)

    assert response.status_code == 422
    assert "Không tìm thấy hồ sơ với mã và 4 số này" in response.content.decode()


@pytest.mark.parametrize("digits", ["", "12", "abcd", "12345", "１２３４"])
def test_only_four_digits_are_tried(filed, digits):
    assert ask(Client(), filed().code, digits).status_code == 422


def test_guessing_is_stopped(filed):
    code = filed().code
    client = Client()
    answers = [ask(client, code, f"{number:04d}").status_code for number in range(8)]

    assert answers[-1] == 429
    assert ask(client, code, "5678").status_code == 429


def test_knowing_the_address_is_not_enough(filed):
    code = filed().code

    assert Client().get(f"/tra-cuu/{code}/").url == f"/tra-cuu/?ma={code}"


def test_the_proof_lasts_half_an_hour(filed, clock_at):
    code = filed().code
    client = Client()
    ask(client, code, "5678")
    clock_at("2026-11-23 09:31")

    assert client.get(f"/tra-cuu/{code}/").status_code == 302


@pytest.mark.parametrize("key", ["aaaaaaaaaaaa", "x", "'; --", "%00"])
def test_a_wrong_key_finds_nothing(here, key):
    assert Client().get(f"/tra-cuu/k/{key}/").status_code == 404


def test_tracking_pages_are_kept_nowhere(filed):
    assert Client().get(f"/tra-cuu/k/{filed().key}/").headers["Cache-Control"] == "no-store"


def test_a_dossier_in_process_tells_its_date_why_and_its_way(filed):
    page = Client().get(f"/tra-cuu/k/{filed(accepted=True).key}/").content.decode()

    assert "thứ Ba, 01/12/2026" in page
    assert "Vì sao có ngày hẹn này?" in page
    assert page.count('class="done"') == 2
    assert page.count('class="now" aria-current="step"') == 1
    assert 'class="todo"' in page


def test_the_reception_step_is_told_once(filed):
    page = Client().get(f"/tra-cuu/k/{filed(accepted=True).key}/").content.decode()

    assert page.count("Tiếp nhận hồ sơ") == 1
    assert ">desk<" not in page


def test_a_late_dossier_says_so_and_apologises(filed, clock_at):
    moved = filed(accepted=True)
    clock_at("2026-12-10 09:00")
    page = Client().get(f"/tra-cuu/k/{moved.key}/").content.decode()

    assert "Hồ sơ đang trễ hẹn" in page
    assert "xin lỗi" in page
    assert "banner late" in page


def test_internal_notes_and_officers_are_not_shown(here, filed):
    moved = filed(accepted=True)
    step = Step.objects.get(dossier_id=moved.id, state="open")
    head = here.actor(Role.DIVISION_HEAD)
    actions.complete_step(step_id=step.pk, outcome=Outcome.DONE, by=head, now=MONDAY, note="Lưu ý nội bộ")
    page = Client().get(f"/tra-cuu/k/{moved.key}/").content.decode()

    assert "Lưu ý nội bộ" not in page
    assert head.name not in page


def test_a_supplement_says_what_until_when_and_how(asked):
    page = Client().get(f"/tra-cuu/k/{asked.key}/").content.decode()

    for words in ("Cần Ông/Bà bổ sung giấy tờ.", "Bản sao quyết định ly hôn", "thứ Ba, 15/12/2026", "đăng nhập"):
        assert words in page


def test_the_owner_sees_their_name_papers_and_who_looked(signed_in, filed):
    page = signed_in.get(f"/tra-cuu/{filed().code}/").content.decode()

    for words in ("Nguyễn Văn An", "Tờ khai", "Ai đã xem hồ sơ này", "Rút hồ sơ"):
        assert words in page


def test_ones_own_dossiers_are_listed_with_their_state(signed_in, filed, clock_at):
    filed(accepted=True)
    clock_at("2026-12-10 09:00")
    page = signed_in.get("/ho-so-cua-toi/").content.decode()

    assert "H56.901-261123-0001" in page
    assert "Trễ hẹn" in page


def test_sending_the_papers_asked_for(signed_in, asked):
    address = f"/ho-so-cua-toi/{asked.code}/bo-sung/"
    key = signed_in.get(address).context["form"]["key"].value()
    given = {"key": key, "papers": [SimpleUploadedFile("ly-hon.pdf", PDF, "application/pdf")]}
    response = signed_in.post(address, given, follow=True)

    assert "Giấy tờ bổ sung đã gửi" in response.content.decode()
    assert Dossier.objects.get().state == "submitted"
    assert Component.objects.filter(supplement_number=1, file__name="ly-hon.pdf").count() == 1


def test_a_supplement_without_papers_is_not_sent(signed_in, asked):
    address = f"/ho-so-cua-toi/{asked.code}/bo-sung/"
    key = signed_in.get(address).context["form"]["key"].value()
    response = signed_in.post(address, {"key": key})

    assert response.status_code == 422
    assert "Xin chọn giấy tờ bổ sung" in response.content.decode()
    assert Dossier.objects.get().state == "intake_supplement"


def test_asking_for_the_dossier_back_needs_a_reason_and_is_asked_once(signed_in, filed):
    code = filed(accepted=True).code
    address = f"/ho-so-cua-toi/{code}/rut/"
    key = signed_in.get(address).context["form"]["key"].value()
    assert signed_in.post(address, {"key": key}).status_code == 422

    response = signed_in.post(address, {"key": key, "reason": "Tôi nộp nhầm thủ tục."}, follow=True)
    page = response.content.decode()
    assert "Đã đề nghị rút hồ sơ" in page
    assert ">Rút hồ sơ<" not in page


@pytest.mark.parametrize("page", ["/da-nop/{}/", "/ho-so-cua-toi/{}/bo-sung/", "/ho-so-cua-toi/{}/rut/"])
def test_nobody_acts_on_another_citizens_dossier(asked, page):
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)

    assert other.get(page.format(asked.code)).status_code == 404


def test_english_tells_the_same(filed, clock_at):
    moved = filed(accepted=True)
    page = Client().get(f"/en/tra-cuu/k/{moved.key}/").content.decode()

    assert "Your dossier is being processed." in page
    assert "Tuesday, 01/12/2026" in page
