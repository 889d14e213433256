"""The account at its pages: contact, those one files for, filing for them, and papers used again."""

import html
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.core.roles import Role
from motcua.dossiers.models import Component, Dossier
from motcua.files.models import StoredFile
from motcua.org import queries as org
from motcua.org.actions import give_code
from motcua.people import actions
from motcua.people.models import Citizen, Represented
from tests.factories import people
from tests.factories.lives import Life
from tests.factories.people import NOW
from tests.files.samples import PDF

FORM = "/nop-ho-so/1.004873/"
MANDATE = {"full_name": "Trần Văn Bá", "ground": "Giấy ủy quyền số 12/2026", "valid_from": "01/11/2026",
           "valid_to": "31/12/2026", "personal_id": "038060001234", "phone": "", "email": "",
           "address": "7 Phan Chu Trinh", "commune": "", "tax_code": "", "born_on": ""}  # fmt: skip


@pytest.fixture
def other(here) -> Client:
    client = Client()
    client.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_account_says_what_is_known_the_number_masked(signed_in):
    page = text_of(signed_in, "/tai-khoan/")

    for words in (
        "Nguyễn Văn An",
        "038*********",
        "chưa được xác thực",
        "Thành viên hộ gia đình",
        "Người ủy quyền cho tôi",
    ):
        assert words in page
    assert "038085001234" not in page


def test_contact_data_are_changed_and_fill_the_next_application(here, signed_in, citizen):
    give_code(agency_id=here.commune.pk, scheme="gso", code="14797", since=date(2025, 7, 1))
    commune = next(iter(org.tree(on=date(2026, 11, 23)).communes()))
    given = {
        "phone": "0987654321",
        "email": "an@example.vn",
        "born_on": "05/01/1985",
        "address": "5 Lê Lợi",
        "commune": commune,
    }
    response = signed_in.post("/tai-khoan/lien-he/", given, follow=True)
    assert "Đã lưu thông tin liên hệ." in response.content.decode()
    assert Citizen.objects.get(pk=citizen.pk).phone == "+84987654321"

    form = signed_in.get(FORM).context["application"].owner
    assert (form["address"].value(), form["commune"].value(), form["born_on"].value()) == (
        "5 Lê Lợi", commune, date(1985, 1, 5),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"phone": "12"}, "Lỗi:"),
        ({"commune": "Không có xã này"}, "Xin chọn xã, phường trong danh sách"),
        ({"born_on": "05/01/2085"}, "Ngày sinh phải từ năm 1900"),
        ({"email": "<script>"}, "Lỗi:"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(signed_in, citizen, wrong, words):
    given = {"phone": "0987654321", "email": "", "born_on": "", "address": "", "commune": ""} | wrong
    response = signed_in.post("/tai-khoan/lien-he/", given)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Citizen.objects.get(pk=citizen.pk).phone == "+84912345678"


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        ("ho-gia-dinh", {"full_name": "Nguyễn Thị Mai", "relation": "Mẹ", "personal_id": "038155001234"}, "Mẹ"),
        ("to-chuc", {"full_name": "Công ty Sông Mã", "tax_code": "0315459414", "relation": "Giám đốc"}, "Mã số thuế"),
        ("uy-quyen", MANDATE, "từ ngày 01/11/2026 đến hết ngày 31/12/2026"),
    ],
)
def test_somebody_is_added_corrected_and_forgotten(signed_in, kind, given, shown):
    empty = dict.fromkeys(("phone", "email", "address", "commune", "born_on", "personal_id", "tax_code"), "")
    page = signed_in.post(f"/tai-khoan/dai-dien/them/{kind}/", empty | given, follow=True).content.decode()
    assert given["full_name"] in page
    assert shown in page

    found = Represented.objects.get()
    assert given["full_name"] in text_of(signed_in, f"/tai-khoan/dai-dien/{found.pk}/")
    assert signed_in.get(f"/tai-khoan/dai-dien/{found.pk}/xoa/").status_code == 405
    signed_in.post(f"/tai-khoan/dai-dien/{found.pk}/xoa/")
    assert not Represented.objects.exists()


def test_a_mandate_without_its_paper_or_with_days_turned_round_is_not_kept(signed_in):
    for wrong in ({"ground": ""}, {"valid_from": ""}, {"valid_to": "01/01/2026"}):
        assert signed_in.post("/tai-khoan/dai-dien/them/uy-quyen/", MANDATE | wrong).status_code == 422
    assert not Represented.objects.exists()


def test_nobody_sees_or_forgets_anothers(signed_in, other):
    signed_in.post("/tai-khoan/dai-dien/them/uy-quyen/", MANDATE)
    number = Represented.objects.get().pk

    assert other.get(f"/tai-khoan/dai-dien/{number}/").status_code == 404
    assert other.post(f"/tai-khoan/dai-dien/{number}/xoa/").status_code == 404
    assert "7 Phan Chu Trinh" not in text_of(other, f"{FORM}?cho={number}")
    assert signed_in.get("/tai-khoan/dai-dien/them/ban-be/").status_code == 404


