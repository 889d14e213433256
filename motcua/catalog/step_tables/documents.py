"""Step tables in JSON: the shape in which the annexes of provincial decisions were transcribed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from motcua.catalog.step_tables.refusals import BadShape, UnreadableFile
from motcua.catalog.step_tables.tables import Row, Table
from motcua.catalog.step_tables.times import first_duration, plain
from motcua.core.flow import HOURS_PER_DAY
from motcua.core.vietnam import tidy


def read_json(data: bytes, name: str = "JSON") -> tuple[Table, ...]:
    """Read all tables of a document.  :raises UnreadableFile, BadShape"""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UnreadableFile(name=name) from error
    processes = document.get("processes") if isinstance(document, Mapping) else document
    if not isinstance(processes, list):
        raise BadShape(where=name, problem_vi="không có danh sách “processes”", problem_en="no list “processes”")
    tables = tuple(_table(process, f"{name}, processes[{place}]") for place, process in enumerate(processes))
    seen: set[str] = set()
    for table in tables:
        if table.key in seen:
            raise BadShape(where=f"{name}, {table.key}", problem_vi="trùng mã “id”", problem_en="the “id” stands twice")
        seen.add(table.key)
    return tables


def _table(process: Any, where: str) -> Table:
    if not isinstance(process, Mapping):
        raise BadShape(where=where, problem_vi="không phải đối tượng", problem_en="not an object")
    steps = process.get("steps")
    if not isinstance(steps, list) or not steps:
        raise BadShape(where=where, problem_vi="không có danh sách “steps”", problem_en="no list “steps”")
    codes = process.get("procedure_codes") or []
    if not isinstance(codes, list):
        raise BadShape(
            where=where, problem_vi="“procedure_codes” không phải danh sách", problem_en="“procedure_codes” is no list"
        )
    decision = _text(process, "decision", where)
    declared = _text(process, "total_raw", where)
    limit = _text(process, "declared_limit_raw", where)
    return Table(
        key=_key(decision, process.get("id"), where),
        title=_text(process, "title", where),
        codes=tuple(tidy(str(code)) for code in codes),
        rows=tuple(_row(step, f"{where}.steps[{place}]", place + 1) for place, step in enumerate(steps)),
        declared=declared or limit,
        declared_hours=_declared(process, limit),
        source={
            name: _text(process, name, where)
            for name in ("decision", "province", "decision_date", "declared_limit_raw", "total_raw")
            if process.get(name)
        },
    )


def _key(decision: str, number: Any, where: str) -> str:
    """Return a key that stays the same when the document is read again: decision and running number."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise BadShape(where=where, problem_vi="“id” không phải số nguyên", problem_en="“id” is not a whole number")
    digits = re.match(r"\d+", decision)
    return f"qd{digits[0] if digits else ''}-{number:03d}"


def _declared(process: Mapping[str, Any], limit: str) -> Decimal | None:
    """Return the hours the source declares: its own count of days, or the one time its limit names."""
    days = process.get("total_days")
    if isinstance(days, int | float) and not isinstance(days, bool):
        return plain(Decimal(str(days)) * HOURS_PER_DAY)
    return first_duration(limit)


def _row(step: Any, where: str, place: int) -> Row:
    if not isinstance(step, Mapping):
        raise BadShape(where=where, problem_vi="không phải đối tượng", problem_en="not an object")
    return Row(
        no=_text(step, "no_raw", where) or str(place),
        work=_text(step, "work", where),
        performer=_text(step, "performer", where),
        time=_text(step, "time_raw", where),
        output=_text(step, "output", where),
        place=f"bước {place}",
    )


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadShape(where=where, problem_vi=f"“{name}” không phải văn bản", problem_en=f"“{name}” is not a text")
    return tidy(value)
