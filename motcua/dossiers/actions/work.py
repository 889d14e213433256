"""The verbs of the work: steps, consultations, money owed, the result (T10, T12, T13, T15)."""

from dataclasses import replace
from datetime import datetime

from motcua.core import lifecycle
from motcua.core.flow import Outcome
from motcua.core.lifecycle import Actor, Change, Dossier, Event, Rules
from motcua.core.vietnam import ZONE
from motcua.dossiers import commit, linking, parts, typed
from motcua.dossiers.commit import Moved
from motcua.org import queries as org
from motcua.org.refusals import UnknownAgency


def hold(*, dossier_id: int, now: datetime) -> commit.Loaded:
    """Lock and read a dossier first, so that a later package may take its own locks after it. Inside a transaction."""
    return commit.load(dossier_id, now=now)


def hold_step(*, step_id: int, by: Actor, now: datetime, verb: str, key: str = "") -> commit.Loaded:
    """Lock and read the dossier of a step that is open and `by`'s to do. Inside a transaction.

    Where the command with this key was carried out before, the step may be anybody's: see `Loaded.is_replayed`.

    :param verb: what is going to be done with it, and what the key must have been used for, if it was used.
    :raises NoSuchDossier, KeyUsedOtherwise: :raises lifecycle.StepNotOpen, lifecycle.AssignedElsewhere:
    """
    loaded = commit.load(None, step_id=step_id, now=now, key=key, verb=verb)
    if not loaded.is_replayed:
        lifecycle.step_of(loaded.dossier, step_id, by)
    return loaded


def complete_step(
    *,
    step_id: int,
    outcome: Outcome,
    by: Actor,
    now: datetime,
    note: str = "",
    assign_to: int | None = None,
    key: str = "",
    held: commit.Loaded | None = None,
    noting: Event | None = None,
) -> Moved:
    """Finish a step and open what follows (T10).

    :param assign_to: the officer the next examining step is given to, when a head assigns.
    :param held: what `hold_step` returned, where the caller held the dossier first.
    :param noting: what a later package did to the same end; the journal says it first.
    """
    note = typed.prose(note, "Ý kiến")

    def decide(dossier: Dossier, rules: Rules) -> Change:
        change = lifecycle.complete_step(
            dossier, step_id, outcome, by=by, now=now, rules=rules, note=note, assign_to=assign_to
        )
        return replace(change, events=(noting, *change.events)) if noting else change

    return commit.move(
        decide,
        step_id=step_id,
        held=held,
        by=by,
        verb="complete_step",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def issue_result(
    *,
    step_id: int,
    outcome: Outcome,
    result: lifecycle.ResultRef,
    by: Actor,
    now: datetime,
    note: str = "",
    key: str = "",
    held: commit.Loaded | None = None,
) -> Moved:
    """Finish the last counted step with an approved, registered result (T15, T16; law:result).

    The package of results calls this; it holds the parents' locks first when the dossier is a part.

    :param held: what `hold_step` returned.
    """
    note = typed.prose(note, "Ý kiến")
    return commit.move(
        lambda dossier, rules: lifecycle.issue_result(
            dossier, step_id, outcome, result=result, by=by, now=now, rules=rules, note=note
        ),
        step_id=step_id,
        held=held,
        by=by,
        verb="issue_result",
        now=now,
        key=key,
        also=lambda moved: linking.follow(moved, now=now),
    )


def open_step(*, step_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Note that the performer has seen the step."""
    return commit.move(
        lambda dossier, rules: lifecycle.open_step(dossier, step_id, by=by, now=now, rules=rules),
        step_id=step_id,
        by=by,
        verb="open_step",
        now=now,
        key=key,
    )


def return_step(*, step_id: int, reason: str, by: Actor, now: datetime, to: int | None = None, key: str = "") -> Moved:
    """Send a step back to one before it, with a reason (T10).

    :param to: the number of the step to return to, where several led here.
    """
    reason = typed.prose(reason, "Lý do")
    return commit.move(
        lambda dossier, rules: lifecycle.return_step(
            dossier, step_id, reason=reason, to=to, by=by, now=now, rules=rules
        ),
        step_id=step_id,
        by=by,
        verb="return_step",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def recall_step(*, step_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Take back a step just sent on (T10)."""
    return commit.move(
        lambda dossier, rules: lifecycle.recall_step(dossier, step_id, by=by, now=now, rules=rules),
        step_id=step_id,
        by=by,
        verb="recall_step",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now, unless_begun=True),
    )


def reassign(*, step_id: int, officer_id: int, reason: str = "", by: Actor, now: datetime, key: str = "") -> Moved:
    """Give an open step to another officer (T10)."""
    reason = typed.prose(reason, "Lý do")
    return commit.move(
        lambda dossier, rules: lifecycle.reassign(
            dossier, step_id, officer_id=officer_id, reason=reason, by=by, now=now, rules=rules
        ),
        step_id=step_id,
        by=by,
        verb="reassign",
        now=now,
        key=key,
    )


def consult(
    *, dossier_id: int, agency_id: int, question: str, due_at: datetime, by: Actor, now: datetime, key: str = ""
) -> Moved:
    """Ask another agency (T10; law:consultation).

    :raises UnknownAgency: there is no such agency today.
    """
    question = typed.prose(question, "Nội dung lấy ý kiến")
    if not org.agencies(on=now.astimezone(ZONE).date()).filter(pk=agency_id).exists():
        raise UnknownAgency(given=agency_id)
    return commit.move(
        lambda dossier, rules: lifecycle.consult(
            dossier, agency_id=agency_id, question=question, due_at=due_at, by=by, now=now, rules=rules
        ),
        dossier_id=dossier_id,
        by=by,
        verb="consult",
        now=now,
        key=key,
    )


def answer_consultation(
    *, dossier_id: int, consultation_id: int, answer: str, by: Actor, now: datetime, key: str = ""
) -> Moved:
    """Record the opinion of an agency that was asked."""
    answer = typed.prose(answer, "Ý kiến trả lời")
    return commit.move(
        lambda dossier, rules: lifecycle.answer_consultation(
            dossier, consultation_id, answer=answer, by=by, now=now, rules=rules
        ),
        dossier_id=dossier_id,
        by=by,
        verb="answer_consultation",
        now=now,
        key=key,
    )
