"""A dossier brought to the desk: taken in, asked to be completed, or turned away; and what goes wrong on the way."""

import re
import unicodedata
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalog.models import Channel, Offering, Paper
from motcua.core.roles import Role
from motcua.dossiers import queries
from motcua.dossiers.models import Component, Dossier, Party
from motcua.files.models import StoredFile
from motcua.org import actions as org
from tests.factories import people
from tests.factories.province import procedure
from tests.files.samples import PDF
from tests.files.test_joining import BLUE, RED, corner, drawn, photograph
from tests.web.counter.conftest import INTAKE, client_of, key, typed

pytestmark = pytest.mark.django_db


def page_of(response) -> str:
    return response.content.decode()


# --- Finding the procedure --------------------------------------------------------------------------------------------
def test_a_few_letters_without_accents_find_the_procedure(desk):
    page = page_of(desk.get("/quay/tiep-nhan/", {"q": "tinh trang hon"}, headers={"HX-Request": "true"}))
    assert INTAKE in page
    assert "<html" not in page


@pytest.mark.parametrize("text", ["1.004873", "tình trạng hôn nhân"])
def test_a_code_or_the_only_one_that_fits_opens_at_once(desk, text):
    response = desk.get("/quay/tiep-nhan/", {"q": text})
    assert (response.status_code, response.url) == (302, INTAKE)


def test_what_nobody_offers_is_not_found(desk, here):
    Offering.objects.all().delete()
    assert "Không có thủ tục phù hợp" in page_of(desk.get("/quay/tiep-nhan/", {"q": "hon nhan"}))


def test_a_procedure_that_is_not_in_the_catalogue_is_not_there(desk):
    assert desk.get("/quay/tiep-nhan/9.999999/").status_code == 404


# --- The three ways out -----------------------------------------------------------------------------------------------
def test_a_complete_dossier_is_taken_in_and_its_receipt_is_offered_first(desk, here):
    response = desk.post(INTAKE, typed(here))
    dossier = Dossier.objects.get()
    assert response.url == f"/quay/ho-so/{dossier.pk}/?giay=giay-tiep-nhan"
    assert (dossier.state, dossier.code, dossier.channel) == ("accepted", "H56.901-261123-0001", "direct")
    page = page_of(desk.get(response.url))
    assert f'href="/quay/ho-so/{dossier.pk}/in/giay-tiep-nhan/" target="_blank" data-key="i"' in page
    assert "Đã tiếp nhận hồ sơ H56.901-261123-0001" in page
    read = queries.page(dossier.pk)
    assert read.answers == {"muc_dich": "Xin việc", "result_by": "desk"}
    assert [(each.name, each.originals) for each in read.components] == [("Tờ khai", 1)]
    assert read.parties["owner"].personal_id == "038185001234"


def test_an_incomplete_dossier_gets_one_notice_of_all_that_is_missing(desk, here):
    given = typed(here, do="incomplete", paper1__there=None, paper1__note="chưa ký", notice__reason="Điều 9")
    response = desk.post(INTAKE, given)
    dossier = Dossier.objects.get()
    assert dossier.state == "intake_supplement"
    (asked,) = queries.page(dossier.pk).supplements
    assert asked.content == {"items": ["Tờ khai: chưa ký"], "reason": "Điều 9"}
    assert "giay=phieu-bo-sung" in response.url
    assert "In phiếu yêu cầu bổ sung" in page_of(desk.get(response.url))


def test_a_dossier_is_turned_away_in_writing(desk, here):
    response = desk.post(
        INTAKE, typed(here, do="refuse", notice__reason="Không đúng thẩm quyền", notice__guidance="Nộp tại xã Thọ Xuân")
    )
    dossier = Dossier.objects.get()
    assert dossier.state == "refused"
    page = page_of(desk.get(response.url))
    assert "Không đúng thẩm quyền" in page
    assert "In phiếu từ chối" in page


def test_checking_says_when_the_result_would_be_owed_and_writes_nothing(desk, here):
    page = page_of(desk.post(INTAKE, typed(here, do="check")))
    assert "09:00, thứ Ba, 01/12/2026" in page
    assert not Dossier.objects.exists()


def test_one_key_is_one_dossier_and_two_keys_are_two(desk, here):
    first, again = (desk.post(INTAKE, typed(here)).url for _ in range(2))
    assert first == again
    assert Dossier.objects.count() == 1
    desk.post(INTAKE, typed(here, key=key("b"), owner__personal_id="038185001235"))
    assert Dossier.objects.count() == 2


