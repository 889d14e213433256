"""The policy itself: complete, and true to the duties of one-stop units."""

import pytest

from motcua.access import policy
from motcua.access.policy import Duty, Permission, Scope
from motcua.core.roles import Role

READING = {
    Permission.SEE_DOSSIERS,
    Permission.SEE_PAPERS,
    Permission.SEE_REPORTS,
    Permission.OPEN_CONSOLE,  # its front page: each area asks for its own right
    Permission.READ_LOGS,
    Permission.WATCH_UNIT,
    *policy.EVERY_OFFICER,
}


def test_every_role_has_its_rule_and_every_right_its_name():
    assert set(policy.ROLES) == set(Role)
    assert set(policy.TITLES) == set(Permission)


def test_every_right_is_granted_to_some_role():
    assert [p for p in Permission if not policy.grantors(p)] == []


@pytest.mark.parametrize(
    ("role", "may_not"),
    [
        (Role.RECEPTION, {Permission.APPROVE_RESULT, Permission.APPROVE_SUPPLEMENT, Permission.ASSIGN_STEP}),
        (Role.RETURN_DESK, {Permission.ACCEPT_DOSSIER, Permission.APPROVE_RESULT}),
        (Role.CASHIER, {Permission.ACCEPT_DOSSIER, Permission.WORK_STEP}),
        (Role.CASE_OFFICER, {Permission.ACCEPT_DOSSIER, Permission.APPROVE_RESULT}),
        (Role.DIVISION_HEAD, {Permission.APPROVE_RESULT, Permission.APPROVE_SUPPLEMENT}),
        (Role.CLERK, {Permission.APPROVE_RESULT}),
        (Role.CENTRE_DIRECTOR, {Permission.APPROVE_RESULT, Permission.ACCEPT_DOSSIER}),
        (Role.POSTAL, {Permission.SEE_DOSSIERS, Permission.SEE_PAPERS}),
        (Role.PROCEDURE_CONTROL, {Permission.WORK_STEP, Permission.SEE_PAPERS}),
        (Role.SYSTEM_ADMIN, {Permission.SEE_DOSSIERS, Permission.SEE_PAPERS}),
        (Role.UNIT_ADMIN, {Permission.SEE_DOSSIERS, Permission.SEE_PAPERS}),
    ],
)
def test_a_role_does_not_carry_what_the_rules_keep_from_it(role, may_not):
    assert policy.permissions_of(role) & may_not == set()


def test_the_auditor_only_reads():
    assert policy.permissions_of(Role.AUDITOR) <= READING


def test_a_case_officer_does_not_reach_other_divisions():
    assert policy.ROLES[Role.CASE_OFFICER].scope <= Scope.UNIT


def test_machines_and_the_system_cannot_open_a_door():
    assert policy.permissions_of(Role.INTEGRATION) == policy.permissions_of(Role.SYSTEM) == frozenset()


@pytest.mark.parametrize(
    ("done", "doing", "allowed"),
    [
        ({Duty.ACCEPTED}, Duty.APPROVED, False),
        ({Duty.APPROVED}, Duty.ACCEPTED, False),
        ({Duty.RETURNED_RESULT}, Duty.CANCELLED_RETURN, False),
        ({Duty.RECORDED_PAYMENT}, Duty.CANCELLED_PAYMENT, False),
        ({Duty.ACCEPTED}, Duty.RETURNED_RESULT, True),
        ({Duty.ACCEPTED, Duty.RECORDED_PAYMENT}, Duty.RETURNED_RESULT, True),
        (set(), Duty.APPROVED, True),
    ],
)
def test_one_person_does_not_play_two_parts_that_check_each_other(done, doing, allowed):
    assert (policy.objection(doing, frozenset(done)) is None) is allowed
