"""The moves at the door: submit, accept, ask for what is missing, refuse, send on to where it belongs (T1–T9, T20)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from motcua.core.deadline import Cause, ClockEvent, ClockKind, Norm, SupplementPolicy, Unit
from motcua.core.lifecycle import progress, timers
from motcua.core.lifecycle.model import Actor, Change, Dossier, Event, Rules, Supplement
from motcua.core.lifecycle.moving import check, lapsed, moved
from motcua.core.lifecycle.refusals import (
    NormMissing,
    NotYourRole,
    OnceOnly,
    OtherAgencyFirst,
    ReasonMissing,
    SameAgency,
    TooEarly,
)
from motcua.core.lifecycle.states import State
from motcua.core.lifecycle.table import MOVES, Verb
from motcua.core.regime import FormKind
from motcua.core.vietnam import ZONE


def begin(draft: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Keep what the citizen has so far; a draft left alone is cleared away in time (T1).

    :raises NotYourRole:
    """
    if not by.roles & MOVES[Verb.BEGIN].actors:
        raise NotYourRole
    kind, at = timers.first_timer(draft, rules, now)
    after = replace(draft, timer_kind=kind, timer_at=at, state_since=now, last_at=now)
    return Change(after=after, events=(Event("dossier.drafted", {"channel": draft.channel}),))


