"""A step table as BPMN 2.0 with its diagram."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from lxml import etree

from motcua.core import flow
from motcua.core.flow import END, Drawing, Net, Outcome, ProcessDef, Shape, StepDef, StepKind, Together
from motcua.core.roles import Role
from motcua.gateways.bpmn.names import BPMNDI, DC, DI, NAMESPACES, bpmn, own
from motcua.gateways.bpmn.refusals import NotDrawable

_GATE: Final = {
    Shape.CHOICE: ("exclusiveGateway", "Diverging"),
    Shape.MERGE: ("exclusiveGateway", "Converging"),
    Shape.FORK: ("parallelGateway", "Diverging"),
    Shape.JOIN: ("parallelGateway", "Converging"),
}
_LANE_HEAD: Final = 30  # what other tools leave for the names of pool and lanes
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def write(
    process: ProcessDef, *, norm_hours: Decimal | None = None, roles: Mapping[Role, str], language: str = "vi"
) -> bytes:
    """Return a process as a BPMN 2.0 document that any tool can draw, and `read` takes back as it was.

    :param roles: what the lanes are called.
    :raises NotDrawable: the table names steps that do not exist.
    """
    _check(process)
    return _Writer(process, norm_hours, roles, language).document()


def _check(process: ProcessDef) -> None:
    """:raises NotDrawable:"""
    structural = (flow.Code.EMPTY, flow.Code.DUPLICATE_KEY, flow.Code.UNKNOWN_KEY, flow.Code.NO_OUTCOME)
    for finding in flow.findings(process):
        if finding.code in structural or (
            finding.code is flow.Code.JOIN_WAITS and _never_led_to(process, finding.step)
        ):
            raise NotDrawable(problem=finding.message_vi, problem_en=finding.message_en)


def _never_led_to(process: ProcessDef, key: str) -> bool:
    step = process.step(key)
    return any(all(key not in keys for keys in process.step(source).next.values()) for source in step.joins)


class _Writer:
    def __init__(
        self, process: ProcessDef, norm_hours: Decimal | None, roles: Mapping[Role, str], language: str
    ) -> None:
        self.process = process
        self.norm_hours = norm_hours
        self.roles = roles
        self.language = language
        self.net: Net = flow.net(process)
        self.drawing: Drawing = flow.draw(process, {each: len(words.vi) for each, words in flow.OUTCOMES.items()})

    def document(self) -> bytes:
        root = etree.Element(
            bpmn("definitions"),
            {"id": "definitions", "targetNamespace": NAMESPACES["motcua"], "exporter": "Một Cửa"},
            nsmap=NAMESPACES,
        )
        shared = etree.SubElement(root, bpmn("collaboration"), id="collaboration")
        name = _text(self.process.name or self.process.key)
        etree.SubElement(shared, bpmn("participant"), id="pool", name=name, processRef="process")
        self._process(root)
        self._diagram(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)

    # What happens

    def _process(self, root: etree._Element) -> None:
        process = self.process
        made = etree.SubElement(
            root, bpmn("process"), id="process", name=_text(process.name), isExecutable="false", processType="Private"
        )
        holder = etree.SubElement(etree.SubElement(made, bpmn("extensionElements")), own("process"))
        holder.set("key", _text(process.key))
        holder.set("version", str(process.version))
        if process.template:
            holder.set("template", _text(process.template))
        if self.norm_hours is not None:
            holder.set("normHours", str(self.norm_hours))
        for key, hours in process.budgets.items():
            etree.SubElement(holder, own("budget"), key=_text(key), hours=str(hours))
        self._lanes(made)
        for node in self.net.nodes:
            element = self._node(made, node)
            for leading in self._into(node):
                etree.SubElement(element, bpmn("incoming")).text = leading
            for following in self.net.out_of(node.id):
                etree.SubElement(element, bpmn("outgoing")).text = following.id
            if node.shape is Shape.STEP and node.step is not None:
                self._several(element, process.steps[node.step])
        for each in self.net.flows:
            element = etree.SubElement(
                made, bpmn("sequenceFlow"), id=each.id, sourceRef=each.source, targetRef=each.target
            )
            if each.outcomes:
                element.set(own("outcomes"), " ".join(each.outcomes))
                if each.outcomes != (Outcome.DONE,):
                    element.set("name", " / ".join(flow.OUTCOMES[one].in_(self.language) for one in each.outcomes))

    def _lanes(self, made: etree._Element) -> None:
        lane_set = etree.SubElement(made, bpmn("laneSet"), id="lanes")
        for no, lane in enumerate(self.drawing.lanes, start=1):
            name = flow.NOBODY.in_(self.language) if lane.role is None else self.roles.get(lane.role, lane.role.value)
            element = etree.SubElement(lane_set, bpmn("lane"), id=f"lane_{no}", name=_text(name))
            element.set(own("role"), lane.role.value if lane.role else "")
            for box in self.drawing.boxes:
                if lane.y <= box.middle[1] < lane.y + lane.height:
                    etree.SubElement(element, bpmn("flowNodeRef")).text = box.id

    def _node(self, made: etree._Element, node: flow.Node) -> etree._Element:
        match node.shape:
            case Shape.START:
                return etree.SubElement(made, bpmn("startEvent"), id=node.id)
            case Shape.END:
                return etree.SubElement(made, bpmn("endEvent"), id=node.id)
            case Shape.STEP:
                assert node.step is not None
                return self._step(made, node.id, self.process.steps[node.step])
            case gate:
                tag, direction = _GATE[gate]
                return etree.SubElement(made, bpmn(tag), id=node.id, gatewayDirection=direction)

    def _step(self, made: etree._Element, name: str, step: StepDef) -> etree._Element:
        higher = step.kind is StepKind.HIGHER_LEVEL
        element = etree.SubElement(made, bpmn("callActivity" if higher else "userTask"), id=name, name=_text(step.name))
        if higher and _NAME.fullmatch(step.sub_process):
            element.set("calledElement", step.sub_process)
        if step.description:
            etree.SubElement(element, bpmn("documentation")).text = _text(step.description)
        holder = etree.SubElement(etree.SubElement(element, bpmn("extensionElements")), own("step"))
        given = {
            "key": step.key,
            "order": str(step.order),
            "kind": step.kind.value,
            "unitRule": step.unit_rule.value,
            "outcomes": " ".join(step.next),
            "hours": "" if step.hours is None else str(step.hours),
            "bulk": "true" if step.bulk else "",
            "subProcess": step.sub_process,
        }
        for attribute, value in given.items():
            if value:
                holder.set(attribute, _text(value))
        if step.budget is not None:
            holder.set("budget", _text(step.budget))
        texts = {
            "citizenSentence": step.citizen_sentence,
            "output": step.output,
            "performerText": step.performer_text,
            "timeText": step.time_text,
        }
        for tag, text in texts.items():
            if text:
                etree.SubElement(holder, own(tag)).text = _text(text)
        for one in step.performers:
            person = etree.SubElement(holder, own("performer"), unitRule=one.unit_rule.value)
            if one.role:
                person.set("role", one.role.value)
            if one.hours is not None:
                person.set("hours", str(one.hours))
            person.text = _text(one.text) or None
        if not step.performers and step.together is not Together.IN_TURN:
            holder.set("together", step.together.value)
        return element

    def _several(self, element: etree._Element, step: StepDef) -> None:
        if step.performers:
            one_by_one = "true" if step.together is Together.IN_TURN else "false"
            etree.SubElement(element, bpmn("multiInstanceLoopCharacteristics"), isSequential=one_by_one)

    def _into(self, node: flow.Node) -> list[str]:
        """Return what leads into a node; into a join in the order in which the step names what it waits for."""
        leading = self.net.into(node.id)
        if node.shape is Shape.JOIN and node.step is not None:
            place = {key: no for no, key in enumerate(self.process.steps[node.step].joins)}
            leading.sort(key=lambda each: place.get(self._source_key(each.source), len(place)))
        return [each.id for each in leading]

    def _source_key(self, node: str) -> str:
        """Return the key of the step a flow into a join comes from; through a merge it is the one it merges."""
        if node.startswith("merge_"):
            return self.process.steps[int(node.rpartition("_")[2]) - 1].key
        place = next(each.step for each in self.net.nodes if each.id == node)
        return END if place is None else self.process.steps[place].key

    # What it looks like

    def _diagram(self, root: etree._Element) -> None:
        diagram = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", id="diagram")
        plane = etree.SubElement(diagram, f"{{{BPMNDI}}}BPMNPlane", id="plane", bpmnElement="collaboration")
        drawing = self.drawing
        pool = self._shape(plane, "pool", 0, 0, drawing.width, drawing.height)
        pool.set("isHorizontal", "true")
        for no, lane in enumerate(drawing.lanes, start=1):
            shape = self._shape(plane, f"lane_{no}", _LANE_HEAD, lane.y, drawing.width - _LANE_HEAD, lane.height)
            shape.set("isHorizontal", "true")
        for box in drawing.boxes:
            shape = self._shape(plane, box.id, box.x, box.y, box.width, box.height)
            if box.shape in (Shape.CHOICE, Shape.MERGE):
                shape.set("isMarkerVisible", "true")
        for line in drawing.lines:
            edge = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNEdge", id=f"{line.id}_di", bpmnElement=line.id)
            for x, y in line.points:
                etree.SubElement(edge, f"{{{DI}}}waypoint", x=str(x), y=str(y))

    def _shape(self, plane: etree._Element, name: str, x: int, y: int, width: int, height: int) -> etree._Element:
        shape = etree.SubElement(plane, f"{{{BPMNDI}}}BPMNShape", id=f"{name}_di", bpmnElement=name)
        etree.SubElement(shape, f"{{{DC}}}Bounds", x=str(x), y=str(y), width=str(width), height=str(height))
        return shape


def _text(value: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", value)
