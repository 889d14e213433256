"""How far the demonstration has come: what `motcua demo status` tells."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from motcua.dossiers.models import Dossier
from motcua.rehearsal.models import Demonstration, LivedDossier


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of one moment; parts at another level are not counted as dossiers."""

    founded_at: datetime
    began_on: date
    lived_to: datetime
    dossiers: int
    open: int
    overdue: int
    acts: int
    by_state: dict[str, int]
    by_timeliness: dict[str, int]


def report(*, now: datetime) -> Report | None:
    """Count; None when there is no demonstration."""
    there = Demonstration.objects.first()
    if there is None:
        return None
    lived = Dossier.objects.filter(parent=None, pk__in=LivedDossier.objects.values("dossier_id"))
    owed = lived.filter(closed_at=None, processed_at=None, due_at__lt=now, state__in=["accepted", "in_process"])
    return Report(
        founded_at=there.founded_at,
        began_on=there.began_on,
        lived_to=there.lived_to,
        dossiers=lived.count(),
        open=lived.filter(closed_at=None).count(),
        overdue=owed.count(),
        acts=sum(LivedDossier.objects.values_list("acts", flat=True)),
        by_state=dict(lived.values_list("state").annotate(count=Count("id")).order_by("-count")),
        by_timeliness=dict(lived.exclude(timeliness="").values_list("timeliness").annotate(count=Count("id"))),
    )
