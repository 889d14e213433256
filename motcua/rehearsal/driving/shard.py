"""The dossiers of one agency, driven in the order of their moments. Agencies share no code counter and no register."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from motcua.base import sql
from motcua.base.refusal import Refusal
from motcua.catalog import queries as catalog
from motcua.org import queries as org
from motcua.rehearsal.driving.cast import STATEMENTS, Cast
from motcua.rehearsal.driving.deeds import Living, perform
from motcua.rehearsal.planning import Act, Life, Names, Stages, script, stages_of

_CHUNK = 20_000


class Unforeseen(RuntimeError):
    """A verb refused what the plan foresaw: the plan or the rules are wrong, and somebody must look."""

    def __init__(self, life: Life, act: Act, error: Exception) -> None:
        said = error.message_vi if isinstance(error, Refusal) else str(error)
        super().__init__(f"hồ sơ {life.number} ({life.fate}), {act.deed} {act.at:%H:%M %d/%m/%Y}: {said}")


@dataclass(frozen=True, slots=True)
class Kit:
    """What a driver needs beside the lives themselves."""

    seed: int
    on: date
    titles: Mapping[int, tuple[str, tuple[str, ...]]]  # by procedure version: its name, the papers handed in
    names: Names

    def key(self, life: Life, place: int, act: Act) -> str:
        """The key of one command."""
        return f"rehearsal:{self.seed}:{life.number}:{place}-{act.deed}"


@dataclass(frozen=True, slots=True)
class Shard:
    """The lives of one agency."""

    agency_id: int
    lives: tuple[Life, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done now, not in an earlier run: deeds, and as many dossiers as they make up."""

    deeds: int = 0
    lives: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.deeds + other.deeds, self.lives + other.lives)


def shards_of(lives: Iterable[Life]) -> list[Shard]:
    """Group lives by the agency that works them, the largest first."""
    groups: dict[int, list[Life]] = defaultdict(list)
    for life in lives:
        groups[life.competent_agency_id].append(life)
    return sorted(
        (Shard(agency_id, tuple(group)) for agency_id, group in groups.items()),
        key=lambda shard: (-len(shard.lives), shard.agency_id),
    )


def drive(
    shard: Shard,
    kit: Kit,
    cast: Cast,
    *,
    advance: Callable[[float], None] = lambda lives: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Tally:
    """Carry out what is not yet done and say how much that was. Stops between two deeds when asked."""
    scripts = list(_scripts(shard, kit))
    done = _done(scripts, kit)
    living = {life.number: _living(life, kit) for life, _ in scripts}
    _remember(scripts, done, living, kit)
    timetable = sorted((act.at, life.number, place, act) for life, acts in scripts for place, act in enumerate(acts))
    lives_of = {life.number: life for life, _ in scripts}
    part = len(shard.lives) / max(1, len(timetable))
    performed = 0
    for _, number, place, act in timetable:
        key = kit.key(lives_of[number], place, act)
        if key not in done:
            if stopping():
                break
            try:
                perform(living[number], act, cast, key=key)
            except Exception as error:
                raise Unforeseen(lives_of[number], act, error) from error
            performed += 1
        advance(part)
    return Tally(performed, performed * part)


def _scripts(shard: Shard, kit: Kit) -> Iterator[tuple[Life, tuple[Act, ...]]]:
    calendar = org.calendar_of(shard.agency_id, kit.on)
    stages: dict[int, Stages] = {}
    for life in shard.lives:
        if life.process_version_id not in stages:
            stages[life.process_version_id] = stages_of(catalog.process(life.process_version_id))
        yield life, script(life, stages[life.process_version_id], calendar, seed=kit.seed)


def _living(life: Life, kit: Kit) -> Living:
    title, papers = kit.titles[life.version_id]
    person = kit.names.person(Random(f"rehearsal:{kit.seed}:{life.number}:person"))
    return Living(life, person, title, papers)


def _done(scripts: list[tuple[Life, tuple[Act, ...]]], kit: Kit) -> dict[str, int]:
    """The commands an earlier run carried out, with their dossiers."""
    keys = [kit.key(life, place, act) for life, acts in scripts for place, act in enumerate(acts)]
    return {
        row["key"]: row["dossier_id"]
        for start in range(0, len(keys), _CHUNK)
        for row in sql.rows(STATEMENTS.done_commands, keys=keys[start : start + _CHUNK])
    }


def _remember(
    scripts: list[tuple[Life, tuple[Act, ...]]], done: Mapping[str, int], living: Mapping[int, Living], kit: Kit
) -> None:
    """Take up the dossiers an earlier run began."""
    for life, acts in scripts:
        living[life.number].dossier_id = done.get(kit.key(life, 0, acts[0]), 0)
    begun = [each.dossier_id for each in living.values() if each.dossier_id]
    drafted = {row["dossier_id"] for row in sql.rows(STATEMENTS.drafted, dossiers=begun)} if begun else set()
    for each in living.values():
        each.is_drafted = each.dossier_id in drafted
