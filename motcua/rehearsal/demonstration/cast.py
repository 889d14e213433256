"""Who acts in the demonstration: every officer with all posts, found by role and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from motcua.core.lifecycle import Actor, ActorKind, PostHeld, Step
from motcua.core.roles import Role
from motcua.people.models import Post


class NobodyThere(LookupError):
    """No officer holds the role where it is needed."""


@dataclass(slots=True)
class Cast:
    """The officers, read once: the demonstration's own appointments do not change while it lives."""

    actors: dict[int, Actor] = field(default_factory=dict)
    places: dict[tuple[Role, int], list[tuple[int, int | None]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls) -> Cast:
        """Read everybody with a post."""
        cast = cls()
        posts: dict[int, list[PostHeld]] = defaultdict(list)
        names = {}
        for post in Post.objects.select_related("officer").order_by("id"):
            role = Role(post.role)
            posts[post.officer_id].append(PostHeld(role, post.agency_id, post.unit_id))
            names[post.officer_id] = post.officer.full_name
            cast.places[role, post.agency_id].append((post.officer_id, post.unit_id))
        cast.actors = {
            officer_id: Actor(ActorKind.OFFICER, officer_id, names[officer_id], tuple(held))
            for officer_id, held in posts.items()
        }
        return cast

    def one(
        self, dice: Random, role: Role, agency_id: int, unit_id: int | None = None, but: Iterable[int | None] = ()
    ) -> Actor:
        """Pick an officer with a role at an agency, of a division if somebody there has it.

        :raises NobodyThere:
        """
        excluded = set(but)
        there = [place for place in self.places.get((role, agency_id), ()) if place[0] not in excluded]
        in_unit = [place for place in there if unit_id is not None and place[1] in (unit_id, None)]
        if not (in_unit or there):
            raise NobodyThere(f"{role} at {agency_id}")
        return self.actors[dice.choice(in_unit or there)[0]]

    def first(self, role: Role, agency_id: int, unit_id: int | None) -> Actor:
        """Return who was appointed first to a role in a division.  :raises NobodyThere:"""
        for officer_id, unit in self.places.get((role, agency_id), ()):
            if unit == unit_id:
                return self.actors[officer_id]
        raise NobodyThere(f"{role} at {agency_id}")

    def for_step(self, dice: Random, step: Step) -> Actor:
        """Pick who does a step: the one it names, or one of those to whom it is free."""
        if step.officer_id is not None:
            return self.actors[step.officer_id]
        return self.one(dice, step.role, step.agency_id, step.unit_id)
