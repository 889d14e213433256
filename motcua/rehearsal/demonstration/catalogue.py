"""Publishes the procedures of the demonstration, with the process each is worked by and who offers it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from motcua.catalog import actions as catalog
from motcua.catalog.forms import written_forms
from motcua.catalog.models import Procedure, ProcessVersion
from motcua.catalog.short_forms import short_form
from motcua.catalog.step_tables.templates import templates
from motcua.core import flow
from motcua.core.flow import ProcessDef
from motcua.core.forms import Definition
from motcua.core.lifecycle import SYSTEM
from motcua.rehearsal.demonstration.data import Facts, ProcedureFacts

SAME_DAY: Final = "Trong ngày làm việc; trường hợp nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo"


def found_catalogue(
    facts: Facts, agencies: Mapping[str, int], units: Mapping[tuple[str, str], int], *, now: datetime
) -> int:
    """Publish what is missing; return how many procedures were published."""
    known = set(Procedure.objects.values_list("national_code", flat=True))
    missing = [procedure for procedure in facts.procedures if procedure.code not in known]
    if not missing:
        return 0
    since = facts.since
    published = {
        process.key: _published(process, None, since, now, is_template=True)
        for process in flow.parts_first(templates().values())
    }
    published |= {
        process.key: _published(process, None, since, now) for process in flow.parts_first(facts.processes.values())
    }
    for procedure in missing:
        _publish(procedure, facts, published, agencies, units, now)
    return len(missing)


def _publish(
    procedure: ProcedureFacts,
    facts: Facts,
    published: Mapping[str, ProcessVersion],
    agencies: Mapping[str, int],
    units: Mapping[tuple[str, str], int],
    now: datetime,
) -> None:
    version = catalog.publish_version(
        data=as_published(procedure),
        valid_from=facts.since,
        form=form_of(procedure),
        by=SYSTEM,
        now=now,
    )
    if procedure.process:
        bound = published[procedure.process]
        catalog.bind_process(version_id=version.pk, process_version_id=bound.pk, by=SYSTEM, now=now)
    else:
        template = published[procedure.template]
        catalog.use_template(version_id=version.pk, template_id=template.pk, valid_from=facts.since, by=SYSTEM, now=now)
    places = [(agency.key, procedure.unit, procedure.online) for agency in facts.offered_at(procedure)]
    if procedure.part_at:  # the higher level works its part; nobody files there online
        places.append((procedure.part_at["agency"], procedure.part_at["unit"], "none"))
    for agency, unit, level in places:
        catalog.offer(
            agency_id=agencies[agency],
            procedure_id=version.procedure_id,
            valid_from=facts.since,
            online_level=level,
            partial_reason=procedure.partial_reason if level == "partial" else "",
            handling_unit_id=units[agency, unit],
            by=SYSTEM,
            now=now,
        )


def form_of(procedure: ProcedureFacts) -> Definition:
    """Return the form of a procedure: the one written for it, or the few questions its facts hold."""
    return written_forms().get(procedure.code) or short_form(
        procedure.code.replace(".", "_"), procedure.name, procedure.ask, source="Số liệu để trình diễn"
    )


def as_published(procedure: ProcedureFacts) -> dict[str, Any]:
    """Return a procedure in the schema in which the national database's records are kept."""
    time = SAME_DAY if procedure.time == "same_day" else procedure.time
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "scope": "national",
        "kind": "ASSIGNED",
        "level": procedure.levels[0],
        "levels_portal": list(procedure.levels),
        "targets": list(procedure.targets),
        "decision_number": procedure.decision,
        "description": f"Số liệu để trình diễn. {procedure.note}".strip(),
        "methods": [{"channel": channel, "time_raw": time, "fee_raw": procedure.fee} for channel in procedure.channels],
        "documents": [
            dict(zip(("name", "originals", "copies", "kind"), paper, strict=False)) | {"group": ""}
            for paper in procedure.papers
        ],
        "legal_bases": [
            dict(zip(("number", "title"), [*basis.split(" ", 1), ""][:2], strict=True)) for basis in procedure.legal
        ],
        "results_raw": procedure.result,
    }


def norm_hours(process: ProcessDef) -> Decimal:
    """Return the hours a table of the province's own is made for: those of its ordinary way."""
    return flow.run_through(process).hours


def _published(
    process: ProcessDef, template: ProcessVersion | None, since: date, now: datetime, *, is_template: bool = False
) -> ProcessVersion:
    draft = catalog.keep_draft(
        process=process, norm_hours=norm_hours(process), is_template=is_template, template=template, by=SYSTEM, now=now
    )
    if draft.status == ProcessVersion.Status.PUBLISHED:
        return draft
    return catalog.publish_process(process_version_id=draft.pk, valid_from=since, by=SYSTEM, now=now)
