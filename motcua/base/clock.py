"""The one clock. Only `web` and `jobs.py` read it; everything else is told the moment."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime

_set_to: ContextVar[datetime | None] = ContextVar("motcua_clock", default=None)


def now() -> datetime:
    """Return the present moment, or the one set with `at`."""
    return _set_to.get() or datetime.now(UTC)


@contextlib.contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at `moment`: for the rehearsal and the tests."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
