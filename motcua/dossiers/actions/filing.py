"""How a dossier begins: drafted, filed online or by post, or taken in, held up or turned away at the counter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.base import sql
from motcua.core import lifecycle, numbering
from motcua.core.deadline import Norm
from motcua.core.lifecycle import Actor, Change, Dossier, Rules
from motcua.core.vietnam import ZONE
from motcua.dossiers import commit, creation, declaring, typed
from motcua.dossiers.commit import STATEMENTS, Moved
from motcua.dossiers.filing import Filing


def begin_draft(filing: Filing, *, by: Actor, now: datetime, key: str = "") -> Moved:
    """Keep what the citizen has so far; a draft has no code and no clock (T1)."""

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        return lifecycle.begin(draft, by=by, now=now, rules=rules)

    return creation.create(filing, decide, by=by, verb="begin", now=now, key=key)


def discard_draft(*, dossier_id: int, by: Actor, now: datetime) -> Moved:
    """Throw one's own draft away (T1). The journal keeps that there was one; nothing else is kept."""
    return commit.move(
        lambda dossier, rules: lifecycle.discard(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="discard",
        now=now,
        also=_clear,
    )


def _clear(moved: Moved) -> None:
    sql.run(STATEMENTS.clear_draft, id=moved.id)


def submit_draft(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Hand a draft in; it gets its code of the day (T2).  :raises declaring.NotAsTheFormAsks:"""

    def decide(dossier: Dossier, rules: Rules) -> Change:
        today = now.astimezone(ZONE).date()
        agency_code = creation.code_prefix(dossier.competent_agency_id, today)
        serial = sql.value(STATEMENTS.next_serial, prefix=str(agency_code), day=today)
        code = str(numbering.dossier_code(agency_code, now, serial))
        return lifecycle.submit(dossier, code=code, by=by, now=now, rules=rules)

    declaring.check_draft(dossier_id, on=now.astimezone(ZONE).date())
    return commit.move(decide, dossier_id=dossier_id, by=by, verb="submit", now=now, key=key)


def file(filing: Filing, *, by: Actor, now: datetime, key: str = "") -> Moved:
    """Submit an application online or by post: it waits for the desk's check (T2; law:acceptance-check)."""

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        return lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)

    return creation.create(filing, decide, by=by, verb="file", now=now, key=key)


def receive(filing: Filing, *, by: Actor, now: datetime, key: str = "", norm: Norm | None = None) -> Moved:
    """Take a complete dossier in at the counter: submitted and accepted in one breath (T3; law:receipt).

    :param norm: the term the clerk chose, where the catalogue could not be understood.
    """

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        submitted = lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)
        return creation.both(
            submitted, lambda dossier: lifecycle.accept(dossier, by=by, now=now, rules=rules, norm=norm)
        )

    return creation.create(filing, decide, by=by, verb="receive", now=now, key=key)


def receive_incomplete(filing: Filing, *, content: Mapping[str, Any], by: Actor, now: datetime, key: str = "") -> Moved:
    """Register an incomplete dossier brought to the counter and say in one notice what is missing (T5)."""
    content = typed.answers(content)

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        submitted = lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)
        return creation.both(
            submitted,
            lambda dossier: lifecycle.ask_at_intake(dossier, content=content, by=by, now=now, rules=rules),
        )

    return creation.create(filing, decide, by=by, verb="receive_incomplete", now=now, key=key)


def turn_away(filing: Filing, *, reason: str, guidance: str = "", by: Actor, now: datetime, key: str = "") -> Moved:
    """Refuse a dossier brought to the counter, in writing (T6; law:refusal)."""
    reason, guidance = typed.prose(reason, "Lý do"), typed.prose(guidance, "Hướng dẫn")

    def decide(draft: Dossier, rules: Rules, code: str) -> Change:
        submitted = lifecycle.submit(draft, code=code, by=by, now=now, rules=rules)
        refused = creation.both(
            submitted,
            lambda dossier: lifecycle.refuse(dossier, reason=reason, guidance=guidance, by=by, now=now, rules=rules),
        )
        return replace(refused, after=replace(refused.after, timer_kind=None, timer_at=None))

    return creation.create(filing, decide, by=by, verb="turn_away", now=now, key=key)
