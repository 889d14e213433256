"""Handing papers over between units, with two confirmations: what a list may hold, and who may confirm it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.core.lifecycle import Actor, NotYourRole
from motcua.core.refusal import Refusal
from motcua.core.roles import Role

MOST = 200


class NothingToHandOver(Refusal):
    """A list without a dossier."""

    code = "nothing-to-hand-over"
    vi = "Danh sách bàn giao chưa có hồ sơ nào. Hãy đánh dấu hồ sơ cần giao."
    en = "The handover list has no dossier. Tick what is to be handed over."


class TooManyToHandOver(Refusal):
    """More than one list holds."""

    code = "too-many-to-hand-over"
    vi = "Một danh sách bàn giao có tối đa {most} hồ sơ. Hãy lập nhiều danh sách."
    en = "A handover list has {most} dossiers at most. Make several."


class NotToBeHandedOver(Refusal):
    """A dossier that is not this desk's to hand over there, or is on a list already."""

    code = "not-to-be-handed-over"
    vi = "Hồ sơ {dossier} không thuộc diện bàn giao cho nơi này hoặc đã có trong danh sách khác. Hãy tải lại trang."
    en = "The dossier {dossier} is not to be handed over there, or is on another list. Reload the page."


class AlreadyConfirmed(Refusal):
    """A list is confirmed once."""

    code = "already-confirmed"
    vi = "Danh sách bàn giao này đã được xác nhận."
    en = "This handover list has been confirmed."


class OwnList(Refusal):
    """Two confirmations are two people's."""

    code = "own-handover-list"
    vi = "Người lập danh sách không tự xác nhận đã nhận. Người ở bên nhận phải xác nhận."
    en = "Who made the list cannot confirm its receipt: somebody on the receiving side must."


class MissingUnexplained(Refusal):
    """A dossier that did not come, without a word."""

    code = "missing-unexplained"
    vi = "Hồ sơ {dossier} không đánh dấu đã nhận: xin ghi rõ thiếu gì."
    en = "The dossier {dossier} is not ticked as received: say what is missing."


@dataclass(frozen=True, slots=True)
class Sent:
    """A list under way."""

    giver_id: int
    to_agency_id: int
    to_unit_id: int | None
    made_by: int
    is_confirmed: bool
    dossiers: Mapping[int, str]  # id → code, in the order of the list


@dataclass(frozen=True, slots=True)
class Came:
    """What the receiver says of one dossier."""

    dossier_id: int
    received: bool
    note: str


def may_confirm(sent: Sent, by: Actor) -> bool:
    """Whether somebody is on the receiving side: in the division, or at the desk of the agency."""
    return any(
        post.agency_id == sent.to_agency_id
        and (post.role is Role.RECEPTION if sent.to_unit_id is None else post.unit_id == sent.to_unit_id)
        for post in by.posts
    )


def check_list(dossier_ids: Sequence[int], offered: Mapping[int, str]) -> None:
    """Hold a list against what the desk has for that receiver.

    :raises NothingToHandOver, TooManyToHandOver, NotToBeHandedOver:
    """
    if not dossier_ids:
        raise NothingToHandOver
    if len(dossier_ids) > MOST:
        raise TooManyToHandOver(most=MOST)
    for each in dossier_ids:
        if each not in offered:
            raise NotToBeHandedOver(dossier=each)


def confirm(sent: Sent, received: frozenset[int], notes: Mapping[int, str], by: Actor) -> list[Came]:
    """What becomes of each dossier of a list.

    :raises AlreadyConfirmed, OwnList, MissingUnexplained: :raises lifecycle.NotYourRole: not on the receiving side.
    """
    if sent.is_confirmed:
        raise AlreadyConfirmed
    if not may_confirm(sent, by):
        raise NotYourRole
    if sent.made_by in by.stands_for:
        raise OwnList
    found = [Came(each, each in received, notes.get(each, "").strip()) for each in sent.dossiers]
    for came in found:
        if not came.received and not came.note:
            raise MissingUnexplained(dossier=sent.dossiers[came.dossier_id])
    return found
