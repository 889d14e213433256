"""How often something may be tried, counted in PostgreSQL so that all processes count together.

An allowance of `burst` tries fills up again by one every `every`. One statement takes a try or refuses it (GCRA: a
single moment per key says how full the allowance is), so two processes can never take the same last try.
Keys are hashed: the table holds neither names nor addresses.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db import connection

from motcua.base.sealing import lookup_hash
from motcua.people.models import Throttle

TAKE = """
INSERT INTO people_throttle AS t (key, whole_at) VALUES (%(key)s, %(now)s + %(every)s)
ON CONFLICT (key) DO UPDATE SET whole_at = greatest(t.whole_at, %(now)s) + %(every)s
WHERE greatest(t.whole_at, %(now)s) + %(every)s <= %(now)s + %(burst)s * %(every)s
RETURNING whole_at
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` tries at once, then one every `every`."""

    name: str
    burst: int
    every: timedelta


class TooManyTries(Exception):
    """The allowance is used up; `wait` says for how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait

    @property
    def seconds(self) -> int:
        """Whole seconds to wait, at least one."""
        return max(1, ceil(self.wait.total_seconds()))


def take(limit: Limit, subject: str, *, now: datetime) -> None:
    """Use one try. Call it outside a transaction: a rollback would give the try back.

    :raises TooManyTries: nothing is left for now.
    """
    key = _key(limit, subject)
    with connection.cursor() as cursor:
        params: dict[str, Any] = {"key": key, "now": now, "every": limit.every, "burst": limit.burst}
        cursor.execute(TAKE, params)
        if cursor.fetchone():
            return
    whole_at = Throttle.objects.filter(key=key).values_list("whole_at", flat=True).first() or now
    raise TooManyTries(whole_at + limit.every - (now + limit.burst * limit.every))


def forgive(limit: Limit, subject: str) -> None:
    """Make the allowance whole again, as after a sign-in that succeeded."""
    Throttle.objects.filter(key=_key(limit, subject)).delete()


def sweep(*, now: datetime) -> int:
    """Remove rows that say nothing any more; return how many."""
    return Throttle.objects.filter(whole_at__lt=now).delete()[0]


def _key(limit: Limit, subject: str) -> str:
    return lookup_hash(f"{limit.name}\x00{subject}", of="throttle")
