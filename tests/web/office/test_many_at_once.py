"""One command for many dossiers: shown before, done by the real verbs, accounted for, harmless when given twice."""

import re

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.core.flow import Outcome
from motcua.core.lifecycle import State
from motcua.core.roles import Role
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Step
from motcua.web.office import actions
from motcua.web.office.models import Bulk, BulkLine
from tests.factories import people, places

FORWARD, ASSIGN = "/can-bo/chuyen-nhieu/", "/can-bo/giao-nhieu/"
KEY = f"office:{'a' * 22}"


def states(dossier_id):
    return list(Step.objects.filter(dossier_id=dossier_id).order_by("no").values_list("key", "state"))


@pytest.fixture
def specialist(office):
    return office.client(Role.CASE_OFFICER)


def test_each_step_ends_and_each_refusal_is_said(office, specialist):
    ready, waiting = office.examined(), office.consulted()
    steps = [office.step(ready), office.step(waiting)]
    shown = specialist.get(FORWARD, {"buoc": steps}).content.decode()
    assert "Hoàn thành → sign" in shown
    assert "chưa trả lời" in shown
    assert "Chuyển 1 hồ sơ" in shown

    account = specialist.post(FORWARD, {"buoc": steps, "note": "Đủ điều kiện", "key": KEY}, follow=True)
    assert "Đã xong 1 hồ sơ" in account.content.decode()
    assert Step.objects.get(dossier_id=ready, key="examine").note == "Đủ điều kiện"
    assert states(waiting)[-1] == ("examine", "open")


def test_pressed_twice_it_is_one_command(office, specialist):
    first, second = office.examined(), office.examined()
    sent = {"buoc": [office.step(first), office.step(second)], "note": "", "key": KEY}
    one, again = specialist.post(FORWARD, sent), specialist.post(FORWARD, sent)

    assert one.url == again.url
    assert Bulk.objects.count() == 1
    assert [len(states(each)) for each in (first, second)] == [4, 4]


def test_what_somebody_else_did_meanwhile_is_refused_and_the_rest_goes_on(office, specialist):
    first, second = office.examined(), office.examined()
    ordered = [actions.Ordered(each, office.step(each), "done") for each in (first, second)]
    officer = office.province.officers[Role.CASE_OFFICER]
    bulk = actions.begin_bulk(
        key=KEY,
        kind=Bulk.Kind.FORWARD,
        officer_id=officer.pk,
        ordered=ordered,
        given={"note": "", "assign_to": None},
        now=office.now,
    )
    office.complete(first, Role.CASE_OFFICER)
    actions.go_on(bulk, by=office.province.actor(Role.CASE_OFFICER))

    assert list(bulk.lines.values_list("state", flat=True)) == ["refused", "done"]
    page = specialist.get(f"/can-bo/nhieu-ho-so/{bulk.pk}/").content.decode()
    assert "Không làm được 1 hồ sơ" in page
    assert bulk.lines.get(position=1).words in page


def test_stopped_in_the_middle_it_goes_on_where_it_was(office, specialist, monkeypatch):
    made = [office.examined() for _ in range(3)]
    sent = {"buoc": [office.step(each) for each in made], "note": "", "key": KEY}
    complete, done = dossiers.complete_step, []

    def dies_at_the_second(**given):
        if done:
            raise KeyboardInterrupt
        done.append(complete(**given))

    with monkeypatch.context() as patch:
        patch.setattr(dossiers, "complete_step", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            specialist.post(FORWARD, sent)
    bulk = Bulk.objects.get()
    assert "Còn 2 hồ sơ chưa làm" in specialist.get(f"/can-bo/nhieu-ho-so/{bulk.pk}/").content.decode()

    specialist.post(f"/can-bo/nhieu-ho-so/{bulk.pk}/")
    assert set(bulk.lines.values_list("state", flat=True)) == {"done"}
    assert {len(states(each)) for each in made} == {4}


def test_a_line_done_but_not_noted_is_not_done_again(office):
    dossier_id, by = office.examined(), office.province.actor(Role.CASE_OFFICER)
    step_id = office.step(dossier_id)
    dossiers.complete_step(step_id=step_id, outcome=Outcome.DONE, by=by, now=office.now, key=f"{KEY}:1")
    bulk = actions.begin_bulk(
        key=KEY,
        kind=Bulk.Kind.FORWARD,
        officer_id=by.id,
        ordered=[actions.Ordered(dossier_id, step_id, "done")],
        given={"note": "", "assign_to": None},
        now=office.now,
    )
    actions.go_on(bulk, by=by)

    assert bulk.lines.get().state == "done"
    assert len(states(dossier_id)) == 4


def test_a_request_works_only_so_long(office):
    dossier_id, by = office.examined(), office.province.actor(Role.CASE_OFFICER)
    bulk = actions.begin_bulk(
        key=KEY,
        kind=Bulk.Kind.FORWARD,
        officer_id=by.id,
        ordered=[actions.Ordered(dossier_id, office.step(dossier_id), "done")],
        given={"note": "", "assign_to": None},
        now=office.now,
    )
    actions.go_on(bulk, by=by, seconds=-1)
    assert bulk.lines.get().state == "waiting"


def test_an_account_is_its_officers_alone(office, specialist):
    dossier_id = office.examined()
    url = specialist.post(FORWARD, {"buoc": office.step(dossier_id), "note": "", "key": KEY}).url
    other = office.client(Role.DIVISION_HEAD)

    assert other.get(url).status_code == 404
    assert other.post(url).status_code == 404
    office_key = {"buoc": office.step(office.transferred()), "note": "", "key": KEY}
    assert "đã dùng cho một việc khác" in other.post(FORWARD, office_key, follow=True).content.decode()


@pytest.mark.parametrize("ticked", [[], ["0"], ["x", "²", "1" * 30], ["999999"]])
def test_nothing_ticked_is_said(specialist, ticked):
    for page in (FORWARD, ASSIGN):
        assert "Chưa chọn hồ sơ nào" in specialist.get(page, {"buoc": ticked}, follow=True).content.decode()


def test_steps_of_others_are_not_moved_from_here(office, specialist):
    dossier_id = office.transferred()  # the head's
    specialist.post(FORWARD, {"buoc": office.step(dossier_id), "note": "", "key": KEY})
    assert states(dossier_id)[-1] == ("assign", "open")


def test_all_that_a_filter_shows_may_be_taken(office, specialist):
    online = [office.examined(channel="online") for _ in range(2)]
    office.examined()
    shown = specialist.get(FORWARD, {"ca": "1", "kenh": "online"})
    assert [each.case.id for each, _ in shown.context["chosen"]] == online


def test_the_numbers_of_steps_are_never_grouped(office, specialist):
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('dossiers_step', 'id'), 1234567)")
    step_id = office.step(office.examined())

    assert f'name="buoc" value="{step_id}"' in specialist.get("/can-bo/").content.decode()
    assert f'name="buoc" value="{step_id}"' in specialist.get(FORWARD, {"buoc": step_id}).content.decode()


