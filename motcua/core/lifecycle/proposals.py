"""What one drafts and another decides: supplement notices, apologies and withdrawals (T11, T14, T18)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.core.deadline import Cause, ClockEvent, ClockKind
from motcua.core.lifecycle import intake, progress, timers
from motcua.core.lifecycle.model import (
    Actor,
    Change,
    Dossier,
    Event,
    Proposal,
    ProposalKind,
    ProposalStage,
    Rules,
)
from motcua.core.lifecycle.moving import check, lapsed, leads, moved
from motcua.core.lifecycle.refusals import (
    NotYourRole,
    OnceOnly,
    ProposalMissing,
    ProposalWaiting,
    ReasonMissing,
    SameHands,
    TooEarly,
    TooLate,
)
from motcua.core.lifecycle.states import BEFORE_ACCEPTANCE, State
from motcua.core.lifecycle.table import Verb
from motcua.core.regime import FormKind
from motcua.core.roles import Role
from motcua.core.vietnam import moment_text


def propose_supplement(
    dossier: Dossier, *, content: Mapping[str, Any], by: Actor, now: datetime, rules: Rules, ground: str = ""
) -> Change:
    """Draft a supplement notice for the leader: everything that is missing, in one notice (T11; law:one-notice)."""
    now = check(Verb.PROPOSE_SUPPLEMENT, dossier, by, now)
    intake.require_content(content)
    warnings = intake.once_only(dossier.supplements_asked, rules.regime.supplement_max, ground)
    proposal = _drafted(dossier, ProposalKind.SUPPLEMENT, by, now, content=content, ground=ground)
    return _with_new(dossier, proposal, now, rules, warnings=warnings)


def propose_apology(
    dossier: Dossier,
    *,
    reason: str,
    new_due_at: datetime,
    by: Actor,
    now: datetime,
    rules: Rules,
) -> Change:
    """Draft an apology with a new date, once only and before the due date (T14; law:second-date).

    :raises OnceOnly: there was one already. :raises TooEarly: the new date is not after the present one.
    """
    now = check(Verb.PROPOSE_APOLOGY, dossier, by, now)
    if not reason.strip():
        raise ReasonMissing
    if dossier.due_at is None or new_due_at <= max(dossier.due_at, now):
        raise TooEarly(limit=moment_text(dossier.due_at) if dossier.due_at else "")
    if dossier.postponements >= rules.regime.extension_max:
        raise OnceOnly(what="hẹn lại", what_en="a second date", most=rules.regime.extension_max)
    # A letter that is late already must still go out: the citizen is owed it.
    warnings = ("apology-late",) if now > timers.apology_due(dossier.due_at, rules) else ()
    proposal = _drafted(dossier, ProposalKind.APOLOGY, by, now, content={"reason": reason}, new_due_at=new_due_at)
    return _with_new(dossier, proposal, now, rules, warnings=warnings)


def sign_proposal(dossier: Dossier, kind: ProposalKind, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """The leader signs the draft; the desk then sends it.

    :raises ProposalMissing: :raises SameHands: the leader drafted it. :raises NotYourRole: not a leader there.
    """
    now = check(Verb.SIGN_PROPOSAL, dossier, by, now)
    proposal = _live(dossier, kind, ProposalStage.DRAFTED)
    if not leads(by, dossier):
        raise NotYourRole
    if proposal.drafted_by in by.stands_for:
        raise SameHands
    signed = replace(proposal, stage=ProposalStage.SIGNED, decided_by=by.id, decided_at=now)
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("proposal.signed", {"kind": kind.value}),
        fields=_replaced(dossier, signed),
        proposals=(signed,),
    )


def reject_proposal(
    dossier: Dossier, kind: ProposalKind, *, reason: str, by: Actor, now: datetime, rules: Rules
) -> Change:
    """The draft is not agreed to; work goes on. The reason goes back to the drafter."""
    now = check(Verb.REJECT_PROPOSAL, dossier, by, now)
    if not reason.strip():
        raise ReasonMissing
    proposal = _live(dossier, kind)
    if not _may_decide(dossier, kind, by):
        raise NotYourRole
    content = {**proposal.content, "rejected_because": reason}
    rejected = replace(proposal, stage=ProposalStage.REJECTED, decided_by=by.id, decided_at=now, content=content)
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("proposal.rejected", {"kind": kind.value}),
        fields=_closed(dossier, rejected),
        proposals=(rejected,),
    )


def send_supplement(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """The desk sends the signed notice: the clock stops until the citizen answers (T11; law:one-notice)."""
    now = check(Verb.SEND_SUPPLEMENT, dossier, by, now, agencies=dossier.desks)
    signed = _live(dossier, ProposalKind.SUPPLEMENT, ProposalStage.SIGNED)
    sent = replace(signed, stage=ProposalStage.DONE)
    asked = intake.asked_supplement(dossier, content=signed.content, at_intake=False, by=by, now=now, rules=rules)
    details = {"at_intake": False, "number": asked.number, "again": bool(signed.ground)}
    return moved(
        dossier,
        to=State.SUPPLEMENT,
        now=now,
        rules=rules,
        event=Event("dossier.supplement_asked", details),
        clock=[ClockEvent(ClockKind.STOP, now, cause=Cause.APPLICANT, ground="law:one-notice")],
        fields={**_closed(dossier, sent), "supplement": asked, "supplements_asked": asked.number},
        proposals=(sent,),
        supplement=asked,
        form=FormKind.SUPPLEMENT,
    )


def send_apology(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """The desk sends the signed apology: a new due moment, the first one kept (T14; law:second-date)."""
    now = check(Verb.SEND_APOLOGY, dossier, by, now, agencies=dossier.desks)
    signed = _live(dossier, ProposalKind.APOLOGY, ProposalStage.SIGNED)
    # A supplement in between may have moved the due moment past the date the letter names: it must be drafted anew.
    if signed.new_due_at is None or signed.new_due_at <= max(now, dossier.due_at or now):
        raise TooLate(limit=moment_text(signed.new_due_at) if signed.new_due_at else "")
    sent = replace(signed, stage=ProposalStage.DONE)
    change = moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("dossier.postponed"),
        clock=[ClockEvent(ClockKind.EXTEND, now, ground=signed.ground or "law:second-date", until=signed.new_due_at)],
        altered=progress.postponed(dossier, rules, signed.new_due_at),
        fields={**_closed(dossier, sent), "postponements": dossier.postponements + 1},
        proposals=(sent,),
        form=FormKind.APOLOGY,
    )
    due_on = change.after.due_on
    details = {"due_on": due_on.isoformat() if due_on else None, "number": change.after.postponements}
    return replace(change, events=(Event("dossier.postponed", details),))


def ask_withdrawal(dossier: Dossier, *, reason: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """The citizen wants the dossier back; the desk checks and the leader agrees (T18; law:withdrawal)."""
    now = check(Verb.ASK_WITHDRAWAL, dossier, by, now)
    proposal = _drafted(dossier, ProposalKind.WITHDRAWAL, by, now, content={"reason": reason})
    return _with_new(dossier, proposal, now, rules)


def agree_withdrawal(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Give the dossier back to the one who asked for it: final (T18; law:withdrawal)."""
    now = check(Verb.AGREE_WITHDRAWAL, dossier, by, now)
    proposal = _live(dossier, ProposalKind.WITHDRAWAL)
    if not _may_decide(dossier, ProposalKind.WITHDRAWAL, by):
        raise NotYourRole
    agreed = replace(proposal, stage=ProposalStage.DONE, decided_by=by.id, decided_at=now)
    accepted = dossier.accepted_at is not None
    return moved(
        dossier,
        to=State.WITHDRAWN,
        now=now,
        rules=rules,
        event=Event("dossier.withdrawn", {"accepted": accepted}),
        clock=[ClockEvent(ClockKind.FINISH, now, ground="law:withdrawal")] if accepted else (),
        altered=progress.closed_all(dossier, now),
        form=FormKind.STOP,
        **lapsed(dossier, now, but=agreed),
    )


