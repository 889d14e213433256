"""An answer written here, as a paper at each door: a draft before the leader, the registered text for its owner."""

import pytest
from django.test import Client

from motcua.core.roles import Role
from motcua.files import actions as files
from motcua.files.models import StoredFile
from motcua.results.models import Result
from tests.factories import people
from tests.factories.lives import Life, TwoLevels, received, two_levels
from tests.factories.province import MONDAY, Province, province
from tests.gateways import pdf

pytestmark = pytest.mark.django_db
DRAFT, UNSIGNED = "DỰ THẢO – CHƯA PHÊ DUYỆT, CHƯA KÝ SỐ", "VĂN BẢN CHƯA ĐƯỢC KÝ SỐ"


@pytest.fixture
def here(clock_at) -> Province:
    clock_at("2026-11-23 09:00")
    return province()


@pytest.fixture
def owner() -> Client:
    citizen = people.citizen("Trần Thị Hoa", personal_id="038185001234")
    client = Client()
    client.force_login(citizen.account)
    client.citizen_id = citizen.pk  # type: ignore[attr-defined]
    return client


def officer(here: Province, role: Role) -> Client:
    client = Client()
    client.force_login(here.officers[role].account)
    return client


def paper(client: Client, address: str) -> str:
    """The words of the paper at this address, once it was found to be one an archive may keep."""
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert b"pdfaid" in response.content
    return pdf.text(response.content)


def test_the_leader_reads_the_draft_as_it_will_be_printed(here: Province):
    life = received(here).examined()
    Result.objects.update(body="Xác nhận bà Trần Thị Hoa\n\nhiện chưa kết hôn.")
    leader, address = officer(here, Role.AGENCY_LEADER), f"/can-bo/ho-so/{life.id}/ket-qua.pdf"

    page = leader.get(f"/can-bo/ho-so/{life.id}/").content.decode()
    assert address in page
    assert "In dự thảo" in page
    words = paper(leader, address)
    assert DRAFT in words
    assert UNSIGNED not in words
    for said in ("GIẤY XÁC NHẬN", "Xác nhận bà Trần Thị Hoa", "hiện chưa kết hôn./.", "Số: …", life.row.code):
        assert said in words


def test_approved_but_not_registered_it_is_still_a_draft(here: Province):
    life = received(here).signed()
    assert DRAFT in paper(officer(here, Role.CLERK), f"/can-bo/ho-so/{life.id}/ket-qua.pdf")


def test_registered_it_is_printed_at_the_desk_for_the_citizen(here: Province):
    life = received(here).signed()
    desk, address = officer(here, Role.RETURN_DESK), f"/quay/ho-so/{life.id}/ket-qua.pdf"
    assert desk.get(address).status_code == 404
    life.issue()

    assert address in desk.get(f"/quay/ho-so/{life.id}/").content.decode()
    words = paper(desk, address)
    assert UNSIGNED in words
    assert "DỰ THẢO" not in words
    leader = here.officers[Role.AGENCY_LEADER].full_name
    for said in ("Số: 01/GXN-UBND", "ngày 23 tháng 11 năm 2026", leader, "lãnh đạo cơ quan, phê duyệt trên hệ thống"):
        assert said in words
    assert paper(desk, address) == words  # the same paper whoever asks


def test_the_owner_gets_it_when_it_was_handed_over(here: Province, owner: Client):
    life = received(here, owner_citizen_id=owner.citizen_id).processed()  # type: ignore[attr-defined]
    page, address = f"/tra-cuu/{life.row.code}/", f"/ho-so-cua-toi/{life.row.code}/ket-qua.pdf"
    assert address not in owner.get(page).content.decode()
    assert owner.get(address).status_code == 404
    life.hand_over()

    assert address in owner.get(page).content.decode()
    assert UNSIGNED in paper(owner, address)
    other = Client()
    other.force_login(people.citizen("Lê Văn Tư", personal_id="038085009999").account)
    assert other.get(address).status_code == 404
    assert address not in Client().get(f"/tra-cuu/k/{life.row.key}/").content.decode()


def test_an_uploaded_document_is_its_own_paper(here: Province):
    life = received(here).examined()
    upload = StoredFile.objects.create(
        name="a.pdf", size=1, media_type="application/pdf", sha256="a" * 64, kind="result", dossier_id=life.id,
        at=MONDAY, scan_state="clean", uploaded_by=here.officers[Role.CASE_OFFICER].account,
    )  # fmt: skip
    Result.objects.update(kind="upload", body="", file=upload)
    leader = officer(here, Role.AGENCY_LEADER)
    assert leader.get(f"/can-bo/ho-so/{life.id}/ket-qua.pdf").status_code == 404
    assert "In dự thảo" not in leader.get(f"/can-bo/ho-so/{life.id}/").content.decode()


def test_an_uploaded_document_reaches_its_owner_when_it_was_handed_over(here: Province, owner: Client):
    life = received(here, owner_citizen_id=owner.citizen_id).examined()  # type: ignore[attr-defined]
    content = b"%PDF-1.4 quyet dinh"
    kept = files.keep_own(
        content, name="quyet-dinh.pdf", media_type="application/pdf", kind=StoredFile.Kind.RESULT, now=MONDAY,
        dossier_id=life.id,
    )  # fmt: skip
    Result.objects.update(kind="upload", body="", file=kept)
    life.approve().issue()
    page, address = f"/tra-cuu/{life.row.code}/", f"/ho-so-cua-toi/{life.row.code}/tep/{kept.pk}/"
    assert owner.get(address).status_code == 404
    desk = officer(here, Role.RETURN_DESK).get(f"/quay/ho-so/{life.id}/ket-qua.pdf")
    assert b"".join(desk.streaming_content) == content
    life.hand_over()

    assert address in owner.get(page).content.decode()
    got = owner.get(address)
    assert b"".join(got.streaming_content) == content
    assert "quyet-dinh.pdf" in got.headers["Content-Disposition"]
    other = Client()
    other.force_login(people.citizen("Lê Văn Tư", personal_id="038085009999").account)
    assert other.get(address).status_code == 404


def test_what_the_province_decided_is_on_the_provinces_paper(clock_at):
    clock_at("2026-11-23 09:00")
    levels: TwoLevels = two_levels()
    life: Life = received(levels.here, now=MONDAY).transfer().complete("assign", Role.DIVISION_HEAD)
    levels.decide(levels.part(life))
    words = paper(officer(levels.here, Role.RETURN_DESK), f"/quay/ho-so/{life.id}/ket-qua.pdf")
    for said in ("UBND TỈNH", "Số: 01/QĐ-UBND", life.row.code):
        assert said in words
