"""The ways finished dossiers went through their process: which steps, with which answers. Nobody is named."""

from collections.abc import Iterable
from typing import Final

from motcua.base import sql
from motcua.core.flow import Outcome, Walked

STATEMENTS = sql.load("motcua.dossiers")
MOST_PATHS: Final = 200


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
