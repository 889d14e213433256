"""The lists of work: what stands in them, in which order, for whom, and at what cost."""

import pytest

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Step
from tests.factories import people, places

INBOX = "/can-bo/"


def codes(response) -> list[str]:
    return [line.code for line in response.context["lines"]]


def test_the_inbox_holds_what_is_the_officers_to_do_nearest_first(office):
    later = office.transferred()
    office.later(hours=1)
    office.transferred()
    response = office.client(Role.DIVISION_HEAD).get(INBOX)

    assert codes(response) == ["H56.901-261123-0001", "H56.901-261123-0002"]
    assert response.context["lines"][0].url == f"/can-bo/ho-so/{later}/"
    assert "assign" in response.content.decode()
    assert "Còn 3 giờ" in response.content.decode()


@pytest.mark.parametrize(
    ("hours", "chosen", "shown"),
    [(0, "qua-han", 0), (0, "sap-den-han", 1), (30, "qua-han", 1), (30, "sap-den-han", 0), (0, "khac", 1)],
)
def test_each_filter_is_a_stretch_of_the_inbox(office, hours, chosen, shown):
    office.transferred()
    office.later(hours=hours)

    assert len(codes(office.client(Role.DIVISION_HEAD).get(INBOX, {"loc": chosen}))) == shown


def test_an_inbox_of_somebody_else_is_empty(office):
    office.transferred()

    assert "Hộp việc trống" in office.client(Role.CASE_OFFICER).get(INBOX).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_inbox_asks_as_many_questions_whatever_it_holds(office, count, django_assert_num_queries):
    for _ in range(count):
        office.transferred()
    client = office.client(Role.DIVISION_HEAD)
    client.get(INBOX)

    with django_assert_num_queries(11):
        client.get(INBOX)


def test_a_leader_finds_drafts_to_sign(office):
    office.supplement_drafted()
    response = office.client(Role.AGENCY_LEADER).get("/can-bo/cho-ky/")

    assert codes(response) == ["H56.901-261123-0001"]
    assert "Yêu cầu bổ sung hồ sơ" in response.content.decode()


def test_what_is_late_names_the_step_and_its_officer(office):
    office.examined()
    office.later(days=30)
    for role in (Role.DIVISION_HEAD, Role.AGENCY_LEADER):
        (line,) = office.client(role).get("/can-bo/qua-han/").context["lines"]
        assert (line.step, line.who, line.step_late) == ("examine", "Cán bộ case_officer", True)


@pytest.mark.parametrize(("hours", "late"), [(0, 0), (24 * 30, 2)])
def test_each_tab_says_how_many_its_list_holds(office, hours, late):
    """A step handed up is nobody's here: it is neither listed nor counted."""
    for _ in range(2):
        office.examined()
    client = office.client(Role.DIVISION_HEAD)
    office.transferred()
    Step.objects.filter(key="assign", state="open").update(kind="higher_level")
    office.transferred()
    office.later(hours=hours)
    tabs = {tab.label: tab for tab in client.get(INBOX).context["tabs"]}

    for name in ("Tất cả", "Quá hạn", "Sắp đến hạn", "Quá hạn của cơ quan"):
        assert tabs[name].count == len(codes(client.get(tabs[name].url))), name
    assert (tabs["Tất cả"].count, tabs["Quá hạn của cơ quan"].count) == (1, late and 4)


def test_nothing_gets_late_while_its_clock_stands(office):
    dossier_id = office.examined()
    head = office.province.actor(Role.DIVISION_HEAD)
    actions.ask_payment(dossier_id=dossier_id, notice="Nộp lệ phí", by=head, now=office.now)
    office.later(days=30)
    assert codes(office.client(Role.DIVISION_HEAD).get("/can-bo/qua-han/")) == []
    desk = office.province.actor(Role.RECEPTION)
    actions.confirm_payment(dossier_id=dossier_id, proof="Biên lai 12", by=desk, now=office.now)
    office.later(days=60)
    assert len(codes(office.client(Role.DIVISION_HEAD).get("/can-bo/qua-han/"))) == 1


def test_a_head_of_another_division_does_not_follow_what_is_late_here(office):
    office.examined()
    office.later(days=30)
    unit = places.unit(office.province.commune, "Phòng Văn hóa")
    other = people.officer("Trưởng phòng Văn hóa")
    people.post(other, Role.DIVISION_HEAD, office.province.commune.pk, unit_id=unit.pk)
    client = office.client(Role.DIVISION_HEAD)
    client.force_login(other.account)

    assert client.get("/can-bo/qua-han/").context["lines"] == []


@pytest.mark.parametrize("text", ["h56.901-261123-0001", "tran thi hoa", "Hoa", "038185001234", "0912 345 678"])
def test_a_dossier_is_found_by_what_people_have_in_hand(office, text):
    office.transferred()

    assert codes(office.client(Role.AGENCY_LEADER).post("/can-bo/tim/", {"q": text}, follow=True)) == [
        "H56.901-261123-0001"
    ]


def test_a_search_stays_within_reach(office):
    office.transferred()
    other = people.officer()
    people.post(other, Role.AGENCY_LEADER, places.agency("UBND phường Sầm Sơn").pk)
    client = office.client(Role.AGENCY_LEADER)
    client.force_login(other.account)

    assert "Không tìm thấy" in client.post("/can-bo/tim/", {"q": "hoa"}, follow=True).content.decode()


def test_looking_up_by_a_number_is_logged_without_the_number(office):
    office.transferred()
    client = office.client(Role.AGENCY_LEADER)
    client.post("/can-bo/tim/", {"q": "hoa"}, follow=True)
    assert not LookLog.objects.exists()

    client.post("/can-bo/tim/", {"q": "038185001234"}, follow=True)
    look = LookLog.objects.get()
    assert (look.purpose, look.what) == ("search", "search:number")
