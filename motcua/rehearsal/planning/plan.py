"""The plan: every dossier demanded gets a place, a procedure, a day and an end that makes its fate true."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from motcua.core import figures
from motcua.core.figures import Counts
from motcua.rehearsal.planning.choosing import Chooser
from motcua.rehearsal.planning.demand import Assumption, Demand, Impossible, Quota, settle
from motcua.rehearsal.planning.lives import NEVER_ACCEPTED, Fate, Life, Origin
from motcua.rehearsal.planning.month import Month
from motcua.rehearsal.planning.world import World

# How much more often than the rest a dossier of each fate was carried over: what is still within its term at the end
# of a month is mostly the month's own, what is late mostly is not.
_TENDENCY = {
    Fate.EARLY: 1.0, Fate.ON_TIME: 1.2, Fate.LATE: 3.0, Fate.WITHDRAWN: 0.8, Fate.STOPPED: 1.5, Fate.WITHIN: 0.12,
    Fate.OVERDUE: 3.0, Fate.AWAITING: 0.5, Fate.AWAITING_PAYMENT: 0.5,
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """The ground truth of a month."""

    demand: Demand
    quota: Quota
    month: Month
    lives: tuple[Life, ...]
    notes: tuple[str, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def mark(self) -> str:
        """The same for the same plan, and for no other."""
        digest = hashlib.sha256()
        for life in self.lives:
            digest.update(repr(life).encode())
        return digest.hexdigest()


def plan(demand: Demand, world: World, progress: Callable[[int, int], None] = lambda done, total: None) -> Plan:
    """Plan a month. The same demand, seed and world give the same plan.

    :raises Impossible: the numbers contradict one another, or no procedure's term lets a fate come true.
    """
    quota = settle(demand)
    month = Month(demand.month, world.calendar, world.busy)
    rng = Random(f"rehearsal:{demand.seed}:{demand.month:%Y-%m}")
    slots = [slot for slot, count in sorted(_slots(quota).items()) for _ in range(count)]
    rng.shuffle(slots)
    chooser = Chooser(world, month, rng)
    lives = []
    for done, (origin, fate) in enumerate(slots):
        lives.append(chooser.life(origin, fate))
        if done % 1000 == 0:
            progress(done, len(slots))
    lives.sort(key=lambda life: (life.submitted_at, life.competent_agency_id, life.version_id))
    numbered = tuple(replace(life, number=number) for number, life in enumerate(lives, start=1))
    progress(len(slots), len(slots))
    return Plan(demand, quota, month, numbered, world.notes, quota.assumptions)


def expected_table(plan: Plan, formula: str = "vpcp") -> dict[int, Counts]:
    """The form as it must come out: the columns by field, counted from the plan alone."""
    chosen = figures.formula_on(formula, plan.month.first)
    found: dict[int, Counts] = {}
    for life in plan.lives:
        if not life.is_counted:
            continue
        standing = life.standing()
        placed = figures.column_of(standing, start=plan.month.first, end=plan.month.last, formula=chosen)
        assert placed is not None  # every planned life touches the month
        found.setdefault(life.field_id, Counts()).count(placed, standing.ended)
    return found


def _slots(quota: Quota) -> dict[tuple[Origin, Fate], int]:
    carried = _carried_by_fate(quota)
    slots: dict[tuple[Origin, Fate], int] = {}
    for fate, count in quota.fates.items():
        before = 0 if fate in NEVER_ACCEPTED else carried[fate]
        slots[Origin.CARRIED, fate] = before
        slots[Origin.NEW, fate] = count - before
    return slots


def _carried_by_fate(quota: Quota) -> dict[Fate, int]:
    """Share the carried-over dossiers out over the fates: by tendency, in whole numbers, exactly all of them."""
    counted = {fate: quota.fates[fate] for fate in _TENDENCY}
    low, high = 0.0, 1e9
    for _ in range(200):
        middle = (low * high) ** 0.5 if low else high / 2
        if sum(_shares(counted, middle)) < quota.carried_over:
            low = middle
        else:
            high = middle
    shares = dict(zip(counted, _shares(counted, high), strict=True))
    whole = {fate: min(counted[fate], int(share)) for fate, share in shares.items()}
    for fate in _by_remainder(shares, whole, counted):
        if sum(whole.values()) == quota.carried_over:
            break
        whole[fate] += 1
    if sum(whole.values()) != quota.carried_over:
        raise Impossible(why="số chuyển sang không chia được.", why_en="the carried-over number cannot be shared out.")
    return whole


def _shares(counted: dict[Fate, int], odds: float) -> list[float]:
    return [count * odds * _TENDENCY[fate] / (1 + odds * _TENDENCY[fate]) for fate, count in counted.items()]


def _by_remainder(shares: dict[Fate, float], whole: dict[Fate, int], most: dict[Fate, int]) -> Iterator[Fate]:
    """The fates that may take one more, the nearest to the next whole number first; again until all are full."""
    order = sorted(shares, key=lambda fate: (whole[fate] - shares[fate], fate))
    while any(whole[fate] < most[fate] for fate in order):
        yield from [fate for fate in order if whole[fate] < most[fate]]
