"""What is done about drafts now and then."""

from motcua.base import clock, jobs
from motcua.drafts import actions


@jobs.every("40 18 * * *")
def clear(timestamp: int) -> None:
    """Each night: drafts nobody went on with for thirty days, and files that stand in none."""
    actions.clear(now=clock.now())
    actions.clear_files(now=clock.now())
