"""Dossiers filed by one declaration: a code each, one after the other, and what becomes of the rest when one fails."""

from datetime import timedelta

import pytest
from django.db import transaction

from motcua.core import linking
from motcua.core.roles import Role
from motcua.dossiers import actions, jobs, queries
from motcua.dossiers.actions import MovedSet
from motcua.dossiers.commit import KeyUsedOtherwise
from motcua.dossiers.linking import NobodyCompetent
from motcua.dossiers.models import ClockEvent, Component, Dossier, LinkedMember, LinkedSet, Statement
from motcua.journal.models import JournalEvent
from motcua.journal.verification import verify
from motcua.reports import queries as reports
from tests.factories.linked import TABLE, Linked, linked
from tests.factories.province import CITIZEN, MONDAY

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=3)
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def there() -> Linked:
    return linked()


@pytest.fixture
def made(there: Linked) -> MovedSet:
    """Taken in at the counter on Monday at nine."""
    return there.receive()


def states(made: MovedSet) -> list[str]:
    rows = dict(Dossier.objects.filter(pk__in=[each.id for each in made.made]).values_list("id", "state"))
    return [rows[each.id] for each in made.made]


def row(made: MovedSet, place: int) -> Dossier:
    return Dossier.objects.get(pk=made.made[place].id)


# --- Filing -----------------------------------------------------------------------------------------------------------
def test_one_declaration_makes_a_dossier_for_each_agency(there: Linked, made: MovedSet):
    rows = [row(made, place) for place in range(3)]
    assert [each.code for each in rows] == ["H56.901-261123-0001", "H56.CA-261123-0001", "H56.BH-261123-0001"]
    assert [each.competent_agency_id for each in rows] == [there.here.commune.pk, there.police.pk, there.insurance.pk]
    assert {each.receiving_agency_id for each in rows} == {there.here.commune.pk}  # one desk for all of it
    assert [each.norm_value for each in rows] == [1, 7, 5]
    assert states(made) == ["accepted", "awaiting_turn", "awaiting_turn"]


def test_filed_online_the_first_waits_for_the_desk_and_the_rest_for_their_turn(there: Linked):
    made = there.file()
    assert states(made) == ["submitted", "awaiting_turn", "awaiting_turn"]
    assert row(made, 1).timer_at is None
    assert row(made, 0).timer_at is not None


def test_what_waits_has_no_clock_and_counts_nowhere(there: Linked, made: MovedSet):
    assert not ClockEvent.objects.filter(dossier_id=made.made[1].id).exists()
    assert row(made, 1).due_at is None
    form = reports.form_ii06a(start=MONDAY.date(), end=MONDAY.date(), now=LATER)
    assert form.total.row()["3"] == 1


def test_papers_go_to_those_that_name_them_and_the_rest_to_the_first(made: MovedSet):
    def papers(place: int) -> list[tuple[str, int, bool]]:
        found = Component.objects.filter(dossier_id=made.made[place].id).order_by("position")
        return list(found.values_list("name", "originals", "is_reused"))

    assert papers(0) == [("Giấy chứng sinh", 1, False), ("Tờ khai", 0, False)]
    assert papers(1) == [("Giấy chứng sinh", 0, True), ("Chỗ ở hợp pháp", 0, False)]
    assert papers(2) == []


def test_the_same_command_twice_is_one_set(there: Linked):
    first, second = there.receive(key="counter:1"), there.receive(key="counter:1")
    assert (first.was_replayed, second.was_replayed) == (False, True)
    assert second.first.id == first.first.id
    assert (LinkedSet.objects.count(), Dossier.objects.count()) == (1, 3)


def test_a_key_of_another_command_is_refused(there: Linked):
    there.receive(key="counter:1")
    with pytest.raises(KeyUsedOtherwise):
        there.file(key="counter:1")


def test_where_nobody_answers_for_a_member_nothing_is_filed(there: Linked):
    members = [*TABLE["members"][:2], {"key": "card", "procedure": "9.999999", "after": ["birth"]}]
    there.bundle = linking.from_table(TABLE | {"members": members})
    with pytest.raises(NobodyCompetent):
        there.receive()
    assert not Dossier.objects.exists()
    assert not LinkedSet.objects.exists()


def test_what_was_declared_is_kept_whole_with_the_set(made: MovedSet):
    kept = LinkedSet.objects.get()
    assert kept.answers == {"muc_dich": "Bổ sung hồ sơ xin việc"}
    assert (kept.bundle, kept.bundle_since.isoformat()) == ("birth-residence-card", "2026-01-01")


# --- One after the other ----------------------------------------------------------------------------------------------
def test_the_next_begins_when_the_result_before_it_is_there(there: Linked, made: MovedSet):
    life = there.life(made, 0, now=LATER)
    life.signed()
    assert states(made)[1] == "awaiting_turn"  # approved is not issued
    life.issue()
    assert states(made) == ["processed", "accepted", "awaiting_turn"]
    second = row(made, 1)
    assert second.accepted_at == LATER
    assert second.due_on is not None
    assert second.due_on.isoformat() == "2026-12-03"  # seven working days; the 24th is none


def test_why_this_date_says_that_it_waited(there: Linked, made: MovedSet):
    there.life(made, 0, now=LATER).processed()
    told = queries.explanation(made.made[1].id, now=LATER)
    assert told is not None
    assert any("nộp liên thông và chờ kết quả của hồ sơ trước" in line for line in told.words("vi"))
    assert any("waited for the result of the one before it" in line for line in told.words("en"))


