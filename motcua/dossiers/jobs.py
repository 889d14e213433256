"""Work done later: timers that ring, and turns nobody passed on."""

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


@jobs.every("*/10 * * * *", queue="timers")
def give_missed_turns(timestamp: int) -> None:
    """Go on with linked dossiers whose turn has come unnoticed; the verbs pass it on themselves, so there are none."""
    if actions.bell_is_held():
        return
    now = clock.now()
    for dossier_id in queries.turns_missed():
        log.warning("linked dossier %s: its turn was not passed on", dossier_id)
        try:
            actions.give_turn(dossier_id=dossier_id, now=now)
        except Refusal as refusal:
            log.warning("linked dossier %s: %s", dossier_id, refusal.code)
        except Exception:
            log.exception("linked dossier %s", dossier_id)
