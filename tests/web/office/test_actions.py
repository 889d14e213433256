"""Every action of the office, each tried in the ways that go wrong: twice with one key, by two people, by somebody
without the right, after the dossier was withdrawn. One table; what an action changes stands in its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from motcua.core.roles import Role
from motcua.dossiers.models import Consultation, Dossier, Proposal, Step
from motcua.journal.models import JournalEvent
from motcua.results.models import Result
from tests.factories import people
from tests.web.office.conftest import Office

TYPED = "Lý do ghi rất rõ ràng"


@dataclass(frozen=True)
class Action:
    """An action: where a dossier must be for it, who does it, what is sent, and who may not."""

    bring: str
    role: Role
    tail: str
    data: dict[str, Any]
    came_true: Callable[[int], bool]
    stranger: Role


def step(no: int, state: str, **fields: Any) -> Callable[[int], bool]:
    return lambda dossier_id: Step.objects.filter(dossier_id=dossier_id, no=no, state=state, **fields).exists()


def dossier(**fields: Any) -> Callable[[int], bool]:
    return lambda dossier_id: Dossier.objects.filter(pk=dossier_id, **fields).exists()


def proposal(kind: str, stage: str) -> Callable[[int], bool]:
    return lambda dossier_id: Proposal.objects.filter(dossier_id=dossier_id, kind=kind, stage=stage).exists()


STEP = "buoc/{step}/"
ACTIONS: dict[str, Action] = {
    "assign": Action(
        "transferred", Role.DIVISION_HEAD, STEP + "chuyen/",
        {"outcome": "done", "note": TYPED},
        step(2, "done"), Role.CLERK,
    ),
    "complete": Action(
        "examined", Role.CASE_OFFICER, STEP + "chuyen/",
        {"outcome": "done", "note": TYPED},
        step(3, "done", note=TYPED), Role.CLERK,
    ),
    "disagree": Action(
        "drafted", Role.AGENCY_LEADER, STEP + "chuyen/",
        {"outcome": "rejected", "note": TYPED},
        step(4, "done", outcome="rejected"), Role.CASE_OFFICER,
    ),
    "approve": Action(
        "drafted", Role.AGENCY_LEADER, STEP + "chuyen/",
        {"outcome": "approve", "note": TYPED},
        lambda d: Result.objects.get(dossier_id=d).standing_approvals != [], Role.CASE_OFFICER,
    ),
    "issue": Action(
        "approved", Role.CLERK, STEP + "phat-hanh/",
        {"symbol": "GXN-UBND", "note": TYPED},
        dossier(state="processed"), Role.CASE_OFFICER,
    ),
    "return": Action(
        "examined", Role.CASE_OFFICER, STEP + "tra-lai/",
        {"reason": TYPED},
        step(3, "sent_back", note=TYPED), Role.CLERK,
    ),
    "recall": Action(
        "examined", Role.DIVISION_HEAD, "buoc/{before}/thu-hoi/",
        {},
        step(2, "undone"), Role.CASE_OFFICER,
    ),
    "reassign": Action(
        "examined", Role.DIVISION_HEAD, STEP + "giao-lai/",
        {"officer": "{colleague}", "reason": TYPED},
        step(3, "open", officer__full_name="Đồng nghiệp"), Role.CLERK,
    ),
    "draft": Action(
        "examined", Role.CASE_OFFICER, STEP + "ket-qua/",
        {"title": "Giấy xác nhận", "body": TYPED},
        lambda d: Result.objects.filter(dossier_id=d, body=TYPED).exists(), Role.CLERK,
    ),
    "supplement": Action(
        "examined", Role.CASE_OFFICER, "bo-sung/",
        {"missing_0": "on", "note_0": "chưa ký", "reason": TYPED},
        proposal("supplement", "drafted"), Role.CLERK,
    ),
    "apology": Action(
        "examined", Role.CASE_OFFICER, "xin-loi/",
        {"days": "3", "reason": TYPED},
        proposal("apology", "drafted"), Role.CLERK,
    ),
    "sign": Action(
        "supplement_drafted", Role.AGENCY_LEADER, "ky/supplement/",
        {},
        proposal("supplement", "signed"), Role.CASE_OFFICER,
    ),
    "reject": Action(
        "supplement_drafted", Role.AGENCY_LEADER, "khong-dong-y/supplement/",
        {"reason": TYPED},
        proposal("supplement", "rejected"), Role.CASE_OFFICER,
    ),
    "agree to withdraw": Action(
        "withdrawal_asked", Role.AGENCY_LEADER, "ky/withdrawal/",
        {},
        dossier(state="withdrawn"), Role.CASE_OFFICER,
    ),
    "keep": Action(
        "withdrawal_asked", Role.AGENCY_LEADER, "khong-dong-y/withdrawal/",
        {"reason": TYPED},
        proposal("withdrawal", "rejected"), Role.CASE_OFFICER,
    ),
    "consult": Action(
        "examined", Role.CASE_OFFICER, "lay-y-kien/",
        {"agency": "UBND tỉnh", "question": TYPED, "due_on": "27/11/2026"},
        lambda d: Consultation.objects.filter(dossier_id=d, question=TYPED).exists(), Role.CLERK,
    ),
    "payment": Action(
        "examined", Role.CASE_OFFICER, "nop-tien/",
        {"notice": TYPED},
        dossier(state="finance", statements__content__notice=TYPED), Role.CLERK,
    ),
    "stop": Action(
        "examined", Role.AGENCY_LEADER, "dung/",
        {"reason": TYPED},
        dossier(state="stopped", statements__content__reason=TYPED), Role.CASE_OFFICER,
    ),
}  # fmt: skip
NAMES = sorted(ACTIONS)
TWICE_BY_RIGHT = {"draft", "reassign", "consult"}  # a second one is another draft, another hand, another question


def send(office: Office, action: Action, dossier_id: int, *, by: Role | None = None, key: str = "a") -> HttpResponse:
    """Send the action's form, as a page that was opened a while ago would."""
    last = Step.objects.filter(dossier_id=dossier_id).order_by("-no").first()
    assert last is not None
    steps = {each.no: each.pk for each in Step.objects.filter(dossier_id=dossier_id)}
    places = {"step": office.held.setdefault(dossier_id, last.pk), "before": steps[2], "colleague": colleague(office)}
    data = {name: value.format(**places) for name, value in action.data.items()}
    data["key"] = f"office:{key * 22}"
    return office.client(by or action.role).post(f"/can-bo/ho-so/{dossier_id}/{action.tail.format(**places)}", data)


