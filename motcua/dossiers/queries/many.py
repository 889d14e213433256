"""Several dossiers as far as their work goes, read together in a few queries whatever their number."""

from collections.abc import Iterable
from typing import TypeVar

from motcua.dossiers.models import Consultation, Dossier, Proposal, Step
from motcua.dossiers.queries.one import Page

T = TypeVar("T", Step, Proposal, Consultation)


def works(dossier_ids: Iterable[int]) -> dict[int, Page]:
    """Each dossier with its steps and what it waits for, in the order of the ids."""
    ids = list(dict.fromkeys(dossier_ids))
    related = "procedure_version", "receiving_agency", "competent_agency"
    found = {dossier.pk: dossier for dossier in Dossier.objects.select_related(*related).filter(pk__in=ids)}
    steps = _of(Step.objects.filter(dossier_id__in=found).select_related("agency", "unit").order_by("no"))
    drafts = _of(Proposal.objects.filter(dossier_id__in=found).order_by("id"))
    asked = _of(Consultation.objects.filter(dossier_id__in=found).select_related("agency").order_by("id"))
    pages = {number: Page(found[number]) for number in ids if number in found}
    for number, page in pages.items():  # read here for all of them: what a page asks for itself it asks one by one
        vars(page).update(
            steps=steps.get(number, []), proposals=drafts.get(number, []), consultations=asked.get(number, [])
        )
    return pages


def _of(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, []).append(row)
    return found


def open_steps(step_ids: Iterable[int]) -> dict[int, int]:
    """Which of these steps are open, each with its dossier, nearest due moment first."""
    found = Step.objects.filter(pk__in=list(step_ids), state="open").order_by("due_at", "pk")
    return dict(found.values_list("pk", "dossier_id"))


def codes_of(dossier_ids: Iterable[int]) -> dict[int, str]:
    """Return the codes of dossiers by their ids; those without one, or gone, are missing."""
    found = Dossier.objects.filter(pk__in=set(dossier_ids), code__isnull=False)
    return {number: code for number, code in found.values_list("pk", "code") if code}


def ids_of_codes(codes: Iterable[str]) -> list[int]:
    """Return the ids of the dossiers with these codes."""
    return list(Dossier.objects.filter(code__in=list(codes)).values_list("pk", flat=True))
