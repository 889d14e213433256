"""What is done about files now and then."""

from motcua.base import clock, jobs
from motcua.files import actions, resuming


@jobs.every("*/5 * * * *")
def scan_waiting(timestamp: int) -> None:
    """Give files their verdict that came while the scanner was down; until then nobody can open them."""
    actions.scan_waiting()


@jobs.every("20 * * * *")
def clear_uploads(timestamp: int) -> None:
    """Forget uploads nobody goes on with."""
    resuming.clear(now=clock.now())
