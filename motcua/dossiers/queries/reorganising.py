"""What agencies and divisions have in hand, asked before they end."""

from collections.abc import Collection
from datetime import date

from motcua.base import sql
from motcua.core.reorganisation import Work

STATEMENTS = sql.load("motcua.dossiers")


def work_of_agencies(agency_ids: Collection[int], *, on: date) -> dict[int, Work]:
    """Return what each agency has in hand from a day on; agencies of the same list do not count as left below."""
    rows = sql.rows(STATEMENTS.work_of_agencies, agencies=list(agency_ids), day=on)
    return {
        row["id"]: Work(
            **{name: row[name] for name in ("dossiers", "offerings", "posts", "delegations", "units", "below")}
        )
        for row in rows
    }


def work_of_unit(unit_id: int, *, on: date) -> Work:
    """Return what a division has in hand from a day on."""
    row = sql.row(STATEMENTS.work_of_unit, unit=unit_id, day=on)
    assert row is not None
    return Work(dossiers=row["dossiers"], offerings=row["offerings"], posts=row["posts"])
