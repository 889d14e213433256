"""Publishing a procedure, and what a clerk decides where the published text does not say one thing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from motcua.catalog.actions.forms import keep_form, publish_form
from motcua.catalog.actions.imports import Report, import_records
from motcua.catalog.actions.procedure_drafts import check
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Channel, Fee, Paper, ProcedureVersion, Understanding
from motcua.catalog.refusals import AlreadyClear, BeginsTooEarly
from motcua.core.deadline import Norm, Unit
from motcua.core.forms import Definition
from motcua.core.lifecycle import Actor


def publish_version(
    *,
    data: Mapping[str, Any],
    valid_from: date,
    by: Actor,
    now: datetime,
    form: Definition | None = None,
    supplement_policy: str = "",
) -> ProcedureVersion:
    """Publish a procedure as written by a clerk, in the schema of the normalised lines; the version before ends.

    Times and fees are written as the national database prints them ("3 WORKING_DAY", "8000 VNĐ ()"). `case` on a
    method and `kind` on a document may be given. Publishing the same again changes nothing.

    :raises RecordInvalid: no procedure can be made of it. :raises BeginsTooEarly: it would begin before the last one.
    :raises FormFaulty: the form has errors.
    """
    code = str(data.get("code") or "")
    record = check(data)
    with transaction.atomic():
        report = Report()
        import_records([record], report, valid_from=valid_from, now=now)
        if report.refused:
            raise BeginsTooEarly(problem=report.refused[0].vi, problem_en=report.refused[0].en)
        version = _newest(code)
        wanted: dict[str, Any] = {}
        if supplement_policy and supplement_policy != version.supplement_policy:
            wanted["supplement_policy"] = supplement_policy
        if form is not None:
            draft = keep_form(version_id=version.id, definition=form, by=by, now=now)
            publish_form(form_id=draft.id, by=by, now=now)
        if wanted:
            ProcedureVersion.objects.filter(id=version.id).update(**wanted)
        if wanted or report.new or report.changed:
            details = {"version": version.number, "valid_from": f"{version.valid_from:%Y-%m-%d}"}
            changed(f"procedure:{code}", "procedure.published", by=by, now=now, details=details)
    return _newest(code)


def choose_time(*, channel_id: int, norm: Norm, by: Actor, now: datetime) -> None:
    """Decide the term of one way to file, where the published text did not say one thing only."""
    with transaction.atomic():
        channel = _locked(channel_id)
        before = f"{channel.time_value or ''} {channel.time_unit}".strip() or channel.time_status
        channel.time_status = "understood"
        channel.time_unit = norm.unit.value
        channel.time_value = None if norm.unit is Unit.NONE else norm.value
        channel.time_defect = ""
        channel.save(update_fields=["time_status", "time_unit", "time_value", "time_defect"])
        details = {
            "channel": channel.kind,
            "position": channel.position,
            "value": str(norm.value),
            "unit": norm.unit.value,
            "version": channel.version.number,
            "before": before,
        }
        changed(f"procedure:{channel.version.procedure}", "procedure.time_chosen", by=by, now=now, details=details)


def choose_fee(*, channel_id: int, amount_vnd: int, kind: str, words: str, by: Actor, now: datetime) -> Fee:
    """Decide the one amount charged for this way to file; what the text names is replaced, the text itself is kept."""
    with transaction.atomic():
        channel = _locked(channel_id)
        before = [[fee.amount_vnd, fee.kind, fee.words] for fee in channel.fees.all()]
        channel.fees.all().delete()
        fee = Fee.objects.create(channel=channel, position=0, amount_vnd=amount_vnd, kind=kind, words=words)
        channel.fee_status = "understood"
        channel.save(update_fields=["fee_status"])
        details = {
            "channel": channel.kind,
            "position": channel.position,
            "amount_vnd": amount_vnd,
            "kind": kind,
            "version": channel.version.number,
            "before": before,
        }
        changed(f"procedure:{channel.version.procedure}", "procedure.fee_chosen", by=by, now=now, details=details)
    return fee


def choose_paper(*, paper_id: int, kind: str, originals: int, copies: int, by: Actor, now: datetime) -> None:
    """Decide what a row of the list of papers is and how many are handed in, where the list does not say.

    :raises AlreadyClear: it does.
    """
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).select_related("version__procedure").get(id=paper_id)
        if paper.status == Understanding.UNDERSTOOD:
            raise AlreadyClear
        before = {"kind": paper.kind, "originals": paper.originals, "copies": paper.copies}
        paper.kind, paper.status = kind, Understanding.UNDERSTOOD
        paper.originals, paper.copies = (0, 0) if kind == Paper.Kind.NOTE else (originals, copies)
        paper.save(update_fields=["kind", "status", "originals", "copies"])
        after = {"kind": paper.kind, "originals": paper.originals, "copies": paper.copies}
        details = {"position": paper.position, "version": paper.version.number, "before": before, "after": after}
        changed(f"procedure:{paper.version.procedure}", "procedure.paper_chosen", by=by, now=now, details=details)


def _newest(code: str) -> ProcedureVersion:
    versions = ProcedureVersion.objects.filter(procedure__national_code=code).exclude(valid_to__lt=F("valid_from"))
    newest = versions.aggregate(number=Max("number"))["number"]
    return versions.select_related("procedure", "field").get(number=newest)


def _locked(channel_id: int) -> Channel:
    return Channel.objects.select_for_update(of=("self",)).select_related("version__procedure").get(id=channel_id)
