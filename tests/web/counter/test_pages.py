"""The desk's lists, search and page: what stands where, in how many queries; and a whole life through the doors."""

from datetime import timedelta

import pytest

from motcua.core.lifecycle import ProposalKind, State
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.org import queries as org
from motcua.web.counter import piles
from tests.factories import people
from tests.factories.province import MONDAY
from tests.web.counter import lives
from tests.web.counter.conftest import INTAKE, client_of, key, typed

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY - timedelta(days=3)


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return response.content.decode()


# --- Piles ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("life", "slug", "title"),
    [
        (lives.submitted, "kiem-tra", "Chờ kiểm tra"),
        (lives.supplement_given, "da-bo-sung", "Đã bổ sung"),
        (lives.accepted, "cho-chuyen", "Chờ chuyển"),
        (lives.apology_signed, "cho-gui", "Chờ gửi"),
        (lives.owing, "nop-tien", "Chờ nộp tiền"),
        (lives.asked_at_intake, "bo-sung", "Chờ bổ sung"),
        (lives.processed, "tra-ket-qua", "Chờ trả kết quả"),
    ],
)
def test_each_dossier_lies_in_its_pile_and_the_desk_opens_there(desk, here, life, slug, title):
    code = Dossier.objects.get(pk=life(here)).code
    page = page_of(desk, "/quay/")
    assert f'<a href="/quay/?muc={slug}" aria-current="page">{title} <span class="count ">1</span></a>' in page
    assert code in page
    others = [pile.slug for pile in piles.PILES if pile.slug != slug]
    assert [other for other in others if code in page_of(desk, f"/quay/?muc={other}")] == []


def test_those_whose_supplement_term_has_passed_stand_on_top(desk, here):
    waiting, passed = lives.asked_at_intake(here), lives.long_unanswered(here)
    actions.ring(dossier_id=passed, now=MONDAY)
    page = page_of(desk, "/quay/?muc=bo-sung")
    assert page.index(f"/quay/ho-so/{passed}/") < page.index(f"/quay/ho-so/{waiting}/")
    assert "Hết hạn bổ sung" in page


def test_each_sees_the_piles_of_their_own_work(at, here):
    officer = people.officer("Thủ quỹ")
    people.post(officer, Role.CASHIER, here.commune.pk)
    lives.owing(here)
    assert "Chờ trả kết quả" in page_of(at(Role.RETURN_DESK), "/quay/")
    assert "Chờ kiểm tra" not in page_of(at(Role.RETURN_DESK), "/quay/")
    cashier = page_of(client_of(officer), "/quay/")
    assert "Chờ nộp tiền" in cashier
    assert "Tiếp nhận hồ sơ" not in cashier


@pytest.mark.parametrize(
    ("since", "now", "words"),
    [
        ("09:00", "09:00", "Còn 1 ngày"),
        ("09:00", "11:00", "Còn 6 giờ"),
        ("16:30", "16:45", "Còn 1 ngày"),  # the last hour counts from the next morning
        ("07:30", "17:00", "Còn 30 phút"),
    ],
)
def test_the_check_of_eight_working_hours_counts_down_in_working_time(here, since, now, words):
    calendar = org.calendar_of(here.commune.pk, MONDAY.date())
    hour, minute = map(int, since.split(":"))
    begun = FRIDAY.replace(hour=hour, minute=minute)
    hour, minute = map(int, now.split(":"))
    shown = piles.countdown(State.SUBMITTED, begun, calendar, FRIDAY.replace(hour=hour, minute=minute))
    assert shown.words.vi == words


def test_a_check_that_was_missed_stays_late_though_its_timer_rang_again(at, here, clock_at):
    actions.ring(dossier_id=lives.submitted(here), now=clock_at("2026-11-23 11:00"))
    assert "Quá 2 giờ" in page_of(at(), "/quay/?muc=kiem-tra")


def test_an_unknown_pile_or_page_shows_what_there_is(desk, here):
    lives.accepted(here)
    assert "Chờ chuyển" in page_of(desk, "/quay/?muc=../../x&trang=999999999999")


def test_an_empty_desk_says_what_will_come(desk, here):
    assert "sẽ hiện ở đây" in page_of(desk, "/quay/")


# --- Search -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["tran thi hoa", "Hoa", "038185001234", "0912 345 678"])
def test_a_dossier_is_found_by_what_people_have_in_hand(desk, here, text):
    dossier = lives.accepted(here)
    found = desk.post("/quay/tim/", {"q": text}, follow=True)
    assert f"/quay/ho-so/{dossier}/" in found.content.decode()


def test_a_scanned_code_opens_the_dossier(desk, here):
    dossier = Dossier.objects.get(pk=lives.accepted(here))
    assert desk.get("/quay/tim/", {"ma": dossier.code.lower()}).url == f"/quay/ho-so/{dossier.pk}/"
    assert desk.get("/quay/tim/", {"khoa": dossier.key}).url == f"/quay/ho-so/{dossier.pk}/"
    assert desk.get("/quay/tim/", {"khoa": "khong-co"}).status_code == 404


