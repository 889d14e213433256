"""Electronic forms: kept as a draft, published for good, copied from another procedure, confirmed by a clerk."""

import hashlib
import json
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from motcua.catalog.actions.recording import changed
from motcua.catalog.models import FormVersion, ProcedureVersion
from motcua.catalog.queries.tables import table_keys
from motcua.catalog.refusals import (
    FormAlreadyPublished,
    FormAwaitsItsDay,
    FormChangedMeanwhile,
    FormDayPast,
    FormFaulty,
    NoForm,
    SourceMissing,
)
from motcua.core import forms
from motcua.core.forms import Definition
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.vietnam import ZONE

Status = FormVersion.Status
MOST_CHANGES: Final = 20


def keep_form(
    *,
    version_id: int,
    definition: Definition,
    by: Actor,
    now: datetime,
    copied_from_id: int | None = None,
    begun_from: str | None = None,
) -> FormVersion:
    """Keep a form as the draft of a version; the draft before is replaced. What is in use already is not kept again.

    `begun_from` is the mark of what the editor saw (`current_mark`): a change on top of another's is refused.

    :raises FormChangedMeanwhile: somebody else kept another one. :raises FormAwaitsItsDay: it is to come into use.
    """
    document = forms.write(definition)
    digest = _digest(document)
    with transaction.atomic():
        version = _locked_version(version_id)
        own = FormVersion.objects.filter(version=version)
        draft = own.filter(status=Status.DRAFT).select_related("saved_by").first()
        if begun_from is not None and begun_from != current_mark(version_id):
            raise _changed_meanwhile(version_id)
        if draft is not None and draft.publish_on is not None:
            raise FormAwaitsItsDay(on=f"{draft.publish_on:%d/%m/%Y}")
        before: dict[str, Any] = draft.definition if draft is not None else {}
        if draft is None:
            in_use = own.filter(status=Status.PUBLISHED).first()
            if in_use is not None and in_use.digest == digest:
                return in_use
            before = in_use.definition if in_use is not None else {}
            number = (own.aggregate(number=Max("number"))["number"] or 0) + 1
            draft = FormVersion(version=version, number=number, status=Status.DRAFT)
        if draft.digest == digest:
            return draft
        draft.definition, draft.digest, draft.saved_at, draft.saved_by_id = document, digest, now, _officer(by)
        draft.copied_from_id = copied_from_id or draft.copied_from_id
        draft.save()
        details = {"form": draft.number, "changes": _said_changes(before, definition)}
        changed(_subject(draft), "procedure.form_drafted", by=by, now=now, details=details)
    return draft


def current_mark(version_id: int) -> str:
    """What an editor begins from: the mark of the draft, else of the form in use, else nothing."""
    own = FormVersion.objects.filter(version_id=version_id, status__in=[Status.DRAFT, Status.PUBLISHED])
    found = own.order_by("status").values_list("status", "digest")  # draft before published
    return next((digest for _, digest in found), "")


def publish_form(*, form_id: int, by: Actor, now: datetime, begun_from: str | None = None) -> FormVersion:
    """Put a draft to use; the form before is retired and stays with the dossiers that were filled in on it.

    :raises FormFaulty: it has errors. :raises FormAlreadyPublished: it is no draft any more.
    :raises FormChangedMeanwhile: it is not what was looked at.
    """
    with transaction.atomic():
        draft = _locked(form_id)
        if draft.status == Status.PUBLISHED:
            return draft
        _refuse_unsound(draft, begun_from)
        before = FormVersion.objects.filter(version_id=draft.version_id, status=Status.PUBLISHED).first()
        FormVersion.objects.filter(version_id=draft.version_id, status=Status.PUBLISHED).update(
            status=Status.RETIRED, retired_at=now
        )
        draft.status, draft.published_at, draft.published_by_id, draft.publish_on = (
            Status.PUBLISHED,
            now,
            _officer(by) or draft.published_by_id,
            None,
        )
        draft.save(update_fields=["status", "published_at", "published_by", "publish_on"])
        details = {
            "form": draft.number,
            "before": before.number if before else None,
            "changes": _said_changes(before.definition if before else {}, forms.read(draft.definition)),
        }
        changed(_subject(draft), "procedure.form_published", by=by, now=now, details=details)
    return draft


def schedule_form(*, form_id: int, on: date, by: Actor, now: datetime, begun_from: str | None = None) -> FormVersion:
    """Say from which day a draft is in use; until then it does not change.

    :raises FormFaulty: :raises FormAlreadyPublished: :raises FormChangedMeanwhile: as `publish_form`.
    :raises FormDayPast: the day is not to come.
    """
    if on <= now.astimezone(ZONE).date():
        raise FormDayPast
    with transaction.atomic():
        draft = _locked(form_id)
        _refuse_unsound(draft, begun_from)
        draft.publish_on, draft.published_by_id = on, _officer(by)
        draft.save(update_fields=["publish_on", "published_by"])
        details = {"form": draft.number, "on": on.isoformat()}
        changed(_subject(draft), "procedure.form_scheduled", by=by, now=now, details=details)
    return draft


