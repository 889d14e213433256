"""Days away: work and rights pass to the substitute for those days, and nobody is left uncovered."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.core.roles import Role
from motcua.org import actions as org
from motcua.people import actions, queries, refusals
from motcua.people.models import Delegation, Leave
from tests.factories import people
from tests.factories.people import BY, NOW

pytestmark = pytest.mark.django_db
BEFORE, FIRST, LAST, AFTER = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28)


@pytest.fixture
def agency():
    return org.establish(key="so", name="Sở Thử", level="department", since=date(2020, 1, 1))


@pytest.fixture
def nam(agency):
    officer = people.officer("Lê Văn Nam")
    people.post(officer, Role.CASE_OFFICER, agency.pk)
    return officer


@pytest.fixture
def lan(agency):
    officer = people.officer("Nguyễn Thị Lan")
    people.post(officer, Role.CLERK, agency.pk)
    return officer


def leave(officer, substitute, first=FIRST, last=LAST, **given):
    return actions.take_leave(
        officer=officer, substitute=substitute, valid_from=first, valid_to=last, by=BY, now=NOW, **given
    )


def holders(agency, on, role=Role.CASE_OFFICER):
    found = queries.holders(role, on=on, agency_id=agency.pk)
    assert found == tuple(queries.officers_with(role, on=on, agency_id=agency.pk).values_list("pk", flat=True))
    return found


def test_work_goes_to_the_substitute_on_those_days_only(agency, nam, lan):
    leave(nam, lan)
    assert [holders(agency, on) for on in (BEFORE, FIRST, LAST, AFTER)] == [(nam.pk,), (lan.pk,), (lan.pk,), (nam.pk,)]


@pytest.mark.parametrize(("on", "stands"), [(BEFORE, False), (FIRST, True), (LAST, True), (AFTER, False)])
def test_the_substitute_stands_for_who_is_away(nam, lan, on, stands):
    leave(nam, lan)
    held = queries.held_by(lan.account, on=on)
    assert any(each.lent_by == nam.pk and each.role is Role.CASE_OFFICER for each in held) is stands


def test_who_decides_delegates_or_stays(agency, lan):
    head = people.officer("Trưởng phòng")
    people.post(head, Role.DIVISION_HEAD, agency.pk)
    with pytest.raises(refusals.DecisionsUncovered), transaction.atomic():
        leave(head, lan)
    assert not Leave.objects.exists()

    leave(head, lan, delegates=True)
    loan = Delegation.objects.get()
    assert (loan.to_officer, loan.role, loan.valid_from, loan.valid_to) == (lan, "division_head", FIRST, LAST)
    assert holders(agency, FIRST, Role.DIVISION_HEAD) == (lan.pk,)
    assert holders(agency, AFTER, Role.DIVISION_HEAD) == (head.pk,)


def test_what_is_delegated_already_needs_no_second_delegation(agency, lan):
    head, deputy = people.officer("Trưởng phòng"), people.officer("Phó phòng")
    people.post(head, Role.DIVISION_HEAD, agency.pk)
    people.post(deputy, Role.CLERK, agency.pk)
    actions.delegate(
        from_officer=head, to_officer=deputy, role=Role.DIVISION_HEAD, agency_id=agency.pk, valid_from=FIRST,
        valid_to=LAST, scope_note="Nghỉ phép", by=BY, now=NOW,
    )  # fmt: skip
    leave(head, lan)
    assert holders(agency, FIRST, Role.DIVISION_HEAD) == (deputy.pk,)


def test_a_substitute_is_of_the_same_agency(nam):
    with pytest.raises(refusals.SubstituteElsewhere):
        leave(nam, people.officer("Người ngoài"))


def test_a_substitute_whose_post_ends_meanwhile_is_refused(agency, nam):
    leaving = people.officer("Sắp chuyển")
    people.post(leaving, Role.CLERK, agency.pk, until="2026-11-25")
    with pytest.raises(refusals.SubstituteElsewhere):
        leave(nam, leaving)


def test_nobody_is_away_twice_at_once(nam, lan):
    leave(nam, lan)
    with pytest.raises(refusals.LeaveOverlaps):
        leave(nam, lan, LAST, AFTER)
    leave(nam, lan, AFTER, AFTER)


def test_who_stands_in_is_there(agency, nam, lan):
    mai = people.officer("Mai")
    people.post(mai, Role.CASE_OFFICER, agency.pk)
    leave(nam, lan)
    for away, substitute in ((lan, mai), (mai, nam)):
        with pytest.raises(refusals.SubstituteIsAway):
            leave(away, substitute, LAST, AFTER)
    leave(lan, mai, AFTER, AFTER)


@pytest.mark.parametrize(
    ("change", "refusal"), [({"last": BEFORE}, refusals.DaysOutOfOrder), ({}, refusals.DelegationToOneself)]
)
def test_days_in_order_and_somebody_else(nam, lan, change, refusal):
    with pytest.raises(refusal):
        leave(nam, lan if change else nam, **change)


def test_one_comes_back_earlier_or_does_not_leave_at_all(agency, nam, lan):
    taken = leave(nam, lan)
    actions.end_leave(leave_id=taken.pk, last_day=FIRST, by=BY, now=NOW)
    assert holders(agency, LAST) == (nam.pk,)
    with pytest.raises(refusals.PostAlreadyEnded):
        actions.end_leave(leave_id=taken.pk, last_day=LAST, by=BY, now=NOW)
    actions.end_leave(leave_id=taken.pk, last_day=BEFORE, by=BY, now=NOW)
    assert not Leave.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [{"valid_to": BEFORE}, {"substitute": "self"}, {"valid_from": LAST}, {"officer": "lan", "substitute": "nam"}],
)
def test_postgresql_refuses_days_that_cannot_be(nam, lan, broken):
    named = {"self": nam, "lan": lan, "nam": nam}
    given = {"officer": nam, "substitute": lan, "valid_from": FIRST, "valid_to": LAST, "made_at": NOW}
    Leave.objects.create(**given)
    given |= {name: named.get(value, value) if isinstance(value, str) else value for name, value in broken.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.create(**given)


@pytest.mark.django_db(transaction=True)
def test_two_who_stand_in_for_each_other_do_not_both_leave(agency, nam, lan):
    said, together = [], threading.Barrier(2)

    def take(officer, substitute):
        try:
            together.wait(5)
            leave(officer, substitute)
            said.append("away")
        except refusals.SubstituteIsAway:
            said.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=take, args=pair) for pair in ((nam, lan), (lan, nam))]
    for each in both:
        each.start()
    for each in both:
        each.join(20)
    assert sorted(said) == ["away", "refused"]
    assert Leave.objects.count() == 1
