"""Everything a procedure's page shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from motcua.catalog.models import (
    Channel,
    Fee,
    LegalBasis,
    Offering,
    Paper,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    ResultTemplate,
    Understanding,
)
from motcua.catalog.refusals import NotFound, NotInForce


@dataclass(frozen=True, slots=True)
class Page:
    """One version of a procedure with all it holds; nothing more needs to be asked to show it."""

    procedure: Procedure
    version: ProcedureVersion
    cases: tuple[ProcedureCase, ...]
    channels: tuple[Channel, ...]
    papers: tuple[Paper, ...]
    legal_bases: tuple[LegalBasis, ...]
    results: tuple[ResultTemplate, ...]
    offerings: tuple[Offering, ...]


def in_force(on: date) -> Q:
    """Return the condition of holding on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def version_in_force(procedure: Procedure, on: date) -> ProcedureVersion:
    """Return the version of a procedure that holds on a day.

    :raises NotInForce: there is none.
    """
    found = procedure.versions.select_related("field").filter(in_force(on)).first()
    if found is None or (procedure.abolished_on and procedure.abolished_on <= on):
        raise NotInForce(code=procedure.national_code, on=f"{on:%d/%m/%Y}")
    return found


def page(code: str, *, on: date) -> Page:
    """Return a procedure as it stands on a day; eight queries, whatever it holds. A local code finds it too.

    :raises NotFound: the catalogue does not know the code. :raises NotInForce: no version holds on that day.
    """
    national = code.strip()[:8]
    procedure = Procedure.objects.filter(national_code=national).first()
    if procedure is None:
        raise NotFound(code=code)
    version = (
        ProcedureVersion.objects.select_related("field")
        .filter(in_force(on), procedure=procedure)
        .defer("source")
        .prefetch_related(
            "cases",
            Prefetch("channels", Channel.objects.select_related("case").prefetch_related("fees")),
            Prefetch("papers", Paper.objects.select_related("case")),
            "legal_bases",
            "results",
        )
        .first()
    )
    if version is None or (procedure.abolished_on and procedure.abolished_on <= on):
        raise NotInForce(code=procedure.national_code, on=f"{on:%d/%m/%Y}")
    version.procedure = procedure
    offerings = Offering.objects.filter(in_force(on), procedure=procedure).select_related("agency")
    return Page(
        procedure=procedure,
        version=version,
        cases=tuple(version.cases.all()),
        channels=tuple(version.channels.all()),
        papers=tuple(version.papers.all()),
        legal_bases=tuple(version.legal_bases.all()),
        results=tuple(version.results.all()),
        offerings=tuple(offerings.order_by("agency__sort_key")),
    )


def fees_of(version_id: int, channel: str, case_key: str, *, on: date) -> list[Fee] | None:
    """Return the fees in force on a day for one way of filing and one case.

    None where the published text was not understood, or several rows for the same way say different things.
    """
    rows = Channel.objects.filter(version_id=version_id, kind=channel).select_related("case").prefetch_related("fees")
    named = [row for row in rows if row.case and str(row.case.position) == case_key]
    fitting = named or [row for row in rows if row.case is None]
    if len(fitting) != 1 or fitting[0].fee_status != Understanding.UNDERSTOOD:
        return None
    return [fee for fee in fitting[0].fees.all() if (fee.valid_from or on) <= on <= (fee.valid_to or on)]