def unschedule_form(*, form_id: int, by: Actor, now: datetime) -> FormVersion:
    """Take the day back: the draft may change again.  :raises FormAlreadyPublished: its day has come."""
    with transaction.atomic():
        draft = _locked(form_id)
        if draft.status != Status.DRAFT:
            raise FormAlreadyPublished
        if draft.publish_on is not None:
            draft.publish_on, draft.published_by_id = None, None
            draft.save(update_fields=["publish_on", "published_by"])
            changed(_subject(draft), "procedure.form_unscheduled", by=by, now=now, details={"form": draft.number})
    return draft


def _refuse_unsound(draft: FormVersion, begun_from: str | None) -> None:
    if draft.status != Status.DRAFT:
        raise FormAlreadyPublished
    if begun_from is not None and begun_from != draft.digest:
        raise _changed_meanwhile(draft.version_id)
    wrong = forms.errors(forms.read(draft.definition), table_keys())
    if wrong:
        vi = " ".join(f"{each.path}: {each.words.vi}".lstrip(": ") for each in wrong[:5])
        en = " ".join(f"{each.path}: {each.words.en}".lstrip(": ") for each in wrong[:5])
        raise FormFaulty(problems=vi, problems_en=en)


def discard_form(*, form_id: int, by: Actor, now: datetime, begun_from: str | None = None) -> None:
    """Throw a draft away.

    :raises FormAlreadyPublished: it is no draft any more. :raises FormChangedMeanwhile: it is not what was looked at.
    """
    with transaction.atomic():
        draft = _locked(form_id)
        if draft.status != Status.DRAFT:
            raise FormAlreadyPublished
        if begun_from is not None and begun_from != draft.digest:
            raise _changed_meanwhile(draft.version_id)
        changed(_subject(draft), "procedure.form_discarded", by=by, now=now, details={"form": draft.number})
        draft.delete()


def copy_form(
    *, from_version_id: int, to_version_id: int, by: Actor, now: datetime, begun_from: str | None = None
) -> FormVersion:
    """Begin a draft with the form another procedure uses.

    :raises NoForm: that one has none. :raises FormChangedMeanwhile: :raises FormAwaitsItsDay: as `keep_form`.
    """
    source = FormVersion.objects.filter(version_id=from_version_id, status=Status.PUBLISHED).first()
    if source is None:
        code = ProcedureVersion.objects.values_list("procedure__national_code", flat=True).get(id=from_version_id)
        raise NoForm(code=code)
    definition = forms.read(source.definition | {"compared": False})
    return keep_form(
        version_id=to_version_id,
        definition=definition,
        by=by,
        now=now,
        copied_from_id=source.pk,
        begun_from=begun_from,
    )


def confirm_form(*, form_id: int, by: Actor, now: datetime, source: str = "") -> FormVersion:
    """Say that the wording in use was held against its source: the text named, else the one the form names itself.

    :raises FormFaulty: it is still a draft. :raises SourceMissing: neither names a text.
    """
    with transaction.atomic():
        form = _locked(form_id)
        if form.status == Status.DRAFT:
            raise FormFaulty(problems="còn là bản nháp.", problems_en="it is still a draft.")
        if form.compared_at is None:
            form.compared_source = source.strip() or str(form.definition.get("source", ""))
            if not form.compared_source:
                raise SourceMissing
            form.compared_at, form.compared_by_id = now, _officer(by)
            form.save(update_fields=["compared_at", "compared_by", "compared_source"])
            details = {"form": form.number, "source": form.compared_source}
            changed(_subject(form), "procedure.form_compared", by=by, now=now, details=details)
    return form


def _changed_meanwhile(version_id: int) -> FormChangedMeanwhile:
    own = FormVersion.objects.filter(version_id=version_id).select_related("saved_by", "published_by")
    last = own.exclude(status=Status.RETIRED).order_by("status").first()
    who = (last.saved_by or last.published_by) if last else None
    at = max((each for each in (last.saved_at, last.published_at) if each), default=None) if last else None
    return FormChangedMeanwhile(
        who=who.full_name if who else "Người khác", at=f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}" if at else "–"
    )


def _said_changes(before: dict[str, Any], after: Definition) -> list[str]:
    """What changed, in words, as far as a line of the journal has room; a form that is new is all new."""
    if not before:
        return []
    return [change.words.vi[:300] for change in forms.differences(forms.read(before), after)[:MOST_CHANGES]]


def _officer(by: Actor) -> int | None:
    return by.id if by.kind is ActorKind.OFFICER else None


def _subject(form: FormVersion) -> str:
    return f"procedure:{form.version.procedure}"


def _locked_version(version_id: int) -> ProcedureVersion:
    versions = ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure")
    return versions.defer("source").get(id=version_id)


def _locked(form_id: int) -> FormVersion:
    version_id = FormVersion.objects.values_list("version_id", flat=True).get(id=form_id)
    version = _locked_version(version_id)
    form = FormVersion.objects.select_for_update(of=("self",)).get(id=form_id)
    form.version = version
    return form


def _digest(document: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
