"""Where the demonstration province joins `motcua serve` and the `demo` commands.

Agencies, people and procedures are made before the first page (instant when they are there); the two months of
dossiers are lived through in the background (resumable).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.core.management import call_command

from motcua.rehearsal.demonstration import founding, history
from motcua.rehearsal.models import Demonstration
from motcua.web.cli.command import Bar

FILL = ("demo", "fill")


def prepare(say: Callable[[str], None]) -> bool:
    """Make what the first page needs; tell whether this database is a demonstration's at all."""
    try:
        call_command("demo_setup")
    except founding.NotOurs as refusal:
        say(f"{refusal.message_vi} / {refusal.message_en}")
        return False
    return True


def live(now: datetime, bar: Bar) -> dict[str, int]:
    """Live up to a moment, moving the bar by days."""
    founding.found(now=now)
    since = Demonstration.objects.get().lived_to
    bar.update(total=max(1, (now - since).days))
    lived = history.live(until=now, progress=lambda moment, acts: bar.update(done=(moment - since).days))
    return asdict(lived)


def introduce(say: Callable[[str], None]) -> None:
    """Print the accounts."""
    call_command("demo_accounts")