def colleague(office: Office) -> int:
    """A second case officer."""
    found = office.province.officers.get(Role.OTHER_AGENCY)
    if found is None:
        found = people.officer("Đồng nghiệp")
        people.post(found, Role.CASE_OFFICER, office.province.commune.pk)
        office.province.officers[Role.OTHER_AGENCY] = found
    return found.pk


def brought(office: Office, action: Action) -> int:
    """A dossier where the action is possible."""
    colleague(office)
    return int(getattr(office, action.bring)())


def events(dossier_id: int) -> int:
    return JournalEvent.objects.filter(subject=f"dossier:{dossier_id}").count()


def page_of(office: Office, action: Action, dossier_id: int) -> str:
    return office.client(action.role).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_an_action_does_what_it_says_and_no_more_with_the_same_key(office, name):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    assert not action.came_true(dossier_id)

    assert send(office, action, dossier_id).status_code == 302
    assert action.came_true(dossier_id)
    after = events(dossier_id)

    assert send(office, action, dossier_id).status_code == 302
    assert events(dossier_id) == after


@pytest.mark.parametrize("name", sorted(set(NAMES) - TWICE_BY_RIGHT))
def test_of_two_people_at_once_the_second_is_told_in_words(office, name):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    send(office, action, dossier_id, key="a")
    after = events(dossier_id)
    response = send(office, action, dossier_id, key="b")

    assert response.status_code in (409, 422)
    assert 'role="alert"' in response.content.decode()
    assert events(dossier_id) == after


@pytest.mark.parametrize("name", NAMES)
def test_somebody_without_the_right_changes_nothing(office, name):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    before = events(dossier_id)
    response = send(office, action, dossier_id, by=action.stranger)

    assert response.status_code in (403, 409, 422)
    assert not action.came_true(dossier_id)
    assert events(dossier_id) == before


