"""One's own dossiers: the list, what can be done from a dossier's page, its papers, and who looked."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.access.actions import note_look
from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Component
from motcua.files import actions as files
from motcua.files.models import StoredFile
from motcua.ratings.models import Rating
from tests.factories import people
from tests.factories.lives import Life
from tests.factories.province import MONDAY
from tests.files.samples import PDF

LIST = "/ho-so-cua-toi/"


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def status_of(client: Client, address: str) -> int:
    """What a file's address answers; the file is read to its end, which closes it."""
    response = client.get(address)
    if response.streaming:
        assert b"".join(response.streaming_content)
    return response.status_code


@pytest.fixture
def other(here) -> Client:
    client = Client()
    client.force_login(people.citizen("Lê Thị Bình", personal_id="038190004321", phone="+84987654321").account)
    return client


@pytest.fixture
def returned(here, filed):
    """A dossier whose written answer was handed over."""
    moved = filed(accepted=True)
    Life(here, moved.id).complete("assign", Role.DIVISION_HEAD).draft().complete(
        "examine", Role.CASE_OFFICER
    ).approve().issue().hand_over()
    return moved


# --- The list ---------------------------------------------------------------------------------------------------------
def test_what_is_wanted_comes_first_then_what_runs_then_what_is_over(here, signed_in, filed, asked, returned):
    running = filed(accepted=True)
    page = page_of(signed_in, LIST)

    titles = [page.index(title) for title in ("Cần Ông/Bà làm", "Đang giải quyết", "Đã xong")]
    codes = [page.index(f">{moved.code}<") for moved in (asked, running, returned)]
    assert sorted([*titles, *codes]) == [titles[0], codes[0], titles[1], codes[1], titles[2], codes[2]]


def test_each_thing_wanted_says_until_when_and_leads_to_it(here, signed_in, filed, asked, citizen):
    paying, ready = filed(accepted=True), filed(accepted=True)
    Life(here, paying.id).complete("assign", Role.DIVISION_HEAD)
    actions.ask_payment(
        dossier_id=paying.id, notice="Thông báo 12/TB-CCT", by=here.actor(Role.CASE_OFFICER), now=MONDAY
    )
    Life(here, ready.id).complete("assign", Role.DIVISION_HEAD).draft().complete(
        "examine", Role.CASE_OFFICER
    ).approve().issue()
    page = page_of(signed_in, LIST)

    assert "Xin bổ sung giấy tờ trước thứ Ba, 15/12/2026." in page
    assert f'href="/ho-so-cua-toi/{asked.code}/bo-sung/"' in page
    assert f'href="/ho-so-cua-toi/{paying.code}/chung-tu/"' in page
    assert "Mời Ông/Bà đến nhận tại UBND phường Hạc Thành." in page
    assert "Đang giải quyết" not in page
    assert "Thông báo 12/TB-CCT" in page_of(signed_in, f"/tra-cuu/{paying.code}/")


def test_the_nearest_term_leads(here, signed_in, filed, asked):
    sooner = filed(now=MONDAY - timedelta(days=5))
    content = {"reason": "Thiếu.", "items": ["Tờ khai"]}
    actions.ask_at_intake(
        dossier_id=sooner.id, content=content, by=here.actor(Role.RECEPTION), now=MONDAY - timedelta(days=5)
    )
    page = page_of(signed_in, LIST)

    assert page.index(sooner.code) < page.index(asked.code)


@pytest.mark.parametrize(("typed", "found"), [("hon nhan", 3), ("HÔN NHÂN", 3), ("0002", 1), ("khai sinh", 0),
                                              ("%", 0), ("_", 0), ("\\", 0), ("nguyen van an", 3)])  # fmt: skip
def test_ones_dossiers_are_searched_with_or_without_accents(signed_in, filed, typed, found):
    for _ in range(3):
        filed()
    response = signed_in.post(LIST, {"q": typed}, follow=True)

    assert response.context["page"].total == found
    assert sum(len(group.rows) for group in response.context["groups"]) == found


def test_the_list_asks_the_database_the_same_however_long_it_is(signed_in, filed):
    filed()
    signed_in.get(LIST)
    with CaptureQueriesContext(connection) as short:
        signed_in.get(LIST)
    for _ in range(24):
        filed()
    with CaptureQueriesContext(connection) as long:
        first = signed_in.get(LIST)
    second = signed_in.get(LIST, {"trang": "2"})

    assert len(long) == len(short) <= 6
    assert [len(response.context["groups"][0].rows) for response in (first, second)] == [20, 5]
    assert second.context["groups"][0].count == 25


def test_nobodys_dossiers_are_in_anothers_list(filed, other):
    filed()

    assert "Ông/Bà chưa nộp hồ sơ nào tại đây" in page_of(other, LIST)


