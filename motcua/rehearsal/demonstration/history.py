"""Lets the demonstration province live up to a moment: every act by the real verbs, in the order of time, resumable.

The moment of each dossier's next act is stored with what the act before it changed, in one transaction. A life that
was interrupted anywhere therefore goes on exactly where it was, and comes to the same dossiers.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final

from django.db import connection, transaction

from motcua.base.refusal import Refusal
from motcua.catalog.queries import bundle_of
from motcua.core.flow import StepKind
from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar
from motcua.dossiers import actions as dossiers
from motcua.dossiers import queries
from motcua.dossiers.commit import Loaded
from motcua.dossiers.models import Dossier, LinkedMember
from motcua.org import queries as org
from motcua.rehearsal.demonstration import intention, plan
from motcua.rehearsal.demonstration.acts import ACTS, Scene, Stage
from motcua.rehearsal.demonstration.cast import NobodyThere
from motcua.rehearsal.demonstration.data import Facts, ProcedureFacts, facts
from motcua.rehearsal.demonstration.intention import Intent, Standing
from motcua.rehearsal.demonstration.plan import Fate, Life
from motcua.rehearsal.models import Demonstration, LivedDossier

log = logging.getLogger(__name__)
SWEEPS: Final = range(7, 20)  # hours at which timers ring, as the worker lets them ring each minute
PLAIN: Final = Fate()

Progress = Callable[[datetime, int], None]


@dataclass(slots=True)
class Lived:
    """What a stretch of life did."""

    acts: int = 0
    arrivals: int = 0
    rung: int = 0
    refused: int = 0  # acts that somebody else's act had made impossible


@dataclass
class _World:
    facts: Facts
    stage: Stage
    demonstration: Demonstration
    calendar: WorkCalendar  # of the province; agencies' own count for their dossiers
    heap: list[tuple[datetime, int]] = field(default_factory=list)
    lived: Lived = field(default_factory=Lived)
    rows: dict[int, LivedDossier] = field(default_factory=dict)  # while the bell is held nobody else writes them
    known: dict[int, Loaded] = field(default_factory=dict)  # dossiers as the act before left them

    @cached_property
    def procedures(self) -> dict[str, ProcedureFacts]:
        return {procedure.code: procedure for procedure in self.facts.procedures}


def live(*, until: datetime, progress: Progress = lambda moment, acts: None) -> Lived:
    """Live from where the province stands up to `until`; nothing happens when it has come so far already.

    :raises dossiers.BellHeld: another life runs in this database.
    """
    with dossiers.holding_the_bell(), _unhurried():
        world = _world()
        for moment in _marks(world.demonstration.lived_to, until):
            _arrive(world, moment)
            _act(world, moment)
            _ring(world, moment)
            world.demonstration.lived_to = moment
            world.demonstration.save(update_fields=["lived_to", "planned_to"])
            progress(moment, world.lived.acts)
        return world.lived


def _world() -> _World:
    demonstration = Demonstration.objects.get()
    all_facts = facts()
    stage = Stage.read(all_facts)
    calendar = org.calendar_of(stage.agencies["province"], demonstration.began_on)
    rows = {row.number: row for row in LivedDossier.objects.exclude(next_at=None)}
    world = _World(all_facts, stage, demonstration, calendar, rows=rows)
    _look_around(world)
    world.heap = [(row.next_at, number) for number, row in rows.items() if row.next_at is not None]
    heapq.heapify(world.heap)
    return world


def _look_around(world: _World) -> None:
    """Ask anew what is next with dossiers that somebody has moved on while the province stood still."""
    numbers = {row.dossier_id: number for number, row in world.rows.items() if row.dossier_id is not None}
    moved = Dossier.objects.filter(pk__in=numbers, last_at__gt=world.demonstration.lived_to)
    for dossier_id in moved.values_list("id", flat=True):
        row = world.rows[numbers[dossier_id]]
        with transaction.atomic():
            loaded = dossiers.hold(dossier_id=dossier_id, now=world.demonstration.lived_to)
            _remember(row, intention.intend(_stands(_life(world, row.number), loaded, row.done)))


def _marks(since: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the moments at which timers ring, and `until` itself."""
    day = since.astimezone(ZONE).date()
    while True:
        for hour in SWEEPS:
            mark = datetime.combine(day, time(hour), ZONE)
            if mark >= until:
                if until > since:
                    yield until
                return
            if mark > since:
                yield mark
        day += timedelta(days=1)


