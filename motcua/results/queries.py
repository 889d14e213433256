"""What is known of the answers."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from motcua.core.lifecycle import State
from motcua.results.models import Approval, Delivery, Result

ANSWERED = [State.PROCESSED.value, State.RETURNED.value]


def own(dossier_id: int) -> Result | None:
    """The answer drafted in this dossier itself, with its approvals, or None."""
    return _whole(Result.objects.filter(dossier_id=dossier_id)).first()


def own_of(dossier_ids: Iterable[int]) -> dict[int, Result]:
    """The answers drafted in these dossiers themselves, with their approvals, in a fixed number of queries."""
    return {result.dossier_id: result for result in _whole(Result.objects.filter(dossier_id__in=list(dossier_ids)))}


def of_dossier(dossier_id: int) -> Result | None:
    """The answer to a dossier with its approvals, or None. Where a part at a higher level decided it, the part's."""
    found = own(dossier_id)
    if found is not None:
        return found
    decided = Result.objects.filter(dossier__parent_id=dossier_id, dossier__parent__state__in=ANSWERED)
    return _whole(decided.filter(registered_at__isnull=False)).order_by("-registered_at", "-id").first()


def _whole(found: QuerySet[Result]) -> QuerySet[Result]:
    approvals = Approval.objects.select_related("officer", "step")
    return found.select_related(
        "drafted_by", "registered_by", "file", "dossier__competent_agency__parent"
    ).prefetch_related(Prefetch("approvals", approvals))


def delivery_of(dossier_id: int) -> Delivery | None:
    """The minutes of handing it over, or None."""
    return Delivery.objects.filter(dossier_id=dossier_id).select_related("handed_by").first()
