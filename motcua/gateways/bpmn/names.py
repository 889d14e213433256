"""The names of BPMN 2.0 and of our own elements within it, and what its elements are called in words."""

from collections.abc import Mapping
from typing import Final

from motcua.core.status_words import Words

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
DC: Final = "http://www.omg.org/spec/DD/20100524/DC"
DI: Final = "http://www.omg.org/spec/DD/20100524/DI"
OWN: Final = "urn:mot-cua:process:1"
NAMESPACES: Final = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "motcua": OWN}


def bpmn(name: str) -> str:
    return f"{{{BPMN}}}{name}"


def own(name: str) -> str:
    return f"{{{OWN}}}{name}"


STEPS: Final = frozenset({"task", "userTask", "manualTask", "callActivity"})
EVENTS: Final = frozenset({"startEvent", "endEvent"})
GATEWAYS: Final = frozenset({"exclusiveGateway", "parallelGateway"})

NOT_HELD: Final[Mapping[str, Words]] = {
    "subProcess": Words("quy trình con", "sub-process"),
    "transaction": Words("giao dịch", "transaction"),
    "adHocSubProcess": Words("quy trình con tùy biến", "ad-hoc sub-process"),
    "serviceTask": Words("tác vụ tự động (dịch vụ)", "service task"),
    "scriptTask": Words("tác vụ tự động (kịch bản)", "script task"),
    "businessRuleTask": Words("tác vụ luật nghiệp vụ", "business rule task"),
    "sendTask": Words("tác vụ gửi thông điệp", "send task"),
    "receiveTask": Words("tác vụ nhận thông điệp", "receive task"),
    "intermediateCatchEvent": Words("sự kiện trung gian", "intermediate catch event"),
    "intermediateThrowEvent": Words("sự kiện trung gian", "intermediate throw event"),
    "implicitThrowEvent": Words("sự kiện ngầm", "implicit throw event"),
    "boundaryEvent": Words("sự kiện gắn trên bước", "boundary event"),
    "inclusiveGateway": Words("cổng chọn một hoặc nhiều nhánh", "inclusive gateway"),
    "complexGateway": Words("cổng phức hợp", "complex gateway"),
    "eventBasedGateway": Words("cổng chờ sự kiện", "event-based gateway"),
    "choreographyTask": Words("tác vụ phối hợp", "choreography task"),
    "subChoreography": Words("quy trình phối hợp con", "sub-choreography"),
    "callChoreography": Words("lời gọi quy trình phối hợp", "call choreography"),
    "event": Words("sự kiện", "event"),
}
"""Nodes of a process that no step table has."""

DEFINITIONS: Final[Mapping[str, Words]] = {
    "messageEventDefinition": Words("thông điệp", "message"),
    "timerEventDefinition": Words("hẹn giờ", "timer"),
    "signalEventDefinition": Words("tín hiệu", "signal"),
    "errorEventDefinition": Words("lỗi", "error"),
    "escalationEventDefinition": Words("báo cáo vượt cấp", "escalation"),
    "conditionalEventDefinition": Words("điều kiện", "conditional"),
    "linkEventDefinition": Words("liên kết", "link"),
    "cancelEventDefinition": Words("hủy giao dịch", "cancel"),
    "compensateEventDefinition": Words("bù trừ", "compensation"),
    "terminateEventDefinition": Words("chấm dứt toàn bộ", "terminate"),
}
"""What an event may wait for or cause."""

NOT_KEPT: Final[Mapping[str, Words]] = {
    "textAnnotation": Words("ghi chú", "annotation"),
    "dataObject": Words("đối tượng dữ liệu", "data object"),
    "dataObjectReference": Words("đối tượng dữ liệu", "data object"),
    "dataStoreReference": Words("kho dữ liệu", "data store"),
    "group": Words("khung nhóm", "group"),
}
"""Drawn beside the process: without any effect on it, told of and left out."""
