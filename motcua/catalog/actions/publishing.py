"""Making a procedure's change public: a draft becomes a version from a day on, a version to come is withdrawn, a
procedure is abolished. Dossiers already filed keep the version they were filed under, whatever is published.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from motcua.catalog.actions.imports import Report, import_records
from motcua.catalog.actions.procedure_drafts import (
    Plan,
    check,
    locked_draft,
    newest_version,
    plan_of,
    refuse_stale,
)
from motcua.catalog.actions.processes import officer_of
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Procedure, ProcedureDraft, ProcedureVersion, Publication, PublicationDecision
from motcua.catalog.queries.differences import between
from motcua.catalog.refusals import (
    AlreadyAbolished,
    BeginsTooEarly,
    DayPast,
    DecisionMissing,
    NewerVersionPublished,
    NotAbolished,
    NotFound,
    NothingChanged,
    NotWithdrawable,
    PinnedOtherwise,
)
from motcua.core.lifecycle import Actor
from motcua.core.vietnam import ZONE, day_text

_MOST_TOLD: Final = 200
_LONGEST_TOLD: Final = 400


def publish_procedure_draft(
    *, code: str, valid_from: date, begun_from: str, pinned_until: date | None, by: Actor, now: datetime
) -> ProcedureVersion:
    """Make the draft the version in force from a day on, and public now; the version before ends the day before.

    A process of the version before goes on working the new one where the terms are the same; so does its form.

    :param pinned_until: the last day on which a dossier was filed under the version before; None: none was.
    :raises NoProcedureDraft, ProcedureChangedMeanwhile: it is not what was looked at.
    :raises DayPast, PinnedOtherwise, BeginsTooEarly: the day. :raises DecisionMissing: by which decision.
    :raises NewerVersionPublished, AlreadyAbolished, NothingChanged, RecordInvalid:
    """
    with transaction.atomic():
        draft = locked_draft(code)
        refuse_stale(draft, begun_from)
        plan = plan_of(draft)
        _check_decision(plan, now)
        _check_day(code, valid_from, pinned_until, now)
        procedure = Procedure.objects.select_for_update(of=("self",)).filter(national_code=code).first()
        if procedure is not None and procedure.abolished_on is not None:
            raise AlreadyAbolished(code=code, on=day_text(procedure.abolished_on))
        before = newest_version(procedure.pk) if procedure else None
        if before is not None and before.pk != draft.base_id:
            raise NewerVersionPublished(code=code, number=before.number)
        version = _imported(code, check(draft.data), valid_from, plan.supplement_policy, before, now)
        Publication.objects.create(
            decision=_decision(plan),
            procedure=version.procedure,
            version=version,
            what=Publication.What.ISSUED,
            effective_on=valid_from,
            public_at=now,
            public_by_id=officer_of(by),
        )
        draft.delete()
        details = {
            "version": version.number,
            "valid_from": valid_from.isoformat(),
            "decision": plan.decision_number,
            "decided_on": plan.decided_on.isoformat() if plan.decided_on else None,
            "before": before.number if before else None,
            "changes": changes_told(before, version),
        }
        changed(f"procedure:{code}", "procedure.published", by=by, now=now, details=details)
    return version


@contextmanager
def tried(draft: ProcedureDraft, *, now: datetime) -> Iterator[ProcedureVersion]:
    """Give the version a draft would become, for as long as it is looked at; nothing of it stays.

    :raises BeginsTooEarly, NothingChanged, RecordInvalid:
    """
    today = _today(now)
    with transaction.atomic():
        procedure = Procedure.objects.filter(national_code=draft.code).first()
        before = newest_version(procedure.pk) if procedure else None
        on = max(draft.effective_on or today, today, before.valid_from if before else today)
        yield _imported(draft.code, check(draft.data), on, draft.supplement_policy, before, now)
        transaction.set_rollback(True)


def withdraw_version(*, version_id: int, by: Actor, now: datetime) -> ProcedureVersion:
    """Take back a version whose day has not come; the one before goes on.

    :raises NotWithdrawable: its day has come, or a newer one was published.
    """
    with transaction.atomic():
        version = ProcedureVersion.objects.select_related("procedure").get(pk=version_id)
        Procedure.objects.select_for_update(of=("self",)).get(pk=version.procedure_id)
        newest = newest_version(version.procedure_id)
        if newest is None or newest.pk != version.pk or version.valid_from <= _today(now):
            raise NotWithdrawable(number=version.number)
        last = version.valid_from - timedelta(days=1)
        version.valid_to = last
        version.save(update_fields=["valid_to"])
        held = version.procedure.versions.filter(valid_to=last).exclude(pk=version.pk)
        held.exclude(valid_to__lt=F("valid_from")).update(valid_to=None)
        details = {"version": version.number, "valid_from": version.valid_from.isoformat()}
        changed(f"procedure:{version.procedure}", "procedure.withdrawn", by=by, now=now, details=details)
    return version


def abolish(*, code: str, on: date, by: Actor, now: datetime, plan: Plan | None = None) -> None:
    """Take a procedure out of force from a day on; dossiers already taken in are finished by the version they keep.

    :param plan: the decision; None where the catalogue is loaded from elsewhere.
    :raises NotFound, AlreadyAbolished: :raises DayPast, DecisionMissing: of a decision.
    """
    with transaction.atomic():
        procedure = Procedure.objects.select_for_update(of=("self",)).filter(national_code=code).first()
        if procedure is None:
            raise NotFound(code=code)
        if procedure.abolished_on is not None:
            raise AlreadyAbolished(code=code, on=day_text(procedure.abolished_on))
        if plan is not None:
            _check_decision(plan, now)
            _check_day(code, on, None, now)
            Publication.objects.create(
                decision=_decision(plan),
                procedure=procedure,
                what=Publication.What.ABOLISHED,
                effective_on=on,
                public_at=now,
                public_by_id=officer_of(by),
            )
        procedure.abolished_on = on
        procedure.save(update_fields=["abolished_on"])
        details = {"on": on.isoformat(), "before": None, "decision": plan.decision_number if plan else ""}
        changed(f"procedure:{code}", "procedure.abolished", by=by, now=now, details=details)


def take_back_abolition(*, code: str, by: Actor, now: datetime) -> None:
    """Take an abolition back before its day.  :raises NotAbolished:"""
    with transaction.atomic():
        procedure = Procedure.objects.select_for_update(of=("self",)).filter(national_code=code).first()
        if procedure is None or procedure.abolished_on is None or procedure.abolished_on <= _today(now):
            raise NotAbolished(code=code)
        details = {"before": procedure.abolished_on.isoformat(), "on": None}
        procedure.abolished_on = None
        procedure.save(update_fields=["abolished_on"])
        procedure.publications.filter(what=Publication.What.ABOLISHED).delete()
        changed(f"procedure:{code}", "procedure.abolition_taken_back", by=by, now=now, details=details)


def _imported(
    code: str, record: Any, valid_from: date, policy: str, before: ProcedureVersion | None, now: datetime
) -> ProcedureVersion:
    """Take the record in as a version.  :raises BeginsTooEarly, NothingChanged:"""
    report = Report()
    import_records([record], report, valid_from=valid_from, now=now)
    if report.refused:
        raise BeginsTooEarly(problem=report.refused[0].vi, problem_en=report.refused[0].en)
    version = newest_version(Procedure.objects.values_list("pk", flat=True).get(national_code=code))
    if version is None or (before is not None and version.pk == before.pk):
        raise NothingChanged(code=code)
    if version.supplement_policy != policy:
        version.supplement_policy = policy
        version.save(update_fields=["supplement_policy"])
    return version


def _check_decision(plan: Plan, now: datetime) -> None:
    if not plan.decision_number.strip() or plan.decided_on is None or plan.decided_on > _today(now):
        raise DecisionMissing


def _check_day(code: str, on: date, pinned_until: date | None, now: datetime) -> None:
    if on < _today(now):
        raise DayPast
    if pinned_until is not None and on <= pinned_until:
        raise PinnedOtherwise(code=code, last=day_text(pinned_until))


def _decision(plan: Plan) -> PublicationDecision:
    made, _ = PublicationDecision.objects.get_or_create(
        number=plan.decision_number.strip(), decided_on=plan.decided_on, issuer=plan.issuer.value
    )
    return made


def changes_told(before: ProcedureVersion | None, after: ProcedureVersion) -> list[dict[str, str | None]]:
    """Return what a version changed, as the journal keeps it: before and after of each thing."""
    if before is None:
        return []
    found = list(between(before, after))
    return [
        {"what": each.what, "label": each.label, "before": _cut(each.before), "after": _cut(each.after)}
        for each in found[:_MOST_TOLD]
    ]


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= _LONGEST_TOLD else text[: _LONGEST_TOLD - 1] + "…"


def _today(now: datetime) -> date:
    return now.astimezone(ZONE).date()
