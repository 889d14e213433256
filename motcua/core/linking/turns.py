"""What opens when a member of a bundle ends: a pure function of how the members stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.core.lifecycle import State
from motcua.core.linking.definition import Otherwise, TakenIn


class End(StrEnum):
    """How a member ended, as far as those after it are concerned."""

    GRANTED = "granted"
    DENIED = "denied"  # not accepted, stopped, or answered in the negative
    WITHDRAWN = "withdrawn"


class Turn(StrEnum):
    """What is to happen to a member that waits."""

    WAIT = "wait"
    BEGIN = "begin"  # taken in at once: its clock starts
    CHECK = "check"  # to the desk that checks it
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a set as it stands; its rules are those of the bundle on the day it was filed."""

    key: str
    after: tuple[str, ...]
    if_denied: Otherwise
    if_withdrawn: Otherwise
    taken_in: TakenIn
    state: State
    is_negative: bool = False


def end_of(state: State, *, is_negative: bool) -> End | None:
    """How a dossier in this state has ended for those that wait for it; None while it has not.

    The result counts from when it exists, not from when it is handed over.
    """
    match state:
        case State.PROCESSED | State.RETURNED:
            return End.DENIED if is_negative else End.GRANTED
        case State.REFUSED | State.STOPPED:
            return End.DENIED
        case State.WITHDRAWN:
            return End.WITHDRAWN
        case _:
            return None


def turns(members: Iterable[Member]) -> Mapping[str, Turn]:
    """What is to happen to each member that waits, by its key.

    One that cannot have what it waits for is given back at once; else it waits until all before it have ended.
    """
    by_key = {member.key: member for member in members}
    return {key: _turn(member, by_key) for key, member in by_key.items() if member.state is State.AWAITING_TURN}


def _turn(member: Member, by_key: Mapping[str, Member]) -> Turn:
    ends = [end_of(by_key[key].state, is_negative=by_key[key].is_negative) for key in member.after if key in by_key]
    answers = {End.DENIED: member.if_denied, End.WITHDRAWN: member.if_withdrawn}
    if any(answers.get(end) is Otherwise.RETURN for end in ends if end is not None):
        return Turn.RETURN
    if any(end is None for end in ends):
        return Turn.WAIT
    return Turn.BEGIN if member.taken_in is TakenIn.AT_ONCE else Turn.CHECK
