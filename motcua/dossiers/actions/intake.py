"""The verbs at the desk: accept, ask, refuse, confirm, send on (T4–T9, T20)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.base import sql
from motcua.core import lifecycle
from motcua.core.deadline import Norm
from motcua.core.lifecycle import Actor
from motcua.dossiers import commit, following, parts, typed
from motcua.dossiers.commit import Moved
from motcua.dossiers.creation import check_files, write_papers
from motcua.dossiers.filing import PaperIn, check_papers


def accept(*, dossier_id: int, norm: Norm | None = None, by: Actor, now: datetime, key: str = "") -> Moved:
    """Accept a submitted dossier and start its clock (T4; law:receipt)."""
    return commit.move(
        lambda dossier, rules: lifecycle.accept(dossier, by=by, now=now, rules=rules, norm=norm),
        dossier_id=dossier_id,
        by=by,
        verb="accept",
        now=now,
        key=key,
    )


def ask_at_intake(
    *, dossier_id: int, content: Mapping[str, Any], ground: str = "", by: Actor, now: datetime, key: str = ""
) -> Moved:
    """Ask for everything that is missing before acceptance, in one notice (T5; law:one-notice)."""
    content, ground = typed.answers(content), typed.line(ground, "Căn cứ", typed.LONGEST_REASON)
    return commit.move(
        lambda dossier, rules: lifecycle.ask_at_intake(
            dossier, content=content, ground=ground, by=by, now=now, rules=rules
        ),
        dossier_id=dossier_id,
        by=by,
        verb="ask_at_intake",
        now=now,
        key=key,
    )


def refuse(*, dossier_id: int, reason: str, guidance: str = "", by: Actor, now: datetime, key: str = "") -> Moved:
    """Refuse to accept, in writing, with where to turn instead (T6; law:refusal)."""
    reason, guidance = typed.prose(reason, "Lý do"), typed.prose(guidance, "Hướng dẫn")
    return commit.move(
        lambda dossier, rules: lifecycle.refuse(dossier, reason=reason, guidance=guidance, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="refuse",
        now=now,
        key=key,
        also=lambda moved: following.follow_end(moved, now=now),
    )


def supply(*, dossier_id: int, papers: tuple[PaperIn, ...] = (), by: Actor, now: datetime, key: str = "") -> Moved:
    """Hand in what was missing (T7). The papers join the dossier's, marked with the number of the request."""
    check_papers(papers)

    def keep(moved: Moved) -> None:
        number = moved.dossier.supplements_asked
        check_files(papers, dossier_id=moved.id)
        last = sql.value(commit.STATEMENTS.last_position, id=moved.id)
        with sql.pipeline():
            write_papers(moved.id, papers, first_position=last + 1, supplement_number=number)

    return commit.move(
        lambda dossier, rules: lifecycle.supply(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="supply",
        now=now,
        key=key,
        also=keep if papers else None,
    )


def confirm_supplement(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """The supplement is complete: the clock starts anew (T7; law:restart-from-zero)."""
    return commit.move(
        lambda dossier, rules: lifecycle.confirm_supplement(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="confirm_supplement",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def close_expired(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Close a dossier whose supplement term has passed (T8; law:supplement-term)."""
    return commit.move(
        lambda dossier, rules: lifecycle.close_expired(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="close_expired",
        now=now,
        key=key,
        also=lambda moved: following.follow_end(moved, now=now),
    )


def transfer(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Send the dossier from the desk to the division that works on it (T9; law:transfer-cutoff)."""
    return commit.move(
        lambda dossier, rules: lifecycle.transfer(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="transfer",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def send_to_competent(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Hand a dossier received for another agency over to it (T20; law:non-territorial)."""
    return commit.move(
        lambda dossier, rules: lifecycle.send_to_competent(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="send_to_competent",
        now=now,
        key=key,
    )


def take_over(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """The competent agency takes a dossier over: its time counts from here (T20; law:non-territorial)."""
    return commit.move(
        lambda dossier, rules: lifecycle.take_over(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="take_over",
        now=now,
        key=key,
    )
