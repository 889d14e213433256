"""What is known of the answers."""

from motcua.results.models import Delivery, Result


def of_dossier(dossier_id: int) -> Result | None:
    """The answer to a dossier with its approvals, or None."""
    related = "drafted_by", "registered_by", "file"
    found = Result.objects.filter(dossier_id=dossier_id).select_related(*related)
    return found.prefetch_related("approvals__officer").first()


def delivery_of(dossier_id: int) -> Delivery | None:
    """The minutes of handing it over, or None."""
    return Delivery.objects.filter(dossier_id=dossier_id).select_related("handed_by").first()