# --- Filing for somebody ----------------------------------------------------------------------------------------------
def test_an_application_for_somebody_begins_with_them_and_me_as_the_one_who_hands_it_in(signed_in):
    signed_in.post("/tai-khoan/dai-dien/them/uy-quyen/", MANDATE)
    number = Represented.objects.get().pk
    assert f'href="?cho={number}"' in text_of(signed_in, FORM)
    application = signed_in.get(f"{FORM}?cho={number}").context["application"]

    assert (application.owner["full_name"].value(), application.owner["address"].value()) == (
        "Trần Văn Bá",
        "7 Phan Chu Trinh",
    )
    assert application.submitter["full_name"].value() == "Nguyễn Văn An"
    assert application.submitter["is_proxy"].value() is True


def test_a_body_files_as_a_body(signed_in, citizen):
    standing = actions.Standing(kind="body", full_name="Công ty Sông Mã", tax_code="0315459414")
    number = actions.keep_represented(citizen=citizen, given=standing, now=NOW)
    owner = signed_in.get(f"{FORM}?cho={number}").context["application"].owner

    assert (owner["kind"].value(), owner["tax_code"].value()) == ("organisation", "0315459414")


def test_a_mandate_that_ended_is_not_offered(signed_in, clock_at, citizen):
    signed_in.post("/tai-khoan/dai-dien/them/uy-quyen/", MANDATE)
    clock_at("2027-01-01 09:00")
    client = Client()
    client.force_login(citizen.account)

    assert "?cho=" not in text_of(client, FORM)
    assert "Ngoài thời hạn" in text_of(client, "/tai-khoan/")


@pytest.mark.parametrize("asked", ["999999", "x", "-1", "1' OR 1=1", "٣", "9" * 30])
def test_what_is_not_there_begins_as_usual(signed_in, asked):
    owner = signed_in.get(FORM, {"cho": asked}).context["application"].owner

    assert owner["full_name"].value() == "Nguyễn Văn An"


# --- Papers used again ------------------------------------------------------------------------------------------------
def answers(client: Client, **more):
    page = client.get(FORM).context["application"]
    given = {
        "key": page.place["key"].value(), "agency": page.place.fields["agency"].choices[0][0], "result_by": "desk",
        "owner-kind": "citizen", "owner-full_name": "Nguyễn Văn An", "owner-personal_id": "038085001234",
        "owner-phone": "0912345678", "owner-address": "25 Lê Lợi", "owner-commune": "Phường Hạc Thành",
        "f.muc_dich": "Xin việc", "f.tinh_trang": "Chưa kết hôn", "stage": "check",
    }  # fmt: skip
    return given | more


@pytest.fixture
def handed_in(signed_in) -> StoredFile:
    """A first dossier with its paper."""
    control = next(iter(signed_in.get(FORM).context["application"].uploads.fields))
    paper = SimpleUploadedFile("to-khai.pdf", PDF, "application/pdf")
    review = signed_in.post(FORM, answers(signed_in) | {control: paper})
    assert review.status_code == 200, review.context["form"].errors
    assert send(signed_in, review) is not None
    return Component.objects.get(name="Tờ khai").file


def send(client: Client, review) -> Dossier:
    """Press the button of the review page, with all that it carries."""
    carried: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*hidden[^>]*>", review.content.decode()):
        name, value = (re.search(rf'{what}="([^"]*)"', tag) for what in ("name", "value"))
        carried.setdefault(name[1], []).append(html.unescape(value[1] if value else ""))
    response = client.post(FORM, carried | {"stage": "send", "agreed": "on"})
    assert response.status_code == 302
    return Dossier.objects.latest("id")


def test_a_paper_handed_in_before_is_offered_and_used_again(signed_in, handed_in):
    page = text_of(signed_in, FORM)
    assert "Giấy tờ cơ quan đã có của Ông/Bà" in page
    review = signed_in.post(FORM, answers(signed_in, reuse=str(handed_in.pk)))
    assert "to-khai.pdf" in review.content.decode()
    dossier = send(signed_in, review)

    paper = Component.objects.get(dossier=dossier, name="Tờ khai")
    assert (paper.is_reused, paper.file.copy_of_id, paper.file.sha256) == (True, handed_in.pk, handed_in.sha256)
    assert paper.file_id != handed_in.pk
    assert Component.objects.filter(dossier=dossier).count() == 1
    assert not Component.objects.get(dossier__lt=dossier.pk).is_reused


def test_nobody_uses_anothers_paper(other, handed_in):
    assert "Giấy tờ cơ quan đã có của Ông/Bà" not in text_of(other, FORM)
    review = other.post(FORM, answers(other, reuse=str(handed_in.pk)))

    assert "to-khai.pdf" not in review.content.decode()
    assert StoredFile.objects.count() == 1


def test_what_the_house_holds_is_listed_with_results(here, signed_in, handed_in, filed):
    moved = filed(accepted=True)
    Life(here, moved.id).complete("assign", Role.DIVISION_HEAD).draft().complete(
        "examine", Role.CASE_OFFICER
    ).approve().issue().hand_over()
    page = text_of(signed_in, "/tai-khoan/giay-to/")

    for words in ("Tờ khai", "to-khai.pdf", f"/tep/{handed_in.pk}/", "Giấy xác nhận", f"{moved.code}/ket-qua.pdf"):
        assert words in page


def test_the_account_speaks_english(signed_in, handed_in):
    signed_in.post("/tai-khoan/dai-dien/them/uy-quyen/", MANDATE)
    assert "Members of my household" in text_of(signed_in, "/en/tai-khoan/")
    assert "Papers the office already has" in text_of(signed_in, f"/en{FORM}")
    assert "Whom I file for" not in text_of(signed_in, "/en/tai-khoan/giay-to/")
