"""What happens when nobody acts: the timer of a dossier rings."""

from datetime import datetime

from motcua.core import lifecycle
from motcua.core.lifecycle import SYSTEM
from motcua.dossiers import commit
from motcua.dossiers.commit import Moved


def ring(*, dossier_id: int, now: datetime) -> Moved:
    """Let a dossier's timer ring if it is due; nothing happens when somebody acted meanwhile."""
    return commit.move(
        lambda dossier, rules: lifecycle.ring(dossier, now=now, rules=rules),
        dossier_id=dossier_id,
        by=SYSTEM,
        verb="ring",
        now=now,
    )