def _arrive(world: _World, moment: datetime) -> None:
    """Put the arrivals of a day that begins into the plan."""
    there = world.demonstration
    day = there.planned_to + timedelta(days=1) if there.planned_to else there.began_on
    while day <= moment.astimezone(ZONE).date():
        _plan_day(world, day)
        day += timedelta(days=1)


def _plan_day(world: _World, day: date) -> None:
    coming = [
        _life(world, number) for number in plan.numbers(day, seed=world.demonstration.seed, calendar=world.calendar)
    ]
    with transaction.atomic():
        made = LivedDossier.objects.bulk_create(LivedDossier(number=life.number, next_at=life.at) for life in coming)
        world.demonstration.planned_to = day
        world.demonstration.save(update_fields=["planned_to"])
    for life, row in zip(coming, made, strict=True):
        world.rows[life.number] = row
        heapq.heappush(world.heap, (life.at, life.number))
    world.lived.arrivals += len(coming)


def _life(world: _World, number: int) -> Life:
    """Return the life of a number: a part lives plainly, by its parent's tempo, a linked one by its own procedure."""
    place = plan.place_in_set(number)
    first = plan.linked_number(abs(number), -place)
    life = plan.life(first, seed=world.demonstration.seed, facts=world.facts, calendar=world.calendar)
    if bundle := bundle_of(life.procedure.code, on=plan.day_of(number)):
        own = world.procedures[bundle.members[place].procedure]
        life = replace(life, number=number, procedure=own, applied_for=life.procedure)
    return life if number > 0 else replace(life, number=number, fate=replace(PLAIN, tempo=life.fate.tempo))


def _act(world: _World, until: datetime) -> None:
    while world.heap and world.heap[0][0] <= until:
        at, number = heapq.heappop(world.heap)
        at = at.astimezone(ZONE)  # one spelling of a moment, whether remembered or read: dice are named by it
        for next_at, other in _one_act(world, number, at):
            heapq.heappush(world.heap, (next_at, other))


def _one_act(world: _World, number: int, at: datetime) -> list[tuple[datetime, int]]:
    """Do the next act of a dossier and return when it, and others that waited for it, are next.

    What the act before left behind is tried first; if somebody at a screen has moved the dossier on since, it is read.
    """
    remembered = number in world.known
    try:
        with transaction.atomic():
            return _done(world, number, at)
    except (Refusal, NobodyThere, LookupError) as refusal:
        world.known.pop(number, None)
        world.rows.pop(number, None)
        if remembered:
            return _one_act(world, number, at)
        log.info("demonstration: dossier %s left alone: %r", number, refusal)
        world.lived.refused += 1
        LivedDossier.objects.filter(number=number).update(next_at=None)
        return []


def _done(world: _World, number: int, at: datetime) -> list[tuple[datetime, int]]:
    row = _row(world, number)
    life = _life(world, number)
    _hold_parent(world, row, at)
    if row.dossier_id is None:
        scene = Scene(world.stage, life, intention.first(life), at)
    else:
        loaded = world.known.get(number) or dossiers.hold(dossier_id=row.dossier_id, now=at)
        stands = _stands(life, loaded, row.done)
        intent = intention.intend(stands)
        if intent is None or intent.at > at:
            return _remember(row, intent)
        scene = Scene(world.stage, life, intent, at, stands, loaded)
    row.dossier_id = ACTS[scene.intent.act](scene) or row.dossier_id
    row.acts += 1
    row.done = [*row.done, *scene.done]
    assert row.dossier_id is not None
    after = dossiers.hold(dossier_id=row.dossier_id, now=at)
    following = _remember(row, intention.intend(_stands(life, after, row.done)))
    following += _parts(world, row, after, at)
    following += _linked(world, row, after, at)
    world.lived.acts += 1
    world.known[number] = after
    if after.dossier.closed_at is not None:
        del world.known[number], world.rows[number]
    return following


