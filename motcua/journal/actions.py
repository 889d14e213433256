"""Writing the journal. Inside a transaction always: the event commits with what it tells of, or not at all."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.base import sql
from motcua.journal import chain
from motcua.journal.chain import ROOT, Head, Link

STATEMENTS = sql.load("motcua.journal")


def record(
    subject: str,
    kind: str,
    *,
    at: datetime,
    actor: str,
    agency_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write one event of a subject that is not a dossier (dossiers write theirs through `append`).

    :param subject: "agency:7", "procedure:1.001193" … :param actor: "officer:12", "system".
    :param details: JSON values, never personal data.
    """
    with transaction.atomic():
        sql.run(STATEMENTS.make_head, subject=subject, hash=ROOT)
        row = sql.row(STATEMENTS.lock_head, subject=subject)
        assert row is not None  # made above, and heads are never deleted
        head = Head(subject, row["seq"], bytes(row["hash"]))
        append(
            chain.extend(
                head, [(kind, details or {})], at=at, recorded_at=row["recorded_at"], actor=actor, agency_id=agency_id
            )
        )


def append(links: Iterable[Link]) -> None:
    """Write links, each moving the head. The caller holds the subject's lock; run it in the caller's pipeline."""
    for link in links:
        sql.run(
            STATEMENTS.append,
            subject=link.subject,
            seq=link.seq,
            kind=link.kind,
            at=link.at,
            recorded_at=link.recorded_at,
            actor=link.actor,
            agency_id=link.agency_id,
            details=sql.json(link.details),
            canonical=link.canonical,
            previous_hash=link.previous_hash,
            hash=link.hash,
        )


def settle_restored() -> int:
    """After a restore, bring transaction numbers of another server below those of this one; return by how much.

    A reader takes what stands below the oldest transaction still running here (design §5). Numbers of another server
    may lie far ahead: restored events would wait for years, then come among newer ones. The hash does not cover them.
    A reader that keeps its position in the same database must come down by the same amount.
    """
    with transaction.atomic():
        shift = int(sql.value(STATEMENTS.transactions_ahead) or 0)
        if shift:
            sql.run(STATEMENTS.allow_renumbering)
            sql.run(STATEMENTS.renumber_transactions, shift=shift)
            sql.run(STATEMENTS.refuse_changes_again)
    return shift