@pytest.mark.parametrize("name", NAMES)
def test_after_the_dossier_was_withdrawn_nothing_is_done_and_the_text_is_kept(office, name):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    office.held[dossier_id] = Step.objects.filter(dossier_id=dossier_id).order_by("-no").values_list("pk", flat=True)[0]
    office.withdraw(dossier_id)
    before = events(dossier_id)
    if name == "agree to withdraw":
        return  # that is what was done
    response = send(office, action, dossier_id)

    assert response.status_code in (409, 422)
    assert events(dossier_id) == before
    if TYPED in action.data.values():
        assert TYPED in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_is_not_offered_leads_back_to_the_dossier(office, name):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    send(office, action, dossier_id)
    office.withdraw(dossier_id)
    places = {"step": office.held[dossier_id], "before": office.held[dossier_id]}
    response = office.client(action.role).get(f"/can-bo/ho-so/{dossier_id}/{action.tail.format(**places)}", follow=True)

    assert response.redirect_chain == [(f"/can-bo/ho-so/{dossier_id}/", 302)]
    assert "hiện không thực hiện được" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_every_offered_button_stands_on_the_page_and_its_form_opens(office, name):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    text = page_of(office, action, dossier_id)
    places = {"step": office.step(dossier_id), "before": office.step(dossier_id) - 1}
    address = f"/can-bo/ho-so/{dossier_id}/{action.tail.format(**places)}"

    if name == "recall":
        places["before"] = Step.objects.get(dossier_id=dossier_id, no=2).pk
        address = f"/can-bo/ho-so/{dossier_id}/{action.tail.format(**places)}"
    assert address in text
    response = office.client(action.role).get(address)
    assert response.status_code == 200
    assert 'name="key"' in response.content.decode()


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("disagree", {"note": " "}, "phải ghi rõ lý do"),
        ("complete", {"outcome": "agreed"}, "Xin chọn|không hợp lệ|không nằm|lựa chọn"),
        ("return", {"reason": ""}, "Xin nhập lý do trả lại"),
        ("supplement", {"missing_0": "", "note_0": ""}, "ít nhất một giấy tờ"),
        ("consult", {"agency": "Sở Không Có"}, "Không có cơ quan nào tên như vậy"),
        ("consult", {"due_on": "31/02/2026"}, "31"),
        ("consult", {"due_on": "29/11/2026"}, "không phải ngày làm việc"),
        ("consult", {"due_on": "27/11/2031"}, "chưa có năm 2031"),
        ("consult", {"due_on": "15/12/2026"}, "Đã quá thời điểm được phép"),
        ("draft", {"body": " "}, "đính kèm tệp kết quả hoặc soạn nội dung"),
        ("issue", {"symbol": "12/QĐ"}, "chữ cái và dấu gạch nối"),
        ("apology", {"days": "400"}, "400"),
        ("stop", {"reason": "  "}, "Xin nhập căn cứ pháp lý"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(office, name, changed, words):
    action = ACTIONS[name]
    dossier_id = brought(office, action)
    before = events(dossier_id)
    given = Action(action.bring, action.role, action.tail, action.data | changed, action.came_true, action.stranger)
    response = send(office, given, dossier_id)

    assert response.status_code in (409, 422)
    assert any(word in response.content.decode() for word in words.split("|"))
    assert events(dossier_id) == before


def test_a_second_supplement_needs_its_ground(office):
    dossier_id = office.supplement_sent_and_given()
    action = ACTIONS["supplement"]
    refused = send(office, action, dossier_id)
    assert refused.status_code == 422
    assert "Căn cứ để yêu cầu thêm lần nữa" in refused.content.decode()

    grounded = Action(action.bring, action.role, action.tail, action.data | {"ground": "Điều 12 Luật Đất đai"},
                      action.came_true, action.stranger)  # fmt: skip
    assert send(office, grounded, dossier_id).status_code == 302
    assert Proposal.objects.filter(dossier_id=dossier_id, stage="drafted", ground="Điều 12 Luật Đất đai").exists()


def test_the_new_date_of_an_apology_is_computed_and_given_once(office):
    dossier_id = office.examined()
    due = Dossier.objects.get(pk=dossier_id).due_at
    text = office.client(Role.CASE_OFFICER).get(f"/can-bo/ho-so/{dossier_id}/xin-loi/").content.decode()
    assert "Chỉ được hẹn lại một lần" in text
    assert "09:00, thứ Ba, 01/12/2026" in text
    assert "03 ngày làm việc: 09:00, thứ Sáu, 04/12/2026" in text

    send(office, ACTIONS["apology"], dossier_id)
    assert Proposal.objects.get(dossier_id=dossier_id).new_due_at == due + timedelta(days=3)
    office.apologise(dossier_id)
    assert "Xin lỗi, hẹn lại" not in page_of(office, ACTIONS["apology"], dossier_id)
    assert "Hẹn ban đầu" in page_of(office, ACTIONS["apology"], dossier_id)


def test_an_opened_step_is_not_recalled(office):
    dossier_id = office.examined()
    office.client(Role.CASE_OFFICER).get(f"/can-bo/ho-so/{dossier_id}/")
    assert "thu-hoi" not in page_of(office, ACTIONS["recall"], dossier_id)

    response = send(office, ACTIONS["recall"], dossier_id)
    assert response.status_code == 409
    assert "Người nhận đã mở bước này" in response.content.decode()


def test_a_question_is_answered_by_the_agency_that_was_asked(office):
    dossier_id = office.consulted()
    asked = Consultation.objects.get(dossier_id=dossier_id, agency=office.province.commune)
    elsewhere = Consultation.objects.get(dossier_id=dossier_id, agency=office.province.committee)
    client = office.client(Role.AGENCY_LEADER)
    data = {"answer": TYPED, "key": f"office:{'a' * 22}"}
    assert client.get(f"/can-bo/lay-y-kien/{elsewhere.pk}/").status_code == 403
    assert client.post(f"/can-bo/lay-y-kien/{elsewhere.pk}/", data).status_code == 403

    assert "Trần Thị Hoa" not in client.get(f"/can-bo/lay-y-kien/{asked.pk}/").content.decode()
    assert client.post(f"/can-bo/lay-y-kien/{asked.pk}/", data).status_code == 302
    asked.refresh_from_db()
    assert asked.answer == TYPED
    assert client.post(f"/can-bo/lay-y-kien/{asked.pk}/", data).status_code == 302
    again = client.post(f"/can-bo/lay-y-kien/{asked.pk}/", data | {"key": f"office:{'b' * 22}"})
    assert again.status_code == 409


def test_a_step_waits_for_drafts_and_opinions(office):
    dossier_id = office.consulted()
    text = page_of(office, ACTIONS["complete"], dossier_id)
    assert "Còn cơ quan được lấy ý kiến chưa trả lời." in text
    assert "Chuyển bước</span>" not in text

    response = send(office, ACTIONS["complete"], dossier_id)
    assert response.status_code == 409
    assert "chưa trả lời" in response.content.decode()


def test_a_head_gives_the_next_step_to_an_officer(office):
    number = colleague(office)
    dossier_id = office.transferred()
    data = {"outcome": "done", "note": "", "assign_to": str(number)}
    came_true = step(3, "open", officer_id=number)
    assigning = Action("", Role.DIVISION_HEAD, STEP + "chuyen/", data, came_true, Role.CLERK)
    assert "Cả bộ phận" in page_of(office, assigning, dossier_id)

    send(office, assigning, dossier_id)
    assert assigning.came_true(dossier_id)


def test_results_are_not_approved_by_the_handful(office):
    dossier_id = office.drafted()
    response = office.client(Role.AGENCY_LEADER).get("/can-bo/chuyen-nhieu/", {"buoc": office.step(dossier_id)})

    assert "xem và duyệt kết quả" in response.content.decode()


def test_the_director_of_the_centre_gives_a_step_to_somebody_else(office):
    director = people.officer("Giám đốc Trung tâm")
    people.post(director, Role.CENTRE_DIRECTOR, office.province.commune.pk)
    office.province.officers[Role.CENTRE_DIRECTOR] = director
    action = ACTIONS["reassign"]
    dossier_id = brought(office, action)
    address = f"/can-bo/ho-so/{dossier_id}/buoc/{office.step(dossier_id)}/giao-lai/"

    assert address in office.client(Role.CENTRE_DIRECTOR).get(f"/can-bo/ho-so/{dossier_id}/").content.decode()
    assert send(office, action, dossier_id, by=Role.CENTRE_DIRECTOR).status_code == 302
    assert action.came_true(dossier_id)
