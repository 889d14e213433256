"""Drafts of procedures: begun from the version in force or from nothing, kept while two may write, thrown away."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from motcua.catalog.actions.processes import officer_of
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Procedure, ProcedureDraft, ProcedureVersion
from motcua.catalog.queries.records import record_of, whole_versions
from motcua.catalog.readers import SourceRecord
from motcua.catalog.readers.record import Refused, checked
from motcua.catalog.refusals import NoProcedureDraft, NotFound, ProcedureChangedMeanwhile, ProcedureKnown, RecordInvalid
from motcua.core.lifecycle import Actor
from motcua.core.publication import Issuer
from motcua.core.vietnam import ZONE

CLERK: Final = "clerk"
_LONGEST_TOLD: Final = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands around the text of a draft: from when, by which decision, what a supplement does to the clock."""

    effective_on: date | None = None
    decision_number: str = ""
    decided_on: date | None = None
    issuer: Issuer = Issuer.PROVINCE
    supplement_policy: str = ProcedureVersion.Policy.RESTART.value


def begin_procedure_draft(*, code: str, by: Actor, now: datetime) -> ProcedureDraft:
    """Return the draft of a procedure: the one there is, or a new one that begins as its newest version.

    :raises NotFound:
    """
    with transaction.atomic():
        procedure = Procedure.objects.select_for_update(of=("self",)).filter(national_code=code).first()
        if procedure is None:
            raise NotFound(code=code)
        there = ProcedureDraft.objects.filter(code=code).first()
        if there is not None:
            return there
        base = newest_version(procedure.pk)
        if base is None:
            raise NotFound(code=code)
        plan = Plan(supplement_policy=base.supplement_policy)
        return _begun(code, record_of(base), plan, base, by=by, now=now)


def begin_procedure(*, code: str, name: str, by: Actor, now: datetime) -> ProcedureDraft:
    """Begin a procedure the catalogue does not have.  :raises ProcedureKnown, RecordInvalid:"""
    data = {"code": code.strip(), "name": name.strip(), "scope": "local"}
    check(data)
    with transaction.atomic():
        if Procedure.objects.filter(national_code=data["code"], versions__isnull=False).exists():
            raise ProcedureKnown(code=data["code"])
        there = ProcedureDraft.objects.filter(code=data["code"]).first()
        return there or _begun(data["code"], data, Plan(), None, by=by, now=now)


def save_procedure_draft(
    *, code: str, data: Mapping[str, Any], plan: Plan, begun_from: str, by: Actor, now: datetime
) -> ProcedureDraft:
    """Keep what a clerk wrote. Nothing is written over what somebody else saved meanwhile.

    :param begun_from: the mark of what the clerk began from.
    :raises NoProcedureDraft, ProcedureChangedMeanwhile, RecordInvalid:
    """
    kept = {**data, "code": code}
    check(kept)
    with transaction.atomic():
        draft = locked_draft(code)
        mark = _mark(kept, plan)
        if mark == draft.mark:
            return draft
        refuse_stale(draft, begun_from)
        details = {"changes": _changes(_plain(draft.data, plan_of(draft)), _plain(kept, plan))}
        draft.data, draft.mark = kept, mark
        draft.effective_on, draft.supplement_policy = plan.effective_on, plan.supplement_policy
        draft.decision_number, draft.decided_on, draft.issuer = plan.decision_number, plan.decided_on, plan.issuer.value
        draft.saved_at, draft.saved_by_id = now, officer_of(by)
        draft.save()
        changed(f"procedure:{code}", "procedure.draft_saved", by=by, now=now, details=details)
    return draft


