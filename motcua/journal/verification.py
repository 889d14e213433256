"""Proving the journal whole: every link recomputed, every chain without a gap, every head where its chain ends."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from motcua.journal import chain

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, with the row it was found at."""

    what: str  # altered, missing, inserted, cut-off, forked, no-head
    subject: str
    seq: int
    event_id: int | None = None

    @property
    def message_vi(self) -> str:
        """What is wrong, in Vietnamese."""
        return f"{self.subject}, sự kiện số {self.seq}: {_WORDS[self.what][0]}"

    @property
    def message_en(self) -> str:
        """What is wrong, in English."""
        return f"{self.subject}, event {self.seq}: {_WORDS[self.what][1]}"


_WORDS = {
    "altered": ("nội dung đã bị sửa", "the row was altered"),
    "missing": ("dòng này đã bị xóa", "this row is missing"),
    "inserted": ("dòng này không thuộc chuỗi", "this row does not belong to the chain"),
    "cut-off": ("phần cuối của chuỗi đã bị cắt, đây là dòng đầu tiên bị mất", "the tail was cut off; first lost row"),
    "no-head": ("chuỗi không có đầu chuỗi", "the chain has no head"),
}


@dataclass(slots=True)
class _Chain:
    """A chain being walked."""

    subject: str
    seq: int
    hash: bytes
    head_seq: int | None
    head_hash: bytes | None


def verify(progress: Callable[[int], None] = lambda count: None) -> Iterator[Finding]:
    """Walk every chain in one snapshot of the database and yield what is wrong; memory stays small.

    :param progress: told how many events have been walked.
    """
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_EVERY_EVENT)
        current: _Chain | None = None
        walked = 0
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                subject, head_seq, head_hash = row[0], row[1], row[2]
                if current is None or current.subject != subject:
                    if current is not None:
                        yield from _ended(current)
                    current = _Chain(
                        subject, 0, chain.ROOT, head_seq, bytes(head_hash) if head_hash is not None else None
                    )
                if row[3] is not None:
                    yield from _walked(current, row)
            walked += len(rows)
            progress(walked)
        if current is not None:
            yield from _ended(current)


# Heads without events come with nulls: a chain whose every row was cut off is found as well.
_EVERY_EVENT = """
    SELECT coalesce(e.subject, h.subject) AS subject, h.seq, h.hash,
           e.id, e.seq, e.kind, e.at, e.recorded_at, e.actor, e.agency_id, e.details, e.canonical,
           e.previous_hash, e.hash
    FROM journal_journalevent e FULL JOIN journal_journalhead h USING (subject)
    ORDER BY 1, 5, 4
"""


def _walked(walk: _Chain, row: Any) -> Iterator[Finding]:
    event_id, seq, kind, at, recorded_at, actor, agency_id, details = row[3:11]
    stored, previous_hash, stored_hash = bytes(row[11]), bytes(row[12]), bytes(row[13])
    if seq <= walk.seq:
        yield Finding("inserted", walk.subject, seq, event_id)
        return
    for gap in range(walk.seq + 1, seq):
        yield Finding("missing", walk.subject, gap)
    body = chain.canonical(walk.subject, seq, kind, at, recorded_at, actor, agency_id, _decoded(details))
    contiguous = seq == walk.seq + 1
    if body != stored or chain.digest(previous_hash, stored) != stored_hash:
        yield Finding("altered", walk.subject, seq, event_id)
    elif contiguous and previous_hash != walk.hash:
        yield Finding("inserted", walk.subject, seq, event_id)
    walk.seq, walk.hash = seq, stored_hash


def _ended(walk: _Chain) -> Iterator[Finding]:
    if walk.head_seq is None:
        yield Finding("no-head", walk.subject, walk.seq)
    elif walk.seq < walk.head_seq:
        yield Finding("cut-off", walk.subject, walk.seq + 1)
    elif walk.seq > walk.head_seq or walk.hash != walk.head_hash:
        yield Finding("inserted" if walk.seq > walk.head_seq else "altered", walk.subject, walk.seq)


def _decoded(details: Any) -> Any:
    return json.loads(details) if isinstance(details, str) else details
