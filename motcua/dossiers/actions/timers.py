"""What happens when nobody acts: the timer of a dossier rings. One ringer at a time holds the bell."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.core import lifecycle
from motcua.core.lifecycle import SYSTEM, State
from motcua.dossiers import commit
from motcua.dossiers.commit import STATEMENTS, Moved

BELL = 0x6D6F7462  # an advisory lock of the database


class BellHeld(Refusal):
    """Somebody else lets the timers ring."""

    code = "bell-held"
    vi = "Một tiến trình khác đang nhắc việc theo thời gian mô phỏng; hãy đợi nó xong."
    en = "Another process lets the timers ring by a simulated clock; wait until it is done."


def ring(*, dossier_id: int, now: datetime) -> Moved:
    """Let a dossier's timer ring if it is due; nothing happens when somebody acted meanwhile."""
    return commit.move(
        lambda dossier, rules: lifecycle.ring(dossier, now=now, rules=rules),
        dossier_id=dossier_id,
        by=SYSTEM,
        verb="ring",
        now=now,
        also=_clear_expired,
    )


def _clear_expired(moved: Moved) -> None:
    """A draft nobody handed in in time is cleared away; the journal keeps that it was."""
    if moved.dossier.state is State.DRAFT:
        sql.run(STATEMENTS.clear_draft, id=moved.id)


@contextmanager
def holding_the_bell() -> Iterator[None]:
    """Keep others from ringing while a simulated clock runs: to them every timer of the past would be due at once.

    Held by the connection, so that it ends with it however that dies; needs one to the server itself.
    :raises BellHeld:
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [BELL])
        if not cursor.fetchone()[0]:
            raise BellHeld
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [BELL])


def bell_is_held() -> bool:
    """Whether a simulated clock runs. Asked within a transaction, so that a pooled connection keeps no lock."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [BELL])
        return not cursor.fetchone()[0]
