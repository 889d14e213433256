"""A citizen's own dossiers: what is wanted of them, what runs, what is over."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.base import sql
from motcua.core.lifecycle import CLOSED, State
from motcua.core.vietnam import fold
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.queries.lists import Rows

ASKED = frozenset({State.SUPPLEMENT, State.INTAKE_SUPPLEMENT})
WANTED = ASKED | {State.FINANCE, State.PROCESSED}
"""Whose next move is the citizen's: papers to send, money to pay while no proof of it waits, a result to collect."""
OVER = CLOSED
LONGEST_SEARCH = 100


class Part(StrEnum):
    """In which part of the list a dossier stands."""

    WANTED = "wanted"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class OwnCounts:
    """How many dossiers each part has."""

    wanted: int = 0
    running: int = 0
    over: int = 0

    @property
    def total(self) -> int:
        return self.wanted + self.running + self.over


def own(citizen_id: int, text: str = "", *, limit: int = 20, offset: int = 0) -> Rows:
    """The citizen's dossiers that contain these words in code, procedure or owner; `part` says where each stands."""
    return sql.rows(
        STATEMENTS.own_list,
        citizen=citizen_id,
        wanted=_names(WANTED),
        asked=_names(ASKED),
        pattern=_pattern(text),
        limit=limit,
        offset=offset,
    )


def own_counts(citizen_id: int, text: str = "") -> OwnCounts:
    """How many `own` lists, by part."""
    rows = sql.rows(STATEMENTS.own_counts, citizen=citizen_id, wanted=_names(WANTED), pattern=_pattern(text))
    return OwnCounts(**{row["part"]: row["count"] for row in rows})


def own_codes(citizen_id: int) -> dict[int, str]:
    """The codes of all dossiers of a citizen by their numbers, the newest thousand."""
    return {row["id"]: row["code"] for row in sql.rows(STATEMENTS.own_codes, citizen=citizen_id)}


def _names(states: frozenset[State]) -> list[str]:
    return sorted(state.value for state in states)


def _pattern(text: str) -> str:
    """What was typed as a pattern on folded text, its own signs taken literally."""
    folded = fold(text[:LONGEST_SEARCH]).strip()
    for sign in ("\\", "%", "_"):
        folded = folded.replace(sign, f"\\{sign}")
    return f"%{folded}%" if folded else ""
