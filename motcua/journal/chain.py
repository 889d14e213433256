"""How events are chained: canonical bytes, and the hash that holds each event to the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

ROOT = bytes(32)
"""What the first event of a subject is chained to."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Head:
    """Where a subject's chain stands."""

    subject: str
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """An event with its place in the chain, ready to be written."""

    subject: str
    seq: int
    kind: str
    at: datetime
    recorded_at: datetime
    actor: str
    agency_id: int | None
    details: Mapping[str, Any]
    canonical: bytes
    previous_hash: bytes
    hash: bytes


def canonical(
    subject: str,
    seq: int,
    kind: str,
    at: datetime,
    recorded_at: datetime,
    actor: str,
    agency_id: int | None,
    details: Mapping[str, Any],
) -> bytes:
    """The bytes an event is hashed over: every column a reader relies on, times in UTC to the microsecond."""
    return _encode([subject, seq, kind, _utc(at), _utc(recorded_at), actor, agency_id, details]).encode()


def digest(previous_hash: bytes, body: bytes) -> bytes:
    """SHA-256 over the hash before and the canonical bytes."""
    return hashlib.sha256(previous_hash + body).digest()


def extend(
    head: Head,
    events: Iterable[tuple[str, Mapping[str, Any]]],
    *,
    at: datetime,
    recorded_at: datetime,
    actor: str,
    agency_id: int | None,
) -> list[Link]:
    """Chain events (kind, details) behind `head`; return the links to write, the last of which is the new head."""
    links = []
    seq, previous = head.seq, head.hash
    for kind, details in events:
        seq += 1
        body = canonical(head.subject, seq, kind, at, recorded_at, actor, agency_id, details)
        following = digest(previous, body)
        links.append(
            Link(head.subject, seq, kind, at, recorded_at, actor, agency_id, details, body, previous, following)
        )
        previous = following
    return links


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
