"""The tracking book of a desk: what it took in between two days, when it was passed on, came back and was returned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from motcua.core import vietnam
from motcua.dossiers.models import Dossier, Party, Step


@dataclass(frozen=True, slots=True)
class Tracked:
    """A dossier as the book has it."""

    dossier: Dossier
    owner: Party
    sent_at: datetime | None


def book_count(agencies: Iterable[int], *, first: date, last: date) -> int:
    """How many dossiers the book of these days has."""
    return _taken_in(agencies, first, last).count()


def book(agencies: Iterable[int], *, first: date, last: date, limit: int, offset: int = 0) -> list[Tracked]:
    """The dossiers these desks accepted from one day to another, in the order of acceptance; in three queries."""
    related = "procedure_version", "competent_agency", "delivery"
    found = _taken_in(agencies, first, last).select_related(*related).order_by("accepted_at", "pk")
    rows = list(found[offset : offset + limit])
    owners = {party.dossier_id: party for party in Party.objects.filter(dossier__in=rows, role="owner")}
    sent = dict(Step.objects.filter(dossier__in=rows, no=1, state="done").values_list("dossier_id", "done_at"))
    return [Tracked(row, owners[row.pk], row.taken_over_at or sent.get(row.pk)) for row in rows]


def _taken_in(agencies: Iterable[int], first: date, last: date) -> QuerySet[Dossier]:
    begin = datetime.combine(first, time.min, vietnam.ZONE)
    end = datetime.combine(last + timedelta(days=1), time.min, vietnam.ZONE)
    days = Q(accepted_at__gte=begin, accepted_at__lt=end)
    return Dossier.objects.filter(days, receiving_agency_id__in=list(agencies), parent=None)
