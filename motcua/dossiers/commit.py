"""Load – decide – commit: the only writer of dossiers.

A move locks the dossier and loads it in one round trip (two when it is known by a step), lets the rules decide, and
writes what they decided in another. Lock first, then read: a statement that both locks and joins returns a fresh
dossier with stale steps.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.core.lifecycle import Actor, Change, Dossier, Rules
from motcua.dossiers import loading
from motcua.dossiers.rules import rules_of
from motcua.journal import actions as journal
from motcua.journal import chain

STATEMENTS = sql.load("motcua.dossiers")

Decide = Callable[[Dossier, Rules], Change | None]


class NoSuchDossier(Refusal):
    """There is no such dossier, or no such step."""

    code = "no-such-dossier"
    vi = "Không tìm thấy hồ sơ hoặc bước xử lý này."
    en = "There is no such dossier or step."


class KeyUsedOtherwise(Refusal):
    """The key of a command was used for another command: carrying out either silently would be wrong."""

    code = "key-used-otherwise"
    vi = "Mã thao tác này đã dùng cho một việc khác. Hãy tải lại trang rồi thực hiện lại."
    en = "This command's key was used for something else. Reload the page and try again."


LONGEST_KEY = 80


def check_key(key: str) -> None:
    """Refuse a key that no door gave out.  :raises KeyUsedOtherwise:"""
    if len(key) > LONGEST_KEY or not (key.isprintable() or not key):
        raise KeyUsedOtherwise


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move left behind: the dossier as decided, and what the door should say."""

    id: int
    code: str
    key: str
    dossier: Dossier
    change: Change | None  # None: nothing was to be done, or the same command was carried out before

    @property
    def was_replayed(self) -> bool:
        """Whether nothing new happened."""
        return self.change is None


def move(
    decide: Decide,
    *,
    dossier_id: int | None = None,
    step_id: int | None = None,
    held: "Loaded | None" = None,
    by: Actor,
    verb: str,
    now: datetime,
    key: str = "",
    also: Callable[[Moved], None] | None = None,
) -> Moved:
    """Lock and load a dossier, let `decide` decide, write its answer. One command key is one change.

    :param held: the dossier, where the caller locked and loaded it in a transaction of its own.
    :param also: further writes of the same transaction, after the dossier's own (papers of a supplement …). By
        statements: they travel with the others.
    :raises NoSuchDossier: and whatever `decide` raises; then nothing has changed.
    """
    with sql.transaction() if held is None else nullcontext():
        loaded = held or load(dossier_id, step_id=step_id, now=now, key=key, verb=verb)
        change = None if loaded.is_replayed else decide(loaded.dossier, loaded.rules)
        if change is None:
            return loaded.unmoved()
        write(loaded, change, by=by, now=now)
        moved = Moved(loaded.row["id"], change.after.code, loaded.row["key"], change.after, change)
        if also is not None:
            also(moved)
        return moved


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dossier under its lock, with what binds it and where its journal stands."""

    row: dict[str, Any]
    dossier: Dossier
    rules: Rules
    head: chain.Head
    recorded_at: datetime
    is_replayed: bool

    def unmoved(self) -> Moved:
        """What a command leaves behind that was carried out before, or has nothing to do."""
        return Moved(self.row["id"], self.row["code"], self.row["key"], self.dossier, None)


def load(dossier_id: int | None, *, step_id: int | None = None, now: datetime, key: str = "", verb: str = "") -> Loaded:
    """Lock a dossier, known by its id or by one of its steps, and read it. Inside a transaction.

    The key of a command is kept here, with what the command does; whoever comes second with it waits for the first.

    :param verb: what the key must have been used for, if it was used.
    :raises NoSuchDossier, KeyUsedOtherwise:
    """
    check_key(key)
    with sql.pipeline():
        locked = sql.run(STATEMENTS.lock, id=dossier_id, step=step_id)
        row = locked.fetchone() if dossier_id is None else None
        if row is not None:
            dossier_id = row["id"]
        subject = f"dossier:{dossier_id}"
        steps = sql.run(STATEMENTS.steps, id=dossier_id)
        clock = sql.run(STATEMENTS.clock, id=dossier_id)
        head = sql.run(journal.STATEMENTS.head, subject=subject)
        kept = sql.run(STATEMENTS.keep_key, key=key, verb=verb, dossier=dossier_id, at=now) if key else None
        row = row or locked.fetchone()
        if row is None:
            raise NoSuchDossier
        beside = loading.beside(row, STATEMENTS)
        step_rows, clock_rows, head_row = steps.fetchall(), clock.fetchall(), head.fetchone()
        is_replayed = kept is not None and kept.fetchone() is None
        if is_replayed and sql.row(STATEMENTS.command, key=key) != {"dossier_id": dossier_id, "verb": verb}:
            raise KeyUsedOtherwise
    assert head_row is not None
    return Loaded(
        row=row,
        dossier=loading.dossier(row, step_rows, clock_rows, beside),
        rules=rules_of(row, now),
        head=chain.Head(subject, head_row["seq"] or 0, bytes(head_row["hash"] or chain.ROOT)),
        recorded_at=head_row["recorded_at"],
        is_replayed=is_replayed,
    )


def write(loaded: Loaded, change: Change, *, by: Actor, now: datetime) -> None:
    """Write a change, in one round trip."""
    dossier_id = loaded.row["id"]
    links = chain.extend(
        loaded.head,
        [(event.kind, event.details) for event in change.events],
        at=max(now, change.after.last_at or now),
        recorded_at=loaded.recorded_at,
        actor=actor_name(by),
        agency_id=by.agency_id,
    )
    with sql.pipeline():
        _write_row(loaded.row, loading.columns(change.after, change.rules or loaded.rules))
        write_rows(dossier_id, change, clock_before=len(loaded.dossier.clock), by=by)
        journal.append(links)


def _write_row(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Write the dossier's own row; a move of its steps changes no more there than the moment."""
    if all(after[name] == before[name] for name in after if name != "last_at"):
        sql.run(STATEMENTS.touch_dossier, id=before["id"], last_at=after["last_at"])
    else:
        sql.run(STATEMENTS.update_dossier, id=before["id"], **after)


