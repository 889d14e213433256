"""The lane diagram as the page draws it: words broken into lines, shapes named, nothing left to decide."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from motcua.core import flow
from motcua.core.flow import Box, Line, ProcessDef, Shape, StepDef, StepKind
from motcua.web.console.processes import words

_LETTERS = 22  # of a line inside a step
_LANE_LETTERS = 15


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words at a place."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class DrawnStep:
    box: Box
    kind: str
    order: str
    order_at: Text
    time_at: Text
    name: tuple[Text, ...]
    full_name: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class DrawnLine:
    points: str
    head: str  # the arrow's triangle
    is_back: bool
    words: Text


@dataclass(frozen=True, slots=True)
class DrawnLane:
    y: int
    height: int
    name: tuple[Text, ...]
    is_odd: bool


@dataclass(frozen=True, slots=True)
class DrawnGate:
    kind: str
    corners: str
    sign: str  # the path of the mark inside


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole diagram."""

    width: int
    height: int
    head: int
    label: str
    lanes: tuple[DrawnLane, ...]
    steps: tuple[DrawnStep, ...]
    gates: tuple[DrawnGate, ...]
    events: tuple[tuple[str, int, int], ...]
    lines: tuple[DrawnLine, ...]


def draw(process: ProcessDef, wrong: frozenset[str] = frozenset()) -> Picture:
    """A process as lanes; `wrong` are the steps an error is told of."""
    drawing = flow.draw(process, {one: len(words.said(each)) for one, each in flow.SHORT_OUTCOMES.items()})
    return Picture(
        width=drawing.width,
        height=drawing.height,
        head=flow.drawing.HEAD - 12,
        label=_("Sơ đồ quy trình “%(name)s”: %(steps)s bước, %(lanes)s làn. Bảng bước nêu đủ nội dung của sơ đồ.")
        % {"name": process.name or process.key, "steps": len(process.steps), "lanes": len(drawing.lanes)},
        lanes=tuple(
            DrawnLane(
                lane.y,
                lane.height,
                _lines(words.role(lane.role), 10, lane.y + lane.height // 2, _LANE_LETTERS, 4, middle=True),
                no % 2 == 1,
            )
            for no, lane in enumerate(drawing.lanes)
        ),
        steps=tuple(
            _step(box, process.steps[box.step], wrong)
            for box in drawing.boxes
            if box.shape is Shape.STEP and box.step is not None
        ),
        gates=tuple(_gate(box) for box in drawing.boxes if box.shape not in (Shape.STEP, Shape.START, Shape.END)),
        events=tuple((box.shape.value, *box.middle) for box in drawing.boxes if box.shape in (Shape.START, Shape.END)),
        lines=tuple(_line(line) for line in drawing.lines),
    )


def _step(box: Box, step: StepDef, wrong: frozenset[str]) -> DrawnStep:
    several = f"{len(step.parts)} {_('người')}" if len(step.parts) > 1 else ""
    kind = "" if step.kind is StepKind.TASK else words.said(flow.KINDS[step.kind])
    time = words.hours(step.time) or (f"⧗ {step.budget}" if step.budget else "")
    facts = " · ".join(text for text in (several, time) if text)
    return DrawnStep(
        box=box,
        kind=step.kind.value,
        order=str(step.order),
        order_at=Text(box.x + 10, box.y + 20, f"{step.order}" + (f" {kind[:14]}" if kind and not several else "")),
        time_at=Text(box.x + box.width - 10, box.y + 20, facts),
        name=_lines(step.name, box.x + 10, box.y + 42, _LETTERS, 3),
        full_name=f"{step.order}. {step.name}",
        is_wrong=step.key in wrong,
    )


def _lines(text: str, x: int, y: int, letters: int, most: int, *, middle: bool = False) -> tuple[Text, ...]:
    """Break a text into lines; the last one tells that there was more."""
    broken: list[str] = []
    for word in text.split():
        if broken and len(broken[-1]) + 1 + len(word) <= letters:
            broken[-1] += f" {word}"
        else:
            broken.append(word[:letters])
    if len(broken) > most:
        broken = [*broken[: most - 1], f"{broken[most - 1][: letters - 1]}…"]
    top = y - (len(broken) - 1) * 9 + 5 if middle else y
    return tuple(Text(x, top + 18 * no, line) for no, line in enumerate(broken))


def _gate(box: Box) -> DrawnGate:
    x, y = box.middle
    half = box.width // 2
    corners = f"{x},{y - half} {x + half},{y} {x},{y + half} {x - half},{y}"
    if box.shape in (Shape.CHOICE, Shape.MERGE):
        sign = f"M{x - 6} {y - 6}L{x + 6} {y + 6}M{x + 6} {y - 6}L{x - 6} {y + 6}"
    else:
        sign = f"M{x - 8} {y}H{x + 8}M{x} {y - 8}V{y + 8}"
    return DrawnGate(box.shape.value, corners, sign)


def _line(line: Line) -> DrawnLine:
    (from_x, _from_y), (x, y) = list(pairwise(line.points))[-1]
    head = f"{x},{y} {x - 9},{y - 5} {x - 9},{y + 5}" if from_x <= x else ""
    answers = " / ".join(words.said(flow.SHORT_OUTCOMES[one]) for one in line.words)
    return DrawnLine(" ".join(f"{x},{y}" for x, y in line.points), head, line.is_back, Text(*line.words_at, answers))
