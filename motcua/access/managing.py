"""Whom an administrator may manage: never beyond one's own reach, never oneself, never a role one may not give.

A password or a second factor opens everything its owner holds. So an account is managed only by somebody whose reach
and whose right to give roles cover every post and loan of its owner, now and to come.
"""

from collections.abc import Sequence
from datetime import date

from motcua.access import policy
from motcua.access.policy import Permission
from motcua.access.queries import Reach, scope_of
from motcua.base.refusal import Refusal
from motcua.core.roles import Role
from motcua.people import queries as people
from motcua.people.models import Account, Officer
from motcua.people.queries import Held
from motcua.people.roles import POSTABLE

BY_THE_SYSTEM = policy.ROLES[Role.SYSTEM_ADMIN].granted_by


class BeyondReach(Refusal):
    code = "officer-beyond-reach"
    vi = "Người này có vị trí hoặc được ủy quyền ngoài phạm vi Ông/Bà quản lý."
    en = "This officer has a post or a loan beyond what you manage."


class RoleNotYours(Refusal):
    code = "role-not-yours-to-give"
    vi = "Vai trò “{role}” do {granted_by} trao, thu."
    en = "The role “{role}” is given and taken by: {granted_by}."


class NotOneself(Refusal):
    code = "not-oneself"
    vi = "Không tự thay đổi quyền, tài khoản của chính mình; hãy nhờ người quản trị khác."
    en = "You cannot change your own rights or account; ask another administrator."


def grantable(person: Account, *, on: date) -> tuple[Role, ...]:
    """Return the roles somebody may give and take on a day."""
    held = {each.role for each in people.held_by(person, on=on)}
    if Role.SYSTEM_ADMIN in held:
        return POSTABLE
    if Role.UNIT_ADMIN in held:
        return tuple(role for role in POSTABLE if policy.ROLES[role].granted_by != BY_THE_SYSTEM)
    return ()


def reach_of(person: Account, *, on: date) -> Reach:
    """Return where somebody manages people."""
    return scope_of(person, Permission.MANAGE_PEOPLE, on=on)


def require_place(
    person: Account, officer: Officer | None, *, role: Role, agency_id: int, unit_id: int | None, on: date
) -> None:
    """Let somebody give or take this role there.  :raises NotOneself: :raises BeyondReach: :raises RoleNotYours:"""
    if officer is not None and officer.account_id == person.pk:
        raise NotOneself
    if not reach_of(person, on=on).covers(agency_id, unit_id):
        raise BeyondReach
    if role not in grantable(person, on=on):
        raise RoleNotYours(role=policy.ROLES[role].title, granted_by=policy.ROLES[role].granted_by)


def require_account(person: Account, officer: Officer, *, on: date) -> None:
    """Let somebody manage an account.  :raises NotOneself: :raises BeyondReach: :raises RoleNotYours:"""
    if officer.account_id == person.pk:
        raise NotOneself
    reach, may_give = reach_of(person, on=on), grantable(person, on=on)
    owned = standing(officer, on=on)
    if not owned and not reach.everywhere:
        raise BeyondReach
    for held in owned:
        if not reach.covers(held.agency_id, held.unit_id):
            raise BeyondReach
        if held.role not in may_give:
            raise RoleNotYours(role=policy.ROLES[held.role].title, granted_by=policy.ROLES[held.role].granted_by)


def standing(officer: Officer, *, on: date) -> Sequence[Held]:
    """Return what an officer holds or will hold, else what was held last: whose officer they are."""
    every = people.all_held(officer.account)
    now = [held for held in every if held.valid_to is None or held.valid_to >= on]
    if now or not every:
        return now
    return [max(every, key=lambda held: held.valid_to or on)]


def objection(person: Account, officer: Officer, *, on: date) -> Refusal | None:
    """Return why an account is not somebody's to manage, or None: for pages that say so beforehand."""
    try:
        require_account(person, officer, on=on)
    except Refusal as refused:
        return refused
    return None
