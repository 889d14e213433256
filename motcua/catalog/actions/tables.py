"""Code tables: begun, their codes kept, retired and put in order, compared with their source by somebody."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from motcua.catalog.actions.recording import changed
from motcua.catalog.models import CodeEntry, CodeTable
from motcua.catalog.queries.tables import LONG_AGO
from motcua.catalog.refusals import (
    CodeMalformed,
    CodeTaken,
    SourceMissing,
    TableFixed,
    TableKeyMalformed,
    TableKeyTaken,
)
from motcua.core.forms import code_tables, naming
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.status_words import Words
from motcua.core.vietnam import tidy

FIXED = frozenset({"sexes", code_tables.COMMUNES})  # what the program itself reckons with


@transaction.atomic
def begin_table(*, key: str, name: str, name_en: str = "", source: str = "", by: Actor, now: datetime) -> CodeTable:
    """Begin a table; one with the key of a table of the program begins with its codes and takes its place.

    :raises TableKeyMalformed, TableKeyTaken, TableFixed:
    """
    if key in FIXED:
        raise TableFixed
    built_in = code_tables.built_in().get(key)
    words = naming.TABLES.get(key, Words(key, key))
    try:
        with transaction.atomic():
            table = CodeTable.objects.create(
                key=key,
                name=tidy(name) or words.vi,
                name_en=tidy(name_en) or (words.en if built_in else ""),
                source=tidy(source),
            )
    except IntegrityError as error:
        raise (TableKeyMalformed if "codetable_key_is_a_name" in str(error) else TableKeyTaken) from error
    CodeEntry.objects.bulk_create(
        CodeEntry(
            table=table, code=entry.code, name=entry.words.vi, name_en=entry.words.en, position=at * 10,
            valid_from=max(entry.first, LONG_AGO), valid_to=None if entry.last.year == 9999 else entry.last,
        )
        for at, entry in enumerate(built_in or (), start=1)
    )  # fmt: skip
    after = {"name": table.name, "name_en": table.name_en, "source": table.source, "codes": len(built_in or ())}
    changed(f"code_table:{key}", "code_table.begun", by=by, now=now, details={"after": after})
    return table


@transaction.atomic
def describe_table(*, key: str, name: str, name_en: str, source: str, by: Actor, now: datetime) -> CodeTable:
    """Name a table and its source anew; a new source has not been compared."""
    table = CodeTable.objects.select_for_update(of=("self",)).get(key=key)
    before = {"name": table.name, "name_en": table.name_en, "source": table.source}
    after = {"name": tidy(name) or table.name, "name_en": tidy(name_en), "source": tidy(source)}
    if before == after:
        return table
    for field, value in after.items():
        setattr(table, field, value)
    if before["source"] != after["source"]:
        table.compared_at = table.compared_by = None
    table.save()
    changed(f"code_table:{key}", "code_table.described", by=by, now=now, details={"before": before, "after": after})
    return table


@transaction.atomic
def confirm_table(*, key: str, by: Actor, now: datetime) -> CodeTable:
    """Say that the codes were compared with the source. :raises SourceMissing: none is named."""
    table = CodeTable.objects.select_for_update(of=("self",)).get(key=key)
    if not table.source:
        raise SourceMissing
    table.compared_at, table.compared_by_id = now, by.id if by.kind is ActorKind.OFFICER else None
    table.save()
    changed(f"code_table:{key}", "code_table.compared", by=by, now=now, details={"after": {"source": table.source}})
    return table


@transaction.atomic
def keep_code(
    *,
    table: str,
    code: str,
    name: str,
    name_en: str = "",
    position: int = 0,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    now: datetime,
) -> CodeEntry:
    """Keep a code: new, or what it says from its first day on changed. Nothing is ever taken away: a code is retired.

    :raises CodeMalformed, CodeTaken:
    """
    held = CodeTable.objects.select_for_update(of=("self",)).get(key=table)
    entry = CodeEntry.objects.filter(table=held, code=code, valid_from=valid_from).first()
    before = _told(entry) if entry else None
    entry = entry or CodeEntry(table=held, code=code, valid_from=valid_from)
    entry.name, entry.name_en, entry.position, entry.valid_to = tidy(name), tidy(name_en), position, valid_to
    if before == _told(entry):
        return entry
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise (CodeTaken(code=code) if "means_one_thing" in str(error) else CodeMalformed(code=code)) from error
    if held.compared_at is not None:  # what was compared is not what stands here now
        held.compared_at = held.compared_by = None
        held.save()
    kind = "code.kept" if before is None else "code.changed"
    details = {"code": code, "before": before, "after": _told(entry)}
    changed(f"code_table:{table}", kind, by=by, now=now, details=details)
    return entry


@transaction.atomic
def rename_code(*, table: str, code: str, name: str, name_en: str, since: date, by: Actor, now: datetime) -> CodeEntry:
    """Let a code say something else from a day on; dossiers of before keep its earlier words. :raises CodeTaken:"""
    current = CodeEntry.objects.filter(table__key=table, code=code, valid_to__isnull=True).first()
    if current is None or current.valid_from >= since:
        raise CodeTaken(code=code)
    keep_code(
        table=table, code=code, name=current.name, name_en=current.name_en, position=current.position,
        valid_from=current.valid_from, valid_to=since - timedelta(days=1), by=by, now=now,
    )  # fmt: skip
    return keep_code(
        table=table, code=code, name=name, name_en=name_en, position=current.position, valid_from=since, by=by, now=now
    )


def _told(entry: CodeEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "name_en": entry.name_en,
        "position": entry.position,
        "from": f"{entry.valid_from}",
        "to": f"{entry.valid_to}" if entry.valid_to else None,
    }