def write_rows(dossier_id: int, change: Change, *, clock_before: int, by: Actor) -> None:
    """Write what stands in tables of its own: steps, clock, proposals, supplement, consultations, what was said."""
    for step in change.altered:
        sql.run(STATEMENTS.alter_step, **loading.altered_step(step))
    for step in change.opened:
        sql.run(STATEMENTS.open_step, dossier=dossier_id, **loading.opened_step(step))
    for seq, event in enumerate(change.clock, start=clock_before + 1):
        sql.run(
            STATEMENTS.tick,
            dossier=dossier_id,
            seq=seq,
            kind=event.kind.value,
            at=event.at,
            cause=event.cause.value,
            ground=event.ground,
            until=event.until,
        )
    for proposal in change.proposals:
        statement = STATEMENTS.draft_proposal if proposal.id is None else STATEMENTS.move_proposal
        sql.run(statement, **loading.proposal_columns(proposal, dossier_id))
    if change.supplement is not None:
        statement = STATEMENTS.ask_supplement if change.supplement.id is None else STATEMENTS.settle_supplement
        sql.run(statement, **loading.supplement_columns(change.supplement, dossier_id))
    for consultation in change.consultations:
        statement = STATEMENTS.ask_opinion if consultation.id is None else STATEMENTS.give_opinion
        sql.run(statement, **loading.consultation_columns(consultation, dossier_id))
    if change.said:
        sql.run(
            STATEMENTS.say,
            dossier=dossier_id,
            kind=change.events[-1].kind,
            content=sql.json(dict(change.said)),
            at=change.after.last_at,
            by=by.id,
        )


def actor_name(by: Actor) -> str:
    """How the journal names somebody: by number, never by name."""
    return by.kind.value if by.id is None else f"{by.kind.value}:{by.id}"