@pytest.mark.parametrize("page", [FORWARD, ASSIGN])
def test_many_are_no_more_questions_than_one(office, specialist, page, django_assert_max_num_queries):
    steps = [office.step(office.examined()) for _ in range(6)]
    specialist.get(page, {"buoc": steps[:1]})
    with django_assert_max_num_queries(16):
        assert len(specialist.get(page, {"buoc": steps}).context["chosen"]) == 6


def test_a_head_gives_several_to_one_officer(office):
    colleague = people.officer("Nguyễn Thị Lan")
    people.post(colleague, Role.CASE_OFFICER, office.province.commune.pk)
    elsewhere = people.officer("Người nơi khác")
    people.post(elsewhere, Role.CASE_OFFICER, places.agency("UBND phường Sầm Sơn").pk)
    made, head = [office.examined(), office.examined()], office.client(Role.DIVISION_HEAD)
    steps = [office.step(each) for each in made]
    form = head.get(ASSIGN, {"buoc": steps}).content.decode()
    assert "Nguyễn Thị Lan" in form
    assert "Người nơi khác" not in form

    sent = {"buoc": steps, "officer": colleague.pk, "reason": "Anh Nam nghỉ phép", "key": KEY}
    assert "Đã xong 2 hồ sơ" in head.post(ASSIGN, sent, follow=True).content.decode()
    assert set(Step.objects.filter(pk__in=steps).values_list("officer_id", flat=True)) == {colleague.pk}
    assert head.post(ASSIGN, sent | {"officer": elsewhere.pk, "key": f"office:{'b' * 22}"}).status_code == 422


def test_a_stopped_clock_keeps_a_step_where_it_is(office, specialist):
    dossier_id = office.examined()
    dossiers.ask_payment(
        dossier_id=dossier_id, notice="12/TB", by=office.province.actor(Role.CASE_OFFICER), now=office.now
    )
    (chosen, _), *_ = specialist.get(ASSIGN, {"buoc": office.step(dossier_id)}).context["chosen"]
    assert chosen.case.row.state == State.FINANCE
    assert "đang ở trạng thái" in chosen.obstacle


@pytest.mark.parametrize(
    "broken",
    [
        {"position": 0},
        {"position": 501},
        {"position": 1},
        {"state": "done"},
        {"state": "refused", "words": " "},
        {"state": "lost"},
    ],
)
def test_postgresql_refuses_an_account_that_cannot_be(office, broken):
    dossier_id = office.examined()
    officer = office.province.officers[Role.CASE_OFFICER]
    bulk = Bulk.objects.create(key=KEY, officer=officer, kind="forward", made_at=office.now)
    first, second = Step.objects.filter(dossier_id=dossier_id)[:2]
    BulkLine.objects.create(bulk=bulk, position=1, dossier_id=dossier_id, step=first)
    at = office.now if broken.get("state") == "refused" else None
    given = {"bulk": bulk, "position": 2, "dossier_id": dossier_id, "step": second, "at": at} | broken
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkLine.objects.create(**given)


def test_the_approving_of_results_is_not_done_by_the_handful_here(office):
    dossier_id = office.drafted()
    page = office.client(Role.AGENCY_LEADER).get(FORWARD, {"buoc": office.step(dossier_id)}).content.decode()
    assert not re.search(r"Chuyển \d+ hồ sơ", page)