def test_the_number_of_a_scanned_card_travels_in_the_body(desk, here):
    dossier = lives.accepted(here)
    response = desk.post("/quay/tim/", {"q": "038185001234"}, follow=True)
    assert f"/quay/ho-so/{dossier}/" in response.content.decode()


def test_other_desks_find_nothing(other_desk, here):
    dossier = Dossier.objects.get(pk=lives.accepted(here))
    assert "Không tìm thấy hồ sơ" in page_of(other_desk, f"/quay/tim/?ma={dossier.code}")


# --- Numbers of queries -----------------------------------------------------------------------------------------------
OF_WHO_ASKS = 3  # session, account, posts and loans: remembered for some seconds where people work
OF_THE_SIDE = 5  # the desk's name and counts; lists to confirm; what the office adds
QUERIES_OF_A_PILE = OF_WHO_ASKS + OF_THE_SIDE + 3
QUERIES_OF_A_DOSSIER = OF_WHO_ASKS + OF_THE_SIDE + 13
OF_A_VERB = 11  # lock, steps, clock, journal's head, command key; dossier, step, clock, event; a savepoint around them
QUERIES_OF_AN_ACT = OF_WHO_ASKS + 2 + OF_A_VERB  # the dossier, and the look that is logged


def test_a_pile_takes_the_same_few_queries_however_full(desk, here, django_assert_num_queries):
    for _ in range(3):
        lives.submitted(here)
    desk.get("/quay/")
    with django_assert_num_queries(QUERIES_OF_A_PILE):
        desk.get("/quay/")


def test_the_page_of_a_dossier_takes_a_fixed_number_of_queries(desk, here, django_assert_num_queries):
    dossier = lives.supplement_given(here)
    desk.get(f"/quay/ho-so/{dossier}/")
    with django_assert_num_queries(QUERIES_OF_A_DOSSIER):
        desk.get(f"/quay/ho-so/{dossier}/")


def test_an_act_reads_no_page_it_does_not_show(desk, here, django_assert_max_num_queries):
    before, dossier = lives.submitted(here), lives.submitted(here)
    desk.post(f"/quay/ho-so/{before}/tiep-nhan/", {"key": key("a")})
    with django_assert_max_num_queries(QUERIES_OF_AN_ACT):
        assert desk.post(f"/quay/ho-so/{dossier}/tiep-nhan/", {"key": key("b")}).status_code == 302


# --- The page ---------------------------------------------------------------------------------------------------------
def test_the_page_says_who_what_by_when_and_why(desk, here):
    page = page_of(desk, f"/quay/ho-so/{lives.accepted(here)}/")
    for words in ("Trần Thị Hoa", "038 185 001 234", "Phố Lê Lợi", "Vì sao?", "05 ngày làm việc", "Tờ khai"):
        assert words in page
    assert "09:00, thứ Hai, 30/11/2026" in page


# --- A whole life through the doors -----------------------------------------------------------------------------------
def test_from_the_desk_to_the_result_in_the_citizens_hands(at, here, clock_at):
    """Taken in, stopped for a paper, worked on by the divisions, handed over."""
    at().post(INTAKE, typed(here))
    dossier = Dossier.objects.get()
    page = f"/quay/ho-so/{dossier.pk}/"

    def act(slug: str, letter: str, role: Role = Role.RECEPTION, **given: str) -> None:
        response = at(role).post(f"{page}{slug}/", {"key": key(letter)} | given)
        assert response.status_code == 302, response.content.decode()

    act("chuyen", "k")
    now = clock_at("2026-11-23 10:00")
    content = {"items": ["Bản đồ"]}
    actions.propose_supplement(dossier_id=dossier.pk, content=content, by=here.actor(Role.DIVISION_HEAD), now=now)
    actions.sign_proposal(
        dossier_id=dossier.pk, kind=ProposalKind.SUPPLEMENT, by=here.actor(Role.AGENCY_LEADER), now=now
    )
    assert dossier.code in page_of(at(), "/quay/?muc=cho-gui")
    act("gui-bo-sung", "b")
    clock_at("2026-11-25 08:00")
    act("nhan-bo-sung", "c", papers="Bản đồ")
    act("xac-nhan-bo-sung", "d")
    dossier.refresh_from_db()
    assert (dossier.state, f"{dossier.due_on:%d/%m/%Y}") == ("in_process", "02/12/2026")

    lives.work_through(here, dossier.pk, now=clock_at("2026-11-26 09:00"))
    assert dossier.code in page_of(at(Role.RETURN_DESK), "/quay/?muc=tra-ket-qua")
    act(
        "tra-ket-qua",
        "e",
        Role.RETURN_DESK,
        way="direct",
        to_name="Hoa",
        identity="038185001234",
        checked="Giấy tờ tùy thân",
    )
    dossier.refresh_from_db()
    assert (dossier.state, dossier.timeliness) == ("returned", "early")
    shown = page_of(at(), page)
    for words in ("01/GXN-UBND", "Giấy tờ tùy thân", "Đã trả kết quả", "bổ sung lần 1"):
        assert words in shown
