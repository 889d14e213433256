"""The set a dossier was filed in: its members in order, and how each stands."""

from dataclasses import dataclass
from datetime import datetime

from motcua.base import sql
from motcua.core.lifecycle import State
from motcua.dossiers.commit import STATEMENTS
from motcua.dossiers.models import Dossier, LinkedSet


@dataclass(frozen=True, slots=True)
class Sibling:
    """One member of a set, as far as anybody may know who may see one of them."""

    position: int
    id: int
    code: str
    tracking_key: str
    state: State
    procedure: str
    agency: str
    agencies: frozenset[int]  # whose officers may open it
    field_id: int
    due_at: datetime | None
    processed_at: datetime | None
    closed_at: datetime | None
    is_negative: bool
    waits_for: tuple[str, ...]  # the codes of those that have to end first


@dataclass(frozen=True, slots=True)
class Linked:
    """The set."""

    id: int
    name: str
    name_en: str
    members: tuple[Sibling, ...]


def linked(dossier: Dossier) -> Linked | None:
    """The set of a dossier; None, without asking, where it was filed by itself."""
    if dossier.linked_set_id is None:
        return None
    made = LinkedSet.objects.get(pk=dossier.linked_set_id)
    rows = sql.rows(STATEMENTS.linked_members, id=dossier.pk)
    codes = {row["key"]: row["code"] for row in rows}
    return Linked(
        made.pk,
        made.name,
        made.name_en,
        tuple(
            Sibling(
                position=row["position"],
                id=row["id"],
                code=row["code"],
                tracking_key=row["tracking_key"],
                state=State(row["state"]),
                procedure=row["procedure_name"],
                agency=row["agency_name"],
                agencies=frozenset({row["receiving_agency_id"], row["competent_agency_id"]}),
                field_id=row["field_id"],
                due_at=row["due_at"],
                processed_at=row["processed_at"],
                closed_at=row["closed_at"],
                is_negative=row["is_negative"],
                waits_for=tuple(codes[key] for key in row["after"] if key in codes),
            )
            for row in rows
        ),
    )


def turns_missed(*, limit: int = 200) -> list[int]:
    """Dossiers that wait though everything they wait for has ended."""
    return [row["id"] for row in sql.rows(STATEMENTS.turns_missed, limit=limit)]
