"""What is done about files now and then."""

from motcua.base import jobs
from motcua.files import actions


@jobs.every("*/5 * * * *")
def scan_waiting(timestamp: int) -> None:
    """Give files their verdict that came while the scanner was down; until then nobody can open them."""
    actions.scan_waiting()
