"""Publishing a procedure, and what a clerk decides where the published text does not say one thing."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.catalog.actions.imports import Report, import_records
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Channel, Fee, Procedure, ProcedureVersion
from motcua.catalog.readers import SourceRecord
from motcua.catalog.readers.record import Refused, checked
from motcua.catalog.refusals import BeginsTooEarly, FieldsInvalid, NotFound, RecordInvalid
from motcua.core.deadline import Norm, Unit
from motcua.core.lifecycle import Actor

CLERK: Final = "clerk"
_FIELD_TYPES: Final = {"text", "date", "number", "choice"}
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def publish_version(
    *,
    data: Mapping[str, Any],
    valid_from: date,
    by: Actor,
    now: datetime,
    quick_fields: Sequence[Mapping[str, Any]] | None = None,
    supplement_policy: str = "",
) -> ProcedureVersion:
    """Publish a procedure as written by a clerk, in the schema of the normalised lines; the version before ends.

    Times and fees are written as the national database prints them ("3 WORKING_DAY", "8000 VNĐ ()"). `case` on a
    method and `kind` on a document may be given. Publishing the same again changes nothing.

    :raises RecordInvalid: no procedure can be made of it. :raises BeginsTooEarly: it would begin before the last one.
    :raises FieldsInvalid: a field of the form has no label, or a type that is not known.
    """
    code = str(data.get("code") or "")
    record = checked(SourceRecord(code, CLERK, code, dict(data), dict(data)))
    if isinstance(record, Refused):
        raise RecordInvalid(problem=record.vi, problem_en=record.en)
    form = None if quick_fields is None else _checked_form(quick_fields)
    with transaction.atomic():
        report = Report()
        import_records([record], report, valid_from=valid_from, now=now)
        if report.refused:
            raise BeginsTooEarly(problem=report.refused[0].vi, problem_en=report.refused[0].en)
        version = _newest(code)
        wanted: dict[str, Any] = {}
        if form is not None and form != version.quick_fields:
            wanted["quick_fields"] = form
        if supplement_policy and supplement_policy != version.supplement_policy:
            wanted["supplement_policy"] = supplement_policy
        if wanted:
            ProcedureVersion.objects.filter(id=version.id).update(**wanted)
        if wanted or report.new or report.changed:
            details = {"version": version.number, "valid_from": f"{version.valid_from:%Y-%m-%d}"}
            changed(f"procedure:{code}", "procedure.published", by=by, now=now, details=details)
    return _newest(code)


def set_form(*, version_id: int, quick_fields: Sequence[Mapping[str, Any]], by: Actor, now: datetime) -> None:
    """Say what an applicant fills in for this version. :raises FieldsInvalid"""
    form = _checked_form(quick_fields)
    with transaction.atomic():
        version = (
            ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure").get(id=version_id)
        )
        ProcedureVersion.objects.filter(id=version_id).update(quick_fields=form)
        changed(f"procedure:{version.procedure}", "procedure.form_set", by=by, now=now, details={"fields": len(form)})


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


def _checked_form(fields: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the fields as they are kept. :raises FieldsInvalid"""
    keys: set[str] = set()
    form = []
    for place, given in enumerate(fields, start=1):
        key, label, kind = (str(given.get(name) or "") for name in ("key", "label", "type"))
        problem = _problem(key, label, kind, given, keys)
        if problem:
            raise FieldsInvalid(place=place, problem=problem[0], problem_en=problem[1])
        keys.add(key)
        one: dict[str, Any] = {"key": key, "label": label, "type": kind, "required": bool(given.get("required"))}
        if kind == "choice":
            one["choices"] = [str(choice) for choice in given["choices"]]
        form.append(one)
    return form


def _problem(key: str, label: str, kind: str, given: Mapping[str, Any], keys: set[str]) -> tuple[str, str] | None:
    if not _KEY.fullmatch(key):
        return "khóa phải là chữ thường không dấu", "its key must be lower-case letters"
    if key in keys:
        return f"khóa {key} đã dùng", f"key {key} is used already"
    if not label:
        return "thiếu nhãn", "it has no label"
    if kind not in _FIELD_TYPES:
        return f"loại “{kind}” không có", f"there is no type “{kind}”"
    if kind == "choice" and not given.get("choices"):
        return "thiếu các lựa chọn", "it has no choices"
    return None
