"""What is done about the organisation every night."""

from motcua.base import clock, jobs
from motcua.core.vietnam import ZONE
from motcua.org import actions


@jobs.every("5 17 * * *")  # 00:05 in Vietnam
def take_up_names(timestamp: int) -> None:
    """Call agencies and divisions by the names that begin today."""
    today = clock.now().astimezone(ZONE).date()
    actions.take_up_names(on=today)
    actions.take_up_unit_names(on=today)
