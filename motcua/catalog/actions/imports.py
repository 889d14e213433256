"""Taking published procedures in: what is new becomes a version, what is known stays, what is wrong is named."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from motcua.base import sql
from motcua.catalog import loading, readers
from motcua.catalog.loading import STATEMENTS, NewText, NewVersion
from motcua.catalog.queries.records import record_of, whole_versions
from motcua.catalog.readers import Refused, SourceRecord, portal_list
from motcua.catalog.understand.procedure import Content, Tally, source_hash, understand
from motcua.core.vietnam import collation_key, fold

BATCH: Final = 100
_QUOTED: Final = re.compile(r"“[^”]*” ?")


@dataclass(slots=True)
class Report:
    """What became of every record, and per field of every row."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    confirmed: int = 0
    left_out: int = 0
    refused: list[Refused] = field(default_factory=list)
    changed_codes: list[str] = field(default_factory=list)
    new_codes: list[str] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def as_data(self) -> dict[str, Any]:
        """Return the report as plain values."""
        rows = {
            name: {
                "rows": dict(counts),
                "repaired": dict(self.tally.repairs.get(name, {})),
                "reasons": dict(self.tally.reasons.get(name, {})),
            }
            for name, counts in sorted(self.tally.rows.items())
        }
        others = {
            name: {"rows": {}, "repaired": dict(counts), "reasons": {}}
            for name, counts in sorted(self.tally.repairs.items())
            if name not in rows and counts
        }
        return {
            "read": self.read,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "confirmed": self.confirmed,
            "left_out": self.left_out,
            "changed_codes": self.changed_codes,
            "new_codes": self.new_codes,
            "refused": [
                {"where": each.where, "code": each.code, "vi": each.vi, "en": each.en} for each in self.refused
            ],
            "fields": rows | others,
        }


@dataclass(frozen=True, slots=True)
class Selection:
    """Which procedures are taken: all, or those a province's own agencies work."""

    province: str = ""

    def takes(self, data: dict[str, Any]) -> bool:
        """Tell whether a province offers it: national ones at its levels, and its own."""
        if not self.province:
            return True
        if data.get("scope") == "local":
            return fold(data.get("province") or "") == fold(self.province)
        return data.get("scope") == "national" and data.get("level") in {"TINH", "XA"}


def import_procedures(
    paths: Sequence[Path],
    *,
    valid_from: date,
    now: datetime,
    selection: Selection | None = None,
    on_progress: Callable[[readers.Progress, int], None] = lambda progress, read: None,
) -> Report:
    """Import files of any of the published shapes. Doing it again changes nothing; after a stop it goes on.

    Each batch is one transaction, so an interruption loses nothing that was reported as done.

    :param valid_from: the first day of the versions this import makes.
    """
    report, progress = Report(), readers.Progress()
    chosen = selection or Selection()
    seen: dict[str, str] = {}
    for batch in _batches(_taken(readers.read_all(paths, progress), chosen, report, seen)):
        import_records(batch, report, valid_from=valid_from, now=now)
        on_progress(progress, report.read)
    return report


def _taken(
    records: Iterable[readers.Reading], chosen: Selection, report: Report, seen: dict[str, str]
) -> Iterator[SourceRecord]:
    for record in records:
        report.read += 1
        if isinstance(record, Refused):
            report.refused.append(record)
            report.tally.count("code", "refused", [_QUOTED.sub("", record.en)])
        elif not chosen.takes(record.data):
            report.left_out += 1
        elif record.code in seen and seen[record.code] != record.kind + source_hash(record.original):
            report.refused.append(_repeated(record))
            report.tally.count("code", "refused", ["repeated code"])
        elif record.code in seen:
            report.unchanged += 1
        else:
            seen[record.code] = record.kind + source_hash(record.original)
            yield record


def _repeated(record: SourceRecord) -> Refused:
    return Refused(
        record.where,
        record.code,
        f"Mã {record.code} đã có ở dòng trước với nội dung khác; giữ dòng đầu.",
        f"Code {record.code} stands on an earlier line with other content; the first one is kept.",
    )


