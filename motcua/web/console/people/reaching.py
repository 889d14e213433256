"""The officer on the table: found only where the administrator's reach goes, with what may be done."""

from dataclasses import dataclass

from django.http import Http404

from motcua.access import managing
from motcua.base.refusal import Refusal
from motcua.core.roles import Role
from motcua.people.models import Account, Officer, Post
from motcua.web.console.desk import Desk


@dataclass(frozen=True, slots=True)
class Seen:
    """An officer within reach, and why the account is not this administrator's to manage, if it is not."""

    officer: Officer
    objection: Refusal | None

    @property
    def account(self) -> Account:
        return self.officer.account


def seen(desk: Desk, officer_id: int) -> Seen:
    """The officer, if anything they hold, will hold or held last lies within reach.  :raises Http404:"""
    officer = Officer.objects.select_related("account").filter(pk=officer_id).first()
    if officer is None:
        raise Http404
    reach = managing.reach_of(desk.account, on=desk.today)
    owned = managing.standing(officer, on=desk.today)
    if not reach.everywhere and not any(reach.covers(held.agency_id, held.unit_id) for held in owned):
        raise Http404
    return Seen(officer, managing.objection(desk.account, officer, on=desk.today))


def post_of(desk: Desk, officer: Officer, post_id: int) -> Post:
    """A post of the officer that this administrator may take.  :raises Http404: :raises Refusal:"""
    post = officer.posts.filter(pk=post_id).first()
    if post is None:
        raise Http404
    managing.require_place(
        desk.account,
        officer,
        role=Role(post.role),
        agency_id=post.agency_id,
        unit_id=post.unit_id,
        on=desk.today,
    )
    return post
