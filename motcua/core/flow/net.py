"""A step table as a net of nodes and flows: what a diagram draws and BPMN writes.

A step with several ways out is followed by a choice, an outcome that opens several steps by a fork; a step that waits
for branches is preceded by a join. Outcomes that lead to the same steps share one flow. A table still being written may
name steps that do not exist: what leads nowhere is left out here, `findings` tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from motcua.core.flow.definition import END, Outcome, ProcessDef, StepDef


class Shape(StrEnum):
    START = "start"
    STEP = "step"
    CHOICE = "choice"  # one of several ways, by the outcome
    FORK = "fork"  # all of several ways
    MERGE = "merge"  # several outcomes of one step, on their way to a join
    JOIN = "join"  # waits for all
    END = "end"


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    shape: Shape
    step: int | None = None  # the place of the step it is, precedes or follows; None: start and end


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    outcomes: tuple[Outcome, ...] = ()  # answers that take this way; empty: the only way, or within an outcome


@dataclass(slots=True)
class Net:
    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def into(self, node: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.target == node]

    def out_of(self, node: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.source == node]


def places(process: ProcessDef) -> dict[str, int]:
    """Return where each key stands in the table; a key used twice means its first step."""
    found: dict[str, int] = {}
    for place, step in enumerate(process.steps):
        found.setdefault(step.key, place)
    return found


def ways(step: StepDef) -> list[tuple[tuple[Outcome, ...], tuple[str, ...]]]:
    """Return the ways out of a step: outcomes that lead to the same steps are one way."""
    grouped: dict[tuple[str, ...], list[Outcome]] = {}
    for outcome, keys in step.next.items():
        grouped.setdefault(tuple(dict.fromkeys(keys)), []).append(outcome)
    return [(tuple(outcomes), keys) for keys, outcomes in grouped.items() if keys]


def net(process: ProcessDef) -> Net:
    """Return the nodes and flows of a process, steps in the order of the table."""
    return _Weaver(process).woven()


_LEAVING: Final = frozenset({Shape.STEP, Shape.CHOICE, Shape.FORK})
"""What a flow out of a step may come from."""


class _Weaver:
    def __init__(self, process: ProcessDef) -> None:
        self.process = process
        self.place = places(process)
        self.net = Net()
        self.waits = {
            place: [key for key in dict.fromkeys(step.joins) if key in self.place]
            for place, step in enumerate(process.steps)
        }

    def woven(self) -> Net:
        starts = [self.place[key] for key in dict.fromkeys(self.process.start) if key in self.place]
        if starts:
            self._node("start", Shape.START)
        for place in range(len(self.process.steps)):
            if self.waits[place]:
                self._node(f"join_{place + 1}", Shape.JOIN, place)
            self._node(_step(place), Shape.STEP, place)
        if self._ends():
            self._node("end", Shape.END)
        self._spread("start", [_step(place) for place in starts], (), "start_fork", None)
        for place, step in enumerate(self.process.steps):
            self._follow(place, step)
        self._merged()
        return self.net

    def _ends(self) -> bool:
        return any(END in keys for step in self.process.steps for keys in step.next.values())

    def _follow(self, place: int, step: StepDef) -> None:
        out = list(self._ways(place, step))
        source = _step(place)
        if len(out) > 1:
            source = f"choice_{place + 1}"
            self._node(source, Shape.CHOICE, place)
            self._flow(_step(place), source)
        for no, (outcomes, targets) in enumerate(out, start=1):
            self._spread(source, targets, outcomes, f"fork_{place + 1}_{no}", place)

    def _ways(self, place: int, step: StepDef) -> Iterator[tuple[tuple[Outcome, ...], list[str]]]:
        for outcomes, keys in ways(step):
            targets = [self._entry(step, key) for key in keys if key == END or key in self.place]
            if targets:
                yield outcomes, targets

    def _entry(self, step: StepDef, key: str) -> str:
        if key == END:
            return "end"
        place = self.place[key]
        return f"join_{place + 1}" if step.key in self.waits[place] else _step(place)

    def _spread(
        self, source: str, targets: list[str], outcomes: tuple[Outcome, ...], fork: str, place: int | None
    ) -> None:
        if len(targets) > 1:
            self._node(fork, Shape.FORK, place)
            self._flow(source, fork, outcomes)
            source, outcomes = fork, ()
        for target in targets:
            self._flow(source, target, outcomes)

    def _merged(self) -> None:
        """Lead the several ways by which one step comes to a join together first: the join counts steps, not ways."""
        for place in range(len(self.process.steps)):
            if not self.waits[place]:
                continue
            join = f"join_{place + 1}"
            for key in self.waits[place]:
                self._merge(join, place, self.place[key])
            self._flow(join, _step(place))

    def _merge(self, join: str, place: int, source: int) -> None:
        own = {node.id for node in self.net.nodes if node.step == source and node.shape in _LEAVING}
        arriving = [flow for flow in self.net.into(join) if flow.source in own]
        if len(arriving) < 2:
            return
        merge = f"merge_{place + 1}_{source + 1}"
        self._node(merge, Shape.MERGE, place)
        for flow in arriving:
            at = self.net.flows.index(flow)
            self.net.flows[at] = Flow(flow.id, flow.source, merge, flow.outcomes)
        self._flow(merge, join)

    def _node(self, name: str, shape: Shape, place: int | None = None) -> None:
        self.net.nodes.append(Node(name, shape, place))

    def _flow(self, source: str, target: str, outcomes: tuple[Outcome, ...] = ()) -> None:
        self.net.flows.append(Flow(f"flow_{len(self.net.flows) + 1}", source, target, outcomes))


def _step(place: int) -> str:
    return f"step_{place + 1}"