def follow_newest(*, code: str, begun_from: str, by: Actor, now: datetime) -> ProcedureDraft:
    """Say that a draft was held against the newest version and stands as it is.

    :raises NoProcedureDraft, ProcedureChangedMeanwhile:
    """
    with transaction.atomic():
        draft = locked_draft(code)
        refuse_stale(draft, begun_from)
        procedure = Procedure.objects.filter(national_code=code).first()
        base = newest_version(procedure.pk) if procedure else None
        before, draft.base = draft.base, base
        draft.save(update_fields=["base"])
        details = {"before": before.number if before else None, "after": base.number if base else None}
        changed(f"procedure:{code}", "procedure.draft_follows", by=by, now=now, details=details)
    return draft


def discard_procedure_draft(*, code: str, begun_from: str, by: Actor, now: datetime) -> None:
    """Throw a draft away; what it held stays in the journal.  :raises NoProcedureDraft, ProcedureChangedMeanwhile:"""
    with transaction.atomic():
        draft = locked_draft(code)
        refuse_stale(draft, begun_from)
        changed(f"procedure:{code}", "procedure.draft_discarded", by=by, now=now, details={"before": draft.data})
        draft.delete()


def newest_version(procedure_id: int) -> ProcedureVersion | None:
    """Return the newest version that holds or will hold, with all in it."""
    versions = whole_versions().filter(procedure_id=procedure_id).exclude(valid_to__lt=F("valid_from"))
    newest: ProcedureVersion | None = versions.order_by("-number").first()
    return newest


def locked_draft(code: str) -> ProcedureDraft:
    """:raises NoProcedureDraft:"""
    draft = (
        ProcedureDraft.objects.select_for_update(of=("self",))
        .select_related("base", "saved_by")
        .filter(code=code)
        .first()
    )
    if draft is None:
        raise NoProcedureDraft(code=code)
    return draft


def refuse_stale(draft: ProcedureDraft, begun_from: str) -> None:
    """:raises ProcedureChangedMeanwhile: the draft is not what somebody began from."""
    if begun_from != draft.mark:
        who = draft.saved_by.full_name if draft.saved_by else "Hệ thống"
        raise ProcedureChangedMeanwhile(who=who, at=f"{draft.saved_at.astimezone(ZONE):%H:%M %d/%m/%Y}")


def plan_of(draft: ProcedureDraft) -> Plan:
    """Return the plan a draft keeps."""
    return Plan(
        draft.effective_on, draft.decision_number, draft.decided_on, Issuer(draft.issuer), draft.supplement_policy
    )


def check(data: Mapping[str, Any]) -> SourceRecord:
    """Return a clerk's record as the importer takes it.  :raises RecordInvalid:"""
    code = str(data.get("code") or "")
    record = checked(SourceRecord(code, CLERK, code, dict(data), dict(data)))
    if isinstance(record, Refused):
        raise RecordInvalid(problem=record.vi, problem_en=record.en)
    return record


def _begun(
    code: str, data: dict[str, Any], plan: Plan, base: ProcedureVersion | None, *, by: Actor, now: datetime
) -> ProcedureDraft:
    draft = ProcedureDraft.objects.create(
        code=code,
        base=base,
        data=data,
        mark=_mark(data, plan),
        supplement_policy=plan.supplement_policy,
        saved_at=now,
        saved_by_id=officer_of(by),
    )
    details = {"from": base.number if base else None}
    changed(f"procedure:{code}", "procedure.draft_begun", by=by, now=now, details=details)
    return draft


def _mark(data: Mapping[str, Any], plan: Plan) -> str:
    values = json.dumps(_plain(data, plan), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(values.encode()).hexdigest()


def _plain(data: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    around = {
        "effective_on": str(plan.effective_on or ""),
        "decision": f"{plan.decision_number} {plan.decided_on or ''} {plan.issuer.value}",
        "supplement_policy": plan.supplement_policy,
    }
    return {**data, **around}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what differs, the beginning of each: the whole text stands in the draft, and in the version made of it."""
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {name: [_told(before.get(name)), _told(after.get(name))] for name in names}


def _told(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_TOLD else text[: _LONGEST_TOLD - 1] + "…"
