"""Which fields wait for themselves, and which can never be shown: found by looking at the form alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Any, Final

from motcua.core.forms import code_tables, scopes
from motcua.core.forms.evaluating import evaluate
from motcua.core.forms.expressions import Node, names, parse
from motcua.core.forms.model import Definition, Field, Kind
from motcua.core.forms.scopes import Place

MOST_CASES: Final = 20_000


def cycles(definition: Definition) -> list[str]:
    """The fields that wait for themselves."""
    graph = _graph(definition)
    state: dict[str, int] = {}
    found: list[str] = []
    for start in graph:
        stack: list[tuple[str, Iterator[str]]] = []
        if state.get(start):
            continue
        state[start] = 1
        stack.append((start, iter(sorted(graph[start]))))
        while stack:
            path, rest = stack[-1]
            for other in rest:
                if state.get(other) == 1:
                    found.append(other)
                elif not state.get(other):
                    state[other] = 1
                    stack.append((other, iter(sorted(graph[other]))))
                    break
            else:
                state[path] = 2
                stack.pop()
    return sorted({path.removesuffix("?") for path in found})


def _graph(definition: Definition) -> dict[str, set[str]]:
    """From each field (`path`), and from its being shown (`path?`), to what must be known first."""
    placed = list(scopes.places(definition))
    groups = {place.path for place in placed if place.field.kind is Kind.GROUP}
    inside = {place.path: [each.path for each in placed if each.path.startswith(f"{place.path}.")] for place in placed}
    sections = {field.key: section.shown for section in definition.sections for field in section.fields}

    def known_first(place: Place, *sources: str) -> set[str]:
        found: set[str] = set()
        for name in (name for source in sources if source for name in names(parse(source))):
            meant = place.find(name)
            if meant is None:
                continue
            found |= {meant[0], *inside[meant[0]]}
            for group in groups:  # which items there are is known only when all that is in them is
                if meant[0].startswith(f"{group}.") and not place.path.startswith(f"{group}."):
                    found |= set(inside[group])
        return found

    graph: dict[str, set[str]] = {}
    for place in placed:
        path, outer = place.path, place.path.rpartition(".")[0]
        graph[path] = {f"{path}?"} | known_first(place, place.field.computed, place.field.as_of)
        graph[f"{path}?"] = known_first(place, place.field.shown, "" if outer else sections.get(path, ""))
        if outer:
            graph[f"{path}?"].add(f"{outer}?")
    return graph


def unreachable(definition: Definition, own: Collection[str] = ()) -> list[str]:
    """The fields no answers ever show, found by trying all answers of choices; none where they are too many.

    `own` names tables an installation keeps itself: what they offer is not counted.
    """
    placed = {place.path: place for place in scopes.places(definition)}
    sections = {field.key: section.shown for section in definition.sections for field in section.fields}
    hidden: list[str] = []
    for path, place in placed.items():
        if any(path.startswith(f"{each}.") for each in hidden):
            continue
        conditions = _conditions(place, placed, sections)
        if conditions and not _some_way(conditions, placed, sections, own):
            hidden.append(path)
    return hidden


def _conditions(place: Place, placed: Mapping[str, Place], sections: Mapping[str, str]) -> list[tuple[Place, Node]]:
    """All that must hold for a field to be shown, each with where it stands."""
    found = []
    path = place.path
    while path:
        at = placed[path]
        if at.field.shown:
            found.append((at, parse(at.field.shown)))
        if "." not in path and sections.get(path):
            found.append((at, parse(sections[path])))
        path = path.rpartition(".")[0]
    return found


def _some_way(
    conditions: list[tuple[Place, Node]],
    placed: Mapping[str, Place],
    sections: Mapping[str, str],
    own: Collection[str],
) -> bool:
    """Whether some answers to the fields named, seen or not by their own conditions, make all of them hold."""
    asked: dict[str, Place] = {}
    waiting = [*conditions]
    while waiting:
        at, node = waiting.pop()
        for name in names(node):
            found = at.find(name)
            if found is None or found[0] in asked:
                continue
            asked[found[0]] = placed[found[0]]
            waiting += _conditions(placed[found[0]], placed, sections)
    values = {path: None if place.field.code_table in own else _values(place.field) for path, place in asked.items()}
    finite = {path: some for path, some in values.items() if some is not None}
    if len(finite) < len(values) or prod(len(some) for some in finite.values()) > MOST_CASES:
        return _may_hold(conditions)
    paths = list(finite)
    for case in product(*(finite[path] for path in paths)):
        answers = dict(zip(paths, case, strict=True))
        if all(_holds(node, at, answers, placed, sections) for at, node in conditions):
            return True
    return False


def _may_hold(conditions: list[tuple[Place, Node]]) -> bool:
    """Whether no condition is false whatever is answered: those that name something are given the benefit of doubt."""
    return all(any(names(node)) or evaluate(node, lambda path: None, date.max) is not False for _, node in conditions)


def _holds(
    node: Node, at: Place, answers: Mapping[str, Any], placed: Mapping[str, Place], sections: Mapping[str, str]
) -> bool:
    def value_of(path: tuple[str, ...]) -> Any:
        found = at.find(path)
        if found is None or found[0] not in answers:
            return None
        shown = all(
            _holds(condition, place, answers, placed, sections)
            for place, condition in _conditions(placed[found[0]], placed, sections)
        )
        return answers[found[0]] if shown else None

    return evaluate(node, value_of, date.max) is True


def _values(field: Field) -> list[Any] | None:
    """Every answer a field may have, where they can be counted."""
    match field.kind:
        case Kind.CHOICE:
            return [None, *(choice.key for choice in field.choices)]
        case Kind.YES_NO:
            return [None, True, False]
        case Kind.CONSENT:
            return [None, True]
        case Kind.SEX:
            return [None, *(entry.code for entry in code_tables.built_in()["sexes"])]
        case Kind.CODE if field.table in code_tables.built_in() and len(code_tables.built_in()[field.table]) <= 40:
            return [None, *(entry.code for entry in code_tables.built_in()[field.table])]
    return None
