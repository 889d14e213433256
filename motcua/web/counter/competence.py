"""Whom a desk may receive for: its own agency, those it serves, and any other of the province beyond its territory."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.catalog.models import Offering
from motcua.core import regime
from motcua.org import queries as org
from motcua.org.models import Agency


@dataclass(frozen=True, slots=True)
class Competence:
    """The agencies a desk receives for as its own, and whether it may receive for others."""

    desk_id: int
    served: frozenset[int]
    beyond: bool

    def is_beyond(self, agency_id: int) -> bool:
        """Whether receiving for this agency crosses the desk's territory (law:non-territorial)."""
        return agency_id not in self.served


def of(desk: Agency, *, on: date) -> Competence:
    """What a desk may receive on a day.

    law:one-stop-roles — the centre's desk receives for the departments and the People's Committee of the province.
    """
    served = {desk.pk}
    if desk.level == Agency.Level.CENTRE and desk.parent_id is not None:
        of_province = org.agencies(on=on).filter(parent_id=desk.parent_id, level=Agency.Level.DEPARTMENT)
        served |= {desk.parent_id, *of_province.values_list("pk", flat=True)}
    return Competence(desk.pk, frozenset(served), regime.at(on).non_territorial)


def codes(competence: Competence, *, on: date) -> frozenset[str]:
    """The procedures a desk may receive: its own first of all, every offered one where territory does not matter."""
    return catalog.offered_codes([] if competence.beyond else competence.served, on)


def choices(offerings: tuple[Offering, ...], competence: Competence) -> list[tuple[str, list[tuple[str, str]]]]:
    """The competent agencies to choose among, own ones first, those beyond the territory named as such."""
    own = [(str(each.agency_id), each.agency.name) for each in offerings if each.agency_id in competence.served]
    beyond = [(str(each.agency_id), each.agency.name) for each in offerings if each.agency_id not in competence.served]
    groups = [(_("Thuộc thẩm quyền tiếp nhận của đơn vị"), own)] if own else []
    if beyond and competence.beyond:
        groups.append((_("Tiếp nhận phi địa giới"), beyond))
    return groups
