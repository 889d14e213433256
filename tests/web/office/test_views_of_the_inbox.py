"""The inbox as an officer wants it: searched, filtered, ordered, with their columns, under their names, kept fresh."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers.filing import PartyIn
from motcua.web.office import actions, asking
from motcua.web.office.asking import Asked
from motcua.web.office.models import MOST_VIEWS, SavedView
from tests.factories import people
from tests.factories.province import MONDAY, procedure

INBOX, KEEP = "/can-bo/", "/can-bo/che-do-xem/"
HOA, AN = "H56.901-261123-0001", "H56.901-261123-0002"


@pytest.fixture
def two(office):
    """Mrs Hoa's, in person; an hour later Mr An's, online and of another procedure."""
    office.transferred()
    office.later(hours=1)
    version = procedure(office.province.commune, office.province.process, code="1.000656", name="Đăng ký khai tử")
    party = PartyIn("Nguyễn Văn An", personal_id="038085009999", phone="0987654321")
    office.transferred(
        procedure_version_id=version.pk,
        channel="online",
        parties=(party,),
        answers={"reason": "Hưởng chế độ mai táng phí", "account": "1903 777 888 999 000"},
    )
    return office


def sift(client, asked):
    """Send the filter; what was typed stands in no address of the page that answers, nor in its links."""
    response = client.post(INBOX, asked, follow=True)
    assert "tim=" not in "".join(address for address, _ in response.redirect_chain)
    assert "tim=" not in response.content.decode()
    return response


def shown(office, **asked):
    response = sift(office.client(Role.DIVISION_HEAD), asked)
    assert response.status_code == 200
    return [line.code for line in response.context["lines"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tran thi hoa", [HOA]),
        ("Hoà", [HOA]),
        ("nguyễn văn", [AN]),
        ("khai tử", [AN]),
        ("MAI TANG", [AN]),
        ("xin việc", [HOA]),
        ("xin tang", []),
        (HOA.lower(), [HOA]),
        ("h56", [HOA, AN]),
        ("H56.901", [HOA, AN]),
        ("H57", []),
        ("261123-0002", [AN]),
        ("261123-", [HOA, AN]),
        ("0002", [AN]),
        ("1234", [HOA]),
        ("9999", [AN]),
        ("4321", [AN]),
        ("038185001234", [HOA]),
        ("0987 654 321", [AN]),
        ("03818500123", []),
        ("777888999", []),
        ("%", []),
        ("'; DROP TABLE dossiers_step; --", []),
        ("\x00", [HOA, AN]),
    ],
)
def test_the_inbox_is_searched_by_what_people_have_in_hand(two, text, found):
    assert shown(two, tim=text) == found


@pytest.mark.parametrize(
    ("text", "noted"),
    [("hoa", []), ("xin việc", ["search:answers"]), ("1234", ["search:number"]), ("0912345678", ["search:number"])],
)
def test_looking_at_numbers_or_declarations_leaves_a_trace(two, text, noted):
    shown(two, tim=text)
    assert [look.what for look in LookLog.objects.all()] == noted


def test_what_was_typed_is_kept_by_a_key_of_this_session_for_half_an_hour(two):
    client = two.client(Role.DIVISION_HEAD)
    address = sift(client, {"tim": "hoa", "xep": "-due"}).redirect_chain[-1][0]
    assert [line.code for line in client.get(address).context["lines"]] == [HOA]
    assert address == sift(client, {"tim": "hoa", "xep": "-due"}).redirect_chain[-1][0]  # the way back is one address
    key = address.partition("phieu=")[2].partition("&")[0]
    assert f"phieu={key}" in client.get(address).context["live_url"]

    old = client.get(INBOX, {"tim": "hoa"})  # an old bookmark finds nothing by what it says
    assert len(old.context["lines"]) == 2
    stranger = two.client(Role.CASE_OFFICER).get(address)
    assert "Lượt tra cứu đã hết hạn" in stranger.content.decode()


def test_a_search_of_the_inbox_never_shows_what_is_not_in_it(two):
    response = sift(two.client(Role.CASE_OFFICER), {"tim": "hoa"})
    assert "Không có hồ sơ nào hợp bộ lọc" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kenh": "online"}, [AN]),
        ({"kenh": "direct", "tim": "hoa"}, [HOA]),
        ({"kenh": "direct", "tim": "an"}, [HOA]),  # Trần
        ({"kenh": "pigeon"}, [HOA, AN]),
        ({"buoc": "assign"}, [HOA, AN]),
        ({"buoc": "no such step"}, []),
        ({"loc": "moi"}, [HOA, AN]),
        ({"loc": "sap-den-han", "kenh": "online"}, [AN]),
        ({"loc": "qua-han", "kenh": "online"}, []),
        ({"thu-tuc": "x", "linh-vuc": "²"}, [HOA, AN]),
        ({"thu-tuc": "999999999"}, []),
        ({"xep": "-due"}, [AN, HOA]),
        ({"xep": "owner"}, [AN, HOA]),
        ({"xep": "-owner"}, [HOA, AN]),
        ({"xep": "-received"}, [AN, HOA]),
        ({"xep": "promise"}, [HOA, AN]),
        ({"xep": "-code"}, [AN, HOA]),
        ({"xep": "-procedure"}, [HOA, AN]),
        ({"xep": "id; DROP"}, [HOA, AN]),
    ],
)
def test_the_inbox_is_filtered_and_ordered(two, asked, found):
    assert sorted(shown(two, **asked)) == sorted(found)
    if "xep" in asked:
        assert shown(two, **asked)[0] in found[:1] or "procedure" in asked["xep"]


def test_a_filter_offers_what_the_inbox_holds_with_its_numbers(two):
    form = two.client(Role.DIVISION_HEAD).get(INBOX).context["filter_form"]
    assert [said for _, said in form.fields["thu_tuc"].choices] == [
        "Tất cả",
        "Cấp giấy xác nhận tình trạng hôn nhân (1)",
        "Đăng ký khai tử (1)",
    ]
    assert [said for _, said in form.fields["kenh"].choices][1:] == ["Trực tiếp (1)", "Trực tuyến (1)"]


def test_an_officer_chooses_the_columns(two):
    response = two.client(Role.DIVISION_HEAD).get(INBOX, {"cot": ["owner", "channel", "promise", "password"]})
    assert [column.key for column in response.context["columns"]] == ["owner", "channel", "promise"]
    assert response.context["lines"][1].cells[:2] == ("Nguyễn Văn An", "Trực tuyến")


@pytest.mark.parametrize("asked", [{}, {"tim": "dang"}, {"kenh": "online"}, {"xep": "owner", "cot": ["field"]}])
def test_a_list_asks_as_many_questions_whatever_it_holds(two, asked, django_assert_max_num_queries):
    for _ in range(5):
        two.transferred(channel="online")
    client = two.client(Role.DIVISION_HEAD)
    address = sift(client, asked).redirect_chain[-1][0]
    with django_assert_max_num_queries(16):
        client.get(address)


def test_a_view_is_kept_opened_first_replaced_and_forgotten(two):
    client = two.client(Role.DIVISION_HEAD)
    kept = client.post(KEEP, {"name": "Nộp trực tuyến", "is_default": "on", "kenh": "online", "cot": ["owner"]})
    view = SavedView.objects.get()

    assert kept.url == f"{INBOX}?xem={view.pk}"
    assert (view.asked, view.columns, view.order) == ({"kenh": "online"}, ["owner"], "due")
    assert [line.code for line in client.get(INBOX).context["lines"]] == [AN]
    assert [line.code for line in client.get(f"{INBOX}?xep=-due").context["lines"]] == [AN]
    assert len(client.get(f"{INBOX}?tat-ca=1").context["lines"]) == 2
    assert client.get(f"{INBOX}thay-doi/").json()["steps"] == [int(client.get(INBOX).context["lines"][0].step_id)]

    client.post(KEEP, {"name": "Nộp trực tuyến", "kenh": "direct"})
    assert SavedView.objects.get().asked == {"kenh": "direct"}
    client.post(f"{KEEP}{view.pk}/xoa/")
    assert not SavedView.objects.exists()


def test_a_view_is_its_officers_alone(two):
    two.client(Role.DIVISION_HEAD).post(KEEP, {"name": "Của tôi", "kenh": "online"})
    view = SavedView.objects.get()
    other = two.client(Role.CASE_OFFICER)

    assert list(other.get(INBOX, {"xem": view.pk}).context["views"]) == []
    other.post(f"{KEEP}{view.pk}/xoa/")
    assert SavedView.objects.filter(pk=view.pk).exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\u202e"])
def test_a_view_without_a_sensible_name_is_not_kept(two, name):
    answer = two.client(Role.DIVISION_HEAD).post(KEEP, {"name": name, "kenh": "online"}, follow=True)
    assert "chế độ xem" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_only_so_many_views_are_kept(two):
    officer = two.province.officers[Role.DIVISION_HEAD]
    for number in range(MOST_VIEWS):
        actions.save_view(officer_id=officer.pk, name=f"Xem {number}", asked=Asked(), is_default=True)
    actions.save_view(officer_id=officer.pk, name="Xem 1", asked=Asked(channel="online"), is_default=False)
    with pytest.raises(actions.TooManyViews):
        actions.save_view(officer_id=officer.pk, name="Một nữa", asked=Asked(), is_default=False)

    assert SavedView.objects.filter(is_default=True).count() == 1


@pytest.mark.parametrize(
    "broken", [{"name": "A"}, {"is_default": True}, {"name": " "}, {"columns": ["password"]}, {"order": "id"}]
)
def test_postgresql_refuses_a_view_that_cannot_be(db, broken):
    officer = people.officer()
    SavedView.objects.create(officer=officer, name="A", is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(**{"officer": officer, "name": "B"} | broken)


def test_what_an_address_asks_is_what_it_is_written_as(rf):
    asked = Asked("", "qua-han", 3, 4, "Thẩm định", "online", "-owner", ("owner", "channel"))
    assert asking.read(rf.get("/?" + asked.query), now=MONDAY) == asked


def test_an_open_list_learns_what_came_and_what_went(two):
    client = two.client(Role.DIVISION_HEAD)
    before = client.get(f"{INBOX}thay-doi/").json()["steps"]
    two.later(minutes=5)
    two.transferred()
    now = client.get(f"{INBOX}thay-doi/").json()["steps"]

    assert len(before) == 2
    assert now[:2] == before
    assert len(now) == 3
    assert len(client.get(f"{INBOX}thay-doi/", {"kenh": "online"}).json()["steps"]) == 1


def test_keeping_a_list_fresh_is_cheap(two, django_assert_max_num_queries):
    client = two.client(Role.DIVISION_HEAD)
    client.get(INBOX)
    with django_assert_max_num_queries(8):
        client.get(f"{INBOX}thay-doi/")


def test_the_rows_alone_lead_back_to_the_whole_page(two):
    page = two.client(Role.DIVISION_HEAD).get(INBOX, {"phan": "danh-sach", "kenh": "online"}).content.decode()
    assert "<html" not in page
    assert "phan=" not in page
    assert AN in page


def test_words_of_a_declaration_are_found_within_reach(two):
    leader = two.client(Role.AGENCY_LEADER)
    found = leader.post("/can-bo/tim/", {"q": "mai táng"}, follow=True)
    assert [line.code for line in found.context["lines"]] == [AN]
    assert "trong nội dung kê khai" in found.content.decode()
    assert LookLog.objects.get().what == "search:answers"

    stranger = people.officer()
    people.post(stranger, Role.AGENCY_LEADER, two.province.committee.pk, until="2026-11-23")
    two.now += timedelta(days=1)
    leader.force_login(stranger.account)
    assert leader.post("/can-bo/tim/", {"q": "mai táng"}).status_code == 403
