"""Electronic forms: kept as a draft, published for good, copied from another procedure, confirmed by a clerk."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.catalog.actions.recording import changed
from motcua.catalog.models import FormVersion, ProcedureVersion
from motcua.catalog.refusals import FormAlreadyPublished, FormFaulty, NoForm
from motcua.core import forms
from motcua.core.forms import Definition
from motcua.core.lifecycle import Actor

Status = FormVersion.Status


def keep_form(
    *, version_id: int, definition: Definition, by: Actor, now: datetime, copied_from_id: int | None = None
) -> FormVersion:
    """Keep a form as the draft of a version; the draft before is replaced. What is in use already is not kept again."""
    document = forms.write(definition)
    digest = _digest(document)
    with transaction.atomic():
        version = _locked_version(version_id)
        own = FormVersion.objects.filter(version=version)
        draft = own.filter(status=Status.DRAFT).first()
        if draft is None:
            in_use = own.filter(status=Status.PUBLISHED, digest=digest).first()
            if in_use is not None:
                return in_use
            number = (own.aggregate(number=Max("number"))["number"] or 0) + 1
            draft = FormVersion(version=version, number=number, status=Status.DRAFT)
        if draft.digest == digest:
            return draft
        draft.definition, draft.digest, draft.saved_at = document, digest, now
        draft.copied_from_id = copied_from_id or draft.copied_from_id
        draft.save()
        changed(_subject(draft), "procedure.form_drafted", by=by, now=now, details={"form": draft.number})
    return draft


def publish_form(*, form_id: int, by: Actor, now: datetime) -> FormVersion:
    """Put a draft to use; the form before is retired and stays with the dossiers that were filled in on it.

    :raises FormFaulty: it has errors. :raises FormAlreadyPublished: it is no draft any more.
    """
    with transaction.atomic():
        draft = _locked(form_id)
        if draft.status == Status.PUBLISHED:
            return draft
        if draft.status != Status.DRAFT:
            raise FormAlreadyPublished
        wrong = forms.errors(forms.read(draft.definition))
        if wrong:
            vi = " ".join(f"{each.path}: {each.words.vi}".lstrip(": ") for each in wrong[:5])
            en = " ".join(f"{each.path}: {each.words.en}".lstrip(": ") for each in wrong[:5])
            raise FormFaulty(problems=vi, problems_en=en)
        FormVersion.objects.filter(version_id=draft.version_id, status=Status.PUBLISHED).update(
            status=Status.RETIRED, retired_at=now
        )
        draft.status, draft.published_at = Status.PUBLISHED, now
        draft.save(update_fields=["status", "published_at"])
        changed(_subject(draft), "procedure.form_published", by=by, now=now, details={"form": draft.number})
    return draft


def discard_form(*, form_id: int, by: Actor, now: datetime) -> None:
    """Throw a draft away.  :raises FormAlreadyPublished: it is no draft any more."""
    with transaction.atomic():
        draft = _locked(form_id)
        if draft.status != Status.DRAFT:
            raise FormAlreadyPublished
        changed(_subject(draft), "procedure.form_discarded", by=by, now=now, details={"form": draft.number})
        draft.delete()


def copy_form(*, from_version_id: int, to_version_id: int, by: Actor, now: datetime) -> FormVersion:
    """Begin a draft with the form another procedure uses.  :raises NoForm: that one has none."""
    source = FormVersion.objects.filter(version_id=from_version_id, status=Status.PUBLISHED).first()
    if source is None:
        code = ProcedureVersion.objects.values_list("procedure__national_code", flat=True).get(id=from_version_id)
        raise NoForm(code=code)
    definition = forms.read(source.definition | {"compared": False})
    return keep_form(version_id=to_version_id, definition=definition, by=by, now=now, copied_from_id=source.pk)


def confirm_form(*, form_id: int, by: Actor, now: datetime) -> FormVersion:
    """Say that the wording in use was held against its source."""
    with transaction.atomic():
        form = _locked(form_id)
        if form.status == Status.DRAFT:
            raise FormFaulty(problems="còn là bản nháp.", problems_en="it is still a draft.")
        if form.compared_at is None:
            form.compared_at = now
            form.save(update_fields=["compared_at"])
            changed(_subject(form), "procedure.form_compared", by=by, now=now, details={"form": form.number})
    return form


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
