"""The verbs that end a dossier (T17, T19)."""

from collections.abc import Callable
from datetime import datetime

from motcua.core import lifecycle
from motcua.core.lifecycle import Actor, Event
from motcua.dossiers import commit, following, typed
from motcua.dossiers.commit import Moved


def hand_over(
    *,
    dossier_id: int,
    way: str,
    proof: str,
    by: Actor,
    now: datetime,
    key: str = "",
    also: Callable[[Moved], None] | None = None,
) -> Moved:
    """The result reaches the citizen (T17; law:hand-over).

    :param also: what a later package writes with it.
    """
    way, proof = typed.line(way, "Cách trả", 20), typed.line(proof, "Đã kiểm tra", 300)
    return commit.move(
        lambda dossier, rules: lifecycle.hand_over(dossier, way=way, proof=proof, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="hand_over",
        now=now,
        key=key,
        also=also,
    )


def stop(*, dossier_id: int, reason: str, by: Actor, now: datetime, key: str = "") -> Moved:
    """Stop for good on a legal ground (T16, T19; law:stop)."""
    reason = typed.prose(reason, "Lý do")
    return commit.move(
        lambda dossier, rules: lifecycle.stop(dossier, reason=reason, by=by, now=now, rules=rules),
        dossier_id=dossier_id,
        by=by,
        verb="stop",
        now=now,
        key=key,
        also=lambda moved: following.follow_end(moved, now=now),
    )


def note(held: commit.Loaded, event: Event, *, by: Actor, now: datetime, key: str = "") -> Moved:
    """Write into the journal of a dossier the caller holds what a later package did for it (a result drafted …)."""
    return commit.move(
        lambda dossier, rules: lifecycle.note(dossier, event, now=now),
        held=held,
        by=by,
        verb=event.kind,
        now=now,
        key=key,
    )
