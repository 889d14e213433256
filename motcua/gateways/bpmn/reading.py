"""A BPMN 2.0 file as a step table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from motcua.core.flow import Performer, ProcessDef, StepDef, StepKind, Together, UnitRule
from motcua.core.flow.hours import forward
from motcua.core.roles import Role
from motcua.core.vietnam import fold
from motcua.gateways.bpmn.diagram import Diagram, Node, called, survey
from motcua.gateways.bpmn.following import Following, following, starts
from motcua.gateways.bpmn.names import NOT_KEPT, STEPS, bpmn, own
from motcua.gateways.bpmn.parsing import parse
from motcua.gateways.bpmn.refusals import BpmnRefused, BpmnUnreadable, Reason

_Value = TypeVar("_Value", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was left out or taken for granted; it stops nothing."""

    element: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Read:
    process: ProcessDef
    norm_hours: Decimal | None
    remarks: tuple[Remark, ...]


def read(data: bytes, *, performer: Callable[[str], Performer | None]) -> Read:
    """Return the process a file draws.

    :param performer: who is meant by the words on a lane that was not written by us.
    :raises BpmnUnreadable: it is no BPMN 2.0. :raises BpmnRefused: it holds what a step table cannot.
    """
    diagram = survey(parse(data))
    ways = following(diagram)
    first = starts(diagram)
    steps = [node for node in diagram.nodes.values() if node.tag in STEPS]
    keys = _keys(steps)
    remarks = [_left_out(node) for node in diagram.beside]
    made = tuple(_step(node, ways[node.id], keys, diagram, performer, remarks) for node in steps)
    holder = diagram.process.find(f"{bpmn('extensionElements')}/{own('process')}")
    process = ProcessDef(
        key=_of(holder, "key") or _key_of(diagram.title, diagram.process.get("id", "")),
        version=int(_of(holder, "version")) if _of(holder, "version").isdigit() else 1,
        name=diagram.title if holder is None else diagram.process.get("name", ""),
        template=_of(holder, "template"),
        start=tuple(keys[one] for one in first),
        budgets={each.get("key", ""): _hours(each) or Decimal(0) for each in _children(holder, "budget")},
        steps=made,
    )
    if any(own_step(node) is None or not _of(own_step(node), "order").lstrip("-").isdigit() for node in steps):
        process = _numbered(process)
    return Read(process, _number(_of(holder, "normHours"), diagram.process), tuple(remarks))


def own_step(node: Node) -> etree._Element | None:
    return node.element.find(f"{bpmn('extensionElements')}/{own('step')}")


def _keys(steps: list[Node]) -> dict[str, str]:
    """Return the key of each step.  :raises BpmnRefused: two have the same."""
    keys = {node.id: _of(own_step(node), "key") or node.id for node in steps}
    seen: dict[str, Node] = {}
    reasons = []
    for node in steps:
        other = seen.setdefault(keys[node.id], node)
        if other is not node:
            one, two = called(other.name, other.id), called(node.name, node.id)
            reasons.append(
                Reason(
                    node.id,
                    f"Hai bước {one} và {two} cùng mang mã “{keys[node.id]}”.",
                    f"Two steps, {one} and {two}, have the same key “{keys[node.id]}”.",
                )
            )
    if reasons:
        raise BpmnRefused(reasons)
    return keys


def _step(
    node: Node,
    ways: Following,
    keys: dict[str, str],
    diagram: Diagram,
    performer: Callable[[str], Performer | None],
    remarks: list[Remark],
) -> StepDef:
    holder = own_step(node)
    lane = diagram.lanes.get(node.id)
    lane_name = "" if lane is None else lane.get("name", "")
    who = _of_lane(lane, performer)
    unknown = lane_name if holder is None and (who is None or who.role is None) else ""
    documentation = node.element.find(bpmn("documentation"))
    if holder is None:
        remarks.append(_without_hours(node))
    order = _of(holder, "outcomes").split()
    next_steps = {outcome: tuple(keys.get(one, one) for one in targets) for outcome, targets in ways.next.items()}
    performers = tuple(_performer(each, node) for each in _children(holder, "performer"))
    loop = node.element.find(bpmn("multiInstanceLoopCharacteristics"))
    together = _one_of(Together, _of(holder, "together"), Together.IN_TURN)
    if loop is not None and performers:
        together = Together.IN_TURN if loop.get("isSequential") == "true" else Together.ANY_ORDER
    higher = node.tag == "callActivity"
    kind = StepKind.HIGHER_LEVEL if higher else _one_of(StepKind, _of(holder, "kind"), StepKind.TASK)
    unit_rule = _one_of(UnitRule, _of(holder, "unitRule"), who.unit_rule if who else UnitRule.AGENCY)
    return StepDef(
        key=keys[node.id],
        order=int(_of(holder, "order")) if _of(holder, "order").lstrip("-").isdigit() else 0,
        name=" ".join(node.name.split()) if holder is None else node.name,
        role=who.role if who else None,
        unit_rule=unit_rule,
        kind=StepKind.TASK if kind is StepKind.HIGHER_LEVEL and not higher else kind,
        next=dict(sorted(next_steps.items(), key=lambda each: order.index(each[0]) if each[0] in order else 99)),
        hours=None if holder is None else _hours(holder),
        budget=None if holder is None else holder.get("budget"),
        joins=tuple(keys[one] for one in ways.joins),
        performers=performers,
        together=together,
        bulk=_of(holder, "bulk") == "true",
        sub_process=_of(holder, "subProcess") or (node.element.get("calledElement", "") if higher else ""),
        description="" if documentation is None else documentation.text or "",
        output=_child_text(holder, "output"),
        citizen_sentence=_child_text(holder, "citizenSentence"),
        performer_text=_child_text(holder, "performerText") or unknown,
        time_text=_child_text(holder, "timeText"),
    )


