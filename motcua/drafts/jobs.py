"""What is done about drafts now and then."""

from motcua.base import clock, jobs
from motcua.drafts import actions


@jobs.every("40 18 * * *")
def clear(timestamp: int) -> None:
    """Each night: drafts nobody went on with for thirty days, so that personal data do not lie about."""
    actions.clear(now=clock.now())