def _batches(records: Iterator[SourceRecord]) -> Iterator[list[SourceRecord]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def import_records(batch: Sequence[SourceRecord], report: Report, *, valid_from: date, now: datetime) -> None:
    """Take one batch in, in one transaction, and add what became of it to the report."""
    tally = Tally()
    versions: list[NewVersion] = []
    texts: list[NewText] = []
    closed: dict[str, int] = {}
    outcome = Report()
    with transaction.atomic():
        known = _known(batch)
        wanted: list[tuple[SourceRecord, str, dict[str, Any], Content, str]] = []
        for record in batch:
            before = known[record.code]
            mark = source_hash(record.original)
            if mark == before["source_hash"] or mark in (before["other_hashes"] or ()):
                outcome.unchanged += 1
                continue
            one = Tally()
            data = _merged(record, before)
            content = understand(data, one)
            content_mark = _content_hash(content)
            same_text = before["version_id"] and content_mark == before["content_hash"]
            if same_text and _chosen_as_kept(record, content, before["version_id"]):
                texts.append(NewText(before["version_id"], record.kind, mark, record.original))
                outcome.confirmed += 1
            elif before["version_id"] and valid_from < before["valid_from"]:
                outcome.refused.append(_too_early(record, before["valid_from"]))
                one.count("code", "refused", ["begins before the version it would replace"])
            else:
                wanted.append((record, mark, data, content, content_mark))
            tally.add(one)
        fields = _fields({content.field for _, _, _, content, _ in wanted})
        for record, mark, data, content, content_mark in wanted:
            merged = data is not record.data
            before = known[record.code]
            if before["version_id"]:
                outcome.changed += 1
                outcome.changed_codes.append(record.code)
                closed[record.code] = before["version_id"]
            else:
                outcome.new += 1
                outcome.new_codes.append(record.code)
            versions.append(
                NewVersion(
                    procedure_id=before["id"],
                    number=(before["number"] or 0) + 1,
                    field_id=fields[content.field],
                    content=content,
                    source_kind=readers.MERGED if merged else record.kind,
                    source={"data": data, "kind": record.kind, "original": record.original}
                    if merged
                    else record.original,
                    source_hash=mark,
                    content_hash=content_mark,
                    valid_from=valid_from,
                    supplement_policy=before["supplement_policy"] or "restart",
                )
            )
        if closed:
            sql.run(STATEMENTS.close_versions, versions=list(closed.values()), last=valid_from - timedelta(days=1))
        if versions or texts:
            made = loading.write(versions, texts, now=now)
            if closed:
                old, new = list(closed.values()), [made[code] for code in closed]
                sql.run(STATEMENTS.keep_bindings, old=old, new=new)
                sql.run(STATEMENTS.keep_forms, old=old, new=new, now=now)
            sql.run(STATEMENTS.bump)
    _add(report, outcome, tally)


def _add(report: Report, outcome: Report, tally: Tally) -> None:
    """Add a batch to the report once its transaction holds."""
    report.new += outcome.new
    report.changed += outcome.changed
    report.unchanged += outcome.unchanged
    report.confirmed += outcome.confirmed
    report.refused += outcome.refused
    report.changed_codes += outcome.changed_codes
    report.new_codes += outcome.new_codes
    report.tally.add(tally)


def _known(batch: Sequence[SourceRecord]) -> dict[str, dict[str, Any]]:
    codes = [record.code for record in batch]
    sql.run(STATEMENTS.add_procedures, codes=codes)
    return {row["code"]: row for row in sql.rows(STATEMENTS.latest_versions, codes=codes)}


def _fields(names: set[str]) -> dict[str, int]:
    """Return the id of each field, made where it is new; one at a time, for two names may fold to one code."""
    listed = sorted(names)
    if not listed:
        return {}
    found = {row["name"]: row["id"] for row in sql.rows(STATEMENTS.fields_by_name, names=listed)}
    for name in listed:
        if name not in found:
            code, other = field_codes(name)
            sql.run(
                STATEMENTS.add_fields,
                codes=[code],
                other_codes=[other],
                names=[name],
                folded=[fold(name)],
                keys=[collation_key(name)],
            )
    return {row["name"]: row["id"] for row in sql.rows(STATEMENTS.fields_by_name, names=listed)}


def field_codes(name: str) -> tuple[str, str]:
    """Return a code made of a field's name, and another for the case that it is taken."""
    plain = "-".join(re.findall(r"[a-z0-9]+", fold(name)))
    mark = hashlib.sha256(name.encode()).hexdigest()[:6]
    marked = f"{plain[:33]}-{mark}"
    return (plain if 0 < len(plain) <= 40 else marked), marked


def _merged(record: SourceRecord, before: dict[str, Any]) -> dict[str, Any]:
    """Return the record, completed from the version before when the new shape cannot hold all that is known.

    The portal's text has no issuing agency and its list has nothing but names: what a shape lacks was not taken away.
    """
    if not before["version_id"] or before["source_kind"] == record.kind or record.kind not in readers.KINDS:
        return record.data
    kept = sql.row(STATEMENTS.source_of_version, version=before["version_id"])
    if kept is None:
        return record.data
    earlier = readers.data_of(kept["source_kind"], kept["source"])
    first, second = (record.data, earlier) if record.kind == portal_list.KIND else (earlier, record.data)
    return {**first, **{key: value for key, value in second.items() if value not in (None, "", [])}}


def _content_hash(content: Content) -> str:
    """Return the mark of what a reading was made from: the same procedure in two shapes has the same."""
    values = [
        [content.name, content.field, content.scope, content.kind, content.levels, content.targets, content.texts],
        [content.cases, content.legal_bases, content.results],
        [(each.kind, each.description, each.time_raw, each.fee_raw) for each in content.channels],
        [(each.name, each.case, each.reading.originals, each.reading.copies) for each in content.papers],
    ]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _chosen_as_kept(record: SourceRecord, content: Content, version_id: int) -> bool:
    """Tell whether a record chooses what the version it says the same as has.

    A published text that chooses nothing takes no clerk's choice away.
    """
    if not content.said and record.kind in readers.KINDS:
        return True
    kept = record_of(whole_versions().get(pk=version_id))
    return understand(kept, Tally()).said == content.said


def _too_early(record: SourceRecord, first: date) -> Refused:
    return Refused(
        record.where,
        record.code,
        f"Phiên bản đang có bắt đầu từ {first:%d/%m/%Y}, sau ngày hiệu lực được chọn.",
        f"The version in force begins on {first:%Y-%m-%d}, after the day chosen for the new one.",
    )
