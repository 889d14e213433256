"""Drafts of processes: begun from a version, kept while two may write, thrown away, made from other tools' files."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.catalog import step_tables
from motcua.catalog.actions.processes import changes_between, keep_draft, mark_of, officer_of, refuse_stale
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Process, ProcessVersion
from motcua.catalog.refusals import AlreadyPublished, NoSuchProcess, ProcessKeyTaken
from motcua.core import flow
from motcua.core.lifecycle import Actor
from motcua.gateways import bpmn

Status = ProcessVersion.Status


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A draft made of a file, and what there is to say about it."""

    version: ProcessVersion
    remarks: tuple[bpmn.Remark, ...]


def begin_draft(*, version_id: int, by: Actor, now: datetime) -> ProcessVersion:
    """Return the draft of a process: the one there is, or a new one that begins as a copy of this version."""
    with transaction.atomic():
        origin = locked(version_id)
        draft = origin.process.versions.filter(status=Status.DRAFT).order_by("-number").first()
        if draft is not None:
            return draft
        number = (origin.process.versions.aggregate(number=Max("number"))["number"] or 0) + 1
        process = replace(flow.from_rows(origin.definition), version=number)
        draft = ProcessVersion.objects.create(
            process=origin.process,
            number=number,
            definition=flow.to_rows(process),
            norm_hours=origin.norm_hours,
            is_template=origin.is_template,
            template=origin.template,
            findings=origin.findings,
            trials=origin.trials,
            source_hash=mark_of(process, origin.norm_hours, is_template=origin.is_template),
            saved_at=now,
            saved_by_id=officer_of(by),
        )
        details = {"version": number, "from": origin.number}
        changed(f"process:{origin.process.key}", "process.draft_begun", by=by, now=now, details=details)
    return draft


def begin_process(*, key: str, name: str, template: flow.ProcessDef, by: Actor, now: datetime) -> ProcessVersion:
    """Begin a process of one's own with the steps of a standard one.  :raises ProcessKeyTaken:"""
    if Process.objects.filter(key=key).exists():
        raise ProcessKeyTaken(key=key)
    process = replace(template, key=key, name=name, version=1, template="")
    return keep_draft(process=process, norm_hours=flow.run_through(process).hours or None, by=by, now=now)


def save_draft(
    *,
    version_id: int,
    process: flow.ProcessDef,
    norm_hours: Decimal | None,
    begun_from: str,
    by: Actor,
    now: datetime,
) -> ProcessVersion:
    """Keep what an editor made of a draft. Nothing is written over what somebody else saved meanwhile.

    :param begun_from: the mark of what the editor began from (`source_hash`).
    :raises ProcessChangedMeanwhile: :raises AlreadyPublished:
    """
    with transaction.atomic():
        draft = locked(version_id)
        if draft.status != Status.DRAFT:
            raise AlreadyPublished
        kept = replace(process, key=draft.process.key, version=draft.number)
        mark = mark_of(kept, norm_hours, is_template=draft.is_template)
        if mark == draft.source_hash:
            return draft
        refuse_stale(draft, begun_from)
        before, norm_before = flow.from_rows(draft.definition), draft.norm_hours
        draft.definition, draft.norm_hours, draft.source_hash = flow.to_rows(kept), norm_hours, mark
        draft.findings = [_plain(finding) for finding in flow.findings(kept, norm_hours)]
        draft.saved_at, draft.saved_by_id = now, officer_of(by)
        draft.save()
        if kept.name and kept.name != draft.process.name and draft.number == 1:
            Process.objects.filter(pk=draft.process_id).update(name=kept.name)
        details: dict[str, Any] = {"version": draft.number, "changes": changes_between(before, kept)}
        if norm_before != norm_hours:
            details["norm_hours"] = [str(norm_before), str(norm_hours)]
        changed(f"process:{draft.process.key}", "process.draft_saved", by=by, now=now, details=details)
    return draft


def discard_draft(*, version_id: int, begun_from: str, by: Actor, now: datetime) -> None:
    """Throw a draft away; what it held stays in the journal.  :raises ProcessChangedMeanwhile, AlreadyPublished:"""
    with transaction.atomic():
        draft = locked(version_id)
        if draft.status != Status.DRAFT:
            raise AlreadyPublished
        refuse_stale(draft, begun_from)
        details = {"version": draft.number, "before": draft.definition}
        changed(f"process:{draft.process.key}", "process.draft_discarded", by=by, now=now, details=details)
        parent = draft.process
        draft.delete()
        if not parent.versions.exists():
            parent.delete()


def take_in_bpmn(*, data: bytes, key: str = "", by: Actor, now: datetime) -> TakenIn:
    """Make a draft of a BPMN file: a further version of the process it names, or of the one with this key.

    :raises bpmn.BpmnUnreadable, bpmn.BpmnRefused:
    """
    read = bpmn.read(data, performer=_performer)
    process = replace(read.process, key=key) if key else read.process
    process = replace(process, key=process.key[:120], version=1)
    version = keep_draft(process=process, norm_hours=read.norm_hours, by=by, now=now, source={"format": "bpmn"})
    return TakenIn(version, read.remarks)


def draw_draft(*, version_id: int, data: bytes, begun_from: str, by: Actor, now: datetime) -> TakenIn:
    """Keep a draft as somebody drew it. Nothing is written over what somebody else saved meanwhile.

    :raises bpmn.BpmnUnreadable, bpmn.BpmnRefused: the drawing. :raises ProcessChangedMeanwhile, AlreadyPublished:
    """
    read = bpmn.read(data, performer=_performer)
    with transaction.atomic():
        norm_hours = read.norm_hours if read.norm_hours is not None else locked(version_id).norm_hours
        saved = save_draft(
            version_id=version_id,
            process=read.process,
            norm_hours=norm_hours,
            begun_from=begun_from,
            by=by,
            now=now,
        )
    return TakenIn(saved, read.remarks)


def _performer(words: str) -> flow.Performer | None:
    """Return who is meant by the words on a lane, where they name one performer."""
    named = step_tables.read_performer(words).performers
    return flow.Performer(named[0].role, named[0].unit_rule, text=words) if len(named) == 1 else None


def locked(version_id: int) -> ProcessVersion:
    """Lock the process, then read the version: two editors of one process stand in line.  :raises NoSuchProcess:"""
    process_id = ProcessVersion.objects.filter(pk=version_id).values_list("process_id", flat=True).first()
    if process_id is None:
        raise NoSuchProcess
    Process.objects.select_for_update(of=("self",)).get(pk=process_id)
    version = (
        ProcessVersion.objects.select_for_update(of=("self",)).select_related("process").filter(pk=version_id).first()
    )
    if version is None:
        raise NoSuchProcess
    return version


def _plain(finding: flow.Finding) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(finding).items()}
