"""Founds the demonstration province: instant when it is there, and twice is once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from motcua.base.refusal import Refusal
from motcua.core.vietnam import ZONE
from motcua.dossiers.models import Dossier
from motcua.people.models import Officer
from motcua.rehearsal.demonstration import catalogue, organisation, staffing
from motcua.rehearsal.demonstration.data import facts, fingerprint
from motcua.rehearsal.models import Demonstration

SEED = 38
HISTORY_DAYS = 62  # two months


class NotADemonstration(Refusal):
    """Officers with a password that everybody can read do not belong into a real system."""

    code = "not-a-demonstration"
    vi = "Bản trình diễn chỉ chạy ở chế độ demo, không chạy ở chế độ production."
    en = "The demonstration runs in demo mode only, never in production."


class NotOurs(Refusal):
    """The database holds officers or dossiers that the demonstration did not make."""

    code = "not-the-demonstrations"
    vi = "Cơ sở dữ liệu này có dữ liệu không thuộc bản trình diễn; không lập hay xóa gì cả."
    en = "This database holds data that are not the demonstration's; nothing was made or removed."


@dataclass(frozen=True, slots=True)
class Founded:
    """What a founding made."""

    agencies: int
    officers: int
    citizens: int
    procedures: int


def found(*, now: datetime, seed: int = SEED) -> Founded | None:
    """Make agencies, people and procedures where they are missing; None when all was there.

    :raises NotADemonstration, NotOurs:
    """
    check_allowed()
    there = Demonstration.objects.first()
    if there is not None and there.fingerprint == fingerprint():
        return None
    all_facts = facts()
    with transaction.atomic():
        agencies = organisation.found_agencies(all_facts)
        units = organisation.unit_ids(all_facts, agencies)
        officers = staffing.found_officers(all_facts, agencies, units, now=now)
        today = now.astimezone(ZONE).date()
        staffing.found_delegation(
            all_facts, agencies, now=now, on=today - timedelta(days=7), until=today + timedelta(days=30)
        )
        citizens = staffing.found_citizens(all_facts, now=now)
        procedures = catalogue.found_catalogue(all_facts, agencies, units, now=now)
        _remember(there, now, seed)
    return Founded(len(agencies), officers, citizens, procedures)


def check_allowed() -> None:
    """Refuse to touch a real system.  :raises NotADemonstration, NotOurs:"""
    if settings.PRODUCTION:
        raise NotADemonstration
    if not Demonstration.objects.exists() and (Officer.objects.exists() or Dossier.objects.exists()):
        raise NotOurs


def _remember(there: Demonstration | None, now: datetime, seed: int) -> None:
    if there is not None:
        Demonstration.objects.update(fingerprint=fingerprint())
        return
    began_on = now.astimezone(ZONE).date() - timedelta(days=HISTORY_DAYS)
    began_at = datetime(began_on.year, began_on.month, began_on.day, tzinfo=ZONE)
    Demonstration.objects.create(
        fingerprint=fingerprint(), seed=seed, founded_at=now, began_on=began_on, lived_to=began_at
    )
