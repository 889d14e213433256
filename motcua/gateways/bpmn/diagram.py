"""The elements of a file that matter to a step table, and everything in it that a step table cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from motcua.gateways.bpmn.names import (
    BPMN,
    DEFINITIONS,
    EVENTS,
    GATEWAYS,
    NOT_HELD,
    NOT_KEPT,
    STEPS,
    bpmn,
    own,
)
from motcua.gateways.bpmn.refusals import BpmnRefused, BpmnUnreadable, Reason

MOST_NODES: Final = 1000


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    tag: str
    name: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Flow:
    id: str
    source: str
    target: str
    name: str
    outcomes: tuple[str, ...]  # as written by us
    is_conditional: bool


@dataclass(slots=True)
class Diagram:
    process: etree._Element
    title: str
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    lanes: dict[str, etree._Element] = field(default_factory=dict)  # the innermost lane of each node
    beside: list[Node] = field(default_factory=list)  # drawn, without effect, not kept

    def out_of(self, node: str) -> list[Flow]:
        return self._ordered(node, "outgoing", [flow for flow in self.flows if flow.source == node])

    def into(self, node: str) -> list[Flow]:
        return self._ordered(node, "incoming", [flow for flow in self.flows if flow.target == node])

    def _ordered(self, node: str, side: str, found: list[Flow]) -> list[Flow]:
        """Return flows in the order in which the node names them; those it does not name come last."""
        named = [(child.text or "").strip() for child in self.nodes[node].element.iterchildren(bpmn(side))]
        place = {name: no for no, name in enumerate(named)}
        return sorted(found, key=lambda flow: place.get(flow.id, len(place)))


def survey(root: etree._Element) -> Diagram:
    """Return what a document draws.

    :raises BpmnRefused: it holds what a step table cannot. :raises BpmnUnreadable: it draws no process.
    """
    reasons = list(_around(root))
    processes = [each for each in root.iterchildren(bpmn("process")) if _is_drawn(each)]
    if not processes:
        if reasons:
            raise BpmnRefused(reasons)
        raise BpmnUnreadable(problem="tệp không có quy trình nào.", problem_en="it holds no process.")
    for other in processes[1:]:
        reasons.append(_several(other))
    pools = [each for each in root.iter(bpmn("participant")) if each.get("processRef")]
    title = processes[0].get("name") or (pools[0].get("name") if len(pools) == 1 else "") or ""
    diagram = Diagram(processes[0], title)
    for process in processes:
        reasons += _gathered(process, diagram if process is processes[0] else Diagram(process, ""))
    if reasons:
        raise BpmnRefused(reasons)
    if len(diagram.nodes) > MOST_NODES:
        raise BpmnUnreadable(
            problem=f"sơ đồ có hơn {MOST_NODES} phần tử.", problem_en=f"it draws more than {MOST_NODES} nodes."
        )
    _complete(diagram)
    return diagram


def called(name: str, identity: str) -> str:
    """Return how an element is named to a person: by its words, or by its id."""
    words = " ".join(name.split())
    return f"“{words}”" if words else f"({identity})"


def _around(root: etree._Element) -> Iterator[Reason]:
    """Look at what stands beside the process: other pools, messages between them, choreographies."""
    pools = list(root.iter(bpmn("participant")))
    if len(pools) > 1:
        for pool in pools[1:]:
            name = called(pool.get("name", ""), pool.get("id", ""))
            yield Reason(
                pool.get("id", ""),
                f"Bên tham gia {name}: bảng bước chỉ thể hiện một bên.",
                f"Participant {name}: a step table holds one participant only.",
            )
    for flow in root.iter(bpmn("messageFlow")):
        name = called(flow.get("name", ""), flow.get("id", ""))
        yield Reason(
            flow.get("id", ""),
            f"Luồng thông điệp {name}: bảng bước không có thông điệp giữa các bên.",
            f"Message flow {name}: a step table has no messages between participants.",
        )
    for tag in ("choreography", "globalChoreographyTask", "conversation"):
        for element in root.iter(bpmn(tag)):
            name = called(element.get("name", ""), element.get("id", ""))
            yield Reason(
                element.get("id", ""),
                f"Sơ đồ phối hợp {name}: không phải quy trình.",
                f"Choreography or conversation {name}: it is no process.",
            )


def _is_drawn(process: etree._Element) -> bool:
    return any(_local(child) in STEPS | EVENTS | GATEWAYS | NOT_HELD.keys() for child in process)


def _several(process: etree._Element) -> Reason:
    name = called(process.get("name", ""), process.get("id", ""))
    return Reason(
        process.get("id", ""),
        f"Quy trình {name}: mỗi tệp chỉ được có một quy trình.",
        f"Process {name}: a file may hold one process only.",
    )


def _gathered(process: etree._Element, into: Diagram) -> Iterator[Reason]:
    for element in process:
        tag = _local(element)
        node = Node(element.get("id", ""), tag, element.get("name", ""), element)
        if tag in STEPS | EVENTS | GATEWAYS:
            into.nodes[node.id] = node
            yield from _within(node)
        elif tag in NOT_HELD:
            yield _not_held(node)
        elif tag == "sequenceFlow":
            into.flows.append(_flow(element))
        elif tag == "laneSet":
            _lanes(element, into.lanes)
        elif tag in NOT_KEPT:
            into.beside.append(node)


def _flow(element: etree._Element) -> Flow:
    return Flow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        name=element.get("name", ""),
        outcomes=tuple(element.get(own("outcomes"), "").split()),
        is_conditional=element.find(bpmn("conditionExpression")) is not None,
    )


def _lanes(lane_set: etree._Element, found: dict[str, etree._Element]) -> None:
    """Note the lane of each node; a lane within a lane says more than the one around it."""
    for lane in lane_set.iterchildren(bpmn("lane")):
        for reference in lane.iterchildren(bpmn("flowNodeRef")):
            found[(reference.text or "").strip()] = lane
        for inner in lane.iterchildren(bpmn("childLaneSet")):
            _lanes(inner, found)


def _not_held(node: Node) -> Reason:
    words = NOT_HELD[node.tag]
    vi, en = words.vi, words.en
    caused = [DEFINITIONS[_local(child)] for child in node.element if _local(child) in DEFINITIONS]
    if caused:
        vi, en = f"{vi} {caused[0].vi}", f"{caused[0].en} {en}"
    if node.tag == "subProcess" and node.element.get("triggeredByEvent") == "true":
        vi, en = "quy trình con do sự kiện kích hoạt", "event sub-process"
    name = called(node.name, node.id)
    return Reason(
        node.id, f"{vi.capitalize()} {name}: bảng bước không có.", f"{en.capitalize()} {name}: a step table has none."
    )


def _within(node: Node) -> Iterator[Reason]:
    """Look inside a node that a step table has, for what it has not."""
    name = called(node.name, node.id)
    for child in node.element:
        tag = _local(child)
        if tag in DEFINITIONS or tag == "eventDefinitionRef":
            words = DEFINITIONS.get(tag, NOT_HELD["event"])
            where, place = ("bắt đầu", "start") if node.tag == "startEvent" else ("kết thúc", "end")
            yield Reason(
                node.id,
                f"Sự kiện {where} {name} ({words.vi}): chỉ nhận sự kiện thường.",
                f"{place.capitalize()} event {name} ({words.en}): only a plain one is held.",
            )
        elif tag == "standardLoopCharacteristics":
            yield Reason(
                node.id,
                f"Bước {name} lặp theo điều kiện: bảng bước không có vòng lặp này.",
                f"Activity {name} loops on a condition: a step table has no such loop.",
            )
        elif tag == "multiInstanceLoopCharacteristics" and not list(node.element.iter(own("performer"))):
            yield Reason(
                node.id,
                f"Bước {name} lặp nhiều lần: chưa nêu những người cùng thực hiện.",
                f"Activity {name} is repeated: it does not say by whom.",
            )
    if node.element.get("isForCompensation") == "true":
        yield Reason(
            node.id,
            f"Bước {name} là bước bù trừ: bảng bước không có.",
            f"Activity {name} is for compensation: a step table has none.",
        )


def _complete(diagram: Diagram) -> None:
    """:raises BpmnRefused: a flow leads to or from what is not there."""
    reasons = [
        Reason(
            flow.id,
            f"Luồng {called(flow.name, flow.id)} nối tới phần tử không có trong sơ đồ.",
            f"Flow {called(flow.name, flow.id)} is tied to an element the diagram does not have.",
        )
        for flow in diagram.flows
        if flow.source not in diagram.nodes or flow.target not in diagram.nodes
    ]
    starts = [node for node in diagram.nodes.values() if node.tag == "startEvent"]
    for extra in starts[1:]:
        reasons.append(
            Reason(
                extra.id,
                f"Sự kiện bắt đầu {called(extra.name, extra.id)}: quy trình chỉ bắt đầu một cách.",
                f"Start event {called(extra.name, extra.id)}: a process begins in one way only.",
            )
        )
    if reasons:
        raise BpmnRefused(reasons)


def _local(element: etree._Element) -> str:
    """Return the name of a BPMN element; another vocabulary's have none."""
    tag = element.tag
    return tag[len(BPMN) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{BPMN}}}") else ""
