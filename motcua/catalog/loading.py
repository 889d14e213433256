"""Writing many versions at once: a batch is one transaction, rows go in by COPY, ids are taken beforehand."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from psycopg import sql as composed

from motcua.base import sql
from motcua.catalog.understand.fees import FeeItem
from motcua.catalog.understand.procedure import ChannelContent, Content
from motcua.catalog.understand.times import Alternative
from motcua.core.vietnam import collation_key, fold

_TABLES: Final = {
    "catalog_procedureversion": (
        "id", "procedure_id", "number", "valid_from", "valid_to", "recorded_at", "name", "name_folded", "sort_key",
        "field_id", "scope", "province", "kind", "levels", "targets", "decision_number", "issuing_agency",
        "executing_agency", "competent_authority", "delegated_agency", "coordinating_agency", "receiving_address",
        "steps", "conditions", "description", "keywords", "supplement_policy", "source_kind", "source",
        "source_hash", "content_hash",
    ),
    "catalog_procedurecase": ("id", "version_id", "position", "name"),
    "catalog_channel": (
        "id", "version_id", "position", "kind", "case_id", "description", "time_raw", "time_status", "time_value",
        "time_unit", "time_alternatives", "time_defect", "time_note", "fee_raw", "fee_status", "fee_defects",
    ),
    "catalog_fee": (
        "channel_id", "position", "kind", "amount_vnd", "foreign_amount", "currency", "valid_from", "valid_to", "words",
        "legal",
    ),
    "catalog_paper": ("version_id", "position", "case_id", "name", "originals", "copies", "kind", "status"),
    "catalog_legalbasis": ("version_id", "position", "number", "title"),
    "catalog_resulttemplate": ("version_id", "position", "code", "name"),
    "catalog_sourcetext": ("version_id", "kind", "hash", "text", "recorded_at"),
}  # fmt: skip
_TAKES_IDS: Final = ("catalog_procedureversion", "catalog_procedurecase", "catalog_channel")


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be kept: its content, its original, and what it takes over from the version before."""

    procedure_id: int
    number: int
    field_id: int
    content: Content
    source_kind: str
    source: dict[str, Any]
    source_hash: str
    content_hash: str
    valid_from: date
    supplement_policy: str


@dataclass(frozen=True, slots=True)
class NewText:
    """An original that made no version of its own."""

    version_id: int
    kind: str
    hash: str
    text: dict[str, Any]


@dataclass(slots=True)
class _Rows:
    """Rows per table, with ids handed out in order."""

    ids: dict[str, list[int]]
    of: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table: [] for table in _TABLES})

    def next_id(self, table: str) -> int:
        return self.ids[table].pop()


def write(versions: Sequence[NewVersion], texts: Sequence[NewText], *, now: datetime) -> dict[str, int]:
    """Write versions with all they hold, in the caller's transaction; return the new version's id by procedure code."""
    rows = _Rows(_take_ids(versions))
    made = {version.content.code: _add(version, rows, now) for version in versions}
    rows.of["catalog_sourcetext"] += [(each.version_id, each.kind, each.hash, _json(each.text), now) for each in texts]
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        for table, columns in _TABLES.items():
            if rows.of[table]:
                _copy(cursor, table, columns, rows.of[table])
    return made


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    statement = composed.SQL("COPY {} ({}) FROM STDIN").format(
        composed.Identifier(table), composed.SQL(", ").join(map(composed.Identifier, columns))
    )
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _take_ids(versions: Sequence[NewVersion]) -> dict[str, list[int]]:
    wanted = (
        len(versions),
        sum(len(version.content.cases) for version in versions),
        sum(len(version.content.channels) for version in versions),
    )
    return {
        table: [row["id"] for row in sql.rows(STATEMENTS.take_ids, table=table, count=count)][::-1] if count else []
        for table, count in zip(_TAKES_IDS, wanted, strict=True)
    }


def _add(version: NewVersion, rows: _Rows, now: datetime) -> int:
    version_id = rows.next_id("catalog_procedureversion")
    content = version.content
    text = content.texts
    rows.of["catalog_procedureversion"].append(
        (
            version_id, version.procedure_id, version.number, version.valid_from, None, now, content.name,
            fold(content.name), collation_key(content.name), version.field_id, content.scope, text["province"],
            content.kind, list(content.levels), list(content.targets), text["decision_number"], text["issuing_agency"],
            text["executing_agency"], text["competent_authority"], text["delegated_agency"],
            text["coordinating_agency"], text["receiving_address"], text["steps"], text["conditions"],
            text["description"], text["keywords"], version.supplement_policy,
            version.source_kind, _json(version.source), version.source_hash, version.content_hash,
        )
    )  # fmt: skip
    cases = [rows.next_id("catalog_procedurecase") for _ in content.cases]
    rows.of["catalog_procedurecase"] += [
        (cases[place], version_id, place + 1, name) for place, name in enumerate(content.cases)
    ]
    for place, channel in enumerate(content.channels):
        _add_channel(channel, version_id, place, cases, rows)
    rows.of["catalog_paper"] += [
        (version_id, place, None if paper.case is None else cases[paper.case], paper.name, paper.reading.originals,
         paper.reading.copies, paper.reading.kind, str(paper.reading.status))
        for place, paper in enumerate(content.papers)
    ]  # fmt: skip
    rows.of["catalog_legalbasis"] += [(version_id, place, *each) for place, each in enumerate(content.legal_bases)]
    rows.of["catalog_resulttemplate"] += [(version_id, place, *each) for place, each in enumerate(content.results)]
    return version_id


def _add_channel(channel: ChannelContent, version_id: int, place: int, cases: Sequence[int], rows: _Rows) -> None:
    channel_id = rows.next_id("catalog_channel")
    value, unit = channel.norm
    rows.of["catalog_channel"].append(
        (
            channel_id, version_id, place, channel.kind, None if channel.case is None else cases[channel.case],
            channel.description, channel.time_raw, str(channel.time.status), value, unit,
            _json([_alternative(each) for each in channel.time.alternatives]), channel.time.defect, channel.time.note,
            channel.fee_raw, str(channel.fee.status), list(channel.fee.defects),
        )
    )  # fmt: skip
    rows.of["catalog_fee"] += [(channel_id, order, *_fee(item)) for order, item in enumerate(channel.fee.items)]


def _alternative(each: Alternative) -> dict[str, str]:
    return {"value": str(each.duration.value), "unit": str(each.duration.unit), "words": each.words}


def _fee(item: FeeItem) -> tuple[Any, ...]:
    dong = item.currency == "VND"
    amount = int(item.amount) if dong and item.amount is not None else None
    reversed_days = item.valid_from and item.valid_to and item.valid_to < item.valid_from
    first, last = (None, None) if reversed_days else (item.valid_from, item.valid_to)
    return (
        str(item.kind), amount, None if dong else item.amount, item.currency, first, last, item.words, item.legal,
    )  # fmt: skip


def _json(value: Any) -> str:
    """Return JSON PostgreSQL can keep: it refuses the character zero, which no text needs."""
    return json.dumps(value, ensure_ascii=False).replace("\\u0000", "")


STATEMENTS = sql.load("motcua.catalog")