# --- What is asked for ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"owner__full_name": ""}, "Xin nhập họ và tên"),
        ({"owner__personal_id": ""}, "Xin nhập số định danh cá nhân"),
        ({"owner__personal_id": "12345"}, "12 chữ số"),
        ({"owner__kind": "organisation"}, "Xin nhập mã số thuế"),
        ({"owner__born_on": "31/02/1985"}, "31/02/1985"),
        ({"owner__born_on": "1985-01-05"}, "1985-01-05"),
        ({"owner__born_on": "05/01/2099"}, "đến hôm nay"),
        ({"owner__born_on": "hôm qua"}, "hôm qua"),
        ({"agency": "999999"}, "id_agency_error"),
        ({"f.muc_dich": ""}, "Xin nhập mục đích xin xác nhận"),
        ({"paper1__there": None}, "Còn thiếu: Tờ khai"),
        ({"paper1__originals": "-1"}, "id_paper1-originals_error"),
        ({"submitter__phone": "0912345678"}, "Xin nhập họ và tên"),
        ({"submitter__full_name": "Lê Văn Tư"}, "Xin chọn căn cứ nộp thay"),
        ({"submitter__full_name": "Lê Văn Tư", "submitter__ground": "authorisation"}, "Xin nhập giấy tờ làm căn cứ"),
        ({"submitter__full_name": "Lê Văn Tư", "submitter__ground": "friend"}, "id_submitter-ground_error"),
        ({"channel": "postal"}, "Xin nhập mã vận đơn"),
        ({"channel": "postal", "parcel__waybill": "EB123456784VN"}, "có chữ số sai"),
        ({"channel": "postal", "parcel__arrived_on": "24/11/2026"}, "Ngày đến không được sau hôm nay"),
        (
            {"channel": "postal", "parcel__posted_on": "21/11/2026", "parcel__arrived_on": "20/11/2026"},
            "Ngày gửi không được sau ngày đến",
        ),
        ({"do": "refuse"}, "Xin ghi lý do, căn cứ từ chối"),
        ({"do": "incomplete"}, "Xin ghi rõ chỗ còn thiếu"),
        ({"key": "portal"}, "Lỗi: "),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_typed_is_lost(desk, here, changed, said):
    response = desk.post(INTAKE, typed(here, owner__address="Ngõ 7 Hàng Đồng", **changed))
    page = page_of(response)
    assert response.status_code == 422
    assert said in page
    assert "<title>Lỗi: " in page
    assert "Ngõ 7 Hàng Đồng" in page
    assert not Dossier.objects.exists()


def test_decomposed_letters_are_the_same_name(desk, here):
    desk.post(INTAKE, typed(here, owner__full_name=unicodedata.normalize("NFD", "  Trần  Thị Hoa ")))
    assert Party.objects.get().full_name == "Trần Thị Hoa"


@pytest.mark.parametrize(("ground", "role"), [("authorisation", "proxy"), ("relative", "submitter")])
def test_somebody_else_may_hand_it_in_on_a_ground(desk, here, ground, role):
    desk.post(
        INTAKE,
        typed(
            here,
            submitter__full_name="Lê Văn Tư",
            submitter__phone="0987654321",
            submitter__ground=ground,
            submitter__ground_paper="Giấy ủy quyền số 12 ngày 01/11/2026",
        ),
    )
    found = set(Party.objects.values_list("role", "full_name", "ground"))
    assert found == {("owner", "Trần Thị Hoa", ""), (role, "Lê Văn Tư", ground)}
    page = page_of(desk.get(f"/quay/ho-so/{Dossier.objects.get().pk}/"))
    assert "Giấy ủy quyền số 12 ngày 01/11/2026" in page


def test_a_dossier_by_post_keeps_its_waybill_and_the_day_of_posting(desk, here):
    given = {
        "parcel__waybill": "eb 123456785 vn",
        "parcel__posted_on": "20/11/2026",
        "parcel__arrived_on": "23/11/2026",
    }
    desk.post(INTAKE, typed(here, channel="postal", result_by="post", **given))
    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.parcel.waybill, dossier.parcel.posted_on) == (
        "postal", "EB123456785VN", date(2026, 11, 20),
    )  # fmt: skip
    assert dossier.accepted_at.date() == date(2026, 11, 23)  # what is owed counts from the desk, not from the postmark
    page = page_of(desk.get(f"/quay/ho-so/{dossier.pk}/"))
    assert "EB123456785VN" in page
    assert "20/11/2026" in page


