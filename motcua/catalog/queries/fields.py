"""Fields: those an agency has procedures of, and their names."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from motcua.catalog.models import Field, Offering, ProcedureVersion
from motcua.catalog.queries.pages import in_force


def fields_offered(agency_ids: Collection[int], *, on: date) -> QuerySet[Field]:
    """Return the fields of the procedures these agencies offer on a day; every field where they offer none."""
    offered = Offering.objects.filter(in_force(on), agency_id__in=list(agency_ids))
    if not offered.exists():
        return Field.objects.all()
    versions = ProcedureVersion.objects.filter(
        in_force(on), field_id=OuterRef("pk"), procedure_id__in=offered.values("procedure_id")
    )
    return Field.objects.filter(Exists(versions))


def field_names(numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of fields by number; asks nothing for none."""
    wanted = set(numbers)
    return dict(Field.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
