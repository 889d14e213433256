"""What a turn wrote: every row of every table that is new or changed, without what differs from dossier to dossier."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from django.db import connection

Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]  # by table, by primary key

_OWN = {  # what no two dossiers share; that it was written at all, and how long it is, stays
    "id", "dossier_id", "result_id", "step_id", "key", "code", "subject", "recorded_at", "canonical", "previous_hash",
    "hash", "txid", "personal_id", "phone", "email", "address", "register_number", "last",
}  # fmt: skip
_KEYS_OF_STEPS = {"dossiers_step": {"key"}}  # columns of these names that every dossier shares
_DIGITS = re.compile(r"\d+")


def rows() -> Rows:
    """Every row there is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relid::regclass::text FROM pg_stat_user_tables WHERE schemaname = 'public'")
        tables = [table for (table,) in cursor.fetchall()]
        return {table: _table(cursor, table) for table in tables}


def _table(cursor: Any, table: str) -> dict[str, Row]:
    cursor.execute(f"SELECT ctid::text, xmin::text, to_jsonb(t)::text FROM {table} t")
    return {f"{place} {writer}": json.loads(row) for place, writer, row in cursor.fetchall()}


def written(before: Rows, after: Rows) -> dict[str, list[Row]]:
    """The rows written between the two, by table, in an order that does not depend on ids.

    A row is told from its former self by the transaction that wrote it: one that is written over without a change
    counts as well.
    """
    fresh = {table: [row for place, row in kept.items() if place not in before[table]] for table, kept in after.items()}
    return {table: _comparable(table, found) for table, found in fresh.items() if found}


def _comparable(table: str, found: Iterable[Row]) -> list[Row]:
    own = _OWN - _KEYS_OF_STEPS.get(table, set())
    plain = [{name: _shape(name, value) if name in own else value for name, value in row.items()} for row in found]
    for row in plain:
        if isinstance(row.get("details"), dict) and "result" in row["details"]:
            row["details"] = row["details"] | {"result": "…"}
    return sorted(plain, key=lambda row: json.dumps(row, sort_keys=True, default=str))


def _shape(name: str, value: Any) -> Any:
    match value:
        case str() if value.startswith("\\x"):
            return f"{len(value) // 2 - 1 if name != 'canonical' else 'some'} bytes"
        case str():
            return _DIGITS.sub("#", value) if name in ("code", "subject", "register_number") else "text"
        case int():
            return "number"
        case _:
            return value