def test_papers_are_counted_shown_and_added(desk, here):
    desk.post(
        INTAKE,
        typed(
            here,
            paper1__originals="2",
            paper1__certified_copies="1",
            paper2__there="on",
            paper2__copies="1",
            paper2__is_present_only="on",
            extra1__name="Hợp đồng thuê nhà",
            extra1__copies="1",
        ),
    )
    rows = Component.objects.order_by("position").values_list(
        "name", "originals", "certified_copies", "copies", "is_present_only"
    )
    assert list(rows) == [
        ("Tờ khai", 2, 1, 0, False),
        ("Quyết định ly hôn", 0, 0, 1, True),
        ("Hợp đồng thuê nhà", 0, 0, 1, False),
    ]


# --- The term ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def unclear(here):
    """The catalogue names two terms and does not say which holds."""
    named = [
        {"value": "5", "unit": "working_day", "words": ""},
        {"value": "8", "unit": "working_day", "words": "khi phải xác minh"},
    ]
    Channel.objects.update(
        time_status="clerk_must_choose",
        time_unit="",
        time_value=None,
        time_alternatives=named,
        time_raw="05 ngày; trường hợp phải xác minh thì 08 ngày",
    )
    return here


def test_a_term_the_catalogue_leaves_open_is_never_chosen_beforehand(desk, unclear):
    page = page_of(desk.get(INTAKE))
    assert "08 ngày làm việc (khi phải xác minh)" in page
    assert "trường hợp phải xác minh thì 08 ngày" in page
    assert 'name="term-choice" value="5-working_day" id="id_term-choice_0" checked' not in page
    response = desk.post(INTAKE, typed(unclear))
    assert response.status_code == 422
    assert "xin chọn thời hạn áp dụng" in page_of(response)


@pytest.mark.parametrize(
    ("chosen", "norm"),
    [
        ({"term__choice": "8-working_day"}, (8, "working_day")),
        ({"term__choice": "other", "term__value": "12,5", "term__unit": "working_hour"}, (12.5, "working_hour")),
        ({"term__choice": "other", "term__unit": "none"}, (0, "none")),
    ],
)
def test_the_clerk_chooses_the_term(desk, unclear, chosen, norm):
    assert desk.post(INTAKE, typed(unclear, **chosen)).status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.norm_value or 0, dossier.norm_unit) == norm


@pytest.mark.parametrize("value", ["", "năm", "0", "-3", "NaN", "99999"])
def test_a_term_that_cannot_be_counted_is_refused(desk, unclear, value):
    response = desk.post(INTAKE, typed(unclear, term__choice="other", term__value=value, term__unit="working_day"))
    assert response.status_code == 422
    assert not Dossier.objects.exists()


# --- Scans ------------------------------------------------------------------------------------------------------------
def scan(content: bytes = PDF, name: str = "to-khai.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_a_scan_survives_an_error_elsewhere_and_goes_into_the_dossier(desk, here):
    page = page_of(desk.post(INTAKE, typed(here, owner__full_name="", paper1__scans=scan())))
    assert "to-khai.pdf" in page
    kept = re.search(r'name="attached" value="([^"]*)"', page)[1]
    desk.post(INTAKE, typed(here, attached=kept))
    component = Component.objects.get()
    assert component.is_digitised
    assert component.file.dossier_id == component.dossier_id


def test_pages_photographed_at_the_desk_are_one_scan_of_their_paper(desk, here):
    photos = [SimpleUploadedFile(f"{n}.jpg", photograph(colour), "image/jpeg") for n, colour in enumerate((RED, BLUE))]
    page = page_of(desk.post(INTAKE, typed(here, owner__full_name="", paper1__scans=photos)))
    kept = re.findall(r'name="attached" value="(paper1-scans:[^"]*)"', page)
    assert len(kept) == 2
    turned = page_of(desk.post(INTAKE, typed(here, attached=kept, turn=kept[1].rpartition(":")[2])))
    kept = re.findall(r'name="attached" value="(paper1-scans:[^"]*)"', turned)
    assert kept[1].endswith(".90")
    desk.post(INTAKE, typed(here, attached=kept[::-1]))

    paper = Component.objects.get()
    assert (paper.name, paper.originals, paper.file.pages, paper.is_digitised) == ("Tờ khai", 1, 2, True)
    assert [corner(page) for page in drawn(paper.file)] == ["upper right", "upper left"]
    assert StoredFile.objects.get() == paper.file


def test_a_scan_goes_up_in_pieces_and_its_page_is_shown_to_its_clerk_only(desk, at, here):
    content = photograph(RED)
    about = {"name": "1.jpg", "size": len(content), "control": "paper1-scans", "key": "k"}
    begun = desk.post("/quay/tai-tep/", about).json()["address"]
    piece = {"content_type": "application/octet-stream", "headers": {"Upload-Offset": "0"}}
    line = desk.patch(begun, content, **piece).json()["line"]
    picture = re.search(r'<img src="([^"]+)"', line)[1]

    assert begun.startswith("/quay/tai-tep/")
    assert 'value="paper1-scans:' in line
    assert desk.get(picture).headers["Content-Type"] == "image/jpeg"
    assert client_of(people.officer("Cán bộ khác")).get(picture).status_code in (403, 404)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "rong.pdf", "rỗng"),
        (b"MZ\x90\x00" + b"\0" * 200, "anh.pdf", "anh.pdf"),
        (b"<html><script>1</script></html>", "giay.pdf", "giay.pdf"),
    ],
)
def test_a_file_that_is_no_paper_is_refused_in_words(desk, here, content, name, said):
    response = desk.post(INTAKE, typed(here, paper1__scans=scan(content, name)))
    assert response.status_code == 422
    assert said in page_of(response)
    assert not Dossier.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_name_of_a_file_is_never_a_path(desk, here):
    desk.post(INTAKE, typed(here, paper1__scans=scan(name="../../x")))
    assert StoredFile.objects.get().name == "x.pdf"


