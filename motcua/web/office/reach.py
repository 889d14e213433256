"""Which dossiers an officer may open: the agencies, divisions and steps their posts reach."""

from motcua.access.queries import Reach
from motcua.core.lifecycle import Actor
from motcua.core.lifecycle.progress import is_for
from motcua.dossiers.queries import Page
from motcua.web.office import ruled


def scope_in(page: Page, actor: Actor, reach: Reach) -> frozenset[int]:
    """The agencies through which this dossier is within reach.

    A division reaches what it handles or was given; what is one's own is reached wherever it lies.
    """
    if not reach:
        return frozenset()
    found = set(reach.agency_ids)
    if page.dossier.handling_unit_id in reach.unit_ids:
        found.add(page.dossier.competent_agency_id)
    for step in page.steps:
        own = step.officer_id in actor.stands_for or step.done_by in actor.stands_for
        if own or step.unit_id in reach.unit_ids or (step.state == "open" and is_for(ruled.step(step), actor)):
            found.add(step.agency_id)
    return frozenset(found)


def covers(page: Page, actor: Actor, reach: Reach) -> bool:
    """Whether a right with this reach holds for the dossier."""
    return reach.everywhere or bool(_concerned(page) & scope_in(page, actor, reach))


def _concerned(page: Page) -> set[int]:
    dossier = page.dossier
    return {dossier.receiving_agency_id, dossier.competent_agency_id, *(step.agency_id for step in page.steps)}


def agencies_of(actor: Actor, reach: Reach) -> frozenset[int]:
    """The agencies a list is read from: whole ones, and those of the divisions reached."""
    units = {post.agency_id for post in actor.posts if post.unit_id in reach.unit_ids}
    return reach.agency_ids | units
