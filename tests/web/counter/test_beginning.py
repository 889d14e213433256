"""The desk's one field: what it takes for what, who is known beforehand, and who is warned of a second dossier."""

import pytest

from motcua.access.models import LookLog
from motcua.catalog.models import Procedure
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.filing import ParcelIn, PartyIn
from motcua.dossiers.models import Dossier
from motcua.web.counter.recognising import Kind, recognise
from tests.factories.province import MONDAY, procedure
from tests.web.counter.conftest import INTAKE, key, typed
from tests.web.counter.lives import accepted
from tests.web.counter.test_intake import page_of

BEGIN = "/quay/tiep-nhan/"
CARD = "038185001234|171234567|Trần Thị Hoa|05011985|Nữ|25 Lê Lợi, Lam Sơn, Thanh Hóa|02042021"


@pytest.mark.parametrize(
    ("given", "kind", "value"),
    [
        ("", Kind.NOTHING, ""),
        (CARD, Kind.CARD, "038185001234"),
        (CARD + "|Nguyễn Văn A||", Kind.CARD, "038185001234"),  # newer cards say more
        ("038185001234|171234567|Trần", Kind.UNREADABLE, "Đây không phải mã QR của thẻ căn cước"),
        ("0381 8500 1234", Kind.NUMBER, "038185001234"),
        ("171234567", Kind.NUMBER, "171234567"),
        ("2801234565", Kind.WORDS, "2801234565"),  # ten digits, the check digit wrong
        ("0100109106", Kind.NUMBER, "0100109106"),
        ("0100109106-001", Kind.NUMBER, "0100109106-001"),
        ("0912 345 678", Kind.PHONE, "0912345678"),
        ("h56.901-261123-0001", Kind.DOSSIER, "H56.901-261123-0001"),
        ("https://dvc.example.vn/tra-cuu/k/abc234def567/", Kind.RECEIPT, "abc234def567"),
        ("EB123456785VN", Kind.WAYBILL, "EB123456785VN"),
        ("1.004873", Kind.PROCEDURE, "1.004873"),
        ("1.004873.000.00.00.h56", Kind.PROCEDURE, "1.004873"),
        ("dkks", Kind.WORDS, "dkks"),
        ("<script>|", Kind.UNREADABLE, "Đây không phải mã QR"),
        ("x" * 5000, Kind.WORDS, "x" * 200),
    ],
)
def test_what_is_scanned_or_typed_is_taken_for_what_it_is(given, kind, value):
    read = recognise(given)
    assert read.kind is kind
    assert read.value.startswith(value)


# --- Procedures -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("letters", ["xntt", "XNTT", "tthn", "cgxn", "hôn nhân", "1.004873"])
def test_a_few_letters_open_the_only_procedure_that_fits(desk, here, letters):
    procedure(here.commune, here.process, code="1.001193", name="Đăng ký khai sinh")
    response = desk.post(BEGIN, {"q": letters})
    assert (response.status_code, response.url) == (302, INTAKE)


@pytest.mark.django_db
def test_with_several_the_first_has_the_focus_so_that_enter_opens_it(desk, here):
    procedure(here.commune, here.process, code="1.001193", name="Đăng ký khai sinh")
    procedure(here.commune, here.process, code="1.004884", name="Đăng ký lại khai sinh")
    page = page_of(desk.post(BEGIN, {"q": "dang ky"}))
    assert "1.001193" in page
    assert page.count("autofocus") == 1


# --- Who is known -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_card_begins_a_dossier_and_none_of_it_stands_in_an_address(desk, here):
    page = page_of(desk.post(BEGIN, {"q": CARD}))
    assert "Trần Thị Hoa" in page
    assert 'name="owner-personal_id" value="038185001234"' in page
    begun = desk.post(BEGIN, {"q": "xntt", "begin": "1", "owner-personal_id": "038185001234"})
    assert (begun.status_code, begun.headers["Location"]) == (307, INTAKE)
    form = page_of(desk.post(INTAKE, {"begin": "1", "owner-full_name": "Trần Thị Hoa", "owner-born_on": "05/01/1985"}))
    assert 'value="Trần Thị Hoa"' in form
    assert "Lỗi" not in form
    assert not Dossier.objects.exists()


@pytest.mark.django_db
def test_whoever_was_here_before_is_filled_in_and_the_look_is_logged(desk, here):
    earlier = accepted(here)
    page = page_of(desk.post(BEGIN, {"q": "038185001234"}))
    code = Dossier.objects.get(pk=earlier).code
    assert 'name="owner-phone" value="0912 345 678"' in page
    assert f"Theo hồ sơ {code}" in page
    looks = LookLog.objects.filter(officer=here.officers[Role.RECEPTION])
    assert set(looks.values_list("dossier_id", "purpose")) == {(earlier, "reception"), (None, "search")}


@pytest.mark.django_db
def test_another_agencys_dossiers_tell_nothing(other_desk, here):
    accepted(here)
    page = page_of(other_desk.post(BEGIN, {"q": "038185001234"}))
    assert "0912" not in page
    assert "Chưa có hồ sơ tại đơn vị" in page


