"""Proof of payment the owner sends: looked at by the desk, which records the payment or says why not.

Sending one meets no obligation: only `confirm_payment`, by an officer, does (law:financial-obligation).
"""

from dataclasses import replace
from datetime import datetime

from motcua.core.lifecycle.model import Actor, ActorKind, Change, Dossier, Event
from motcua.core.lifecycle.moving import check, moment
from motcua.core.lifecycle.refusals import MoveNotAllowed, MoveRefused, NotOnAPart, NotYourRole, ReasonMissing
from motcua.core.lifecycle.states import STANDINGS, State
from motcua.core.lifecycle.table import Verb

MOST_WAITING = 3
VERB = "gửi chứng từ nộp tiền"


class ProofsWait(MoveRefused):
    """So many proofs lie there unanswered that another would help nobody."""

    code = "proofs-wait"
    vi = "Đã có {most} chứng từ đang chờ cơ quan kiểm tra. Xin chờ trả lời, hoặc gọi điện thoại hỗ trợ."
    en = "{most} proofs of payment are waiting to be checked already. Please wait for the answer, or call the helpline."


class ProofAnswered(MoveRefused):
    """Somebody else has answered it meanwhile, or it is another dossier's."""

    code = "proof-answered"
    vi = "Chứng từ này đã được trả lời. Hãy tải lại trang để xem tình trạng mới nhất."
    en = "This proof of payment has been answered. Reload the page to see where it stands."


def send_proof(dossier: Dossier, *, waiting: int, by: Actor, now: datetime) -> Change:
    """The owner says they have paid, with a picture of the transfer. The clock goes on standing.

    :param waiting: how many proofs nobody has answered yet.
    :raises NotOnAPart, MoveNotAllowed, NotYourRole, ProofsWait, ClockMovedBack:
    """
    if dossier.is_part:
        raise NotOnAPart(verb=VERB)
    if dossier.state is not State.FINANCE:
        raise MoveNotAllowed(state=STANDINGS[dossier.state].name_vi, verb=VERB)
    if by.kind is not ActorKind.CITIZEN or by.id is None or by.id != dossier.owner_citizen_id:
        raise NotYourRole
    if waiting >= MOST_WAITING:
        raise ProofsWait(most=MOST_WAITING)
    return Change(after=replace(dossier, last_at=moment(dossier, now)), events=(Event("dossier.proof_sent"),))


def refuse_proof(dossier: Dossier, *, waits: bool, reason: str, by: Actor, now: datetime) -> Change:
    """Whoever may record the payment says why this proof does not show it.

    :param waits: whether it is this dossier's and nobody has answered it.
    :raises MoveRefused: as `confirm_payment`; ReasonMissing, ProofAnswered:
    """
    now = check(Verb.CONFIRM_PAYMENT, dossier, by, now)
    if not waits:
        raise ProofAnswered
    if not reason.strip():
        raise ReasonMissing
    return Change(after=replace(dossier, last_at=now), events=(Event("dossier.proof_refused"),))
