"""Four wounds in the journal, each to a chain of its own: the verification must find these and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from motcua.journal import chain
from motcua.journal.verification import Finding


@dataclass(frozen=True, slots=True)
class Wound:
    """What was done to which row, and what the verification is to say."""

    what: str
    subject: str
    seq: int

    def is_found_by(self, finding: Finding) -> bool:
        """Whether this is said, of this very row."""
        return (finding.what, finding.subject, finding.seq) == (self.what, self.subject, self.seq)


def inflict(chance: random.Random) -> list[Wound]:
    """Alter, take out, slip in and cut off one row each, as somebody with every right in the database could."""
    subjects = _subjects(chance, len(_WAYS))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_journalevent DISABLE TRIGGER USER")
        wounds = [way(subject) for way, subject in zip(_WAYS, subjects, strict=True)]
        cursor.execute("ALTER TABLE journal_journalevent ENABLE TRIGGER USER")
    return wounds


def _subjects(chance: random.Random, number: int) -> list[str]:
    """Chains of at least four links, anywhere among all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_journalhead")
        last = cursor.fetchone()[0]
        drawn = [f"dossier:{chance.randint(1, last)}" for _ in range(number * 20)]
        cursor.execute("SELECT subject FROM journal_journalhead WHERE seq >= 4 AND subject = ANY(%s)", [drawn])
        return sorted(chance.sample([subject for (subject,) in cursor.fetchall()], number))


def _altered(subject: str) -> Wound:
    _do("UPDATE journal_journalevent SET actor = 'officer:1' WHERE subject = %s AND seq = 2", subject)
    return Wound("altered", subject, 2)


def _missing(subject: str) -> Wound:
    _do("DELETE FROM journal_journalevent WHERE subject = %s AND seq = 3", subject)
    return Wound("missing", subject, 3)


def _inserted(subject: str) -> Wound:
    """A further event, chained by the rules, but without the right to move the head."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, hash, at FROM journal_journalevent WHERE subject = %s ORDER BY seq DESC LIMIT 1", [subject]
        )
        seq, last, at = cursor.fetchone()
        head = chain.Head(subject, seq, bytes(last))
        (link,) = chain.extend(head, [("dossier.stopped", {})], at=at, recorded_at=at, actor="system", agency_id=None)
        cursor.execute(
            "INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, details, canonical,"
            " previous_hash, hash) VALUES (%s, %s, %s, %s, %s, %s, '{}', %s, %s, %s)",
            [link.subject, link.seq, link.kind, link.at, link.recorded_at, link.actor, link.canonical,
             link.previous_hash, link.hash],
        )  # fmt: skip
    return Wound("inserted", subject, link.seq)


def _cut_off(subject: str) -> Wound:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM journal_journalhead WHERE subject = %s", [subject])
        last = cursor.fetchone()[0]
        cursor.execute("DELETE FROM journal_journalevent WHERE subject = %s AND seq >= %s", [subject, last])
    return Wound("cut-off", subject, last)


def _do(statement: str, subject: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [subject])
        assert cursor.rowcount == 1


_WAYS: tuple[Callable[[str], Wound], ...] = (_altered, _missing, _inserted, _cut_off)
