"""How units share their new steps out."""

from motcua.dossiers.models import SharingRule
from motcua.people.queries import of_unit


def sharing_rule(agency_id: int, unit_id: int | None) -> SharingRule | None:
    """The unit's own rule with its communes, or None."""
    found = SharingRule.objects.filter(of_unit(unit_id), agency_id=agency_id)
    return found.prefetch_related("communes").first()
