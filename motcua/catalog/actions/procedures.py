"""Publishing a procedure, and what a clerk decides where the published text does not say one thing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.catalog.actions.forms import keep_form, publish_form
from motcua.catalog.actions.imports import Report, import_records
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Channel, Fee, Procedure, ProcedureVersion
from motcua.catalog.readers import SourceRecord
from motcua.catalog.readers.record import Refused, checked
from motcua.catalog.refusals import BeginsTooEarly, NotFound, RecordInvalid
from motcua.core.deadline import Norm, Unit
from motcua.core.forms import Definition
from motcua.core.lifecycle import Actor

CLERK: Final = "clerk"


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
    record = checked(SourceRecord(code, CLERK, code, dict(data), dict(data)))
    if isinstance(record, Refused):
        raise RecordInvalid(problem=record.vi, problem_en=record.en)
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
        }
        changed(f"procedure:{channel.version.procedure}", "procedure.time_chosen", by=by, now=now, details=details)


def choose_fee(*, channel_id: int, amount_vnd: int, kind: str, words: str, by: Actor, now: datetime) -> Fee:
    """Decide the one amount charged for this way to file; what the text names is replaced, the text itself is kept."""
    with transaction.atomic():
        channel = _locked(channel_id)
        channel.fees.all().delete()
        fee = Fee.objects.create(channel=channel, position=0, amount_vnd=amount_vnd, kind=kind, words=words)
        channel.fee_status = "understood"
        channel.save(update_fields=["fee_status"])
        details = {"channel": channel.kind, "position": channel.position, "amount_vnd": amount_vnd, "kind": kind}
        changed(f"procedure:{channel.version.procedure}", "procedure.fee_chosen", by=by, now=now, details=details)
    return fee


def abolish(*, code: str, on: date, by: Actor, now: datetime) -> None:
    """Take a procedure out of force from a day on; dossiers already taken in are finished by the version they keep.

    :raises NotFound
    """
    with transaction.atomic():
        if not Procedure.objects.filter(national_code=code).update(abolished_on=on):
            raise NotFound(code=code)
        changed(f"procedure:{code}", "procedure.abolished", by=by, now=now, details={"on": f"{on:%Y-%m-%d}"})


def _newest(code: str) -> ProcedureVersion:
    versions = ProcedureVersion.objects.filter(procedure__national_code=code)
    newest = versions.aggregate(number=Max("number"))["number"]
    return versions.select_related("procedure", "field").get(number=newest)


def _locked(channel_id: int) -> Channel:
    return Channel.objects.select_for_update(of=("self",)).select_related("version__procedure").get(id=channel_id)
