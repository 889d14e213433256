"""The verbs of drafts that another decides: supplement notices, apologies, withdrawals (T11, T14, T18)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.core import lifecycle
from motcua.core.lifecycle import Actor, ProposalKind
from motcua.dossiers import commit, following, parts, typed
from motcua.dossiers.commit import Moved


def propose_supplement(
    *, dossier_id: int, content: Mapping[str, Any], ground: str = "", by: Actor, now: datetime, key: str = ""
) -> Moved:
    """Draft a supplement notice for the leader (T11; law:one-notice)."""
    content, ground = typed.answers(content), typed.line(ground, "Căn cứ", typed.LONGEST_REASON)
    return commit.move(
        lambda dossier, rules: lifecycle.propose_supplement(
            dossier, content=content, ground=ground, by=by, now=now, rules=rules
        ),
        dossier_id=dossier_id,
        by=by,
        verb="propose_supplement",
        now=now,
        key=key,
    )


def propose_apology(
    *, dossier_id: int, reason: str, new_due_at: datetime, by: Actor, now: datetime, key: str = ""
) -> Moved:
    """Draft an apology with a new date, once only (T14; law:second-date)."""
    reason = typed.prose(reason, "Lý do")
    return commit.move(
        lambda dossier, rules: lifecycle.propose_apology(
            dossier, reason=reason, new_due_at=new_due_at, by=by, now=now, rules=rules
        ),
        dossier_id=dossier_id,
        by=by,
        verb="propose_apology",
        now=now,
        key=key,
    )


def sign_proposal(*, dossier_id: int, kind: ProposalKind, by: Actor, now: datetime, key: str = "") -> Moved:
    """The leader signs the draft."""
    return commit.move(
        lambda dossier, rules: lifecycle.sign_proposal(dossier, kind, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="sign_proposal",
        now=now,
        key=key,
    )


def reject_proposal(
    *, dossier_id: int, kind: ProposalKind, reason: str, by: Actor, now: datetime, key: str = ""
) -> Moved:
    """The draft is not agreed to, with a reason."""
    reason = typed.prose(reason, "Lý do")
    return commit.move(
        lambda dossier, rules: lifecycle.reject_proposal(dossier, kind, reason=reason, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="reject_proposal",
        now=now,
        key=key,
    )


def send_supplement(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """The desk sends the signed notice; the clock stops (T11)."""
    return commit.move(
        lambda dossier, rules: lifecycle.send_supplement(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="send_supplement",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def send_apology(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """The desk sends the signed apology; the new date holds (T14)."""
    return commit.move(
        lambda dossier, rules: lifecycle.send_apology(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="send_apology",
        now=now,
        key=key,
        also=lambda moved: parts.follow(moved, now=now),
    )


def ask_withdrawal(*, dossier_id: int, reason: str, by: Actor, now: datetime, key: str = "") -> Moved:
    """The citizen wants the dossier back (T18; law:withdrawal)."""
    reason = typed.prose(reason, "Lý do")
    return commit.move(
        lambda dossier, rules: lifecycle.ask_withdrawal(dossier, reason=reason, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="ask_withdrawal",
        now=now,
        key=key,
    )


def agree_withdrawal(*, dossier_id: int, by: Actor, now: datetime, key: str = "") -> Moved:
    """Give the dossier back: final (T18; law:withdrawal)."""
    return commit.move(
        lambda dossier, rules: lifecycle.agree_withdrawal(dossier, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="agree_withdrawal",
        now=now,
        key=key,
        also=lambda moved: following.follow_end(moved, now=now),
    )