def discard(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Throw a draft away at its writer's wish; whoever commits this deletes its rows (T1)."""
    now = check(Verb.DISCARD, dossier, by, now)
    return moved(dossier, now=now, rules=rules, event=Event("dossier.draft_discarded"))


def submit(dossier: Dossier, *, code: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """Hand the draft in: it gets its code, and the desk has hours to check it (T2; law:acceptance-check)."""
    now = check(Verb.SUBMIT, dossier, by, now)
    return moved(
        dossier,
        to=State.SUBMITTED,
        now=now,
        rules=rules,
        event=Event("dossier.submitted", {"channel": dossier.channel}),
        fields={"code": code, "submitted_at": now},
    )


def accept(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules, norm: Norm | None = None) -> Change:
    """Take a complete dossier in and start its clock (T3, T4; law:receipt).

    :param norm: the term the clerk chose, where the catalogue could not be understood.
    :raises NormMissing: neither the catalogue nor the clerk says how long it may take.
    """
    now = check(Verb.ACCEPT, dossier, by, now, agencies=dossier.desks)
    norm = dossier.norm or norm
    if norm is None:
        raise NormMissing
    opened = () if _goes_elsewhere(dossier) else progress.desk_steps(dossier, rules, now)
    change = moved(
        dossier,
        to=State.ACCEPTED,
        now=now,
        rules=rules,
        event=Event("dossier.accepted"),
        clock=[ClockEvent(ClockKind.START, now, ground="law:receipt")],
        opened=opened,
        fields={
            "accepted_at": now,
            "accepted_by": by.id,
            "norm": norm,
            "has_no_due_date": norm.unit is Unit.NONE,
        },
        form=FormKind.RECEIPT,
    )
    due_on = change.after.due_on
    details = {"channel": dossier.channel, "due_on": due_on.isoformat() if due_on else None}
    return replace(change, events=(Event("dossier.accepted", details),))


def ask_at_intake(
    dossier: Dossier, *, content: Mapping[str, Any], by: Actor, now: datetime, rules: Rules, ground: str = ""
) -> Change:
    """Ask for everything that is missing before acceptance, in one notice (T5; law:one-notice)."""
    now = check(Verb.ASK_AT_INTAKE, dossier, by, now, agencies=dossier.desks)
    require_content(content)
    warnings = once_only(dossier.supplements_asked, rules.regime.supplement_max, ground)
    asked = asked_supplement(dossier, content=content, at_intake=True, by=by, now=now, rules=rules)
    return moved(
        dossier,
        to=State.INTAKE_SUPPLEMENT,
        now=now,
        rules=rules,
        event=Event("dossier.supplement_asked", {"at_intake": True, "number": asked.number, "again": bool(warnings)}),
        fields={"supplement": asked, "supplements_asked": asked.number},
        supplement=asked,
        form=FormKind.SUPPLEMENT,
        warnings=warnings,
    )


def refuse(dossier: Dossier, *, reason: str, by: Actor, now: datetime, rules: Rules, guidance: str = "") -> Change:
    """Refuse to accept, with the legal ground and where to turn instead (T6; law:refusal)."""
    now = check(Verb.REFUSE, dossier, by, now, agencies=dossier.desks)
    if not reason.strip():
        raise ReasonMissing
    return moved(
        dossier,
        to=State.REFUSED,
        now=now,
        rules=rules,
        event=Event("dossier.refused"),
        form=FormKind.REFUSAL,
        said={"reason": reason, "guidance": guidance},
    )


def supply(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """The citizen hands in what was missing; the desk checks it anew (T7)."""
    now = check(Verb.SUPPLY, dossier, by, now)
    given = replace(dossier.supplement, supplied_at=now) if dossier.supplement else None
    at_intake = dossier.state is State.INTAKE_SUPPLEMENT
    fields: dict[str, Any] = {"supplement": given}
    return moved(
        dossier,
        to=State.SUBMITTED if at_intake else State.SUPPLEMENT_GIVEN,
        now=now,
        rules=rules,
        event=Event("dossier.supplement_given", {"at_intake": at_intake}),
        # The office checks from here on: its hours are not the citizen's (law:acceptance-check).
        clock=() if at_intake else [ClockEvent(ClockKind.GIVEN, now, ground="law:acceptance-check")],
        fields=fields,
        supplement=given,
    )


def confirm_supplement(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """The supplement is complete: the clock starts from zero, or goes on where the policy pauses (T7).

    law:restart-from-zero
    """
    now = check(Verb.CONFIRM_SUPPLEMENT, dossier, by, now, agencies=dossier.desks)
    kind = ClockKind.RESTART if rules.policy.supplement is SupplementPolicy.RESTART else ClockKind.RESUME
    confirmed = replace(dossier.supplement, confirmed_at=now) if dossier.supplement else None
    change = moved(
        dossier,
        to=State.IN_PROCESS,
        now=now,
        rules=rules,
        event=Event("dossier.supplement_confirmed"),
        clock=[ClockEvent(kind, now, cause=Cause.APPLICANT, ground="law:restart-from-zero")],
        altered=progress.redated(dossier, rules, now),
        fields={"supplement": None},
        supplement=confirmed,
        form=FormKind.RECEIPT,
    )
    due_on = change.after.due_on
    details = {"due_on": due_on.isoformat() if due_on else None, "clock": kind.value}
    return replace(change, events=(Event("dossier.supplement_confirmed", details),))


def close_expired(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Close a dossier whose supplement term has passed: the system proposed it, the desk confirms (T8)."""
    now = check(Verb.CLOSE_EXPIRED, dossier, by, now, agencies=dossier.desks)
    if not timers.may_close_expired(dossier, now):
        limit = dossier.supplement.term_ends_on.strftime("%d/%m/%Y") if dossier.supplement else ""
        raise TooEarly(limit=limit)
    accepted = dossier.accepted_at is not None
    return moved(
        dossier,
        to=State.STOPPED if accepted else State.REFUSED,
        now=now,
        rules=rules,
        event=Event("dossier.stopped" if accepted else "dossier.refused", {"ground": "law:supplement-term"}),
        clock=[ClockEvent(ClockKind.FINISH, now, ground="law:supplement-term")] if accepted else (),
        altered=progress.closed_all(dossier, now),
        form=FormKind.STOP if accepted else FormKind.REFUSAL,
        **lapsed(dossier, now),
    )


def transfer(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Send the accepted dossier from the desk to the division that will work on it (T9; law:transfer-cutoff)."""
    now = check(Verb.TRANSFER, dossier, by, now, agencies=dossier.desks)
    if _goes_elsewhere(dossier):
        raise OtherAgencyFirst
    opened, altered = progress.leave_desk(dossier, rules, by, now)
    return moved(
        dossier,
        to=State.IN_PROCESS,
        now=now,
        rules=rules,
        event=Event("dossier.transferred", {"opened": [step.key for step in opened]}),
        opened=opened,
        altered=altered,
        form=FormKind.CONTROL_SLIP,
    )


def send_to_competent(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """Hand a dossier received for another agency over to that agency (T20; law:non-territorial)."""
    now = check(Verb.SEND_TO_COMPETENT, dossier, by, now, agencies=frozenset({dossier.receiving_agency_id}))
    if not _goes_elsewhere(dossier):
        raise SameAgency
    return moved(
        dossier,
        to=State.IN_TRANSIT,
        now=now,
        rules=rules,
        event=Event("dossier.sent_to_competent", {"agency": dossier.competent_agency_id}),
        form=FormKind.HANDOVER,
    )


def take_over(dossier: Dossier, *, by: Actor, now: datetime, rules: Rules) -> Change:
    """The competent agency receives it: from here its time counts (T20; law:non-territorial)."""
    now = check(Verb.TAKE_OVER, dossier, by, now, agencies=frozenset({dossier.competent_agency_id}))
    change = moved(
        dossier,
        to=State.ACCEPTED,
        now=now,
        rules=rules,
        event=Event("dossier.taken_over", {"agency": dossier.competent_agency_id}),
        clock=[ClockEvent(ClockKind.RESTART, now, cause=Cause.OTHER_AGENCY, ground="law:non-territorial")],
        opened=progress.desk_steps(dossier, rules, now),
        fields={"taken_over_at": now},
        form=FormKind.HANDOVER,
    )
    due_on = change.after.due_on
    details = {"agency": dossier.competent_agency_id, "due_on": due_on.isoformat() if due_on else None}
    return replace(change, events=(Event("dossier.taken_over", details),))


def begin_part(draft: Dossier, *, code: str, due_at: datetime | None, now: datetime, rules: Rules) -> Change:
    """Open a sub-dossier at another level: at once in process, due when the parent's step is (law:one-clock)."""
    if due_at is None:
        norm = Norm(Decimal(0), Unit.NONE)
    else:
        hours = Decimal(int(rules.calendar.between(now, due_at).total_seconds())) / 3600
        norm = Norm(hours.quantize(Decimal("0.01")), Unit.WORKING_HOUR)
    return moved(
        draft,
        to=State.IN_PROCESS,
        now=now,
        rules=rules,
        event=Event("part.opened"),
        clock=[ClockEvent(ClockKind.START, now, ground="law:one-clock")],
        opened=progress.first_steps(draft, rules, now),
        fields={
            "code": code,
            "submitted_at": now,
            "accepted_at": now,
            "norm": norm,
            "has_no_due_date": due_at is None,
        },
    )


def asked_supplement(
    dossier: Dossier, *, content: Mapping[str, Any], at_intake: bool, by: Actor, now: datetime, rules: Rules
) -> Supplement:
    """A new request for missing papers, with the day its term ends (law:supplement-term)."""
    day = now.astimezone(ZONE).date()
    return Supplement(
        number=dossier.supplements_asked + 1,
        at_intake=at_intake,
        asked_at=now,
        term_ends_on=rules.calendar.nth_working_day(day, rules.regime.supplement_term_days),
        asked_by=by.id,
        content=content,
    )


def once_only(asked: int, most: int, ground: str) -> tuple[str, ...]:
    """Refuse a further supplement request without a ground; warn when there is one.

    The sources disagree on whether “once” is absolute, so it can be overridden (law:one-notice).
    """
    if asked < most:
        return ()
    if not ground.strip():
        raise OnceOnly(what="yêu cầu bổ sung", what_en="a supplement request", most=most)
    return ("supplement-asked-again",)


def require_content(content: Mapping[str, Any]) -> None:
    """Refuse a notice that says neither what is missing nor why."""
    if not str(content.get("reason", "")).strip() and not content.get("items"):
        raise ReasonMissing


def _goes_elsewhere(dossier: Dossier) -> bool:
    return dossier.is_non_territorial and dossier.taken_over_at is None
