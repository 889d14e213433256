"""Where the demonstration province joins `motcua serve`; each part takes place if its command exists.

`demo setup` makes agencies, people and procedures before the first page (instant when they are there), `demo fill`
lives through two months of dossiers in the background (resumable), `demo accounts` prints who can sign in.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command

from motcua.web.cli import entry

FILL = ("demo", "fill")


def prepare(say: Callable[[str], None]) -> None:
    """Make what the first page needs."""
    if "demo_setup" in entry.names():
        call_command("demo_setup")


def has_history() -> bool:
    """Whether there is a history to live through."""
    return "_".join(FILL) in entry.names()


def introduce(say: Callable[[str], None]) -> None:
    """Print the accounts."""
    if "demo_accounts" in entry.names():
        call_command("demo_accounts")