def test_a_whole_set_lives_to_its_end(there: Linked, made: MovedSet):
    for place in range(3):
        there.life(made, place, now=LATER + place * timedelta(minutes=10)).processed()
    assert states(made) == ["processed"] * 3
    form = reports.form_ii06a(start=MONDAY.date(), end=MONDAY.date(), now=WEDNESDAY)
    assert form.total.row()["3"] == 3
    assert form.adds_up
    assert not list(verify())


def test_the_journal_says_why_it_began(there: Linked, made: MovedSet):
    there.life(made, 0, now=LATER).processed()
    kinds = (
        JournalEvent.objects.filter(subject=f"dossier:{made.made[1].id}").order_by("seq").values_list("kind", "actor")
    )
    assert list(kinds) == [
        ("dossier.submitted", f"officer:{there.here.officers[Role.RECEPTION].pk}"),
        ("linked.turn_came", "system"),
        ("dossier.accepted", "system"),
    ]


def test_the_desk_checks_it_first_where_the_bundle_says_so(there: Linked):
    members = [TABLE["members"][0], TABLE["members"][1] | {"taken_in": "by_desk"}]
    there.bundle = linking.from_table(TABLE | {"members": members})
    made = there.file()
    actions.accept(dossier_id=made.made[0].id, by=there.here.actor(Role.RECEPTION), now=MONDAY)
    there.life(made, 0, now=LATER).processed()
    assert states(made) == ["processed", "submitted"]
    assert row(made, 1).timer_at is not None  # eight working hours for the check
    actions.accept(dossier_id=made.made[1].id, by=there.here.actor(Role.RECEPTION), now=LATER)
    assert states(made)[1] == "accepted"


# --- When one comes to nothing ----------------------------------------------------------------------------------------
def test_a_refused_first_gives_the_rest_back_with_the_reason(there: Linked):
    made = there.file()
    desk = there.here.actor(Role.RECEPTION)
    actions.refuse(dossier_id=made.made[0].id, reason="Không đúng nơi", by=desk, now=LATER)
    assert states(made) == ["refused", "refused", "refused"]
    said = Statement.objects.get(dossier_id=made.made[1].id, kind="dossier.refused")
    assert made.made[0].code in said.content["reason"]
    assert "nộp lại riêng" in said.content["guidance"]
    assert not list(verify())


def test_a_withdrawn_one_lets_go_on_what_does_not_need_it(there: Linked, made: MovedSet):
    there.life(made, 0, now=LATER).processed()
    second = there.life(made, 1, now=LATER + timedelta(minutes=10))
    second.withdraw()
    assert states(made) == ["processed", "withdrawn", "accepted"]  # the card: if_withdrawn = go_on


def test_a_negative_answer_is_no_result_to_go_on_with(there: Linked, made: MovedSet):
    life = there.life(made, 0, now=LATER).transfer().complete("assign", Role.DIVISION_HEAD)
    life.draft(is_negative=True).complete("examine", Role.CASE_OFFICER).approve().issue(note="Không đủ điều kiện")
    assert states(made) == ["processed", "refused", "refused"]


def test_a_stopped_one_ends_those_that_wait(there: Linked, made: MovedSet):
    there.life(made, 0, now=LATER).transfer().stop()
    assert states(made) == ["stopped", "refused", "refused"]


def test_one_that_waits_may_be_withdrawn_by_itself(there: Linked):
    made = there.file()
    actions.ask_withdrawal(dossier_id=made.made[1].id, reason="Đã đăng ký nơi khác", by=CITIZEN, now=LATER)
    actions.agree_withdrawal(dossier_id=made.made[1].id, by=there.here.actor(Role.RECEPTION), now=LATER)
    assert states(made) == ["submitted", "withdrawn", "accepted"]


def test_asked_back_when_its_turn_comes_it_goes_to_the_desk(there: Linked, made: MovedSet):
    actions.ask_withdrawal(dossier_id=made.made[1].id, reason="Đổi ý", by=CITIZEN, now=MONDAY)
    there.life(made, 0, now=LATER).processed()
    assert states(made)[1] == "submitted"


def test_a_turn_nobody_passed_on_is_given_by_the_job(there: Linked, made: MovedSet, clock_at):
    there.life(made, 0, now=LATER).processed()
    second = made.made[1].id
    assert queries.turns_missed() == []
    with transaction.atomic():
        third = LinkedMember.objects.get(dossier_id=made.made[2].id)
        third.after = ["birth"]  # as if an older version had not known
        third.save()
    assert queries.turns_missed() == [made.made[2].id]
    clock_at("2026-11-24 10:00")
    jobs.give_missed_turns(0)
    assert states(made) == ["processed", "accepted", "accepted"]
    assert actions.give_turn(dossier_id=second, now=WEDNESDAY).was_replayed


# --- Reading ----------------------------------------------------------------------------------------------------------
def test_a_dossier_by_itself_costs_no_query_more(there: Linked, django_assert_num_queries):
    alone = Dossier.objects.get(pk=actions.file(there.here.filing(), by=CITIZEN, now=MONDAY).id)
    with django_assert_num_queries(0):
        assert queries.linked(alone) is None


def test_the_set_is_shown_whole_in_two_queries(there: Linked, made: MovedSet, django_assert_num_queries):
    first = row(made, 0)
    with django_assert_num_queries(2):
        found = queries.linked(first)
    assert found is not None
    assert [each.procedure for each in found.members] == [
        "Đăng ký khai sinh",
        "Đăng ký thường trú",
        "Cấp thẻ bảo hiểm y tế",
    ]
    assert found.members[1].waits_for == (made.made[0].code,)
    assert found.members[2].agencies == {there.here.commune.pk, there.insurance.pk}
