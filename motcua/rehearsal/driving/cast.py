"""Who acts: the officers of the province by post, as those who call the verbs."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.base import sql
from motcua.core.lifecycle import Actor, ActorKind, PostHeld
from motcua.core.roles import Role

STATEMENTS = sql.load("motcua.rehearsal")
CITIZEN = Actor(ActorKind.CITIZEN, None, "Người nộp")


class NobodyThere(LookupError):
    """No officer holds the role at the agency: the province was not founded for this process."""


class Cast:
    """The officers of one day; nobody is appointed during a rehearsal."""

    def __init__(self, on: date) -> None:
        posts: dict[int, list[PostHeld]] = defaultdict(list)
        names: dict[int, str] = {}
        self._by_role: dict[tuple[Role, int], list[int]] = defaultdict(list)
        for row in sql.rows(STATEMENTS.posts, day=on):
            role = Role(row["role"])
            posts[row["officer_id"]].append(PostHeld(role, row["agency_id"], row["unit_id"]))
            names[row["officer_id"]] = row["full_name"]
            self._by_role[role, row["agency_id"]].append(row["officer_id"])
        self._actors = {
            officer_id: Actor(ActorKind.OFFICER, officer_id, names[officer_id], tuple(held))
            for officer_id, held in posts.items()
        }

    def holder(self, role: Role, agency_id: int) -> Actor:
        """Somebody with this role there; a role nobody holds falls to the leader, as a step's does.

        :raises NobodyThere:
        """
        found = self._by_role.get((role, agency_id)) or self._by_role.get((Role.AGENCY_LEADER, agency_id))
        if not found:
            raise NobodyThere(f"{role} at agency {agency_id}")
        return self._actors[found[0]]

    def performer(self, step: Mapping[str, Any]) -> Actor:
        """Whoever is to do an open step."""
        if step["officer_id"] is not None:
            return self._actors[step["officer_id"]]
        return self.holder(Role(step["role"]), step["agency_id"])
