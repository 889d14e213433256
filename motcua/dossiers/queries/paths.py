"""The ways finished dossiers went through their process: which steps, with which answers. Nobody is named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.base import sql
from motcua.core.flow import Marking, MarkState, Outcome, StepMark, Walked
from motcua.core.lifecycle import State

STATEMENTS = sql.load("motcua.dossiers")
MOST_PATHS: Final = 200


@dataclass(frozen=True, slots=True)
class Running:
    """A dossier in progress, the process version it follows and how far it is."""

    id: int
    code: str
    state: State
    process_version_id: int
    agency: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class PinnedTo:
    """What a version of a procedure binds: the dossiers in progress, and the last day one was filed under it."""

    running: int
    last: date | None


def finished_paths(process_version_ids: Iterable[int], *, most: int = MOST_PATHS) -> list[tuple[int, Walked]]:
    """Return the last finished dossiers of some process versions, each with the version it followed. One statement."""
    rows = sql.rows(STATEMENTS.finished_paths, versions=list(process_version_ids), most=most)
    return [
        (
            row["process_version_id"],
            Walked(row["code"], tuple((key, Outcome(outcome)) for key, outcome in row["answers"] or ())),
        )
        for row in rows
    ]


def running_by_process(process_version_ids: Iterable[int]) -> int:
    """Return how many dossiers in progress are pinned to some process versions."""
    return int(sql.value(STATEMENTS.running_by_process, versions=list(process_version_ids)) or 0)


def pinned_to_versions(version_ids: Iterable[int]) -> Mapping[int, PinnedTo]:
    """Return what some versions of procedures bind; a version that binds nothing is not in it. One statement."""
    rows = sql.rows(STATEMENTS.pinned_to_versions, versions=list(version_ids))
    return {row["version_id"]: PinnedTo(row["running"], row["last"]) for row in rows}


def running_on(process_version_ids: Iterable[int], *, most: int, skip: int = 0, after: int = 0) -> list[Running]:
    """Return dossiers in progress that follow some process versions, oldest first. One statement."""
    rows = sql.rows(STATEMENTS.running_on, versions=list(process_version_ids), most=most, skip=skip, after=after)
    return [
        Running(
            row["id"], row["code"], State(row["state"]), row["process_version_id"], row["agency"],
            Marking(tuple(_mark(*each) for each in row["marks"] or ())),
        )
        for row in rows
    ]  # fmt: skip


def _mark(no: int, key: str, round_: int, performer: int, state: str, outcome: str, came_from: list[int]) -> StepMark:
    return StepMark(
        no, key, round_, performer, MarkState(state), Outcome(outcome) if outcome else None, tuple(came_from)
    )
