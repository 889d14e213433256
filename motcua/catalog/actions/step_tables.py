"""Taking printed step tables in as processes, and the standard ones that come with the system."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.catalog import queries, step_tables
from motcua.catalog.actions.processes import bind_process, keep_draft, publish_process
from motcua.catalog.models import Procedure, ProcessVersion
from motcua.catalog.refusals import NotInForce, ProcessFaulty
from motcua.core import flow
from motcua.core.lifecycle import Actor


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"  # a further version of a process known before
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class NotDone:
    """Something the import left for a clerk, and why."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one table."""

    outcome: Outcome
    process_version_id: int
    number: int
    published: bool
    bound: tuple[str, ...]  # codes of the procedures now worked by it
    left: tuple[NotDone, ...]
    report: step_tables.Report


def import_processes(
    tables: Sequence[step_tables.Table],
    *,
    by: Actor,
    now: datetime,
    publish_from: date | None = None,
    bind: bool = False,
    on_progress: Callable[[int], None] = lambda done: None,
) -> tuple[Imported, ...]:
    """Keep each table as a draft process; doing it again changes nothing, a changed table is a further version.

    A table is one transaction. A wrong sum or an unknown performer does not stop it: they are in its report.

    :param publish_from: also publish, in force from this day, what can strand no dossier.
    :param bind: also work by it the procedures whose code it names, where that is the only table to name them and
        they have no process yet. Needs `publish_from`.
    """
    naming = Counter(code for table in tables for code in set(_national(table.codes)))
    made = []
    for done, table in enumerate(tables, start=1):
        with transaction.atomic():
            made.append(_import(table, naming, by=by, now=now, publish_from=publish_from, bind=bind))
        on_progress(done)
    return tuple(made)


def install_templates(*, by: Actor, now: datetime, valid_from: date) -> tuple[ProcessVersion, ...]:
    """Publish the standard processes that come with the system; those already there stay as they are."""
    made = []
    with transaction.atomic():
        for process in flow.parts_first(step_tables.templates().values()):
            hours = flow.run_through(process).hours
            version = keep_draft(process=process, norm_hours=hours, by=by, now=now, is_template=True)
            if version.status == ProcessVersion.Status.DRAFT:
                version = publish_process(process_version_id=version.id, valid_from=valid_from, by=by, now=now)
            made.append(version)
    return tuple(made)


def _import(
    table: step_tables.Table,
    naming: Mapping[str, int],
    *,
    by: Actor,
    now: datetime,
    publish_from: date | None,
    bind: bool,
) -> Imported:
    built = step_tables.build(table)
    before = ProcessVersion.objects.filter(process__key=table.key).aggregate(number=Max("number"))["number"]
    version = keep_draft(process=built.process, norm_hours=built.norm_hours, by=by, now=now, source=_source(table))
    left: list[NotDone] = []
    if publish_from is not None and version.status == ProcessVersion.Status.DRAFT:
        version = _published(version, publish_from, left, by=by, now=now)
    published = version.status == ProcessVersion.Status.PUBLISHED
    bound: list[str] = []
    if bind and published and publish_from is not None:
        bound = [
            code for code in _national(table.codes) if _bound(code, version, naming, publish_from, left, by=by, now=now)
        ]
    return Imported(
        outcome=_outcome(before, version.number),
        process_version_id=version.id,
        number=version.number,
        published=published,
        bound=tuple(bound),
        left=tuple(left),
        report=built.report,
    )


def _outcome(before: int | None, number: int) -> Outcome:
    if before is None:
        return Outcome.NEW
    return Outcome.UNCHANGED if number == before else Outcome.CHANGED


def _published(version: ProcessVersion, on: date, left: list[NotDone], *, by: Actor, now: datetime) -> ProcessVersion:
    """Publish if it can strand nobody; a part at a higher level needs its own process to be there first."""
    try:
        return publish_process(process_version_id=version.id, valid_from=on, by=by, now=now)
    except ProcessFaulty as refused:
        left.append(NotDone(refused.message_vi, refused.message_en))
        return version


def _bound(
    code: str,
    version: ProcessVersion,
    naming: Mapping[str, int],
    on: date,
    left: list[NotDone],
    *,
    by: Actor,
    now: datetime,
) -> bool:
    procedure = Procedure.objects.filter(national_code=code).first()
    if procedure is None:
        left.append(NotDone(f"Danh mục không có thủ tục {code}.", f"The catalogue has no procedure {code}."))
        return False
    if naming[code] > 1:
        left.append(
            NotDone(
                f"Thủ tục {code}: có {naming[code]} bảng cho các trường hợp khác nhau, cán bộ phải chọn.",
                f"Procedure {code}: {naming[code]} tables for different cases, a clerk must choose.",
            )
        )
        return False
    try:
        text = queries.version_in_force(procedure, on)
    except NotInForce as refused:
        left.append(NotDone(refused.message_vi, refused.message_en))
        return False
    at_work = text.processes.select_related("process_version__process").filter(case=None).first()
    if at_work is not None and at_work.process_version_id != version.id:
        other = at_work.process_version.process.key
        left.append(
            NotDone(
                f"Thủ tục {code} đang áp dụng quy trình {other}, không thay tự động.",
                f"Procedure {code} is worked by {other} already, which is not replaced by itself.",
            )
        )
        return False
    if at_work is None:
        bind_process(version_id=text.id, process_version_id=version.id, by=by, now=now)
    return True


def _national(codes: Iterable[str]) -> list[str]:
    """Return national codes; a province's own suffix (1.009642.H05) is not part of them."""
    return [code[:8] for code in codes]


def _source(table: step_tables.Table) -> dict[str, Any]:
    """Return the whole table as printed: nothing of it is lost, whatever was understood."""
    return {
        **table.source,
        "title": table.title,
        "codes": list(table.codes),
        "declared": table.declared,
        "rows": [asdict(row) for row in table.rows],
        "remarks": [asdict(remark) for remark in table.remarks],
    }