# --- Papers, slips, results -------------------------------------------------------------------------------------------
@pytest.fixture
def supplied(signed_in, asked, citizen):
    """The citizen has sent a paper; its file."""
    address = f"/ho-so-cua-toi/{asked.code}/bo-sung/"
    key = signed_in.get(address).context["form"]["key"].value()
    signed_in.post(address, {"key": key, "papers": [SimpleUploadedFile("ly-hon.pdf", PDF, "application/pdf")]})
    return Component.objects.get(supplement_number=1).file


def test_ones_own_papers_open(signed_in, asked, supplied):
    address = f"/ho-so-cua-toi/{asked.code}/tep/{supplied.pk}/"
    assert f'href="{address}"' in page_of(signed_in, f"/tra-cuu/{asked.code}/")
    response = signed_in.get(address)

    assert b"".join(response.streaming_content) == PDF
    assert "attachment" in response.headers["Content-Disposition"]


def test_nobody_opens_anothers_papers(other, signed_in, asked, supplied, filed):
    mine = filed().code
    assert other.get(f"/ho-so-cua-toi/{asked.code}/tep/{supplied.pk}/").status_code == 404
    assert signed_in.get(f"/ho-so-cua-toi/{mine}/tep/{supplied.pk}/").status_code == 404
    assert Client().get(f"/ho-so-cua-toi/{asked.code}/tep/{supplied.pk}/").status_code == 302


@pytest.mark.parametrize(
    ("name", "shown"),
    [("giay-tiep-nhan-1 x.pdf", True), ("phieu-bo-sung-1 x.pdf", True), ("phieu-ban-giao x.pdf", False)],
)
def test_slips_made_for_the_citizen_are_theirs_the_house_keeps_its_own(signed_in, filed, name, shown):
    moved = filed(accepted=True)
    slip = files.keep_own(PDF, name=name, media_type="application/pdf", kind=StoredFile.Kind.FORM, now=MONDAY,
                          dossier_id=moved.id)  # fmt: skip
    address = f"/ho-so-cua-toi/{moved.code}/tep/{slip.pk}/"

    assert (f'href="{address}"' in page_of(signed_in, f"/tra-cuu/{moved.code}/")) is shown
    assert status_of(signed_in, address) == (200 if shown else 404)


def test_a_result_that_is_a_file_is_fetched_once_it_was_handed_over(here, signed_in, filed, citizen):
    moved = filed(accepted=True)
    answer = files.keep_own(PDF, name="ket-qua.pdf", media_type="application/pdf", kind=StoredFile.Kind.RESULT,
                            now=MONDAY, dossier_id=moved.id)  # fmt: skip
    life = Life(here, moved.id).complete("assign", Role.DIVISION_HEAD)
    life.draft(body="", file_id=answer.pk).complete("examine", Role.CASE_OFFICER).approve().issue()
    address = f"/ho-so-cua-toi/{moved.code}/tep/{answer.pk}/"
    assert status_of(signed_in, address) == 404

    life.hand_over()
    assert f'href="{address}"' in page_of(signed_in, f"/tra-cuu/{moved.code}/")
    assert status_of(signed_in, address) == 200


# --- Beginning anew from an earlier dossier ---------------------------------------------------------------------------
def test_a_new_dossier_begins_with_what_an_earlier_one_said(signed_in, returned):
    tracked = page_of(signed_in, f"/tra-cuu/{returned.code}/")
    address = f"/nop-ho-so/1.004873/?tu={returned.code}"
    assert address in tracked
    page = page_of(signed_in, address)

    for words in ("Đã điền sẵn từ một hồ sơ trước", returned.code, "25 Lê Lợi", "Bổ sung hồ sơ xin việc"):
        assert words in page


@pytest.mark.parametrize("code", ["H56.901-261123-0001", "H56.901-261123-9999", "x", "' OR 1", "%00", ""])
def test_another_citizens_dossier_begins_nothing(other, filed, code):
    filed()
    page = page_of(other, f"/nop-ho-so/1.004873/?tu={code}")

    assert "25 Lê Lợi" not in page
    assert "Đã điền sẵn" not in page


# --- Rating -----------------------------------------------------------------------------------------------------------
def test_a_finished_dossier_is_rated_from_its_page_and_only_then(signed_in, citizen, filed, returned, clock_at):
    running = filed()
    assert "Đánh giá" not in page_of(signed_in, f"/tra-cuu/{running.code}/")
    assert signed_in.get(f"/ho-so-cua-toi/{running.code}/danh-gia/").status_code == 302

    address = f"/ho-so-cua-toi/{returned.code}/danh-gia/"
    assert address in page_of(signed_in, f"/tra-cuu/{returned.code}/")
    assert signed_in.post(address, {"stars": "9"}).status_code == 422
    response = signed_in.post(address, {"stars": "4", "words": "<b>Nhanh</b>"}, follow=True)

    assert "Ông/Bà đã đánh giá 4/5" in response.content.decode()
    assert "&lt;b&gt;Nhanh&lt;/b&gt;" in page_of(signed_in, address)
    clock_at("2026-12-01 09:01")
    signed_in = Client()
    signed_in.force_login(citizen.account)
    assert "Sửa đánh giá" not in page_of(signed_in, f"/tra-cuu/{returned.code}/")
    assert signed_in.post(address, {"stars": "1"}).status_code == 302
    assert Rating.objects.get().stars == 4


