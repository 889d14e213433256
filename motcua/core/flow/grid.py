"""Where each node of a net stands: a lane for each role, a column for the longest way to a step, a row of its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from motcua.core.flow.definition import ProcessDef
from motcua.core.flow.hours import forward
from motcua.core.flow.net import Net, Node, Shape, places
from motcua.core.roles import Role


@dataclass(frozen=True, slots=True)
class Cell:
    column: int  # 0 holds the start, steps begin at 1
    row: int  # counted from the top through all lanes


@dataclass(frozen=True, slots=True)
class Grid:
    lanes: tuple[tuple[Role | None, range], ...]  # the rows of each lane
    cells: dict[int, Cell]  # by the place of the step in the table
    start: Cell
    end: Cell
    columns: int

    @property
    def rows(self) -> int:
        return self.lanes[-1][1].stop if self.lanes else 1

    def cell(self, node: Node) -> Cell:
        if node.step is not None:
            return self.cells[node.step]
        return self.end if node.shape is Shape.END else self.start  # the fork behind the start stands with it


def arrange(process: ProcessDef, net: Net) -> Grid:
    """Give every step its cell; two steps never share one."""
    columns = _columns(process)
    lanes: dict[Role | None, list[int]] = {}
    for place, step in enumerate(process.steps):
        lanes.setdefault(step.role, []).append(place)
    cells: dict[int, Cell] = {}
    ranges = []
    top = 0
    for role, members in lanes.items():
        taken: defaultdict[int, int] = defaultdict(int)
        for place in members:
            cells[place] = Cell(columns[place], top + taken[columns[place]])
            taken[columns[place]] += 1
        height = max(taken.values())
        ranges.append((role, range(top, top + height)))
        top += height
    first = next((cells[node.step] for node in _reached(net, "start") if node.step is not None), Cell(1, 0))
    last = max(
        (cells[node.step] for node in _leading(net, "end") if node.step is not None),
        key=lambda cell: cell.column,
        default=first,
    )
    width = max(columns, default=0) + 2
    return Grid(tuple(ranges), cells, Cell(0, first.row), Cell(width - 1, last.row), width)


def _columns(process: ProcessDef) -> list[int]:
    """Return the column of each step: one more than the farthest step that leads to it, going back left out."""
    place = places(process)
    ahead: list[list[int]] = [[] for _ in process.steps]
    for key, targets in forward(process).items():
        ahead[place[key]] = [place[target] for target in targets]
    waits = [0] * len(ahead)
    for targets_of in ahead:
        for target in targets_of:
            waits[target] += 1
    columns = [1] * len(ahead)
    ready = [at for at, count in enumerate(waits) if count == 0]
    while ready:
        at = ready.pop()
        for target in ahead[at]:
            columns[target] = max(columns[target], columns[at] + 1)
            waits[target] -= 1
            if waits[target] == 0:
                ready.append(target)
    return columns


def _reached(net: Net, start: str) -> list[Node]:
    """Return the steps a node leads to, through forks and joins."""
    by_id = {node.id: node for node in net.nodes}
    found, ahead, seen = [], [start], {start}
    while ahead:
        for flow in net.out_of(ahead.pop(0)):
            node = by_id[flow.target]
            if node.step is not None:
                found.append(node)
            elif node.id not in seen:
                seen.add(node.id)
                ahead.append(node.id)
    return found


def _leading(net: Net, end: str) -> list[Node]:
    by_id = {node.id: node for node in net.nodes}
    return [by_id[flow.source] for flow in net.into(end)]