def _drafted(
    dossier: Dossier,
    kind: ProposalKind,
    by: Actor,
    now: datetime,
    *,
    content: Mapping[str, Any],
    ground: str = "",
    new_due_at: datetime | None = None,
) -> Proposal:
    if any(other.kind is kind for other in dossier.proposals):
        raise ProposalWaiting
    return Proposal(kind, ProposalStage.DRAFTED, by.id, now, content=content, ground=ground, new_due_at=new_due_at)


def _with_new(
    dossier: Dossier, proposal: Proposal, now: datetime, rules: Rules, *, warnings: tuple[str, ...] = ()
) -> Change:
    return moved(
        dossier,
        now=now,
        rules=rules,
        event=Event("proposal.drafted", {"kind": proposal.kind.value}),
        fields={"proposals": (*dossier.proposals, proposal), "open_proposals": dossier.open_proposals + 1},
        proposals=(proposal,),
        warnings=warnings,
    )


def _live(dossier: Dossier, kind: ProposalKind, stage: ProposalStage | None = None) -> Proposal:
    for proposal in dossier.proposals:
        if proposal.kind is kind and stage in (None, proposal.stage):
            return proposal
    raise ProposalMissing


def _replaced(dossier: Dossier, proposal: Proposal) -> dict[str, Any]:
    return {"proposals": tuple(proposal if other.id == proposal.id else other for other in dossier.proposals)}


def _closed(dossier: Dossier, proposal: Proposal) -> dict[str, Any]:
    left = tuple(other for other in dossier.proposals if other.id != proposal.id)
    return {"proposals": left, "open_proposals": dossier.open_proposals - 1}


def _may_decide(dossier: Dossier, kind: ProposalKind, by: Actor) -> bool:
    # law:withdrawal — before acceptance nothing has been taken on, so the desk gives the dossier back by itself.
    if kind is ProposalKind.WITHDRAWAL and dossier.state in BEFORE_ACCEPTANCE | {State.INTAKE_SUPPLEMENT}:
        return by.holds(frozenset({Role.RECEPTION}), dossier.desks)
    return leads(by, dossier)
