"""A leader's morning: documents signed together once each was opened, what will be late and who has it, apologies."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.access.models import LookLog
from motcua.core.roles import Role
from motcua.dossiers.models import Dossier, Proposal, Step
from motcua.results import actions as results
from motcua.results.models import Approval, Result
from motcua.web.office.models import BulkLine, SeenDocument
from tests.factories import people

SIGN, APOLOGISE, SOON, LATE = "/can-bo/cho-ky/", "/can-bo/xin-loi-nhieu/", "/can-bo/sap-tre/", "/can-bo/qua-han/"
KEY, OTHER_KEY = f"office:{'a' * 22}", f"office:{'b' * 22}"


@pytest.fixture
def leader(office):
    return office.client(Role.AGENCY_LEADER)


def read(client, dossier_id, what):
    return client.get(f"/can-bo/ho-so/{dossier_id}/van-ban/{what}/")


def ticks(office, *dossiers):
    return [f"result-{office.step(each)}" for each in dossiers]


def test_results_and_notices_wait_together_what_is_due_first_at_the_top(office, leader):
    answer = office.drafted()
    office.later(hours=1)
    notice = office.supplement_drafted()
    lines = leader.get(SIGN).context["lines"]

    assert [(line.code[-4:], line.document, line.seen) for line in lines] == [
        ("0001", "Kết quả", False),
        ("0002", "Yêu cầu bổ sung hồ sơ", False),
    ]
    assert lines[0].url == f"/can-bo/ho-so/{answer}/van-ban/result/"
    assert lines[1].url == f"/can-bo/ho-so/{notice}/van-ban/supplement/"


def test_several_are_signed_together_after_each_was_opened(office, leader):
    answer, second, notice = office.drafted(), office.drafted(), office.supplement_drafted()
    for dossier_id, what in ((answer, "result"), (second, "result"), (notice, "supplement")):
        assert read(leader, dossier_id, what).status_code == 200
    assert [line.seen for line in leader.get(SIGN).context["lines"]] == [True] * 3

    sent = {"ky": [*ticks(office, answer, second), f"supplement-{notice}"], "note": "Nhất trí", "key": KEY}
    assert "Đã xong 3 hồ sơ" in leader.post(SIGN, sent, follow=True).content.decode()
    assert set(Approval.objects.values_list("result__dossier_id", "note")) == {
        (answer, "Nhất trí"),
        (second, "Nhất trí"),
    }
    assert Proposal.objects.get(dossier_id=notice).stage == "signed"

    assert leader.post(SIGN, sent).url == leader.post(SIGN, sent).url
    assert Approval.objects.count() == 2


def test_what_was_not_opened_is_not_signed_with_the_others(office, leader):
    opened, unopened, notice = office.drafted(), office.drafted(), office.supplement_drafted()
    read(leader, opened, "result")
    sent = {"ky": [*ticks(office, opened, unopened), f"supplement-{notice}"], "note": "", "key": KEY}
    account = leader.post(SIGN, sent, follow=True).content.decode()

    assert "Đã xong 1 hồ sơ" in account
    assert "Không làm được 2 hồ sơ" in account
    assert "Chưa mở xem văn bản này" in account
    assert list(Approval.objects.values_list("result__dossier_id", flat=True)) == [opened]


def test_a_document_written_anew_has_to_be_opened_anew(office, leader):
    dossier_id = office.examined()
    office.draft(dossier_id)
    draft = results.Draft("Giấy xác nhận", body="Bản khác")
    office.later(minutes=5)
    officer = office.province.officers[Role.AGENCY_LEADER]
    SeenDocument.objects.create(
        officer=officer,
        dossier_id=dossier_id,
        what="result",
        drafted_at=office.now - timedelta(minutes=5),
        at=office.now,
    )
    results.draft(
        step_id=office.step(dossier_id), draft=draft, by=office.province.actor(Role.CASE_OFFICER), now=office.now
    )
    office.complete(dossier_id, Role.CASE_OFFICER)

    assert leader.get(SIGN).context["lines"][0].seen is False
    leader.post(SIGN, {"ky": ticks(office, dossier_id), "note": "", "key": KEY})
    assert BulkLine.objects.get().state == "refused"


def test_what_somebody_else_opened_is_not_seen(office, leader):
    dossier_id = office.drafted()
    deputy = people.officer("Phó chủ tịch")
    people.post(deputy, Role.AGENCY_LEADER, office.province.commune.pk)
    other = office.client(Role.AGENCY_LEADER)
    other.force_login(deputy.account)
    read(other, dossier_id, "result")

    assert leader.get(SIGN).context["lines"][0].seen is False


def test_opening_a_document_leaves_a_trace(office, leader):
    dossier_id = office.drafted()
    assert "Xác nhận bà Trần Thị Hoa" in read(leader, dossier_id, "result").content.decode()
    assert LookLog.objects.get().what == "document:result"
    assert SeenDocument.objects.get().at == office.now


@pytest.mark.parametrize("what", ["apology", "withdrawal", "anything", "result"])
def test_a_document_that_is_not_there_is_not_found(office, leader, what):
    assert read(leader, office.examined(), what).status_code == 404
    assert not SeenDocument.objects.exists()


def test_a_withdrawal_is_decided_on_its_own_page_only(office, leader):
    dossier_id = office.withdrawal_asked()
    read(leader, dossier_id, "withdrawal")
    answer = leader.post(SIGN, {"ky": f"withdrawal-{dossier_id}", "note": "", "key": KEY}, follow=True)

    assert "Chưa chọn văn bản nào" in answer.content.decode()
    assert Dossier.objects.get(pk=dossier_id).state == "in_process"


@pytest.mark.parametrize("ticked", [[], ["result-0"], ["x"], ["supplement-99999"]])
def test_nothing_of_others_is_signed(office, leader, ticked):
    office.elsewhere()
    assert "Chưa chọn" in leader.post(SIGN, {"ky": ticked, "note": "", "key": KEY}, follow=True).content.decode()


def test_an_own_draft_does_not_wait_for_ones_own_signature(office, leader):
    dossier_id = office.drafted()
    Result.objects.filter(dossier_id=dossier_id).update(drafted_by=office.province.officers[Role.AGENCY_LEADER])
    assert leader.get(SIGN).context["lines"] == []


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_asks_as_many_questions_whatever_it_holds(office, leader, count, django_assert_max_num_queries):
    for _ in range(count):
        office.drafted()
        office.supplement_drafted()
    leader.get(SIGN)
    with django_assert_max_num_queries(16):
        leader.get(SIGN)


@pytest.mark.parametrize(("days", "soon", "late"), [(0, 0, 0), (6, 1, 0), (7, 1, 0), (9, 0, 1)])
def test_what_will_be_late_is_seen_sixteen_working_hours_ahead(office, leader, days, soon, late):
    office.examined()  # five working days from Monday, one of them a day off
    office.later(days=days)
    for client in (leader, office.client(Role.DIVISION_HEAD)):
        assert len(client.get(SOON).context["lines"]) == soon
        assert len(client.get(LATE).context["lines"]) == late


def test_it_says_who_has_it(office, leader):
    office.examined()
    office.later(days=7)
    (line,) = leader.get(SOON).context["lines"]
    assert (line.step, line.who) == ("examine", "Cán bộ case_officer")


def test_from_there_it_is_given_to_another(office):
    dossier_id = office.late()
    head = office.client(Role.DIVISION_HEAD)
    (line,) = head.get(LATE).context["lines"]
    assert line.tick == str(office.step(dossier_id))
    assert head.get("/can-bo/giao-nhieu/", {"buoc": line.tick}).context["able"] == 1


def test_each_apology_has_its_own_new_date_computed_and_once(office):
    first = office.examined()
    office.later(days=1)
    second, head = office.examined(), office.client(Role.DIVISION_HEAD)
    office.later(days=5)
    steps = [office.step(first), office.step(second)]
    shown = head.get(APOLOGISE, {"buoc": steps, "ngay": "5"}).context["lines"]
    dates = {case.id: new for case, _, new, why in shown if not why}
    assert len(set(dates.values())) == 2

    sent = {"buoc": steps, "ngay": "5", "reason": "Chờ xác minh", "key": KEY}
    assert "Đã xong 2 hồ sơ" in head.post(APOLOGISE, sent, follow=True).content.decode()
    again = head.post(APOLOGISE, sent)
    assert again.status_code == 302
    proposals = Proposal.objects.filter(kind="apology").order_by("dossier_id")
    assert [each.content["reason"] for each in proposals] == ["Chờ xác minh"] * 2
    assert proposals[0].new_due_at != proposals[1].new_due_at

    refused = head.post(APOLOGISE, sent | {"key": OTHER_KEY}).content.decode()
    assert "Đang có dự thảo chờ ký" in refused
    for dossier_id in (first, second):
        office.apologise(dossier_id)
    assert "Đã hẹn lại một lần" in head.get(APOLOGISE, {"buoc": steps}).content.decode()


def test_a_new_date_that_is_past_already_is_not_offered(office):
    dossier_id, head = office.late(), office.client(Role.DIVISION_HEAD)
    page = head.get(APOLOGISE, {"buoc": office.step(dossier_id), "ngay": "1"}).content.decode()
    assert "hãy chọn nhiều ngày hơn" in page
    assert "Trình lãnh đạo ký" not in page


def test_an_apology_without_a_reason_is_not_drafted(office):
    dossier_id, head = office.late(), office.client(Role.DIVISION_HEAD)
    sent = {"buoc": office.step(dossier_id), "ngay": "30", "reason": " ", "key": KEY}
    assert head.post(APOLOGISE, sent).status_code == 422
    assert not Proposal.objects.exists()


def test_who_may_not_propose_finds_nothing_to_apologise_for(office, leader):
    dossier_id = office.late()
    answer = leader.get(APOLOGISE, {"buoc": office.step(dossier_id)}, follow=True)
    assert "Chưa chọn hồ sơ nào" in answer.content.decode()
    assert Step.objects.get(dossier_id=dossier_id, state="open").key == "examine"


@pytest.mark.parametrize("broken", [{}, {"what": "anything"}, {"what": "apology", "late": True}])
def test_postgresql_refuses_a_look_that_cannot_be(office, broken):
    given = {
        "officer": office.province.officers[Role.AGENCY_LEADER],
        "dossier_id": office.examined(),
        "what": broken.get("what", "result"),
        "drafted_at": office.now,
    }
    SeenDocument.objects.create(**(given | {"what": "result"}), at=office.now)
    at = office.now - timedelta(hours=1) if broken.get("late") else office.now
    with pytest.raises(IntegrityError), transaction.atomic():
        SeenDocument.objects.create(**given, at=at)
