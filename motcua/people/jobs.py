"""What is done about people every night."""

from django.contrib.sessions.models import Session

from motcua.base import clock, jobs
from motcua.people import throttle


@jobs.every("10 20 * * *")  # 03:10 in Vietnam
def sweep(timestamp: int) -> None:
    """Remove sessions that are over and counters of tries that say nothing any more; both tables would only grow."""
    now = clock.now()
    throttle.sweep(now=now)
    Session.objects.filter(expire_date__lt=now).delete()
