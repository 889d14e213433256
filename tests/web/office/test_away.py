"""Days away, standing in, taking over and delegating, through the officers' pages."""

import pytest

from motcua.core.roles import Role
from motcua.dossiers import remembering
from motcua.dossiers.models import Step
from motcua.people.models import Delegation, Leave
from tests.factories import people

LEAVE, LEND = "/can-bo/nghi-phep/", "/can-bo/uy-quyen/"
KEY = f"office:{'a' * 22}"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    remembering._held.clear()


def asked(office, away=Role.CASE_OFFICER, substitute=Role.CLERK, **given):
    officers = office.province.officers
    return {
        "officer": officers[away].pk,
        "substitute": officers[substitute].pk,
        "valid_from": "23/11/2026",
        "valid_to": "27/11/2026",
        "reason": "Nghỉ phép năm",
        "key": KEY,
    } | given


def test_the_substitute_finds_the_work_and_does_it(office):
    before = office.examined()
    answer = office.client(Role.CASE_OFFICER).post(LEAVE, asked(office), follow=True).content.decode()
    assert "Đã ghi ngày nghỉ" in answer
    assert "vắng" in answer
    remembering._held.clear()
    office.transferred()
    office.complete(Step.objects.get(key="assign", state="open").dossier_id, Role.DIVISION_HEAD)
    clerk = office.client(Role.CLERK)
    codes = [line.code for line in clerk.get("/can-bo/").context["lines"]]
    assert codes == ["H56.901-261123-0001", "H56.901-261123-0002"]

    url = f"/can-bo/ho-so/{before}/buoc/{office.step(before)}/"
    assert f'href="{url}nhan-viec/"' in clerk.get(f"/can-bo/ho-so/{before}/").content.decode()
    clerk.post(f"{url}nhan-viec/", {"key": KEY})
    assert Step.objects.get(dossier_id=before, state="open").officer == office.province.officers[Role.CLERK]
    clerk.post(f"{url}chuyen/", {"outcome": "done", "note": "", "key": f"office:{'b' * 22}"})
    assert Step.objects.get(dossier_id=before, state="open").key == "sign"


def test_a_case_officer_enters_only_days_of_their_own(office):
    sent = asked(office, away=Role.CLERK, substitute=Role.DIVISION_HEAD)
    assert office.client(Role.CASE_OFFICER).post(LEAVE, sent).status_code == 422
    assert not Leave.objects.exists()


def test_a_head_enters_days_of_the_people_led(office):
    office.client(Role.DIVISION_HEAD).post(LEAVE, asked(office))
    assert Leave.objects.get().officer == office.province.officers[Role.CASE_OFFICER]


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"valid_to": "20/11/2026"}, 409, "ngày"),
        ({"valid_from": "31/02/2026"}, 422, ""),
        ({"substitute": ""}, 422, "người làm thay"),
        ({"substitute": "99999"}, 422, ""),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(office, given, status, words):
    answer = office.client(Role.CASE_OFFICER).post(LEAVE, asked(office) | given)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert not Leave.objects.exists()


def test_a_leader_away_delegates_what_is_approved(office):
    leader = office.client(Role.AGENCY_LEADER)
    sent = asked(office, away=Role.AGENCY_LEADER, substitute=Role.DIVISION_HEAD)
    assert "hãy ủy quyền" in leader.post(LEAVE, sent).content.decode()
    leader.post(LEAVE, sent | {"delegates": "on"})
    assert Delegation.objects.get().role == "agency_leader"

    dossier_id = office.drafted()
    deputy = office.client(Role.DIVISION_HEAD)
    assert deputy.get("/can-bo/cho-ky/").status_code == 200
    assert [line.code for line in deputy.get("/can-bo/").context["lines"]] == ["H56.901-261123-0001"]
    assert dossier_id


def test_a_leave_is_ended_by_its_officer_or_their_head(office):
    office.client(Role.CASE_OFFICER).post(LEAVE, asked(office))
    url = f"{LEAVE}{Leave.objects.get().pk}/ket-thuc/"
    assert office.client(Role.CLERK).post(url).status_code == 404
    assert Leave.objects.exists()
    office.client(Role.CASE_OFFICER).post(url)
    assert not Leave.objects.exists()


def test_delegating_and_taking_back(office):
    head = office.client(Role.DIVISION_HEAD)
    post = office.province.officers[Role.DIVISION_HEAD].posts.get()
    sent = {
        "post": post.pk,
        "officer": office.province.officers[Role.CASE_OFFICER].pk,
        "valid_from": "23/11/2026",
        "valid_to": "30/11/2026",
        "scope_note": "Phân công lĩnh vực hộ tịch, Văn bản 05/UQ",
        "key": KEY,
    }
    assert "05/UQ" in head.post(LEND, sent, follow=True).content.decode()
    assert "Đã có ủy quyền" in head.post(LEND, sent).content.decode()
    assert head.post(LEND, sent | {"scope_note": " "}).status_code == 422
    loan = Delegation.objects.get()
    assert office.client(Role.AGENCY_LEADER).post(f"{LEND}{loan.pk}/thu-hoi/").status_code == 404

    head.post(f"{LEND}{loan.pk}/thu-hoi/")
    assert not Delegation.objects.exists()


def test_nobody_lends_a_post_they_do_not_hold(office):
    leaders = office.province.officers[Role.AGENCY_LEADER].posts.get()
    other = people.officer("Người khác")
    sent = {"post": leaders.pk, "officer": other.pk, "valid_from": "23/11/2026", "valid_to": "30/11/2026"}
    answer = office.client(Role.DIVISION_HEAD).post(LEND, sent | {"scope_note": "Ký", "key": KEY})
    assert answer.status_code == 422
    assert not Delegation.objects.exists()


def test_the_calendar_asks_as_many_questions_whatever_it_holds(office, django_assert_max_num_queries):
    client = office.client(Role.DIVISION_HEAD)
    client.post(LEAVE, asked(office))
    client.get(LEAVE)
    with django_assert_max_num_queries(17):
        client.get(LEAVE)
