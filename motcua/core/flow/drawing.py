"""A lane diagram of a step table: every node a box, every flow a line of straight pieces.

Lines run only between the cells of the grid: forward through the gap beside a column, and where they pass several
columns through the gap below a row; what goes back runs below the step it leaves. No line crosses a box.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from motcua.core.flow.definition import Outcome, ProcessDef
from motcua.core.flow.grid import Cell, Grid, arrange
from motcua.core.flow.net import Flow, Net, Node, Shape, net
from motcua.core.roles import Role

STEP_WIDTH: Final = 184
STEP_HEIGHT: Final = 96
GATE: Final = 36  # a choice, fork or join
EVENT: Final = 32  # start and end
HEAD: Final = 132  # the names of the lanes
_PAST: Final = 30  # from the middle of a step: clear of a join beside it
_GAP: Final = 16  # between the parts of a cell
_TRACK: Final = 12  # between lines beside one another
_BELOW: Final = 20  # between lines below one another, with room for a word on each
_LETTER: Final = 7.6  # mean width of a letter of the words on lines


@dataclass(frozen=True, slots=True)
class Box:
    id: str
    shape: Shape
    step: int | None  # the place in the table
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    source: str
    target: str
    words: tuple[Outcome, ...]  # the answers to be written on it: those between which a choice is made
    is_back: bool
    points: tuple[tuple[int, int], ...]
    words_at: tuple[int, int]  # where they begin; on a line that goes back, where they end


@dataclass(frozen=True, slots=True)
class Lane:
    role: Role | None
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Route:
    """How one flow runs, before the gaps have their widths."""

    flow: Flow
    source: Cell
    target: Cell
    is_back: bool
    row: int | None  # runs along this row, in the gap below it, or (along) through its free cells
    along: bool
    leaves: int | None = None  # the track in the gap it goes down or up through first
    enters: int | None = None
    below: int | None = None


@dataclass(slots=True)
class _Gap:
    """Tracks of one gap: lines whose spans touch get different ones."""

    spans: list[list[tuple[int, int]]] = field(default_factory=list)
    words: int = 0

    def take(self, one: int, other: int) -> int:
        low, high = min(one, other), max(one, other)
        for track, spans in enumerate(self.spans):
            if all(high < start or stop < low for start, stop in spans):
                spans.append((low, high))
                return track
        self.spans.append([(low, high)])
        return len(self.spans) - 1


def draw(process: ProcessDef, letters: dict[Outcome, int] | None = None) -> Drawing:
    """Lay a process out, also one that is still being written.

    :param letters: how long the word of each outcome is, to leave room for it.
    """
    return _Draughtsman(process, letters or {}).drawn()


class _Draughtsman:
    def __init__(self, process: ProcessDef, letters: dict[Outcome, int]) -> None:
        self.net: Net = net(process)
        self.grid: Grid = arrange(process, self.net)
        self.letters = letters
        self.node = {node.id: node for node in self.net.nodes}
        self.beside: defaultdict[int, _Gap] = defaultdict(_Gap)  # left of a column
        self.under: defaultdict[int, _Gap] = defaultdict(_Gap)  # below a row
        self.busy = {(cell.column, cell.row) for cell in self._cells()}

    def _cells(self) -> set[Cell]:
        return {self.grid.cell(node) for node in self.net.nodes}

    def drawn(self) -> Drawing:
        routes = [self._route(flow) for flow in self.net.flows if not self._within(flow)]
        self._measure()
        boxes = {node.id: self._box(node) for node in self.net.nodes}
        lines = {route.flow.id: self._line(route, boxes) for route in routes}
        for flow in self.net.flows:
            if self._within(flow):
                lines[flow.id] = self._inner(flow, boxes)
        return Drawing(
            width=self.right,
            height=self.bottom,
            lanes=tuple(
                Lane(role, self.top[rows.start], self._lane_end(rows) - self.top[rows.start])
                for role, rows in self.grid.lanes
            ),
            boxes=tuple(boxes[node.id] for node in self.net.nodes),
            lines=tuple(lines[flow.id] for flow in self.net.flows),
        )

    def _within(self, flow: Flow) -> bool:
        """Tell whether a flow stays inside one cell: from a step to its choice, from a join to its step."""
        source, target = self.node[flow.source], self.node[flow.target]
        if source.step != target.step or self.grid.cell(source) != self.grid.cell(target):
            return False
        order = [Shape.START, Shape.MERGE, Shape.JOIN, Shape.STEP, Shape.CHOICE, Shape.FORK]
        return order.index(source.shape) < order.index(target.shape)

    # Which way each flow runs

    def _route(self, flow: Flow) -> _Route:
        source, target = self.grid.cell(self.node[flow.source]), self.grid.cell(self.node[flow.target])
        if target.column <= source.column:
            return self._back(flow, source, target)
        words = self._words(flow)
        between = range(source.column + 1, target.column)
        first, last = source.column + 1, target.column
        if not between or (source.row == target.row and self._free(between, source.row)):
            leaves = None
            if source.row != target.row:
                leaves = self.beside[first].take(2 * source.row, 2 * target.row)
            self.beside[first].words = max(self.beside[first].words, words)
            return _Route(flow, source, target, False, target.row, True, leaves=leaves)
        for row in (source.row, target.row):
            if self._free(between, row):
                self.busy.update((column, row) for column in between)
                leaves = None if row == source.row else self.beside[first].take(2 * source.row, 2 * row)
                enters = None if row == target.row else self.beside[last].take(2 * row, 2 * target.row)
                self.beside[first].words = max(self.beside[first].words, words)
                return _Route(flow, source, target, False, row, True, leaves=leaves, enters=enters)
        row = min(source.row, target.row)
        level = 2 * row + 1
        return _Route(
            flow, source, target, False, row, False,
            leaves=self.beside[first].take(2 * source.row, level),
            enters=self.beside[last].take(level, 2 * target.row),
            below=self.under[row].take(first, last),
        )  # fmt: skip

    def _back(self, flow: Flow, source: Cell, target: Cell) -> _Route:
        level = 2 * source.row + 1
        return _Route(
            flow, source, target, True, source.row, False,
            enters=self.beside[target.column].take(level, 2 * target.row),
            below=self.under[source.row].take(target.column, source.column + 1),
        )  # fmt: skip

    def _free(self, columns: range, row: int) -> bool:
        return not any((column, row) in self.busy for column in columns)

    def _said(self, flow: Flow) -> tuple[Outcome, ...]:
        return flow.outcomes if self.node[flow.source].shape is Shape.CHOICE else ()

    def _words(self, flow: Flow) -> int:
        longest = sum(self.letters.get(outcome, 0) + 3 for outcome in self._said(flow)) - 3
        return round(max(0, longest) * _LETTER)

    # How wide columns and gaps are

    def _measure(self) -> None:
        shapes: defaultdict[int, set[Shape]] = defaultdict(set)
        for node in self.net.nodes:
            shapes[self.grid.cell(node).column].add(node.shape)
        self.left: list[int] = []  # of each column
        self.before: list[int] = []  # room inside a column for what precedes the step
        self.gap: list[int] = []  # where the gap left of a column begins
        x = HEAD
        for column in range(self.grid.columns):
            gap = self.beside[column]
            self.gap.append(x)
            x += 2 * _GAP + _TRACK * len(gap.spans) + (gap.words + 2 * _GAP if gap.words else _GAP)
            self.left.append(x)
            self.before.append(sum(GATE + _GAP for shape in (Shape.MERGE, Shape.JOIN) if shape in shapes[column]))
            x += self.before[-1]
            x += STEP_WIDTH if Shape.STEP in shapes[column] else EVENT
            x += sum(GATE + _GAP for shape in (Shape.CHOICE, Shape.FORK) if shape in shapes[column])
        self.right = x + 2 * _GAP
        self.top: list[int] = []
        y = 0
        for row in range(self.grid.rows):
            self.top.append(y)
            y += STEP_HEIGHT + 2 * _GAP + _BELOW * len(self.under[row].spans)
        self.top.append(y)
        self.bottom = y

    def _lane_end(self, rows: range) -> int:
        return self.top[rows.stop]

    def _centre(self, row: int) -> int:
        return self.top[row] + _GAP + STEP_HEIGHT // 2

    def _box(self, node: Node) -> Box:
        cell = self.grid.cell(node)
        x, centre = self.left[cell.column], self._centre(cell.row)
        inner = x + self.before[cell.column]
        match node.shape:
            case Shape.STEP:
                return Box(node.id, node.shape, node.step, inner, centre - STEP_HEIGHT // 2, STEP_WIDTH, STEP_HEIGHT)
            case Shape.START | Shape.END:
                return Box(node.id, node.shape, node.step, inner, centre - EVENT // 2, EVENT, EVENT)
            case Shape.JOIN:
                at = inner - GATE - _GAP
            case Shape.MERGE:
                at = x
            case Shape.CHOICE:
                at = inner + STEP_WIDTH + _GAP
            case Shape.FORK:
                body = STEP_WIDTH if node.step is not None else EVENT
                behind = any(other.shape is Shape.CHOICE and other.step == node.step for other in self.net.nodes)
                at = inner + body + _GAP + (GATE + _GAP if behind else 0)
        same = [other.id for other in self.net.nodes if other.shape is node.shape and other.step == node.step]
        shift = (2 * same.index(node.id) - len(same) + 1) * (GATE + 6) // 2
        return Box(node.id, node.shape, node.step, at, centre - GATE // 2 + shift, GATE, GATE)

    # The lines

    def _line(self, route: _Route, boxes: dict[str, Box]) -> Line:
        flow = route.flow
        source, target = boxes[flow.source], boxes[flow.target]
        if route.is_back:
            points = self._back_points(route, source, target)
            words_at = points[1][0] - 6, points[1][1] - 5
        else:
            points, level = self._points(route, source, target)
            column = route.source.column + 1
            words_at = self.gap[column] + _GAP + _TRACK * len(self.beside[column].spans) + 4, level - 6
        return Line(flow.id, flow.source, flow.target, self._said(flow), route.is_back, _straight(points), words_at)

    def _points(self, route: _Route, source: Box, target: Box) -> tuple[list[tuple[int, int]], int]:
        """Return the corners, and the height at which the line runs on from the gap beside its source."""
        points, end = self._leaving(source), self._entry(target, above=True)
        x, y = points[-1]
        if not route.along:
            level = self._level(route)
        elif route.leaves is None and route.enters is not None:
            level = y
        else:
            level = end
        if route.leaves is not None:
            x = self._track(route.source.column + 1, route.leaves)
        elif level != y:
            x = self.gap[route.source.column + 1] + _GAP // 2
        points += [(x, y), (x, level)]
        if route.enters is not None:
            x = self._track(route.target.column, route.enters)
            points += [(x, level), (x, end)]
        return [*points, (target.x, end)], level

    def _leaving(self, source: Box) -> list[tuple[int, int]]:
        """Where a line leaves: to the right, but over the forks that stand beside its choice."""
        x, y = source.middle
        right = source.x + source.width
        forks = any(node.shape is Shape.FORK and node.step == source.step for node in self.net.nodes)
        if source.shape is not Shape.CHOICE or not forks:
            return [(right, y)]
        over = y - STEP_HEIGHT // 2 + 2
        return [(x, source.y), (x, over), (right, over)]

    def _entry(self, target: Box, *, above: bool) -> int:
        """The height at which a line enters: past the join in front of a step, and lower where it goes back."""
        _, y = target.middle
        if target.shape is not Shape.STEP:
            return y
        joined = any(node.shape is Shape.JOIN and node.step == target.step for node in self.net.nodes)
        if above:
            return y - _PAST if joined else y
        return y + _PAST

    def _back_points(self, route: _Route, source: Box, target: Box) -> list[tuple[int, int]]:
        x, _ = source.middle
        if source.shape is Shape.STEP:
            x = source.x + source.width * 3 // 4
        level = self._level(route)
        assert route.enters is not None
        track = self._track(route.target.column, route.enters)
        end = self._entry(target, above=False)
        return [(x, source.y + source.height), (x, level), (track, level), (track, end), (target.x, end)]

    def _inner(self, flow: Flow, boxes: dict[str, Box]) -> Line:
        source, target = boxes[flow.source], boxes[flow.target]
        (_, y), (_, end) = source.middle, target.middle
        x, stop = source.x + source.width, target.x
        points = [(x, y), ((x + stop) // 2, y), ((x + stop) // 2, end), (stop, end)]
        over = target.x, target.y - 5
        return Line(flow.id, flow.source, flow.target, self._said(flow), False, _straight(points), over)

    def _track(self, column: int, track: int) -> int:
        return self.gap[column] + _GAP + _TRACK * track

    def _level(self, route: _Route) -> int:
        assert route.row is not None
        assert route.below is not None
        return self.top[route.row] + STEP_HEIGHT + 2 * _GAP + _BELOW * route.below + 2


def _straight(points: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the corners only."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)
