"""What a desk does with a dossier: each act done, refused, sent twice, tried without the right and at another desk."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Component, Dossier
from motcua.files.models import StoredFile
from motcua.journal.verification import verify
from motcua.org import actions as org
from motcua.results.models import Delivery
from motcua.web.counter.acts import ACTS
from tests.factories import people
from tests.factories.province import MONDAY
from tests.files.samples import PDF
from tests.files.test_joining import BLUE, RED, corner, drawn, photograph
from tests.web.counter import lives
from tests.web.counter.conftest import client_of, key

pytestmark = pytest.mark.django_db
HANDED = {"way": "direct", "to_name": "Trần Thị Hoa", "identity": "038185001234"}


@dataclass(frozen=True)
class Case:
    """An act with a dossier it fits, what is typed, and the state it leads to."""

    slug: str
    life: lives.Life
    after: str
    given: dict[str, Any] = field(default_factory=dict)
    offer: str = ""
    refused: str = "không thể"


CASES = [
    Case("tiep-nhan", lives.submitted, "accepted", offer="giay-tiep-nhan"),
    Case("yeu-cau-bo-sung", lives.submitted, "intake_supplement", {"items": "Tờ khai: chưa ký"}, "phieu-bo-sung"),
    Case("tu-choi", lives.submitted, "refused", {"reason": "Không đúng thẩm quyền"}, "phieu-tu-choi"),
    Case("nhan-bo-sung", lives.asked_at_intake, "submitted", {"papers": "Tờ khai\nẢnh"}),
    Case("xac-nhan-bo-sung", lives.supplement_given, "in_process", offer="giay-tiep-nhan"),
    Case("dong", lives.long_unanswered, "refused", offer="thong-bao-dung+phieu-tu-choi"),
    Case("chuyen", lives.accepted, "in_process"),
    Case("gui-bo-sung", lives.supplement_signed, "supplement", offer="phieu-bo-sung"),
    Case("gui-xin-loi", lives.apology_signed, "in_process", offer="van-ban-xin-loi", refused="Không có dự thảo"),
    Case("da-nop-tien", lives.owing, "in_process", {"proof": "Biên lai 0001234"}, "giay-tiep-nhan"),
    Case("khong-ghi-nhan", lives.proof_sent, "finance", {"reason": "Ảnh mờ"}, refused="đã được trả lời"),
    Case("tra-ket-qua", lives.processed, "returned", HANDED),
    Case("de-nghi-rut", lives.in_process, "in_process", {"reason": "Đổi ý"}, refused="Đã có một dự thảo"),
    Case("cho-rut", lives.withdrawal_asked, "withdrawn", offer="thong-bao-dung"),
    Case("khong-cho-rut", lives.withdrawal_asked, "submitted", {"reason": "Sắp xong"}, refused="Không có dự thảo"),
]
BETWEEN_DESKS = {"chuyen-co-quan", "nhan-ban-giao"}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)


def test_every_act_has_its_case():
    assert {case.slug for case in CASES} | BETWEEN_DESKS == {act.slug for act in ACTS}


def url(dossier_id: int, slug: str = "") -> str:
    return f"/quay/ho-so/{dossier_id}/" + (f"{slug}/" if slug else "")


def state(dossier_id: int) -> str:
    return Dossier.objects.get(pk=dossier_id).state


def send(client, dossier_id: int, case: Case, letter: str = "a"):
    return client.post(url(dossier_id, case.slug), {"key": key(letter)} | case.given)


@each_case
def test_an_act_is_offered_done_and_followed_by_its_paper(desk, here, case):
    dossier = case.life(here)
    assert f'action="{url(dossier, case.slug)}"' in desk.get(url(dossier)).content.decode()
    response = send(desk, dossier, case)
    assert (response.status_code, response.url) == (302, url(dossier) + (f"?giay={case.offer}" if case.offer else ""))
    assert state(dossier) == case.after
    page = desk.get(response.url).content.decode()
    assert str(next(act.done for act in ACTS if act.slug == case.slug)) in page
    assert bool(case.offer) == ("data-focus>" in page)
    assert not list(verify())


@each_case
def test_sent_twice_with_one_key_it_is_done_once(desk, here, case):
    dossier = case.life(here)
    assert send(desk, dossier, case).status_code == 302
    before = len(queries.timeline(dossier, public=False))
    assert send(desk, dossier, case).status_code == 302
    assert len(queries.timeline(dossier, public=False)) == before


@each_case
def test_sent_again_with_another_key_it_is_refused_in_words(desk, here, case):
    dossier = case.life(here)
    send(desk, dossier, case)
    before = (state(dossier), len(queries.timeline(dossier, public=False)))
    response = send(desk, dossier, case, "b")
    page = response.content.decode()
    assert response.status_code == 409
    assert case.refused in page
    assert (state(dossier), len(queries.timeline(dossier, public=False))) == before


@each_case
def test_without_the_right_nothing_is_done(at, here, case):
    dossier = case.life(here)
    before = state(dossier)
    for role in (Role.CASE_OFFICER, Role.AGENCY_LEADER):
        assert send(at(role), dossier, case).status_code == 403
    assert state(dossier) == before


@each_case
def test_another_desk_does_not_even_learn_that_it_exists(other_desk, here, case):
    dossier = case.life(here)
    before = state(dossier)
    assert send(other_desk, dossier, case).status_code == 404
    assert other_desk.get(url(dossier)).status_code == 404
    assert state(dossier) == before


@each_case
def test_opening_the_address_of_an_act_does_nothing(desk, here, case):
    dossier = case.life(here)
    before = state(dossier)
    assert desk.get(url(dossier, case.slug)).url == url(dossier)
    assert state(dossier) == before


@pytest.mark.parametrize(
    ("life", "slug", "given", "said"),
    [
        (lives.submitted, "tu-choi", {}, "Xin nhập lý do, căn cứ từ chối"),
        (lives.submitted, "yeu-cau-bo-sung", {"reason": "Điều 9"}, "Xin nhập giấy tờ còn thiếu hoặc cần sửa"),
        (lives.owing, "da-nop-tien", {}, "Xin nhập số chứng từ"),
        (
            lives.processed,
            "tra-ket-qua",
            {"way": "direct", "to_name": "Hoa"},
            "Xin quét thẻ, hoặc đánh dấu",
        ),
        (lives.processed, "tra-ket-qua", {"way": "postal", "to_name": "Hoa"}, "Xin nhập mã vận đơn"),
        (lives.processed, "tra-ket-qua", {"way": "drone", "to_name": "Hoa"}, "drone"),
        (lives.in_process, "de-nghi-rut", {"reason": "  "}, "Xin nhập lý do"),
    ],
)
def test_what_the_law_asks_for_is_asked_for(desk, here, life, slug, given, said):
    dossier = life(here)
    before = state(dossier)
    response = desk.post(url(dossier, slug), {"key": key()} | given)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert state(dossier) == before


def test_what_was_typed_survives_a_refusal(desk, here):
    dossier = lives.accepted(here)
    response = desk.post(url(dossier, "tu-choi"), {"key": key(), "reason": "Không đúng thẩm quyền của xã"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Từ chối tiếp nhận" in page
    assert "Không đúng thẩm quyền của xã" in page


def test_only_what_can_be_done_now_is_offered(desk, here):
    dossier = lives.in_process(here)
    offered = desk.get(url(dossier)).content.decode()
    assert [act.slug for act in ACTS if f'action="{url(dossier, act.slug)}"' in offered] == ["de-nghi-rut"]
    assert "Không có việc tại quầy ở bước này." in offered


# --- Papers and files -------------------------------------------------------------------------------------------------
def scan(content: bytes = PDF, name: str = "to-khai.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def test_papers_of_a_supplement_join_the_dossier_with_their_scans(desk, here):
    dossier = lives.asked_at_intake(here)
    desk.post(url(dossier, "nhan-bo-sung"), {"key": key(), "papers": "Tờ khai\nẢnh", "scans": [scan()]})
    rows = Component.objects.filter(dossier_id=dossier, supplement_number=1).order_by("position")
    assert [(row.name, row.originals, row.is_digitised) for row in rows] == [("Tờ khai", 1, True), ("Ảnh", 1, False)]
    address = url(dossier) + f"tep/{rows[0].file_id}/"
    assert address in desk.get(url(dossier)).content.decode()
    handed = desk.get(address)
    assert b"".join(handed.streaming_content) == PDF
    assert "attachment" in handed.headers["Content-Disposition"]


def test_pages_photographed_for_a_supplement_are_one_scan_of_the_paper_asked_for(desk, here):
    dossier = lives.asked_at_intake(here)
    photos = [SimpleUploadedFile(f"{n}.jpg", photograph(colour), "image/jpeg") for n, colour in enumerate((RED, BLUE))]
    given = {"key": key(), "papers": "Tờ khai: chưa ký\nẢnh: mờ\nGiấy khác"}
    files = {"scans_1": photos, "scans": [scan()], "turn": "0"}
    page = desk.post(url(dossier, "nhan-bo-sung"), given | files).content.decode()
    kept = re.findall(r'name="attached" value="([^"]*)"', page)
    assert [each.partition(":")[0] for each in kept] == ["scans_1", "scans_1", "scans"]
    assert state(dossier) == "intake_supplement"
    turn = {"attached": kept, "turn": kept[0].rpartition(":")[2]}
    turned = desk.post(url(dossier, "nhan-bo-sung"), given | turn).content.decode()
    kept = re.findall(r'name="attached" value="([^"]*)"', turned)
    desk.post(url(dossier, "nhan-bo-sung"), given | {"attached": kept})

    rows = Component.objects.filter(dossier_id=dossier, supplement_number=1).order_by("position")
    assert [(row.name, row.originals, row.file and row.file.pages) for row in rows] == [
        ("Tờ khai: chưa ký", 1, 1), ("Ảnh: mờ", 1, 2), ("Giấy khác", 1, None)
    ]  # fmt: skip
    assert [corner(page) for page in drawn(rows[1].file)] == ["upper right", "upper left"]
    assert StoredFile.objects.count() == 2


def test_scans_for_a_supplement_are_there_after_a_reload_and_never_at_another_dossier(desk, here):
    dossier, other = lives.asked_at_intake(here), lives.asked_at_intake(here)
    place = re.search(r'data-place="([^"]*)"', desk.get(url(dossier)).content.decode()).group(1)
    about = {"name": "quet.pdf", "size": len(PDF), "sha256": "", "control": "scans_1", "key": place}
    address = desk.post("/quay/tai-tep/", about).json()["address"]
    desk.patch(address, PDF, content_type="application/offset+octet-stream", headers={"Upload-Offset": "0"})

    page = desk.get(url(dossier)).content.decode()
    kept = re.findall(r'name="attached" value="([^"]*)"', page)
    assert [each.partition(":")[0] for each in kept] == ["scans_1"]
    assert f'data-address="{address}"' in page
    assert 'name="attached"' not in desk.get(url(other)).content.decode()
    desk.post(url(dossier, "nhan-bo-sung"), {"key": key(), "papers": "Ảnh: mờ", "attached": kept})
    assert Component.objects.get(dossier_id=dossier, supplement_number=1).is_digitised
    assert 'name="attached"' not in desk.get(url(dossier)).content.decode()


def test_a_scan_is_kept_from_those_who_may_not_see_papers_and_from_other_dossiers(desk, at, other_desk, here):
    dossier, other = lives.asked_at_intake(here), lives.accepted(here)
    desk.post(url(dossier, "nhan-bo-sung"), {"key": key(), "papers": "Tờ khai", "scans": [scan()]})
    file_id = StoredFile.objects.get().pk
    assert desk.get(url(other) + f"tep/{file_id}/").status_code == 404
    assert at(Role.RETURN_DESK).get(url(dossier) + f"tep/{file_id}/").status_code == 403
    assert other_desk.get(url(dossier) + f"tep/{file_id}/").status_code == 404


@pytest.mark.parametrize(("content", "said"), [(b"", "rỗng"), (b"MZ" + b"\0" * 300, "bien-lai.pdf")])
def test_a_bad_proof_stops_the_payment_in_words(desk, here, content, said):
    dossier = lives.owing(here)
    given = {"key": key(), "proof": "Biên lai 1", "scans": [scan(content, "bien-lai.pdf")]}
    response = desk.post(url(dossier, "da-nop-tien"), given)
    assert response.status_code in (409, 422)
    assert said in response.content.decode()
    assert state(dossier) == "finance"


def test_the_proof_of_a_payment_is_kept_as_such(desk, here):
    dossier = lives.owing(here)
    desk.post(url(dossier, "da-nop-tien"), {"key": key(), "proof": "Biên lai 1", "scans": [scan()]})
    assert StoredFile.objects.get().kind == "proof"
    assert "Biên lai 1" in desk.get(url(dossier)).content.decode()


def test_a_late_supplement_keeps_no_file(desk, here):
    dossier = lives.accepted(here)
    response = desk.post(url(dossier, "nhan-bo-sung"), {"key": key(), "papers": "Tờ khai", "scans": [scan()]})
    assert response.status_code == 409
    assert not StoredFile.objects.exists()


# --- Handing over -----------------------------------------------------------------------------------------------------
def test_the_minutes_say_who_got_it_and_what_was_checked(at, here):
    dossier = lives.processed(here)
    given = {
        "key": key(),
        "way": "postal",
        "to_name": "Lê Văn Tư",
        "checked": ["Giấy ủy quyền"],
        "waybill": "EB123456785VN",
        "originals_back": "Giấy tiếp nhận",
    }
    at(Role.RETURN_DESK).post(url(dossier, "tra-ket-qua"), given)
    delivery = Delivery.objects.get()
    assert (delivery.way, delivery.to_name, delivery.waybill) == ("postal", "Lê Văn Tư", "EB123456785VN")
    assert delivery.proof == "Giấy ủy quyền; Vận đơn EB123456785VN"
    assert "EB123456785VN" in at(Role.RETURN_DESK).get(url(dossier)).content.decode()


# --- Between desks ----------------------------------------------------------------------------------------------------
def test_a_dossier_for_another_agency_goes_from_desk_to_desk(desk, here):
    other = org.establish(
        key="H56.902",
        name="UBND xã Thọ Xuân",
        level="commune",
        since=date(2025, 7, 1),
        parent_id=here.committee.pk,
        is_one_stop=True,
    )
    officer = people.officer("Cán bộ Thọ Xuân")
    people.post(officer, Role.RECEPTION, other.pk)
    there = client_of(officer)
    filing = here.filing(receiving_agency_id=other.pk, is_non_territorial=True)
    by = actor_at(officer, other.pk)
    dossier = actions.receive(filing, by=by, now=MONDAY).id

    assert state(dossier) == "accepted"
    assert there.post(url(dossier, "chuyen"), {"key": key("x")}).status_code == 409
    sent = there.post(url(dossier, "chuyen-co-quan"), {"key": key("a")})
    assert sent.url.endswith("?giay=phieu-ban-giao")
    assert "In phiếu bàn giao" in there.get(sent.url).content.decode()
    code = Dossier.objects.get(pk=dossier).code
    assert code not in there.get("/quay/?muc=ban-giao").content.decode()
    assert code in desk.get("/quay/?muc=ban-giao").content.decode()

    assert there.post(url(dossier, "nhan-ban-giao"), {"key": key("b")}).status_code == 409
    assert desk.post(url(dossier, "nhan-ban-giao"), {"key": key("c")}).status_code == 302
    assert code in desk.get("/quay/?muc=cho-chuyen").content.decode()
    assert code not in there.get("/quay/?muc=cho-chuyen").content.decode()
    assert desk.post(url(dossier, "chuyen"), {"key": key("d")}).status_code == 302
    assert state(dossier) == "in_process"


def actor_at(officer, agency_id):
    from motcua.core.lifecycle import Actor, ActorKind, PostHeld

    return Actor(ActorKind.OFFICER, officer.pk, officer.full_name, (PostHeld(Role.RECEPTION, agency_id),))


# --- Who looked -------------------------------------------------------------------------------------------------------
def test_every_look_is_logged_with_the_dossier_and_why(desk, here):
    dossier = lives.accepted(here)
    desk.get(url(dossier))
    desk.post("/quay/tim/", {"q": "Trần Thị Hoa"}, follow=True)
    looks = list(LookLog.objects.order_by("pk").values_list("officer_id", "dossier_id", "purpose", "what"))
    officer = here.officers[Role.RECEPTION].pk
    assert looks == [
        (officer, dossier, "reception", "quầy: hồ sơ"),
        (officer, None, "search", "tìm hồ sơ: 1 kết quả"),
    ]
