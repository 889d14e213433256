"""Who of several officers is given a new step: by the owner's commune, by load, or by rotation.

Pure, and the same for the same facts: a rule decides nothing by chance, so that it can be explained afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Method(StrEnum):
    """How a unit shares its new work out."""

    COMMUNE = "commune"  # each officer looks after some communes
    LOAD = "load"  # whoever has least open work
    ROTATION = "rotation"  # whoever was given something longest ago


@dataclass(frozen=True, slots=True)
class Rule:
    """How one unit shares out the steps of one role."""

    method: Method
    communes: Mapping[str, int] = field(default_factory=dict)  # commune code → officer


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a step opens."""

    commune: str = ""
    load: Mapping[int, int] = field(default_factory=dict)  # officer → open steps
    last_given: Mapping[int, datetime] = field(default_factory=dict)  # officer → when they were last given one


def choose(rule: Rule, candidates: Sequence[int], facts: Facts) -> int | None:
    """Return the officer for a new step, one of the candidates; None leaves it to the whole unit.

    A commune nobody looks after, or whose officer is not there, goes by load: nothing waits for the absent.
    Among equals the one given something longest ago, then the lower number.
    """
    if not candidates:
        return None
    if rule.method is Method.COMMUNE:
        officer = rule.communes.get(facts.commune)
        if officer in candidates:
            return officer
    if rule.method is Method.ROTATION:
        return min(candidates, key=lambda officer: (_last(facts, officer), officer))
    return min(candidates, key=lambda officer: (facts.load.get(officer, 0), _last(facts, officer), officer))


def _last(facts: Facts, officer: int) -> float:
    at = facts.last_given.get(officer)
    return at.timestamp() if at else 0.0
