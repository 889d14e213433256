"""The verbs of messages: the owner writes, the office answers, each reads the other."""

from datetime import datetime

from motcua.base import sql
from motcua.base.sealing import seal
from motcua.core import lifecycle
from motcua.core.lifecycle import Actor, ActorKind, Change, Dossier, Rules
from motcua.dossiers import commit, typed
from motcua.dossiers.commit import STATEMENTS, Moved

LONGEST_MESSAGE = 2000


def write_message(*, dossier_id: int, text: str, by: Actor, now: datetime, key: str = "") -> Moved:
    """Write to the other side. It moves nothing: no paper is supplied by it, no time stops.

    :raises typed.TooLong: and what `lifecycle.write_message` raises.
    """
    text = typed.prose(text, "Tin nhắn", LONGEST_MESSAGE)

    def decide(dossier: Dossier, rules: Rules) -> Change:
        unanswered = int(sql.value(STATEMENTS.unanswered, dossier=dossier_id))
        return lifecycle.write_message(dossier, text, unanswered=unanswered, by=by, now=now)

    def keep(moved: Moved) -> None:
        if by.kind is ActorKind.OFFICER:
            tell_owner(moved, text, by=by)
        else:
            tell_office(moved, text)

    return commit.move(decide, dossier_id=dossier_id, by=by, verb="write_message", now=now, key=key, also=keep)


def tell_office(moved: Moved, text: str) -> None:
    """Leave a message of the owner beside a move that is being written."""
    _write(moved, text, officer=None, agency=None)


def tell_owner(moved: Moved, text: str, *, by: Actor) -> None:
    """Leave a message of the office beside a move that is being written."""
    _write(moved, text, officer=by.id, agency=_agency(moved.dossier, by))


def _write(moved: Moved, text: str, *, officer: int | None, agency: int | None) -> None:
    at = moved.dossier.last_at
    sql.run(STATEMENTS.write_message, dossier=moved.id, text=seal(text), at=at, officer=officer, agency=agency)


def _agency(dossier: Dossier, by: Actor) -> int | None:
    """For which agency an officer speaks: one that has the dossier, where they hold a post there."""
    held = [post.agency_id for post in by.posts]
    return next((agency for agency in held if agency in dossier.desks), by.agency_id)


def read_messages(*, dossier_id: int, by: Actor, now: datetime) -> None:
    """Note that the messages of the other side have been read; the door has asked whether they may be."""
    statement = STATEMENTS.read_by_office if by.kind is ActorKind.OFFICER else STATEMENTS.read_by_owner
    sql.run(statement, dossier=dossier_id, now=now)
