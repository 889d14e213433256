"""What is done to accounts, posts and loans goes into the journal, under the account it is done to."""

from datetime import datetime
from typing import Any

from motcua.core.lifecycle import Actor
from motcua.journal import actions as journal
from motcua.people.models import Account


def note(
    account_id: int, kind: str, *, by: Actor | Account, now: datetime, agency_id: int | None = None, **details: Any
) -> None:
    """Record an event of an account. `by` is the account itself where people act on their own."""
    journal.record(f"account:{account_id}", kind, at=now, actor=_named(by), agency_id=agency_id, details=details)


def _named(by: Actor | Account) -> str:
    if isinstance(by, Account):
        return f"account:{by.pk}"
    return str(by.kind) if by.id is None else f"{by.kind}:{by.id}"
