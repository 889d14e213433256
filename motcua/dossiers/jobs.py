"""Work done later: timers that ring."""

import logging

from motcua.base import clock, jobs
from motcua.base.refusal import Refusal
from motcua.dossiers import actions, queries

log = logging.getLogger(__name__)


@jobs.every("* * * * *", queue="timers")
def ring_timers(timestamp: int) -> None:
    """Let every timer that is due ring; a dossier that refuses is logged and does not hold up the others."""
    if actions.bell_is_held():
        return
    now = clock.now()
    for dossier_id in queries.timers_due(now=now):
        try:
            actions.ring(dossier_id=dossier_id, now=now)
        except Refusal as refusal:
            log.warning("timer of dossier %s: %s", dossier_id, refusal.code)
        except Exception:
            # One broken dossier must not silence every timer behind it.
            log.exception("timer of dossier %s", dossier_id)
