"""Posts and loans: who holds what on which day, and what PostgreSQL refuses about it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.roles import Role
from motcua.journal.models import JournalEvent
from motcua.org.models import Agency
from motcua.people import actions, queries, refusals
from motcua.people.models import Account, Delegation, Post
from tests.factories import people, places
from tests.factories.people import BY, NOW

pytestmark = pytest.mark.django_db
D = date.fromisoformat


@pytest.fixture
def ward() -> Agency:
    return places.agency("Phường Hạc Thành")


@pytest.fixture
def leader(ward):
    officer = people.officer("Phạm Văn Bình")
    people.post(officer, "agency_leader", ward.pk, since="2026-01-01", until="2026-12-31")
    return officer


def lend(leader, to, ward, **fields):
    given = {
        "from_officer": leader,
        "to_officer": to,
        "role": Role.AGENCY_LEADER,
        "agency_id": ward.pk,
        "valid_from": D("2026-11-01"),
        "valid_to": D("2026-11-30"),
        "scope_note": "Ký thay khi đi công tác",
        "by": BY,
        "now": NOW,
    } | fields
    return actions.delegate(**given)


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        ("2026-06-01", None, True),
        ("2025-06-01", "2026-01-01", True),  # the last day of one is the first of the other
        ("2026-12-31", "2027-06-01", True),
        ("2025-06-01", "2025-12-31", False),
        ("2027-01-01", None, False),
    ],
)
def test_an_officer_does_not_hold_one_post_twice_at_once(ward, leader, since, until, refused):
    def appoint():
        return actions.appoint(
            officer=leader,
            agency_id=ward.pk,
            role=Role.AGENCY_LEADER,
            valid_from=D(since),
            valid_to=D(until) if until else None,
            by=BY,
            now=NOW,
        )

    if refused:
        with pytest.raises(refusals.PostAlreadyHeld):
            appoint()
    else:
        assert appoint().pk
    assert leader.posts.count() == (1 if refused else 2)


def test_the_database_itself_refuses_a_post_held_twice(ward, leader):
    with pytest.raises(IntegrityError, match="post_not_held_twice_at_once"):
        people.post(leader, "agency_leader", ward.pk, since="2026-05-01")


def test_two_posts_without_division_overlap_as_much_as_two_with_one(ward):
    officer, unit = people.officer(), places.unit(ward, "Kinh tế")
    people.post(officer, "case_officer", ward.pk)
    people.post(officer, "case_officer", ward.pk, unit_id=unit.pk)
    with pytest.raises(IntegrityError, match="post_not_held_twice_at_once"):
        people.post(officer, "case_officer", ward.pk)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"until": "2025-12-31"}, "post_days_in_order"),
        ({"role": "citizen"}, "post_role_is_known"),
        ({"role": "king"}, "post_role_is_known"),
    ],
)
def test_a_post_that_must_not_be_is_refused_by_the_database(ward, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        people.post(people.officer(), **({"role": "reception", "agency_id": ward.pk} | fields))


def test_a_division_of_another_agency_is_refused(ward):
    elsewhere = places.unit(places.agency("Xã Nga Sơn"), "Văn phòng")
    with pytest.raises(refusals.UnitOfAnotherAgency):
        actions.appoint(
            officer=people.officer(),
            agency_id=ward.pk,
            unit_id=elsewhere.pk,
            role=Role.CLERK,
            valid_from=D("2026-01-01"),
            by=BY,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"role": Role.CITIZEN}, refusals.RoleComesWithNoPost),
        ({"role": Role.SYSTEM}, refusals.RoleComesWithNoPost),
        ({"valid_to": D("2025-12-31")}, refusals.DaysOutOfOrder),
    ],
)
def test_an_appointment_that_makes_no_sense_is_refused_in_words(ward, fields, refusal):
    given = {"role": Role.CLERK, "valid_from": D("2026-01-01")} | fields
    with pytest.raises(refusal):
        actions.appoint(officer=people.officer(), agency_id=ward.pk, by=BY, now=NOW, **given)
    assert not Post.objects.exists()


def test_a_post_ends_once(ward, leader):
    post = leader.posts.get()
    actions.end_post(post_id=post.pk, last_day=D("2026-11-22"), by=BY, now=NOW)
    assert queries.posts_of(leader, on=D("2026-11-22"))
    assert not queries.posts_of(leader, on=D("2026-11-23"))
    with pytest.raises(refusals.PostAlreadyEnded):
        actions.end_post(post_id=post.pk, last_day=D("2026-11-22"), by=BY, now=NOW)


def test_a_post_cannot_end_before_it_began(leader):
    with pytest.raises(refusals.DaysOutOfOrder):
        actions.end_post(post_id=leader.posts.get().pk, last_day=D("2025-12-31"), by=BY, now=NOW)


def test_a_mistaken_appointment_is_taken_back_up_to_its_first_day(leader):
    post = leader.posts.get()
    with pytest.raises(refusals.PostAlreadyBegun):
        actions.cancel_post(post_id=post.pk, on=D("2026-01-02"), by=BY, now=NOW)
    actions.cancel_post(post_id=post.pk, on=D("2026-01-01"), by=BY, now=NOW)
    assert not Post.objects.exists()


# --- Loans ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"role": Role.CASE_OFFICER}, refusals.RoleNotLent),
        ({"role": Role.DIVISION_HEAD}, refusals.RoleNotHeld),
        ({"valid_to": D("2026-10-31")}, refusals.DaysOutOfOrder),
        ({"valid_from": D("2025-12-31")}, refusals.RoleNotHeld),
        ({"valid_to": D("2027-01-01")}, refusals.RoleNotHeld),
        ({"scope_note": "  "}, refusals.ScopeMissing),
    ],
)
def test_a_loan_that_must_not_be_is_refused_in_words(ward, leader, fields, refusal):
    with pytest.raises(refusal):
        lend(leader, people.officer(), ward, **fields)
    assert not Delegation.objects.exists()


def test_nobody_lends_to_themselves(ward, leader):
    with pytest.raises(refusals.DelegationToOneself):
        lend(leader, leader, ward)


def test_what_was_lent_is_not_lent_on(ward, leader):
    deputy = people.officer()
    lend(leader, deputy, ward)
    with pytest.raises(refusals.RoleNotHeld):
        lend(deputy, people.officer(), ward)


def test_the_same_loan_is_not_given_twice_at_once(ward, leader):
    deputy = people.officer()
    lend(leader, deputy, ward)
    with pytest.raises(refusals.DelegationExists):
        lend(leader, deputy, ward, valid_from=D("2026-11-30"), valid_to=D("2026-12-15"))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"valid_to": D("2026-10-31")}, "delegation_days_in_order"),
        ({"role": "clerk"}, "delegation_of_a_role_that_may_be_lent"),
        ({"scope_note": " "}, "delegation_says_its_scope"),
        ({"to": "self"}, "delegation_to_somebody_else"),
        ({"valid_to": None}, "valid_to"),
    ],
)
def test_the_database_itself_refuses_a_loan_that_must_not_be(ward, leader, fields, constraint):
    to = leader if fields.pop("to", None) else people.officer()
    given = {
        "role": "agency_leader",
        "valid_from": D("2026-11-01"),
        "valid_to": D("2026-12-01"),
        "scope_note": "Ký thay",
        "made_at": NOW,
    } | fields
    with pytest.raises(IntegrityError, match=constraint):
        Delegation.objects.create(from_officer=leader, to_officer=to, agency=ward, **given)


@pytest.mark.parametrize(
    ("day", "post_ends", "held"),
    [
        ("2026-10-31", None, False),
        ("2026-11-01", None, True),
        ("2026-11-30", None, True),
        ("2026-12-01", None, False),
        ("2026-11-20", "2026-11-19", False),  # the leader has left: what was lent went with the post
        ("2026-11-19", "2026-11-19", True),
    ],
)
def test_a_loan_holds_on_its_days_and_never_longer_than_the_post_it_came_from(ward, leader, day, post_ends, held):
    deputy = people.officer()
    lend(leader, deputy, ward)
    if post_ends:
        actions.end_post(post_id=leader.posts.get().pk, last_day=D(post_ends), by=BY, now=NOW)
    account = Account.objects.get(pk=deputy.account_id)
    on = D(day)
    assert bool(queries.held_by(account, on=on)) is held
    assert (deputy in queries.officers_with(Role.AGENCY_LEADER, agency_id=ward.pk, on=on)) is held


def test_a_loan_of_a_closed_account_is_void(ward, leader):
    deputy = people.officer()
    lend(leader, deputy, ward)
    actions.close(account=leader.account, by=BY, now=NOW)
    assert not queries.held_by(Account.objects.get(pk=deputy.account_id), on=D("2026-11-10"))
    assert not queries.officers_with(Role.AGENCY_LEADER, on=D("2026-11-10"))


@pytest.mark.parametrize(("on", "left"), [("2026-10-15", 0), ("2026-11-10", 1)])
def test_a_loan_is_taken_back(ward, leader, on, left):
    loan = lend(leader, people.officer(), ward)
    actions.end_delegation(delegation_id=loan.pk, last_day=D(on), by=BY, now=NOW)
    assert Delegation.objects.filter(valid_to=D(on)).count() == left
    assert Delegation.objects.count() == left


def test_a_loan_that_is_over_cannot_be_taken_back(ward, leader):
    loan = lend(leader, people.officer(), ward)
    with pytest.raises(refusals.PostAlreadyEnded):
        actions.end_delegation(delegation_id=loan.pk, last_day=D("2026-11-30"), by=BY, now=NOW)


# --- Whom to give a step to -------------------------------------------------------------------------------------------


def test_officers_for_a_step_are_those_of_the_role_the_place_and_the_day_in_name_order(ward):
    unit = places.unit(ward, "Kinh tế")
    other = places.agency("Xã Nga Sơn")
    for name, role, agency, division, until in (
        ("Lê Văn Đức", "case_officer", ward, unit, None),
        ("Nguyễn Thị An", "case_officer", ward, unit, None),
        ("Trần Cũ", "case_officer", ward, unit, "2026-06-01"),
        ("Vũ Khác Phòng", "case_officer", ward, None, None),
        ("Đỗ Khác Vai", "clerk", ward, unit, None),
        ("Bùi Khác Xã", "case_officer", other, None, None),
    ):
        holder = people.officer(name)
        people.post(holder, role, agency.pk, unit_id=division and division.pk, until=until)
    found = queries.officers_with(Role.CASE_OFFICER, agency_id=ward.pk, unit_id=unit.pk, on=D("2026-11-23"))
    assert [one.full_name for one in found] == ["Nguyễn Thị An", "Lê Văn Đức"]


def test_an_actor_carries_the_posts_of_the_day_and_says_for_whom_a_lent_one_is_used(ward, leader):
    deputy = people.officer("Lê Thị Cúc")
    people.post(deputy, "division_head", ward.pk)
    lend(leader, deputy, ward)
    actor = queries.actor_of(Account.objects.get(pk=deputy.account_id), NOW)
    assert (actor.kind, actor.id, actor.name, actor.agency_id) == ("officer", deputy.pk, "Lê Thị Cúc", ward.pk)
    assert [(post.role, post.on_behalf_of) for post in actor.posts] == [
        (Role.DIVISION_HEAD, None),
        (Role.AGENCY_LEADER, leader.pk),
    ]


def test_a_citizen_acts_without_a_post_and_nobody_does_not_act():
    citizen = people.citizen()
    actor = queries.actor_of(citizen.account, NOW)
    assert (actor.kind, actor.id, actor.roles) == ("citizen", citizen.pk, {Role.CITIZEN})
    with pytest.raises(refusals.NotSignedIn):
        queries.actor_of(AnonymousUser(), NOW)


def test_who_gave_lent_and_ended_what_stands_in_the_journal(ward, leader):
    deputy = people.officer()
    chief = Actor(ActorKind.OFFICER, leader.pk)
    post = actions.appoint(
        officer=deputy, agency_id=ward.pk, role=Role.CLERK, valid_from=D("2026-01-01"), by=chief, now=NOW
    )
    lend(leader, deputy, ward, by=chief)
    actions.end_post(post_id=post.pk, last_day=D("2026-11-22"), by=chief, now=NOW)
    told = JournalEvent.objects.filter(subject=f"account:{deputy.account_id}").order_by("seq")
    assert [(one.kind, one.actor, one.agency_id) for one in told] == [
        ("post.given", f"officer:{leader.pk}", ward.pk),
        ("role.lent", f"officer:{leader.pk}", ward.pk),
        ("post.ended", f"officer:{leader.pk}", ward.pk),
    ]


def test_officers_are_found_without_accents():
    people.officer("Đỗ Thị Hường")
    people.officer("Lê Văn Nam")
    assert [one.full_name for one in queries.officers_called("do thi huong")] == ["Đỗ Thị Hường"]
