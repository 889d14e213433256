"""Filing a dossier: the form, the page to look it over, the confirmation."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers.models import Component, Dossier, Party
from motcua.files.models import StoredFile
from tests.factories import people
from tests.files.samples import PDF

ADDRESS = "/nop-ho-so/1.004873/"


@pytest.fixture
def answers(here, signed_in) -> dict[str, str]:
    """The form as its page offers it, filled in."""
    page = signed_in.get(ADDRESS).content.decode()
    return {
        "key": re.search(r'name="key" value="([^"]+)"', page)[1],
        "agency": str(here.commune.pk),
        "result_by": "desk",
        "owner-kind": "citizen",
        "owner-full_name": "Nguyễn  Văn An",
        "owner-personal_id": "038 085 001 234",
        "owner-phone": "0912.345.678",
        "owner-address": "25 Lê Lợi",
        "owner-commune": "phường Hạc Thành",
        "f.muc_dich": "Bổ sung hồ sơ xin việc",
        "f.tinh_trang": "Chưa kết hôn",
    }


def pdf(name: str = "to-khai.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def kept_in(page: str) -> str:
    return re.search(r'name="attached" value="([^"]*)"', page)[1]


def test_a_visitor_is_sent_to_sign_in_and_back(here):
    response = Client().get(ADDRESS)

    assert response.status_code == 302
    assert response.url.startswith("/dang-nhap/?next=%2Fnop-ho-so")


def test_the_form_knows_the_citizen(signed_in):
    page = signed_in.get(ADDRESS).content.decode()

    assert 'value="Nguyễn Văn An"' in page
    assert 'value="038085001234"' in page
    assert 'value="0912 345 678"' in page


def test_checking_shows_everything_once_more_and_files_nothing(signed_in, answers):
    page = signed_in.post(ADDRESS, answers | {"stage": "check"}).content.decode()

    for word in ("Xem lại hồ sơ", "Nguyễn Văn An", "Bổ sung hồ sơ xin việc", "0912", "Còn giấy tờ chưa tải lên"):
        assert word in page
    assert not Dossier.objects.exists()


def test_sending_files_the_dossier_once_however_often_the_button_is_pressed(signed_in, answers, citizen):
    sent = answers | {"stage": "send", "agreed": "1"}
    first, again = signed_in.post(ADDRESS, sent), signed_in.post(ADDRESS, sent)

    assert first.url == again.url == "/da-nop/H56.901-261123-0001/"
    (dossier,) = Dossier.objects.all()
    assert (dossier.state, dossier.channel, dossier.owner_citizen_id) == ("submitted", "online", citizen.pk)
    assert dossier.answers.answers == {
        "muc_dich": "Bổ sung hồ sơ xin việc", "tinh_trang": "Chưa kết hôn", "result_by": "desk",
    }  # fmt: skip
    owner = Party.objects.get(dossier=dossier, role="owner")
    assert (owner.full_name, owner.personal_id, owner.phone) == ("Nguyễn Văn An", "038085001234", "0912345678")


def test_the_confirmation_shows_the_code_and_a_qr_code_without_personal_data(signed_in, answers):
    page = signed_in.post(ADDRESS, answers | {"stage": "send", "agreed": "1"}, follow=True).content.decode()

    assert "H56.901-261123-0001" in page
    assert '<svg class="qr" role="img"' in page
    assert "038085001234" not in page


def test_without_the_declaration_nothing_is_sent(signed_in, answers):
    page = signed_in.post(ADDRESS, answers | {"stage": "send"}).content.decode()

    assert "Xin đánh dấu vào ô cam đoan" in page
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("owner-full_name", " ", "Xin nhập họ và tên"),
        ("owner-personal_id", "38085001234", "có thể đã mất số 0"),
        ("owner-personal_id", "", "Xin nhập số định danh cá nhân"),
        ("owner-phone", "12", "điện thoại"),
        ("owner-born_on", "31/02/1990", "born_on_error"),
        ("owner-born_on", "01/01/2090", "từ năm 1900 đến hôm nay"),
        ("owner-email", "an@", "email_error"),
        ("f.muc_dich", "", "Xin nhập mục đích"),
        ("f.tinh_trang", "Độc thân", "tinh_trang-wrong"),
        ("agency", "999999", "agency_error"),
        ("submitter-full_name", "Lê Thị Bình", "Xin nhập số định danh của người nộp"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(signed_in, answers, field, typed, said):
    response = signed_in.post(ADDRESS, answers | {"stage": "check", field: typed})
    page = response.content.decode()

    assert response.status_code == 422
    assert said in page
    assert "<title>Lỗi: " in page
    assert 'value="25 Lê Lợi"' in page


def test_an_organisation_is_known_by_its_tax_code(signed_in, answers):
    body = answers | {"stage": "check", "owner-kind": "organisation", "owner-personal_id": ""}

    assert "Xin nhập mã số thuế" in signed_in.post(ADDRESS, body).content.decode()
    assert signed_in.post(ADDRESS, body | {"owner-tax_code": "2800119225"}).status_code in (200, 422)


def test_uploads_survive_an_error_elsewhere_and_belong_to_the_dossier_at_last(signed_in, answers):
    wrong = signed_in.post(ADDRESS, answers | {"stage": "check", "f.muc_dich": "", "paper_1": pdf()}).content.decode()
    assert "to-khai.pdf" in wrong

    sent = answers | {"attached": kept_in(wrong), "stage": "send", "agreed": "1"}
    signed_in.post(ADDRESS, sent)
    paper = Component.objects.get()
    assert (paper.name, paper.file.name) == ("Tờ khai", "to-khai.pdf")
    assert StoredFile.objects.get().dossier_id == Dossier.objects.get().pk


def test_an_upload_can_be_taken_away_again(signed_in, answers):
    page = signed_in.post(ADDRESS, answers | {"stage": "check", "paper_1": pdf()}).content.decode()
    drop = str(StoredFile.objects.get().pk)
    again = answers | {"attached": kept_in(page), "drop": drop, "stage": "check"}

    assert "to-khai.pdf" not in signed_in.post(ADDRESS, again).content.decode()


@pytest.mark.parametrize(
    ("name", "content"), [("virus.pdf", b"MZ\x90\x00 not a pdf at all"), ("x.pdf", b""), ("a.exe", b"MZ" + b"\0" * 200)]
)
def test_hostile_uploads_are_refused_with_a_reason_and_nothing_is_kept(signed_in, answers, name, content):
    response = signed_in.post(ADDRESS, answers | {"stage": "check", "paper_1": pdf(name, content)})

    assert response.status_code == 422
    assert "paper_1_error" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_somebody_elses_upload_cannot_be_handed_in(signed_in, answers):
    mine = signed_in.post(ADDRESS, answers | {"stage": "check", "paper_1": pdf()}).content.decode()
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)

    page = other.post(ADDRESS, answers | {"attached": kept_in(mine), "stage": "check"}).content.decode()
    assert "to-khai.pdf" not in page


@pytest.mark.parametrize(
    "kept", ["", "x", "e30:1abc:zzz", "paper_1:1", "paper_1:99999999999999999999", ":5", "paper_1:²"]
)
def test_a_forged_list_of_uploads_is_no_list(signed_in, answers, kept):
    assert signed_in.post(ADDRESS, answers | {"attached": kept, "stage": "check"}).status_code == 200


def test_filing_for_somebody_else_keeps_owner_and_submitter_apart(signed_in, answers):
    given = {
        "submitter-full_name": "Lê Thị Bình",
        "submitter-personal_id": "038190004321",
        "submitter-phone": "0987654321",
        "submitter-is_proxy": "on",
    }
    signed_in.post(ADDRESS, answers | given | {"stage": "send", "agreed": "1"})

    assert dict(Party.objects.values_list("role", "full_name")) == {"owner": "Nguyễn Văn An", "proxy": "Lê Thị Bình"}


def test_filing_can_be_switched_off_for_the_installation(here, signed_in, answers, settings):
    settings.ONLINE_FILING = False
    response = signed_in.post(ADDRESS, answers | {"stage": "send", "agreed": "1"})

    assert response.status_code == 409
    assert "dichvucong.gov.vn" in response.content.decode()
    assert not Dossier.objects.exists()


def test_filing_follows_the_legal_regime_where_the_installation_says_nothing(here, signed_in, settings):
    settings.ONLINE_FILING = None

    assert "dichvucong.gov.vn" in signed_in.get(ADDRESS).content.decode()


def test_filing_can_be_switched_off_for_one_procedure(here, signed_in):
    here.version.procedure.online_filing_open = False
    here.version.procedure.save()

    assert signed_in.get(ADDRESS).status_code == 409
    assert "Cổng Dịch vụ công quốc gia" in Client().get("/thu-tuc/1.004873/").content.decode()


def test_a_confirmation_is_for_its_owner_only(signed_in, answers):
    signed_in.post(ADDRESS, answers | {"stage": "send", "agreed": "1"})
    other = Client()
    other.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)

    assert other.get("/da-nop/H56.901-261123-0001/").status_code == 404