def test_the_procedure_tells_in_figures_how_satisfied_people_were_once_enough_have_said(here, signed_in, filed):
    for stars in ("5", "5", "4", "3", "1"):
        assert "Mức hài lòng" not in page_of(signed_in, "/thu-tuc/1.004873/")
        moved = filed()
        actions.refuse(dossier_id=moved.id, reason="Sai nơi nộp.", by=here.actor(Role.RECEPTION), now=MONDAY)
        signed_in.post(f"/ho-so-cua-toi/{moved.code}/danh-gia/", {"stars": stars, "words": "Riêng tư"})
    page = page_of(signed_in, "/thu-tuc/1.004873/")

    assert "3,6/5 theo 5 đánh giá trong 12 tháng qua" in page
    assert "Riêng tư" not in page
    assert "3.6/5 by 5 ratings" in page_of(signed_in, "/en/thu-tuc/1.004873/")


@pytest.mark.parametrize("page", ["/ho-so-cua-toi/{}/danh-gia/", "/ho-so-cua-toi/{}/tep/1/"])
def test_nobody_rates_or_reads_anothers(other, returned, page):
    assert other.get(page.format(returned.code)).status_code == 404


# --- Who looked -------------------------------------------------------------------------------------------------------
def test_the_owner_learns_which_post_looked_and_why_but_not_the_persons_name(here, signed_in, filed, returned):
    officer = here.officers[Role.CASE_OFFICER]
    for minutes in (0, 5, 10):
        note_look(officer_id=officer.pk, dossier_id=returned.id, purpose=LookLog.Purpose.PROCESSING,
                  what="dossier:parties", at=MONDAY + timedelta(minutes=minutes))  # fmt: skip
    note_look(officer_id=officer.pk, dossier_id=returned.id, purpose=LookLog.Purpose.PROCESSING, what="file:7",
              at=MONDAY + timedelta(days=1))  # fmt: skip
    for address in (f"/tra-cuu/{returned.code}/", "/tai-khoan/ai-da-xem/"):
        page = page_of(signed_in, address)
        for words in ("UBND phường Hạc Thành", "Chuyên viên thụ lý", "Giải quyết hồ sơ", "3 lần trong ngày",
                      "thông tin và giấy tờ"):  # fmt: skip
            assert words in page
        assert officer.full_name not in page


def test_a_post_of_another_day_is_not_told(here, signed_in, filed):
    moved = filed()
    gone = people.officer("Ngô Văn Cũ")
    people.post(gone, Role.CASE_OFFICER, here.commune.pk, until="2026-01-31")
    note_look(officer_id=gone.pk, dossier_id=moved.id, purpose=LookLog.Purpose.MONITORING, what="x", at=MONDAY)
    page = page_of(signed_in, "/tai-khoan/ai-da-xem/")

    assert "Cán bộ được phân công" in page
    assert "Chuyên viên thụ lý" not in page


def test_the_list_of_looks_is_paged_with_the_same_few_questions(here, signed_in, filed, other):
    moved = filed()
    officer = here.officers[Role.RECEPTION]

    def look(day: int) -> None:
        note_look(officer_id=officer.pk, dossier_id=moved.id, purpose=LookLog.Purpose.RECEPTION, what="x",
                  at=MONDAY - timedelta(days=day))  # fmt: skip

    look(0)
    signed_in.get("/tai-khoan/ai-da-xem/")
    with CaptureQueriesContext(connection) as short:
        signed_in.get("/tai-khoan/ai-da-xem/")
    for day in range(1, 30):
        look(day)
    with CaptureQueriesContext(connection) as long:
        response = signed_in.get("/tai-khoan/ai-da-xem/")

    assert len(short) == len(long) <= 6
    assert (len(response.context["looks"]), response.context["page"].total) == (20, 30)
    assert "Chưa có ai xem" in page_of(other, "/tai-khoan/ai-da-xem/")


def test_the_owners_page_speaks_english(signed_in, returned):
    page = page_of(signed_in, f"/en/tra-cuu/{returned.code}/")

    for words in ("Rate", "File a new dossier like this one", "Who looked at my data"):
        assert words in page
