"""Step processes: kept as drafts, published once and for all, bound to procedures, adjusted from templates."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.catalog.actions.recording import changed
from motcua.catalog.models import ProcedureCase, ProcedureProcess, ProcedureVersion, Process, ProcessVersion
from motcua.catalog.queries.rules import VersionRules, process_in_force, rules_for
from motcua.catalog.refusals import (
    AlreadyPublished,
    NoProcess,
    NormUnknown,
    NotATemplate,
    NotYetPublished,
    ProcessChangedMeanwhile,
    ProcessFaulty,
    TemplateDoesNotFit,
    TrialsFailing,
    UnknownCase,
    WarningsNotConfirmed,
)
from motcua.core import flow
from motcua.core.deadline import Norm, Unit
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.vietnam import ZONE
from motcua.core.worktime import WorkCalendar

_QUARTER: Final = Decimal("0.25")
_MOST_CHANGES: Final = 200


def keep_draft(
    *,
    process: flow.ProcessDef,
    norm_hours: Decimal | None,
    by: Actor,
    now: datetime,
    is_template: bool = False,
    template: ProcessVersion | None = None,
    source: Mapping[str, Any] | None = None,
) -> ProcessVersion:
    """Keep a step table as a draft with everything worth telling its designer. The same table again is the same row."""
    rows = flow.to_rows(process)
    mark = mark_of(process, norm_hours, is_template=is_template)
    with transaction.atomic():
        parent, _ = Process.objects.get_or_create(key=process.key, defaults={"name": process.name or process.key})
        versions = ProcessVersion.objects.select_for_update(of=("self",)).filter(process=parent)
        newest = versions.order_by("-number").first()
        if newest is not None and newest.source_hash == mark:
            return newest
        number = (versions.aggregate(number=Max("number"))["number"] or 0) + 1
        made = ProcessVersion.objects.create(
            process=parent,
            number=number,
            definition=rows | {"version": number},
            norm_hours=norm_hours,
            is_template=is_template,
            template=template,
            findings=[_plain(finding) for finding in flow.findings(process, norm_hours)],
            source=dict(source or {}),
            source_hash=mark,
            saved_at=now,
            saved_by_id=officer_of(by),
        )
        changed(f"process:{parent.key}", "process.drafted", by=by, now=now, details={"version": number})
    return made


def mark_of(process: flow.ProcessDef, norm_hours: Decimal | None, *, is_template: bool) -> str:
    """Return the mark of a table: what two editors of a draft are told apart by, and a second import is known by."""
    rows = flow.to_rows(replace(process, version=1))  # the number a table gets says nothing about what it holds
    norm = "None" if norm_hours is None else format(norm_hours.normalize(), "f")  # 8 and 8.00 are one norm
    return hashlib.sha256(json.dumps([rows, norm, is_template], sort_keys=True).encode()).hexdigest()


def refuse_stale(version: ProcessVersion, begun_from: str | None) -> None:
    """:raises ProcessChangedMeanwhile: the draft is not what somebody began from."""
    if begun_from is not None and begun_from != version.source_hash:
        who = version.saved_by.full_name if version.saved_by else "Hệ thống"
        at = f"{version.saved_at.astimezone(ZONE):%H:%M %d/%m/%Y}" if version.saved_at else "–"
        raise ProcessChangedMeanwhile(who=who, at=at)


def verdicts(version: ProcessVersion, calendar: WorkCalendar | None) -> list[flow.Verdict]:
    """Run every trial of a version."""
    process = flow.from_rows(version.definition)
    return [flow.try_out(process, flow.trials.from_row(row), calendar) for row in version.trials]


def officer_of(by: Actor) -> int | None:
    return by.id if by.kind is ActorKind.OFFICER else None


def changes_between(before: flow.ProcessDef, after: flow.ProcessDef) -> list[dict[str, Any]]:
    """Return what changed, as the journal keeps it: before and after of each field."""
    found = flow.differences(before, after)
    told = [asdict(change) for change in found[:_MOST_CHANGES]]
    return told + ([{"more": len(found) - _MOST_CHANGES}] if len(found) > _MOST_CHANGES else [])


def publish_process(
    *,
    process_version_id: int,
    valid_from: date,
    by: Actor,
    now: datetime,
    begun_from: str | None = None,
    reason: str | None = None,
    calendar: WorkCalendar | None = None,
) -> ProcessVersion:
    """Publish a draft: from then on dossiers may run by it and it never changes.

    Procedures worked by an earlier version are worked by this one from its day on; dossiers filed before keep theirs.

    :param begun_from: the mark of what was looked at. :param reason: why warnings and failing trials may stand; None
        where no person looked at them (imports, standard processes).
    :raises ProcessFaulty: a dossier could be stranded or never end in it, or a part of it. :raises AlreadyPublished
    :param calendar: what the due moments of trials are counted by.
    :raises ProcessChangedMeanwhile: it is not what was looked at.
    :raises WarningsNotConfirmed, TrialsFailing: and no reason is given.
    """
    with transaction.atomic():
        version = (
            ProcessVersion.objects.select_for_update(of=("self",)).select_related("process").get(id=process_version_id)
        )
        if version.status == ProcessVersion.Status.PUBLISHED:
            raise AlreadyPublished
        refuse_stale(version, begun_from)
        process = flow.from_rows(version.definition)
        found = (*_of_parts(process, valid_from), *flow.findings(process, version.norm_hours))
        errors = [finding for finding in found if finding.severity is flow.Severity.ERROR]
        if errors:
            raise ProcessFaulty(
                problems=" ".join(finding.message_vi for finding in errors),
                problems_en=" ".join(finding.message_en for finding in errors),
            )
        if reason is not None and found and not reason.strip():
            raise WarningsNotConfirmed(
                problems=" ".join(finding.message_vi for finding in found),
                problems_en=" ".join(finding.message_en for finding in found),
            )
        failing = [verdict.trial.name for verdict in verdicts(version, calendar) if not verdict.passed]
        if failing and not (reason or "").strip():
            raise TrialsFailing(names=", ".join(f"“{name}”" for name in failing))
        before = version.process.versions.filter(status=ProcessVersion.Status.PUBLISHED).order_by("-number").first()
        version.findings = [_plain(finding) for finding in found]
        version.status = ProcessVersion.Status.PUBLISHED
        version.valid_from, version.published_at, version.published_by_id = valid_from, now, officer_of(by)
        version.publish_reason = (reason or "").strip() if found or failing else ""
        version.save()
        details = {
            "version": version.number,
            "valid_from": valid_from.isoformat(),
            "warnings": sorted({str(finding.code) for finding in found}),
            "failing_trials": len(failing),
            "before": before.number if before else None,
            "changes": changes_between(flow.from_rows(before.definition), process) if before else [],
        }
        changed(f"process:{version.process.key}", "process.published", by=by, now=now, details=details)
    return version


def _of_parts(process: flow.ProcessDef, on: date) -> list[flow.Finding]:
    """What stands against opening the parts of a process on a day."""
    found = []
    for part in flow.parts_of(process):
        try:
            below = _parts_below(part, on)
        except NoProcess:
            found.append(flow.not_in_force(process, part))
            continue
        if process.key in below:
            found.append(flow.part_of_itself(process, part))
    return found


def _parts_below(key: str, on: date) -> set[str]:
    """A process and all that its parts, and theirs, are worked by.  :raises NoProcess: it is not in force."""
    seen: set[str] = set()
    waiting = {key}
    while waiting:
        one = waiting.pop()
        seen.add(one)
        waiting |= set(flow.parts_of(process_in_force(one, on))) - seen
    return seen


def bind_process(
    *, version_id: int, process_version_id: int, by: Actor, now: datetime, case_key: str = ""
) -> ProcedureProcess:
    """Say by which process dossiers of a version are worked from now on; those already filed keep theirs.

    :raises NotYetPublished :raises UnknownCase
    """
    with transaction.atomic():
        version = (
            ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure").get(id=version_id)
        )
        process = ProcessVersion.objects.select_related("process").get(id=process_version_id)
        if process.status != ProcessVersion.Status.PUBLISHED:
            raise NotYetPublished
        held = ProcedureProcess.objects.filter(version=version, case=_case(version, case_key))
        before = held.values_list("process_version__process__key", "process_version__number").first()
        bound, _ = ProcedureProcess.objects.update_or_create(
            version=version, case=_case(version, case_key), defaults={"process_version": process}
        )
        details = {
            "version": version.number,
            "case": case_key,
            "process": process.process.key,
            "number": process.number,
            "before": {"process": before[0], "number": before[1]} if before else None,
            "after": {"process": process.process.key, "number": process.number},
        }
        changed(f"procedure:{version.procedure}", "procedure.process_bound", by=by, now=now, details=details)
    return bound


def use_template(
    *,
    version_id: int,
    template_id: int,
    by: Actor,
    now: datetime,
    valid_from: date,
    case_key: str = "",
    norm: Norm | None = None,
) -> ProcessVersion:
    """Work a procedure without a table of its own by a published template, adjusted to its norm and marked so.

    Procedures of one norm share one adjusted process.

    :param norm: the term to adjust to, where the catalogue does not say one thing only.
    :raises NotATemplate :raises NormUnknown :raises TemplateDoesNotFit: too little time for its steps.
    """
    template = ProcessVersion.objects.select_related("process").filter(
        id=template_id, is_template=True, status=ProcessVersion.Status.PUBLISHED
    ).first()  # fmt: skip
    if template is None:
        raise NotATemplate
    rules = rules_for(version_id)
    hours = _hours(norm or _longest(rules, case_key))
    definition = flow.from_rows(template.definition)
    if hours is not None:
        try:
            definition = flow.adjust(definition, hours)
        except (flow.NormTooShort, flow.NoBulkStep) as error:
            raise TemplateDoesNotFit(template=template.process.name, hours=hours) from error
    key = template.process.key if hours is None else f"{template.process.key}@{hours.normalize():f}h"
    adjusted = replace(definition, key=f"{key}#{template.number}", template=template.process.key)
    with transaction.atomic():
        made = keep_draft(process=adjusted, norm_hours=hours, by=by, now=now, template=template)
        if made.status == ProcessVersion.Status.DRAFT:
            made = publish_process(process_version_id=made.id, valid_from=valid_from, by=by, now=now)
        bind_process(version_id=version_id, process_version_id=made.id, case_key=case_key, by=by, now=now)
    return made


def _case(version: ProcedureVersion, case_key: str) -> ProcedureCase | None:
    if not case_key:
        return None
    case = version.cases.filter(position=int(case_key)).first() if case_key.isdigit() else None
    if case is None:
        raise UnknownCase(code=str(version.procedure), case=case_key)
    return case


def _longest(rules: VersionRules, case_key: str) -> Norm:
    """Return the longest term of any channel: steps planned for it suit the shorter ones by proportion at most."""
    norms = [rules.norm_for(channel, case_key) for channel in {rule.channel for rule in rules.channels}]
    known = [norm for norm in norms if norm is not None]
    if not known or len(known) < len(norms):
        raise NormUnknown(code=rules.code)
    return max(known, key=lambda norm: _hours(norm) or Decimal(0))


def _hours(norm: Norm) -> Decimal | None:
    """Return the working hours a term leaves for steps; None where there is no term.

    Calendar days hold five working days in seven: enough to plan steps by, while the due date itself is counted by
    the calendar. law:step-hours
    """
    day = Decimal(flow.HOURS_PER_DAY)
    if norm.unit is Unit.NONE:
        return None
    hours = {
        Unit.WORKING_DAY: norm.value * day,
        Unit.WORKING_HOUR: norm.value,
        Unit.CALENDAR_DAY: norm.value * day * 5 / 7,
        Unit.MONTH: norm.value * 30 * day * 5 / 7,
        Unit.SAME_DAY: day,
    }[norm.unit]
    return max(_QUARTER, (hours / _QUARTER).quantize(Decimal(1), rounding=ROUND_DOWN) * _QUARTER)


def _plain(finding: flow.Finding) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(finding).items()}
