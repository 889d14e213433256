"""The tree of a day, as a page or a file asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest

from motcua.core import vietnam
from motcua.core.vietnam import Unreadable
from motcua.org import queries as org
from motcua.org.models import Agency
from motcua.org.queries import Node, Tree

LEVELS: Mapping[str, str] = {level.value: level.label for level in Agency.Level}


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency in the tree with the divisions it has, and whether the text asked for names it."""

    node: Node
    units: list[str]
    level: str
    children: list[Branch] = field(default_factory=list)
    matches: bool = True

    @property
    def count(self) -> int:
        """How many agencies stand below."""
        return sum(1 + child.count for child in self.children)


def day_asked(request: HttpRequest, today: date) -> date:
    """The day of `?ngay=`; today where none, or none that can be read, is given."""
    try:
        return vietnam.read_date(request.GET.get("ngay", "")[:40])
    except Unreadable:
        return today


def units_on(day: date) -> dict[int, list[str]]:
    """The divisions of each agency on a day, in Vietnamese order."""
    return {agency_id: [name for _, name in named] for agency_id, named in org.units_named(on=day).items()}


def branches(tree: Tree, units: Mapping[int, list[str]], text: str) -> list[Branch]:
    """The tree cut down to what a text names, with all above it."""
    words = vietnam.fold(text).split()

    def grown(node: Node) -> Branch | None:
        own = units.get(node.id, [])
        said = vietnam.fold(" ".join([node.name, node.short_name, *node.codes.values()]))
        matches = all(word in said for word in words)
        children = [branch for child in node.children if (branch := grown(child)) is not None]
        if not matches and not children:
            return None
        return Branch(node, own, LEVELS.get(node.level, node.level), children, matches)

    return [branch for root in tree.roots if (branch := grown(root)) is not None]


def lines(tree: Tree, units: Mapping[int, list[str]]) -> Iterator[dict[str, object]]:
    """Every agency of the day as plain data, parents before children."""
    for node in tree.walk():
        yield {
            "name": node.name,
            "short_name": node.short_name,
            "level": node.level,
            "kind": node.kind,
            "parent": tree.by_id[node.parent_id].name if node.parent_id else "",
            "codes": dict(node.codes),
            "is_one_stop": node.is_one_stop,
            "is_verified": node.is_verified,
            "units": units.get(node.id, []),
        }