# --- Whose desk -------------------------------------------------------------------------------------------------------
def agency(name: str, level: str, code: str, parent_id: int):
    made = org.establish(key=code, name=name, level=level, since=date(2025, 7, 1), parent_id=parent_id)
    org.give_code(agency_id=made.pk, scheme="new", code=code, since=date(2025, 7, 1))
    return made


def desk_at(agency_id: int):
    officer = people.officer("Cán bộ quầy khác")
    people.post(officer, Role.RECEPTION, agency_id)
    return client_of(officer)


def test_any_desk_of_the_province_receives_for_another_agency(here):
    other = agency("UBND xã Thọ Xuân", "commune", "H56.902", here.committee.pk)
    desk = desk_at(other.pk)
    assert "Phi địa giới" in page_of(desk.get("/quay/tiep-nhan/", {"q": "hon"}, headers={"HX-Request": "1"}))
    assert "Tiếp nhận phi địa giới" in page_of(desk.get(INTAKE))
    assert desk.post(INTAKE, typed(here)).status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.receiving_agency_id, dossier.competent_agency_id) == (other.pk, here.commune.pk)
    assert dossier.is_non_territorial
    assert dossier.code.startswith("H56.901-")


def test_the_centre_receives_for_the_departments_as_its_own(here):
    centre = agency("Trung tâm Phục vụ hành chính công", "centre", "H56.TTT", here.committee.pk)
    department = agency("Sở Tư pháp", "department", "H56.14", here.committee.pk)
    procedure(department, here.process, code="2.000488")
    response = desk_at(centre.pk).post(
        "/quay/tiep-nhan/2.000488/", typed(here, agency=str(department.pk), f__noi_dung="x")
    )
    assert response.status_code == 302
    assert not Dossier.objects.get().is_non_territorial


def test_before_2025_a_desk_receives_for_its_own_agency_only(here, clock_at):
    from motcua.web.counter import competence

    may = competence.of(here.commune, on=date(2024, 5, 6))
    assert not may.beyond
    assert competence.choices((), may) == []


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY_LEADER, Role.RETURN_DESK])
def test_nobody_but_the_reception_takes_in(at, here, role):
    assert at(role).post(INTAKE, typed(here)).status_code == 403
    assert not Dossier.objects.exists()


def test_a_refusal_of_the_domain_is_said_in_words_and_nothing_typed_is_lost(desk, here):
    from motcua.catalog.models import ProcedureProcess

    ProcedureProcess.objects.all().delete()
    response = desk.post(INTAKE, typed(here))
    assert response.status_code == 409
    assert "Chưa thực hiện được" in page_of(response)
    assert "Trần Thị Hoa" in page_of(response)


def test_papers_of_another_case_are_not_asked_for(desk, here):
    from motcua.catalog.models import ProcedureCase

    first = ProcedureCase.objects.create(version=here.version, position=1, name="Đã ly hôn")
    ProcedureCase.objects.create(version=here.version, position=2, name="Chưa kết hôn")
    Paper.objects.create(version=here.version, position=3, name="Bản án", originals=1, kind="required", case=first)
    response = desk.post(INTAKE, typed(here, case="1"))
    assert "Còn thiếu: Bản án" in page_of(response)
    assert desk.post(INTAKE, typed(here, case="2")).status_code == 302
    assert Dossier.objects.get().case_key == "2"
