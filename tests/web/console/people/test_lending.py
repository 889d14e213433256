"""An absent officer's post lent by an administrator: within reach, to somebody there, for days to come, journaled."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.base import clock
from motcua.catalog.models import Field
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE, collation_key, fold
from motcua.journal.models import JournalEvent
from motcua.people.models import Delegation, Leave
from tests.factories import people, places
from tests.web.console.reading import Read

pytestmark = pytest.mark.django_db
URL = "/quan-tri/can-bo/"


@pytest.fixture
def today():
    return clock.now().astimezone(ZONE).date()


@pytest.fixture
def ward(console):
    return places.agency("UBND phường Hạc Thành", parent=console.province)


def officer_of(agency, role, name):
    officer = people.officer(name)
    people.post(officer, role, agency.pk)
    return officer


def signed_in(officer):
    client = Client()
    client.force_login(officer.account)
    return client


@pytest.fixture
def admin(ward):
    return signed_in(officer_of(ward, Role.UNIT_ADMIN, "Quản trị phường"))


@pytest.fixture
def leader(ward):
    return officer_of(ward, Role.AGENCY_LEADER, "Lê Thị Chủ Tịch")


@pytest.fixture
def deputy(ward):
    return officer_of(ward, Role.CLERK, "Phạm Phó")


def of(officer):
    return f"{URL}{officer.pk}/vi-tri/{officer.posts.get().pk}/uy-quyen/"


def given(to, today, **change):
    usual = {
        "officer": to.pk, "valid_from": f"{today:%d/%m/%Y}", "valid_to": f"{today + timedelta(days=4):%d/%m/%Y}",
        "scope_note": "Văn bản số 05/UQ-UBND",
    }  # fmt: skip
    return usual | change


def test_whose_post_is_lent_is_found_by_name_in_a_fixed_number_of_queries(
    admin, leader, deputy, console, ward, django_assert_max_num_queries
):
    officer_of(console.province, Role.COMMITTEE_LEADER, "Người tỉnh")
    for number in range(3):
        officer_of(ward, Role.DIVISION_HEAD, f"Trưởng phòng {number}")
    with django_assert_max_num_queries(10):
        page = Read(admin.get(f"{URL}uy-quyen/lap/"))
    assert len(page.all("//tbody/tr")) == 4
    found = Read(admin.get(f"{URL}uy-quyen/lap/", {"tim": "chu tich"}))
    assert found.texts("//tbody//th") == ["Lê Thị Chủ Tịch"]
    assert "Không tìm thấy" in Read(admin.get(f"{URL}uy-quyen/lap/", {"tim": "Người tỉnh"})).text()
    assert "Người tỉnh" in Read(console.client(Role.SYSTEM_ADMIN).get(f"{URL}uy-quyen/lap/")).text("//table")


def test_a_post_is_lent_for_days_and_fields_and_the_journal_says_by_whom(admin, leader, deputy, today):
    field = Field.objects.create(name="Hộ tịch", name_folded=fold("Hộ tịch"), sort_key=collation_key("Hộ tịch"))
    assert of(leader) in Read(admin.get(f"{URL}{leader.pk}/")).all("//table//a/@href")
    sent = given(deputy, today, fields_lent=[field.pk])
    page = Read(admin.post(of(leader), sent, follow=True))
    assert "Đã ủy quyền" in page.text()
    assert "Chỉ lĩnh vực: Hộ tịch" in page.text("//table")
    loan = Delegation.objects.get()
    assert (loan.from_officer, loan.to_officer, loan.role, loan.field_ids) == (
        leader, deputy, "agency_leader", [field.pk],
    )  # fmt: skip
    (event,) = JournalEvent.objects.filter(kind="role.lent")
    assert event.details["lent_by"] == leader.pk
    assert event.actor == f"officer:{admin.get(URL).wsgi_request.user.officer.pk}"
    again = Read(admin.post(of(leader), sent), status=409)
    assert "Đã có ủy quyền như vậy" in again.text("//div[@role='alert']")
    assert "Đã ủy quyền cho Phạm Phó" in again.text("//aside")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"officer": "the leader"}, "lựa chọn hợp lệ"),
        ({"officer": "the administrator"}, "lựa chọn hợp lệ"),
        ({"officer": "a stranger"}, "lựa chọn hợp lệ"),
        ({"officer": "somebody away"}, "nghỉ trong những ngày đó"),
        ({"valid_from": "01/01/2020"}, "không ghi lùi ngày"),
        ({"valid_to": "01/01/2020"}, "không được trước ngày bắt đầu"),
        ({"scope_note": "  "}, "phạm vi"),
        ({"fields_lent": ["999999"]}, "lựa chọn hợp lệ"),
    ],
)
def test_what_may_not_be_lent_is_refused_in_words_and_leaves_nothing(
    admin, leader, deputy, ward, console, today, change, said
):
    name = change.get("officer")
    if name:
        away = officer_of(ward, Role.CLERK, "Người nghỉ")
        day = today + timedelta(days=2)
        Leave.objects.create(officer=away, substitute=deputy, valid_from=day, valid_to=day, made_at=clock.now())
        officers = {
            "the leader": leader,
            "the administrator": admin.get(URL).wsgi_request.user.officer,
            "a stranger": officer_of(console.province, Role.CLERK, "Người tỉnh"),
            "somebody away": away,
        }
        change = {"officer": officers[name].pk}
    Field.objects.create(name="Hộ tịch", name_folded="ho tich", sort_key="ho tich")
    response = admin.post(of(leader), given(deputy, today, **change))
    assert response.status_code in (409, 422)
    assert said.lower() in Read(response, status=response.status_code).text("//div[@role='alert']").lower()
    assert not Delegation.objects.exists()


def test_a_post_that_ends_before_the_loan_does_is_not_lent(admin, leader, deputy, today):
    leader.posts.update(valid_to=today + timedelta(days=1))
    response = Read(admin.post(of(leader), given(deputy, today)), status=409)
    assert "suốt thời gian ủy quyền" in response.text("//div[@role='alert']")


def test_beyond_reach_over_or_not_to_be_lent_there_is_no_page(admin, leader, deputy, console, today):
    stranger = officer_of(console.province, Role.COMMITTEE_LEADER, "Người tỉnh")
    assert admin.get(of(stranger)).status_code == 404
    assert admin.post(of(stranger), given(deputy, today)).status_code == 404
    assert admin.get(of(deputy)).status_code == 404  # a clerk's post is nobody's to lend
    assert of(deputy) not in Read(admin.get(f"{URL}{deputy.pk}/")).all("//a/@href")
    leader.posts.update(valid_from=today - timedelta(days=9), valid_to=today - timedelta(days=1))
    assert admin.get(of(leader)).status_code == 404


def test_ones_own_post_is_lent_at_ones_own_desk(ward):
    both = officer_of(ward, Role.UNIT_ADMIN, "Vừa quản trị vừa lãnh đạo")
    post = people.post(both, Role.AGENCY_LEADER, ward.pk)
    client = signed_in(both)
    assert client.get(f"{URL}{both.pk}/vi-tri/{post.pk}/uy-quyen/").status_code == 404
    assert not Read(client.get(f"{URL}uy-quyen/lap/")).all("//tbody/tr")
