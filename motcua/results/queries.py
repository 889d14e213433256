"""What is known of the answers."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from motcua.core.lifecycle import Actor, State
from motcua.core.roles import Role
from motcua.dossiers.models import Step
from motcua.results.models import Approval, Delivery, IssuedForm, Result

LEADERS = frozenset({Role.AGENCY_LEADER, Role.COMMITTEE_LEADER, Role.CENTRE_DIRECTOR})
ANSWERED = [State.PROCESSED.value, State.RETURNED.value]


def own(dossier_id: int) -> Result | None:
    """The answer drafted in this dossier itself, with its approvals, or None."""
    return _whole(Result.objects.filter(dossier_id=dossier_id)).first()


def own_of(dossier_ids: Iterable[int]) -> dict[int, Result]:
    """The answers drafted in these dossiers themselves, with their approvals, in a fixed number of queries."""
    return {result.dossier_id: result for result in _whole(Result.objects.filter(dossier_id__in=list(dossier_ids)))}


def to_approve(actor: Actor, *, limit: int = 100) -> list[tuple[Step, Result]]:
    """Drafted answers at a leader's step that is this actor's, each with the step; not what they drafted themselves."""
    steps = _at_a_leader(actor).select_related("dossier__procedure_version").order_by("due_at", "pk")[:limit]
    answers = {result.dossier_id: result for result in Result.objects.filter(dossier__in=[s.dossier_id for s in steps])}
    found = [(step, answers[step.dossier_id]) for step in steps if step.dossier_id in answers]
    return [(step, result) for step, result in found if result.drafted_by_id not in actor.stands_for]


def count_to_approve(actor: Actor) -> int:
    """How many drafted answers wait for this actor, without reading them."""
    return _at_a_leader(actor).exclude(dossier__results__drafted_by__in=actor.stands_for).count()


def _at_a_leader(actor: Actor) -> QuerySet[Step]:
    """The open leaders' steps of this actor, in whose dossiers an answer is drafted."""
    mine = Q(officer_id=actor.id)
    for post in actor.posts:
        within = Q() if post.field_ids is None else Q(dossier__field_id__in=post.field_ids)
        if post.on_behalf_of:
            mine |= Q(officer_id=post.on_behalf_of) & within
        free = Q(officer__isnull=True, agency_id=post.agency_id, role=post.role) & within
        mine |= free & (Q(unit__isnull=True) | Q(unit_id=post.unit_id)) if post.unit_id else free
    at_leaders = [role.value for role in LEADERS]
    steps = Step.objects.filter(mine, state="open", role__in=at_leaders, dossier__state=State.IN_PROCESS)
    return steps.filter(dossier__results__isnull=False)


def of_dossier(dossier_id: int) -> Result | None:
    """The answer to a dossier with its approvals, or None. Where a part at a higher level decided it, the part's."""
    found = own(dossier_id)
    if found is not None:
        return found
    decided = Result.objects.filter(dossier__parent_id=dossier_id, dossier__parent__state__in=ANSWERED)
    newest = decided.filter(registered_at__isnull=False).order_by("-registered_at", "-id").values_list("pk").first()
    return _whole(Result.objects.filter(pk=newest[0])).first() if newest else None


def _whole(found: QuerySet[Result]) -> QuerySet[Result]:
    approvals = Approval.objects.select_related("officer", "step")
    return found.select_related(
        "drafted_by", "registered_by", "file", "dossier__competent_agency__parent"
    ).prefetch_related(Prefetch("approvals", approvals))


def delivery_of(dossier_id: int) -> Delivery | None:
    """The minutes of handing it over, or None."""
    return Delivery.objects.filter(dossier_id=dossier_id).select_related("handed_by").first()


def issued(file_id: int) -> IssuedForm | None:
    """With what number a form left the printer; None for forms issued before numbers were kept beside them."""
    return IssuedForm.objects.filter(file_id=file_id).first()


def handed_to(citizen_id: int, *, limit: int = 200) -> QuerySet[Result]:
    """The answers a citizen was given, the newest first."""
    given = Result.objects.filter(
        dossier__owner_citizen_id=citizen_id, dossier__parent__isnull=True, dossier__state=State.RETURNED
    )
    return given.exclude(register_number="").select_related("dossier", "file").order_by("-registered_at", "-pk")[:limit]
