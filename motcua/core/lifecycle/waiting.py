"""The moves of a dossier that was filed with others and waits for the result of one of them (law:linked-turn)."""

from dataclasses import replace
from datetime import datetime

from motcua.core.deadline import ClockEvent, ClockKind, Unit
from motcua.core.lifecycle import progress
from motcua.core.lifecycle.model import Actor, Change, Dossier, Event, Rules
from motcua.core.lifecycle.moving import check, lapsed, moved
from motcua.core.lifecycle.refusals import ReasonMissing
from motcua.core.lifecycle.states import State
from motcua.core.lifecycle.table import Verb
from motcua.core.regime import FormKind


def await_turn(draft: Dossier, *, code: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """Hand a dossier in whose turn comes later: it gets its code; no desk has to check it yet and no time runs (T2)."""
    now = check(Verb.AWAIT_TURN, draft, by, now)
    return moved(
        draft,
        to=State.AWAITING_TURN,
        now=now,
        rules=rules,
        event=Event("dossier.submitted", {"channel": draft.channel, "waits": True}),
        fields={"code": code, "submitted_at": now},
    )


def take_turn(dossier: Dossier, *, at_once: bool, by: Actor, now: datetime, rules: Rules) -> Change:
    """What it waited for is there: take it in, so that its time runs from now, or send it to the desk's check (T4).

    The desk looks at it first where a clerk must choose the term, or where the owner has asked for it back.
    """
    now = check(Verb.TAKE_TURN, dossier, by, now)
    came = Event("linked.turn_came")
    if not at_once or dossier.norm is None or dossier.open_proposals:
        return moved(dossier, to=State.SUBMITTED, now=now, rules=rules, event=came)
    goes_elsewhere = dossier.is_non_territorial and dossier.taken_over_at is None
    change = moved(
        dossier,
        to=State.ACCEPTED,
        now=now,
        rules=rules,
        event=came,
        clock=[ClockEvent(ClockKind.START, now, ground="law:linked-turn")],
        opened=() if goes_elsewhere else progress.desk_steps(dossier, rules, now),
        fields={"accepted_at": now, "has_no_due_date": dossier.norm.unit is Unit.NONE},
        form=FormKind.RECEIPT,
    )
    due_on = change.after.due_on
    details = {"channel": dossier.channel, "due_on": due_on.isoformat() if due_on else None}
    return replace(change, events=(came, Event("dossier.accepted", details)))


def give_back(dossier: Dossier, *, reason: str, guidance: str, by: Actor, now: datetime, rules: Rules) -> Change:
    """What it waited for will not come: its papers go back, in writing, with where to turn instead (T6)."""
    now = check(Verb.GIVE_BACK, dossier, by, now)
    if not reason.strip():
        raise ReasonMissing
    return moved(
        dossier,
        to=State.REFUSED,
        now=now,
        rules=rules,
        event=Event("dossier.refused", {"ground": "law:linked-turn"}),
        form=FormKind.REFUSAL,
        said={"reason": reason, "guidance": guidance},
        **lapsed(dossier, now),
    )
