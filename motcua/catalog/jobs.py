"""Work done later: forms whose day has come."""

import logging

from motcua.base import clock, jobs
from motcua.base.refusal import Refusal
from motcua.catalog import actions, queries
from motcua.core.lifecycle import SYSTEM

log = logging.getLogger(__name__)


@jobs.every("*/5 * * * *")
def publish_forms_of_the_day(timestamp: int) -> None:
    """Put the drafts to use whose day has come; one that refuses is logged and does not hold up the others."""
    now = clock.now()
    for form_id in queries.forms_due(now=now):
        try:
            actions.publish_form(form_id=form_id, by=SYSTEM, now=now)
        except Refusal as refusal:
            log.warning("form %s: %s", form_id, refusal.code)