@pytest.mark.django_db
def test_the_form_is_told_while_the_number_is_typed(desk, here):
    accepted(here)
    asked = {"number": "038 185 001 234", "procedure": "1.004873", "full_name": "Trần Thị Hoà"}
    page = page_of(desk.post("/quay/nguoi-nop/", asked))
    assert '<data value="0912 345 678" data-field="owner-phone">' in page
    assert "Hồ sơ trước ghi khác: họ tên “Trần Thị Hoa”" in page
    assert "Có thể trùng hồ sơ" in page


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "12", "Trần", "0912345678", "'; DROP"])
def test_what_is_no_number_is_not_looked_up(desk, here, number):
    asked = desk.post("/quay/nguoi-nop/", {"number": number, "procedure": "1.004873"})
    assert asked.status_code == 204
    assert not LookLog.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("procedure", ["", "9.999999", "<b>"])
def test_a_procedure_that_is_none_is_no_trouble(desk, here, procedure):
    assert desk.post("/quay/nguoi-nop/", {"number": "038185001234", "procedure": procedure}).status_code == 204
    assert desk.get("/quay/nguoi-nop/").status_code == 204


@pytest.mark.django_db
def test_a_twin_elsewhere_is_named_by_code_and_agency_only_and_the_look_is_logged(other_desk, here):
    elsewhere = Dossier.objects.get(pk=accepted(here))
    page = page_of(other_desk.post("/quay/nguoi-nop/", {"number": "038185001234", "procedure": "1.004873"}))
    assert elsewhere.code in page
    assert f"/quay/ho-so/{elsewhere.pk}/" not in page
    assert "0912" not in page
    assert LookLog.objects.get().dossier_id == elsewhere.pk


@pytest.mark.django_db
def test_a_waybill_that_was_scanned_begins_a_dossier_by_post_and_finds_those_that_came_with_it(desk, here):
    page = page_of(desk.post(BEGIN, {"q": "EB123456785VN"}))
    assert 'name="channel" value="postal"' in page
    assert 'name="parcel-waybill" value="EB123456785VN"' in page
    form = page_of(desk.post(INTAKE, {"begin": "1", "channel": "postal", "parcel-waybill": "EB123456785VN"}))
    assert 'value="EB123456785VN"' in form
    filing = here.filing(channel="postal", parcel=ParcelIn("EB123456785VN", MONDAY.date(), MONDAY.date()))
    came = actions.receive(filing, by=here.actor(Role.RECEPTION), now=MONDAY)
    assert came.code in page_of(desk.post(BEGIN, {"q": "EB123456785VN"}))


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["H56.901-261123-9999", "H99.901-261123-0001", "https://x.vn/tra-cuu/k/zzzz2222/"])
def test_a_code_that_is_not_here_is_said_so_on_the_page(desk, here, code):
    assert "Chưa nhận ra" in page_of(desk.post(BEGIN, {"q": code}))


@pytest.mark.django_db
def test_a_code_or_a_receipt_opens_the_dossier(desk, here):
    dossier = Dossier.objects.get(pk=accepted(here))
    for read in (dossier.code, f"https://dvc.example.vn/tra-cuu/k/{dossier.key}/"):
        assert desk.post(BEGIN, {"q": read}).url == f"/quay/ho-so/{dossier.pk}/"


# --- Twins ------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_second_dossier_of_the_same_owner_is_taken_in_only_after_a_warning(desk, here):
    desk.post(INTAKE, typed(here))
    first = Dossier.objects.get()
    warned = desk.post(INTAKE, typed(here, key=key("b")))
    assert warned.status_code == 409
    page = page_of(warned)
    assert f'href="/quay/ho-so/{first.pk}/">{first.code}' in page
    assert Dossier.objects.count() == 1
    desk.post(INTAKE, typed(here, key=key("b"), twins=str(first.pk)))
    assert Dossier.objects.count() == 2


@pytest.mark.django_db
def test_twins_are_of_one_owner_one_procedure_and_alive(here):
    procedure_id = Procedure.objects.get(national_code="1.004873").pk
    wanted = {"procedure_id": procedure_id, "on": MONDAY.date(), "agencies": [here.commune.pk]}
    accepted(here)
    other = here.filing(parties=(PartyIn("Lê Văn Tư", personal_id="038085009999"),))
    actions.receive(other, by=here.actor(Role.RECEPTION), now=MONDAY)
    near, far = queries.alike(["038185001234"], **wanted)
    assert (len(near), len(far)) == (1, 0)
    near, far = queries.alike(["038185001234"], **wanted | {"agencies": [here.committee.pk]})
    assert (len(near), len(far)) == (0, 1)
    assert queries.alike(["038185001234"], **wanted | {"procedure_id": 0}) == ([], [])
    assert queries.alike(["", "12"], **wanted) == ([], [])


@pytest.mark.django_db
def test_a_paper_held_already_is_named_with_its_dossier(desk, here):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.files.samples import PDF

    scan = SimpleUploadedFile("to-khai.pdf", PDF, "application/pdf")
    desk.post(INTAKE, {**typed(here), "paper1-scans": scan})
    first = Dossier.objects.get()
    page = page_of(desk.post(INTAKE, {"begin": "1", "owner-personal_id": "038185001234"}))
    assert f'target="_blank">{first.code}</a>' in page
    desk.post(INTAKE, typed(here, key=key("b"), twins=str(first.pk), paper1__originals="", paper1__is_reused="on"))
    second = Dossier.objects.exclude(pk=first.pk).get()
    (paper,) = queries.page(second.pk).components
    assert (paper.is_reused, paper.originals, paper.note) == (True, 0, f"Đã có trong hồ sơ {first.code}")
    assert "đã có tại cơ quan" in page_of(desk.get(f"/quay/ho-so/{second.pk}/"))
