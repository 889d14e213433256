"""Paying from one's own dossier: the proof goes up, the desk records it or says why not, and only its record counts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, PaymentProof
from motcua.files.models import StoredFile
from tests.factories import people
from tests.factories.province import MONDAY
from tests.files.samples import PDF
from tests.files.test_joining import GREEN, RED, photograph

pytestmark = pytest.mark.django_db

NOTICE = "Thông báo 12/TB-CT: 50.000 đ"


@pytest.fixture
def owing(here, filed):
    moved = filed(accepted=True)
    by = here.actor(Role.CASE_OFFICER)
    actions.ask_payment(dossier_id=moved.id, notice=NOTICE, by=by, now=MONDAY)
    return moved


@pytest.fixture
def address(owing) -> str:
    return f"/ho-so-cua-toi/{owing.code}/chung-tu/"


def typed(client: Client, address: str, **other) -> dict[str, object]:
    key = client.get(address).context["form"]["key"].value()
    bill = SimpleUploadedFile("chuyen-khoan.pdf", PDF, "application/pdf")
    given = {"amount": "50.000", "paid_on": "22/11/2026", "reference": "FT-88123", "papers": bill}
    return {"key": key} | given | other


@pytest.fixture
def sent(signed_in, address):
    return signed_in.post(address, typed(signed_in, address))


@pytest.fixture
def clerk(here) -> Client:
    client = Client()
    client.force_login(here.officers[Role.RECEPTION].account)
    return client


def test_the_dossier_says_first_what_is_owed_and_where_to_send_the_proof(signed_in, owing, address, settings):
    settings.PAY_TO = "Kho bạc Nhà nước, số 3713.0.1"
    page = signed_in.get(f"/tra-cuu/{owing.code}/").content.decode()
    assert NOTICE in page
    assert "Kho bạc Nhà nước, số 3713.0.1" in page
    assert page.index(address) < page.index("Quá trình giải quyết")
    assert address in signed_in.get("/ho-so-cua-toi/").content.decode()
    assert "Kho bạc" not in Client().get(f"/tra-cuu/{owing.code}/", follow=True).content.decode()


def test_a_proof_sent_waits_for_the_desk_and_moves_nothing(signed_in, owing, sent):
    assert sent.status_code == 302
    proof = PaymentProof.objects.get()
    assert (proof.amount_vnd, proof.reference, proof.answer) == (50_000, "FT-88123", "waiting")
    assert (proof.file.kind, proof.file.dossier_id) == (StoredFile.Kind.PROOF, owing.id)
    assert StoredFile.objects.filter(dossier_id=None).count() == 0  # what went up is what lies there
    assert Dossier.objects.get(pk=owing.id).state == "finance"

    page = signed_in.get(f"/tra-cuu/{owing.code}/").content.decode()
    assert "Chứng từ nộp tiền đã gửi, đang chờ cơ quan kiểm tra." in page
    mine = signed_in.get("/ho-so-cua-toi/")
    assert [(group.wanted, group.count) for group in mine.context["groups"]] == [(False, 1)]
    paper = signed_in.get(f"/ho-so-cua-toi/{owing.code}/tep/{proof.file_id}/")
    assert paper.getvalue() == PDF


def test_photographs_of_one_receipt_become_one_document(signed_in, owing, address):
    photos = [SimpleUploadedFile(f"{n}.jpg", photograph(c), "image/jpeg") for n, c in enumerate((RED, GREEN))]
    signed_in.post(address, typed(signed_in, address, papers=photos))
    assert StoredFile.objects.get(kind="proof").pages == 2
    assert StoredFile.objects.filter(kind="paper", dossier_id=None).count() == 0


def test_the_same_page_sent_twice_is_one_proof(signed_in, address):
    given = typed(signed_in, address)
    for _ in range(2):
        given["papers"] = SimpleUploadedFile("bien-lai.pdf", PDF, "application/pdf")
        assert signed_in.post(address, given).status_code == 302
    assert PaymentProof.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "năm chục"}, "Không đọc được số tiền"),
        ({"amount": "0"}, "Số tiền phải lớn hơn 0."),
        ({"paid_on": "24/11/2026"}, "Ngày nộp không thể sau hôm nay."),
        ({"papers": []}, "Xin chọn ảnh hoặc tệp chứng từ."),
        ({"reference": "9" * 101}, "100"),
    ],
)
def test_what_is_wrong_is_said_and_the_file_stays(signed_in, address, wrong, said):
    response = signed_in.post(address, typed(signed_in, address, **wrong))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not PaymentProof.objects.exists()
    assert ('name="attached"' in response.content.decode()) is ("papers" not in wrong)


def test_no_more_than_three_wait_at_once(signed_in, address):
    for _ in range(3):
        assert signed_in.post(address, typed(signed_in, address)).status_code == 302
    refused = signed_in.post(address, typed(signed_in, address))
    assert "Đã có 3 chứng từ đang chờ" in refused.content.decode()
    assert PaymentProof.objects.count() == 3
    assert 'name="attached"' in refused.content.decode()


def test_nobody_but_the_owner_sends_one_and_only_while_money_is_owed(signed_in, owing, address, filed):
    stranger = Client()
    stranger.force_login(people.citizen("Trần Thị Bình", personal_id="038085009999").account)
    assert stranger.get(address).status_code == 404
    other = filed()
    assert signed_in.get(f"/ho-so-cua-toi/{other.code}/chung-tu/").status_code == 302


def test_the_desk_sees_the_proof_beside_its_button_and_records_the_payment(clerk, owing, sent):
    assert "Đã gửi chứng từ" in clerk.get("/quay/?muc=nop-tien").content.decode()
    page = clerk.get(f"/quay/ho-so/{owing.id}/")
    text, proof = page.content.decode(), PaymentProof.objects.get()
    assert "50.000\u00a0đ" in text
    assert 'value="FT-88123"' in text
    picture = clerk.get(f"/quay/ho-so/{owing.id}/chung-tu/{proof.file_id}/trang/1/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert clerk.get(f"/quay/ho-so/{owing.id}/chung-tu/{proof.file_id + 1}/trang/1/").status_code == 404

    act = next(form for act, form, _ in page.context["leading"] if act.slug == "da-nop-tien")
    clerk.post(f"/quay/ho-so/{owing.id}/da-nop-tien/", {"key": act["key"].value(), "proof": "FT-88123"})
    proof.refresh_from_db()
    assert (Dossier.objects.get(pk=owing.id).state, proof.answer) == ("in_process", "taken")


def test_a_proof_that_is_refused_comes_back_with_the_reason_and_another_is_sent(signed_in, clerk, owing, address, sent):
    page = clerk.get(f"/quay/ho-so/{owing.id}/")
    form = next(form for act, form, _ in page.context["others"] if act.slug == "khong-ghi-nhan")
    key, proof = form["key"].value(), form["proof"].value()
    given = {"key": key, "proof": proof, "reason": "Ảnh mờ, không thấy số tiền."}
    refuse = f"/quay/ho-so/{owing.id}/khong-ghi-nhan/"
    assert clerk.post(refuse, given | {"reason": " "}).status_code == 422
    assert clerk.post(refuse, given).status_code == 302

    page = signed_in.get(f"/tra-cuu/{owing.code}/").content.decode()
    assert "Chưa được ghi nhận" in page
    assert "Ảnh mờ, không thấy số tiền." in page
    assert "Có tin nhắn mới của cơ quan" in signed_in.get("/ho-so-cua-toi/").content.decode()
    assert signed_in.post(address, typed(signed_in, address)).status_code == 302
    assert [each.answer for each in PaymentProof.objects.order_by("pk")] == ["refused", "waiting"]
    # The one that was answered is not answered again: not from a page left open.
    late = clerk.post(refuse, given | {"key": key[:-1] + "x"})
    assert (late.status_code, "đã được trả lời" in late.content.decode()) == (409, True)
