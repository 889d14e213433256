"""Forms as those who manage them see them: which procedures have one, how it stands, what it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from motcua.catalog.models import FormVersion, ProcedureVersion
from motcua.catalog.queries.pages import in_force
from motcua.core.vietnam import ZONE, fold

Status = FormVersion.Status


class Standing(StrEnum):
    """How a list of forms is narrowed."""

    WITH = "co"
    UNCOMPARED = "chua-doi-chieu"
    DRAFT = "ban-nhap"
    WAITING = "hen-ngay"
    WITHOUT = "chua-co"
    ALL = "tat-ca"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A procedure as it stands on a day, with its form in use and the draft of the next."""

    version: ProcedureVersion
    in_use: FormVersion | None
    draft: FormVersion | None


def forms_of_procedures(
    standing: Standing, *, text: str = "", on: date
) -> tuple[QuerySet[ProcedureVersion], Mapping[Standing, int]]:
    """Return the versions in force to be listed, by name, and how many there are of each standing."""
    versions = ProcedureVersion.objects.filter(
        in_force(on), Q(procedure__abolished_on__isnull=True) | Q(procedure__abolished_on__gt=on)
    )
    if text.strip():
        wanted = text.strip()
        versions = versions.filter(
            Q(name_folded__contains=fold(wanted)) | Q(procedure__national_code__startswith=wanted[:8])
        )
    own = FormVersion.objects.filter(version_id=OuterRef("pk"))
    versions = versions.annotate(
        has_form=Exists(own.filter(status=Status.PUBLISHED)),
        has_uncompared=Exists(own.filter(status=Status.PUBLISHED, compared_at__isnull=True)),
        has_draft=Exists(own.filter(status=Status.DRAFT)),
        has_waiting=Exists(own.filter(status=Status.DRAFT, publish_on__isnull=False)),
    )
    counted = versions.aggregate(**{standing.name: Count("pk", filter=_of(standing)) for standing in Standing})
    found = versions.filter(_of(standing)).order_by("sort_key", "pk")
    return found, {standing: counted[standing.name] for standing in Standing}


def _of(standing: Standing) -> Q:
    match standing:
        case Standing.WITH:
            return Q(has_form=True) | Q(has_draft=True)
        case Standing.UNCOMPARED:
            return Q(has_uncompared=True)
        case Standing.DRAFT:
            return Q(has_draft=True)
        case Standing.WAITING:
            return Q(has_waiting=True)
        case Standing.WITHOUT:
            return Q(has_form=False, has_draft=False)
    return Q(pk__isnull=False)


def form_rows(versions: QuerySet[ProcedureVersion], start: int, stop: int) -> list[FormRow]:
    """Return some of the versions listed with their forms, without the texts; two queries."""
    shown = FormVersion.objects.exclude(status=Status.RETIRED).defer("definition").select_related("saved_by")
    rows = versions.select_related("procedure", "field").defer("source").prefetch_related(Prefetch("forms", shown))
    return [_row(version, list(version.forms.all())) for version in rows[start:stop]]


def _row(version: ProcedureVersion, forms: Sequence[FormVersion]) -> FormRow:
    by_status = {form.status: form for form in forms}
    return FormRow(version, by_status.get(Status.PUBLISHED), by_status.get(Status.DRAFT))


def form_row(version_id: int) -> FormRow:
    """Return one version of a procedure with the form in use and the draft.  :raises LookupError:"""
    version = (
        ProcedureVersion.objects.select_related("procedure", "field").defer("source").filter(pk=version_id).first()
    )
    if version is None:
        raise LookupError(f"procedure version {version_id} does not exist")
    shown = FormVersion.objects.filter(version=version).exclude(status=Status.RETIRED)
    return _row(version, list(shown.select_related("saved_by", "published_by", "compared_by", "copied_from__version")))


def form_versions(version_id: int) -> list[FormVersion]:
    """Return every form a version of a procedure ever had, the newest first."""
    own = FormVersion.objects.filter(version_id=version_id)
    return list(own.select_related("saved_by", "published_by", "compared_by").order_by("-number"))


def copiable_forms(*, on: date, but: int) -> list[FormVersion]:
    """Return the forms in use of other procedures, by the procedures' names, without the texts."""
    versions = ProcedureVersion.objects.filter(in_force(on)).exclude(pk=but)
    found = FormVersion.objects.filter(status=Status.PUBLISHED, version__in=versions).defer("definition")
    return list(found.select_related("version__procedure").order_by("version__sort_key", "pk"))


def forms_due(*, now: datetime) -> list[int]:
    """Return the drafts whose day has come."""
    today = now.astimezone(ZONE).date()
    due = FormVersion.objects.filter(status=Status.DRAFT, publish_on__lte=today).order_by(F("publish_on"), "pk")
    return list(due.values_list("pk", flat=True))