def _of_lane(lane: etree._Element | None, performer: Callable[[str], Performer | None]) -> Performer | None:
    """Return who works in a lane: what we wrote on it, or what its name says."""
    if lane is None:
        return None
    written = lane.get(own("role"))
    if written is not None:
        role = Role(written) if written in set(Role) else None
        return Performer(role)
    return performer(lane.get("name", ""))


def _performer(element: etree._Element, node: Node) -> Performer:
    role = element.get("role", "")
    return Performer(
        role=Role(role) if role in set(Role) else None,
        unit_rule=_one_of(UnitRule, element.get("unitRule", ""), UnitRule.AGENCY),
        hours=_number(element.get("hours", ""), node.element),
        text=element.text or "",
    )


def _numbered(process: ProcessDef) -> ProcessDef:
    """Number the steps as a reader meets them: by the longest way to each, then as they stand in the file."""
    met: dict[str, None] = {}
    waiting = list(process.start)
    while waiting:
        key = waiting.pop(0)
        if key not in met and key in process.by_key:
            met[key] = None
            waiting += [target for targets in process.step(key).next.values() for target in targets]
    place = {key: no for no, key in enumerate(met | dict.fromkeys(process.by_key))}
    ahead = forward(replace(process, steps=tuple(replace(step, order=place[step.key]) for step in process.steps)))
    depth = dict.fromkeys(place, 0)
    for _ in process.steps:  # a step stands at most as deep as there are steps
        changed = False
        for key, targets in ahead.items():
            for target in targets:
                if depth[target] <= depth[key]:
                    depth[target] = depth[key] + 1
                    changed = True
        if not changed:
            break
    steps = sorted(process.steps, key=lambda step: (depth[step.key], place[step.key]))
    return replace(process, steps=tuple(replace(step, order=no) for no, step in enumerate(steps, start=1)))


def _left_out(node: Node) -> Remark:
    words = NOT_KEPT[node.tag]
    text = node.name or "".join(str(text) for text in node.element.itertext()).strip()
    name = called(text[:80], node.id)
    return Remark(node.id, f"Không giữ {words.vi} {name}.", f"Not kept: {words.en} {name}.")


def _without_hours(node: Node) -> Remark:
    name = called(node.name, node.id)
    return Remark(
        node.id,
        f"Bước {name} chưa có số giờ và nơi thực hiện; cần điền vào bảng.",
        f"Step {name} has neither hours nor a place; fill them in.",
    )


def _key_of(title: str, identity: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:80].rstrip("-")
    return words or re.sub(r"[^A-Za-z0-9_.-]+", "-", identity)[:80] or "quy-trinh"


def _of(element: etree._Element | None, name: str) -> str:
    return "" if element is None else element.get(name, "")


def _children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else list(element.iterchildren(own(name)))


def _child_text(element: etree._Element | None, name: str) -> str:
    return next((each.text or "" for each in _children(element, name)), "")


def _hours(element: etree._Element) -> Decimal | None:
    return _number(element.get("hours", ""), element)


def _number(text: str, element: etree._Element) -> Decimal | None:
    """:raises BpmnUnreadable: hours that are no number."""
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or abs(number) > 100_000:
        raise BpmnUnreadable(
            problem=f"“{text[:40]}” không phải số giờ.", problem_en=f"“{text[:40]}” is not a number of hours."
        )
    return number


def _one_of(kind: type[_Value], value: str, default: _Value) -> _Value:
    return kind(value) if value in set(kind) else default
