"""Which templates an officer has: their own, and those their agencies share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from motcua.access import Permission, policy
from motcua.access.actions import note_look
from motcua.core.roles import Role
from motcua.web.office import merging
from motcua.web.office.case import Case
from motcua.web.office.desk import Desk
from motcua.web.office.models import TextTemplate


@dataclass(frozen=True, slots=True)
class Ready:
    """A template filled in for one dossier, to be put where the officer writes."""

    name: str
    text: str
    lacking: str  # what is to be filled in by hand


def of_desk(desk: Desk) -> QuerySet[TextTemplate]:
    """Everything this officer may write with."""
    agencies = [post.agency_id for post in desk.posts]
    mine = Q(officer_id=desk.account.officer.pk) | Q(agency_id__in=agencies)
    return TextTemplate.objects.filter(mine).select_related("agency", "procedure", "changed_by")


def shared_by(desk: Desk) -> dict[int, str]:
    """The agencies for which this officer keeps templates: those where they give work out."""
    return {
        post.agency_id: post.agency.name
        for post in desk.posts
        if Permission.ASSIGN_STEP in policy.permissions_of(Role(post.role))
    }


def may_change(desk: Desk, template: TextTemplate) -> bool:
    """Whether this officer may change or remove a template."""
    if template.officer_id is not None:
        return bool(template.officer_id == desk.account.officer.pk)
    return template.agency_id in shared_by(desk)


def ready(case: Case, kind: TextTemplate.Kind) -> list[Ready]:
    """The templates for this dossier, filled in; those made for its procedure come first."""
    procedure = case.row.procedure_version.procedure_id
    fitting: Sequence[TextTemplate] = list(
        of_desk(case.desk).filter(Q(procedure_id=procedure) | Q(procedure_id__isnull=True), kind=kind)
    )
    if not fitting:
        return []
    values = merging.values(case)
    ordered = sorted(fitting, key=lambda each: (each.procedure_id is None, each.name))
    return [_ready(each, values) for each in ordered]


def note_merging(case: Case) -> None:
    """Filling a text in for a dossier is a look at its people."""
    if case.sees_papers:
        officer_id = case.desk.account.officer.pk
        note_look(officer_id=officer_id, dossier_id=case.id, purpose=case.purpose, what="dossier:merged", at=case.now)


def _ready(template: TextTemplate, values: dict[str, str]) -> Ready:
    merged = merging.merge(template.body, values)
    return Ready(template.name, merged.text, ", ".join((*merged.empty, *merged.unknown)))