def _hold_parent(world: _World, row: LivedDossier, at: datetime) -> None:
    """Lock the dossier this one is a part of, before any of the part's own acts: the order every verb locks in."""
    if row.number < 0:
        parent_id = _row(world, -row.number).dossier_id
        assert parent_id is not None
        dossiers.hold(dossier_id=parent_id, now=at)


def _row(world: _World, number: int) -> LivedDossier:
    if number not in world.rows:
        world.rows[number] = LivedDossier.objects.get(number=number)
    return world.rows[number]


def _stands(life: Life, loaded: Loaded, done: list[str]) -> Standing:
    return Standing(life, loaded.dossier, loaded.rules.process, loaded.rules.calendar, done)


def _remember(row: LivedDossier, intent: Intent | None) -> list[tuple[datetime, int]]:
    row.next_at = intent.at if intent else None
    row.save()
    return [(intent.at, row.number)] if intent else []


def _parts(world: _World, row: LivedDossier, after: Loaded, at: datetime) -> list[tuple[datetime, int]]:
    """Take up the part a dossier has just sent to another level, or the parent whose part has just come back."""
    if row.number < 0:
        return _come_back(world, -row.number, at) if after.dossier.closed_at else []
    sent = any(step.kind is StepKind.HIGHER_LEVEL for step in after.dossier.open_steps)
    if not sent or LivedDossier.objects.filter(number=-row.number).exists():
        return []
    part_id = Dossier.objects.values_list("id", flat=True).get(parent_id=row.dossier_id)
    part = LivedDossier(number=-row.number, dossier_id=part_id)
    stands = _stands(_life(world, -row.number), dossiers.hold(dossier_id=part_id, now=at), [])
    return _remember(part, intention.intend(stands))


def _linked(world: _World, row: LivedDossier, after: Loaded, at: datetime) -> list[tuple[datetime, int]]:
    """Take up the dossiers filed with one that has just been filed, or those whose turn has come with its end."""
    if not after.dossier.is_linked or row.number < 0:
        return []
    here = plan.place_in_set(row.number)
    members = LinkedMember.objects.filter(set_id=after.row["linked_set_id"], position__gt=here + 1)
    following = []
    for position, dossier_id in members.order_by("position").values_list("position", "dossier_id"):
        number = plan.linked_number(row.number, position - 1 - here)
        if number not in world.rows:
            known = LivedDossier.objects.filter(number=number).first()
            world.rows[number] = known or LivedDossier(number=number, dossier_id=dossier_id)
        if world.rows[number].acts or world.rows[number].next_at:
            continue  # it has begun to live
        following += _come_back(world, number, at)
    return following


def _come_back(world: _World, number: int, at: datetime) -> list[tuple[datetime, int]]:
    parent = _row(world, number)
    assert parent.dossier_id is not None
    world.known.pop(number, None)
    stands = _stands(_life(world, number), dossiers.hold(dossier_id=parent.dossier_id, now=at), parent.done)
    return _remember(parent, intention.intend(stands))


def _ring(world: _World, moment: datetime) -> None:
    """Let the timers ring that are due by the simulated clock."""
    due = dict.fromkeys(queries.timers_due(now=moment))
    if due:
        world.known = {number: loaded for number, loaded in world.known.items() if loaded.row["id"] not in due}
    for dossier_id in due:
        try:
            world.lived.rung += not dossiers.ring(dossier_id=dossier_id, now=moment).was_replayed
        except Refusal as refusal:
            log.info("demonstration: timer of dossier %s: %s", dossier_id, refusal.code)


@contextmanager
def _unhurried() -> Iterator[None]:
    """Do not wait for the disk at each commit: what a crash of the machine loses is lived again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO DEFAULT")
