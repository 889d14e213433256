"""Messages between the owner of a dossier and the office: said beside its life, they move nothing."""

from dataclasses import replace
from datetime import datetime

from motcua.core.lifecycle import progress
from motcua.core.lifecycle.model import Actor, ActorKind, Change, Dossier, Event
from motcua.core.lifecycle.moving import moment
from motcua.core.lifecycle.refusals import MoveNotAllowed, MoveRefused, NotOnAPart, NotYourRole, ReasonMissing
from motcua.core.lifecycle.states import CLOSED, STANDINGS, State
from motcua.core.roles import Role

ANSWERERS = frozenset(
    {Role.RECEPTION, Role.RETURN_DESK, Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.COMMITTEE_OFFICE}
)
MOST_UNANSWERED = 5
VERB = "nhắn tin"


class WaitForAnswer(MoveRefused):
    """So many messages lie unanswered that another would help nobody."""

    code = "wait-for-answer"
    vi = "Ông/Bà đã gửi {most} tin nhắn chưa được trả lời. Xin chờ cơ quan trả lời, hoặc gọi điện thoại hỗ trợ."
    en = "You sent {most} messages that are not answered yet. Please wait for the answer, or call the helpline."


def write_message(dossier: Dossier, text: str, *, unanswered: int, by: Actor, now: datetime) -> Change:
    """Write to the office as the owner, or to the owner as an officer whose dossier it is.

    :param unanswered: how many messages the owner has sent since the last answer.
    :raises ReasonMissing: nothing was written. :raises MoveNotAllowed: the dossier is closed, or not handed in yet.
    :raises NotOnAPart, NotYourRole, WaitForAnswer, ClockMovedBack:
    """
    if dossier.is_part:
        raise NotOnAPart(verb=VERB)
    if dossier.state in CLOSED or dossier.state is State.DRAFT:
        raise MoveNotAllowed(state=STANDINGS[dossier.state].name_vi, verb=VERB)
    if not may_write(dossier, by):
        raise NotYourRole
    if not text:
        raise ReasonMissing
    if by.kind is ActorKind.CITIZEN and unanswered >= MOST_UNANSWERED:
        raise WaitForAnswer(most=MOST_UNANSWERED)
    kind = "dossier.message_sent" if by.kind is ActorKind.CITIZEN else "dossier.message_answered"
    return Change(after=replace(dossier, last_at=moment(dossier, now)), events=(Event(kind),))


def may_write(dossier: Dossier, by: Actor) -> bool:
    """Whether this is the owner, an officer at one of the dossier's desks, or one who has a step of it."""
    if by.kind is ActorKind.CITIZEN:
        return by.id is not None and by.id == dossier.owner_citizen_id
    if by.kind is not ActorKind.OFFICER:
        return False
    by = by.in_field(dossier.field_id)
    has_a_step = any(progress.is_for(step, by) for step in dossier.open_steps)
    return has_a_step or by.holds(ANSWERERS, dossier.desks)
