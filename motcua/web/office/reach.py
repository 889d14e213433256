"""Which dossiers an officer may open: the agencies, divisions and steps their posts reach."""

from collections.abc import Sequence

from motcua.access.queries import Reach
from motcua.core.lifecycle import Actor, PostHeld
from motcua.core.lifecycle.progress import is_for
from motcua.dossiers.queries import Page, Place
from motcua.web.office import ruled


def scope_in(page: Page, actor: Actor, reach: Reach) -> frozenset[int]:
    """The agencies through which this dossier is within reach.

    `actor` and `reach` are those of its field: a role lent for other fields opens nothing (law:delegation). A division
    reaches what it handles or was given; what is one's own is reached wherever it lies.
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
    """The agencies a list is read from: whole ones, and those something of which is reached."""
    return reach.agency_ids.union(place.agency_id for place in places_in(actor, reach))


def places_in(actor: Actor, reach: Reach) -> list[Place]:
    """What is reached of agencies that are not reached whole: divisions, and what was lent for some fields."""
    home = {post.unit_id: post.agency_id for post in actor.posts if post.unit_id}
    found = [Place(home[unit], unit) for unit in sorted(reach.unit_ids)]
    for lent in reach.lent:
        found += [Place(agency, None, lent.field_ids) for agency in sorted(lent.agency_ids)]
        found += [Place(home[unit], unit, lent.field_ids) for unit in sorted(lent.unit_ids)]
    return found


def held_at(posts: Sequence[PostHeld]) -> tuple[frozenset[int], list[Place]]:
    """The agencies at which posts are held: for every field, and for some."""
    whole = frozenset(post.agency_id for post in posts if post.field_ids is None)
    return whole, [Place(post.agency_id, None, post.field_ids) for post in posts if post.field_ids is not None]


def officers_of(actor: Actor) -> list[int]:
    """Whose steps are this officer's whatever the field: their own, and those of whom they stand for without limit."""
    whole = {post.on_behalf_of for post in actor.posts if post.on_behalf_of and post.field_ids is None}
    return sorted({number for number in (actor.id, *whole) if number})
