"""One command for many dossiers: each by the dossier's own verb, in its own transaction, with its own key.

What is to be done is written down first. Stopped in the middle it goes on where it was; given twice, each dossier moves
once, because the key of a line is always the same.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.base import clock
from motcua.core.flow import Outcome
from motcua.core.lifecycle import Actor, ProposalKind, ProposalStage
from motcua.dossiers import actions as dossiers
from motcua.dossiers.commit import KeyUsedOtherwise
from motcua.dossiers.models import Proposal
from motcua.results import actions as answers
from motcua.results import queries as results
from motcua.web.office.actions.seen import check_seen
from motcua.web.office.models import MOST_LINES, Bulk, BulkLine
from motcua.web.ui.refusals import REFUSED, said

RESULT = "result"
AT_ONCE = 20.0  # seconds one request works before it shows how far it came


@dataclass(frozen=True, slots=True)
class Ordered:
    """One dossier of a command: its step or document, and what only it needs."""

    dossier_id: int
    step_id: int | None
    outcome: str = ""
    what: str = ""
    new_due_at: datetime | None = None


@transaction.atomic
def begin_bulk(
    *, key: str, kind: Bulk.Kind, officer_id: int, ordered: Sequence[Ordered], given: Mapping[str, Any], now: datetime
) -> Bulk:
    """Write down what is to be done for whom. The same key again is the same command, whatever it says now.

    :raises KeyUsedOtherwise: the key was somebody else's, or another kind of command's.
    """
    bulk, is_new = Bulk.objects.get_or_create(
        key=key, defaults={"officer_id": officer_id, "kind": kind, "given": dict(given), "made_at": now}
    )
    if (bulk.officer_id, bulk.kind) != (officer_id, kind):
        raise KeyUsedOtherwise
    if is_new:
        BulkLine.objects.bulk_create(
            BulkLine(
                bulk=bulk,
                position=number,
                dossier_id=each.dossier_id,
                step_id=each.step_id,
                outcome=each.outcome,
                what=each.what,
                new_due_at=each.new_due_at,
            )
            for number, each in enumerate(ordered[:MOST_LINES], start=1)
        )
    return bulk


def go_on(bulk: Bulk, *, by: Actor, seconds: float = AT_ONCE) -> None:
    """Do what waits, as far as one request may take; a refusal is kept with its words and the next one follows."""
    stop, do = time.monotonic() + seconds, DOES[Bulk.Kind(bulk.kind)]
    for line in bulk.lines.filter(state=BulkLine.State.WAITING):
        if time.monotonic() > stop:
            return
        now = clock.now()
        try:
            do(line, bulk.given, f"{bulk.key}:{line.position}", by, now)
        except REFUSED as refused:
            _ended(line, BulkLine.State.REFUSED, said(refused), now)
        else:
            _ended(line, BulkLine.State.DONE, "", now)


def _ended(line: BulkLine, state: BulkLine.State, words: str, now: datetime) -> None:
    BulkLine.objects.filter(pk=line.pk, state=BulkLine.State.WAITING).update(state=state, words=words, at=now)


def _forward(line: BulkLine, given: Mapping[str, Any], key: str, by: Actor, now: datetime) -> None:
    dossiers.complete_step(
        step_id=line.step_id or 0,
        outcome=Outcome(line.outcome),
        by=by,
        now=now,
        note=given["note"],
        assign_to=given["assign_to"],
        key=key,
    )


def _assign(line: BulkLine, given: Mapping[str, Any], key: str, by: Actor, now: datetime) -> None:
    dossiers.reassign(
        step_id=line.step_id or 0, officer_id=given["officer"], reason=given["reason"], by=by, now=now, key=key
    )


def _sign(line: BulkLine, given: Mapping[str, Any], key: str, by: Actor, now: datetime) -> None:
    """A result or a notice, by who has had it open as it stands now."""
    assert by.id is not None  # an officer's command
    if line.what == RESULT:
        result = results.own(line.dossier_id)
        if result is None:
            raise answers.NothingToApprove
        _check_seen(line, by, result.drafted_at)
        answers.approve(step_id=line.step_id or 0, by=by, now=now, note=given["note"], key=key)
        return
    kind = ProposalKind(line.what)
    draft = Proposal.objects.filter(dossier_id=line.dossier_id, kind=kind, stage=ProposalStage.DRAFTED).first()
    if draft is not None:  # else it is signed already, by this command or by somebody else: the verb knows
        _check_seen(line, by, draft.drafted_at)
    dossiers.sign_proposal(dossier_id=line.dossier_id, kind=kind, by=by, now=now, key=key)


def _check_seen(line: BulkLine, by: Actor, drafted_at: datetime) -> None:
    check_seen(officer_id=by.id or 0, dossier_id=line.dossier_id, what=line.what, drafted_at=drafted_at)


def _apologise(line: BulkLine, given: Mapping[str, Any], key: str, by: Actor, now: datetime) -> None:
    assert line.new_due_at is not None  # computed before it was ordered
    dossiers.propose_apology(
        dossier_id=line.dossier_id, reason=given["reason"], new_due_at=line.new_due_at, by=by, now=now, key=key
    )


DOES: Mapping[Bulk.Kind, Callable[[BulkLine, Mapping[str, Any], str, Actor, datetime], None]] = {
    Bulk.Kind.FORWARD: _forward,
    Bulk.Kind.ASSIGN: _assign,
    Bulk.Kind.SIGN: _sign,
    Bulk.Kind.APOLOGISE: _apologise,
}
