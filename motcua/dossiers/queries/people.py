"""What dossiers already tell of a person or body: how they were last written down, what is under way.

Whoever asks logs the look. What another agency's dossiers say is theirs: asked of one's own agencies only, but for the
warning that the same thing is being asked for twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from motcua.base.sealing import lookup_hash
from motcua.core import vietnam
from motcua.core.lifecycle import State
from motcua.dossiers.filing import vietnam_digits
from motcua.dossiers.models import Dossier, Party

MOST = 8


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as an earlier dossier has them."""

    dossier_id: int
    code: str
    on: date
    kind: str
    full_name: str
    personal_id: str
    tax_code: str
    born_on: str
    phone: str
    email: str
    address: str
    commune_code: str


def person(number: str, *, agencies: Iterable[int]) -> Person | None:
    """The owner of a dossier of these agencies who has this ID number or tax code, as the newest one has them."""
    party = _owners(number, agencies).select_related("dossier").order_by("-dossier_id").first()
    if party is None:
        return None
    dossier = party.dossier
    return Person(
        dossier_id=dossier.pk,
        code=dossier.code or "",
        on=(dossier.submitted_at or dossier.state_since).astimezone(vietnam.ZONE).date(),
        kind=party.kind,
        full_name=party.full_name,
        personal_id=party.personal_id or "",
        tax_code=party.tax_code,
        born_on=party.born_on,
        phone=party.phone or "",
        email=party.email or "",
        address=party.address or "",
        commune_code=party.commune_code,
    )


def dossiers_of(number: str, *, agencies: Iterable[int], limit: int = MOST) -> list[Dossier]:
    """The dossiers at these agencies of whoever has this number: what waits to be collected, what is open, the rest."""
    mine = _owners(number, agencies).values("dossier_id")
    found = Dossier.objects.filter(pk__in=mine, parent=None).exclude(code=None)
    rows = found.select_related("procedure_version").order_by("-pk")[: limit * 4]
    return sorted(rows, key=lambda each: (each.state != State.PROCESSED, each.closed_at is not None))[:limit]


def alike(
    numbers: Iterable[str], *, procedure_id: int, on: date, agencies: Iterable[int]
) -> tuple[list[Dossier], list[Dossier]]:
    """Open dossiers of the same owner for the same procedure, and those of that day: (at these agencies, elsewhere).

    law:one-notice — nobody is asked twice for what an office already has before it.
    """
    owner = [Q(personal_id_hash=lookup_hash(each, of="personal_id")) | Q(tax_code=each) for each in _clean(numbers)]
    if not owner:
        return [], []
    whose = owner[0]
    for each in owner[1:]:
        whose |= each
    begin = datetime.combine(on, time.min, vietnam.ZONE)
    live = Q(closed_at=None) | Q(submitted_at__gte=begin)
    parties = Party.objects.filter(whose, role="owner").values("dossier_id")
    found = Dossier.objects.filter(live, pk__in=parties, parent=None, procedure_version__procedure_id=procedure_id)
    rows = list(found.exclude(code=None).select_related("competent_agency").order_by("-pk")[:MOST])
    near = set(agencies)
    here = [row for row in rows if {row.receiving_agency_id, row.competent_agency_id} & near]
    return here, [row for row in rows if row not in here]


def by_waybill(waybill: str, *, agencies: Iterable[int], limit: int = MOST) -> list[Dossier]:
    """The dossiers that came to these agencies in one postal item."""
    near = list(agencies)
    found = Dossier.objects.filter(parcel__waybill=waybill, receiving_agency_id__in=near)
    return list(found.select_related("procedure_version").order_by("-pk")[:limit])


def open_for(procedure_id: int, *, agencies: Iterable[int], limit: int) -> list[Dossier]:
    """The open dossiers of one procedure these agencies received, oldest first."""
    found = Dossier.objects.filter(
        receiving_agency_id__in=list(agencies),
        procedure_version__procedure_id=procedure_id,
        closed_at=None,
        accepted_at__isnull=False,
    )
    return list(found.order_by("accepted_at", "pk")[:limit])


def _clean(numbers: Iterable[str]) -> list[str]:
    return [digits for digits in map(vietnam_digits, numbers) if len(digits) >= 9]


def _owners(number: str, agencies: Iterable[int]) -> QuerySet[Party]:
    near = list(agencies)
    digits = vietnam_digits(number)
    if len(digits) < 9:
        return Party.objects.none()
    whose = Q(personal_id_hash=lookup_hash(digits, of="personal_id"))
    if "-" in number or len(digits) in (10, 13):
        whose = Q(tax_code__in=[number.strip(), digits])
    within = Q(dossier__receiving_agency_id__in=near) | Q(dossier__competent_agency_id__in=near)
    return Party.objects.filter(whose & within, role="owner").exclude(dossier__code=None)
