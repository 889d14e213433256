"""Several dossiers as far as their work goes, read together in two queries whatever their number."""

from collections.abc import Iterable

from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.queries.one import Page


def works(dossier_ids: Iterable[int]) -> dict[int, Page]:
    """Each dossier with its steps, in the order of the ids; nothing of its people, papers or declarations."""
    ids = list(dict.fromkeys(dossier_ids))
    related = "procedure_version", "receiving_agency", "competent_agency"
    found = {dossier.pk: dossier for dossier in Dossier.objects.select_related(*related).filter(pk__in=ids)}
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(dossier_id__in=found).select_related("agency", "unit").order_by("no"):
        steps.setdefault(step.dossier_id, []).append(step)
    return {
        number: Page(found[number], {}, [], {}, steps.get(number, []), [], [], [], [], {})
        for number in ids
        if number in found
    }


def open_steps(step_ids: Iterable[int]) -> dict[int, int]:
    """Which of these steps are open, each with its dossier, nearest due moment first."""
    found = Step.objects.filter(pk__in=list(step_ids), state="open").order_by("due_at", "pk")
    return dict(found.values_list("pk", "dossier_id"))
