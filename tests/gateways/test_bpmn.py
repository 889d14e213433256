"""BPMN 2.0: what is written is read back the same, what a table cannot hold is refused by name, harm is not read."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from motcua.access.policy import ROLES
from motcua.catalog import step_tables
from motcua.core import flow
from motcua.core.flow import Outcome, Performer, StepKind, Together, UnitRule
from motcua.core.roles import Role
from motcua.gateways import bpmn
from tests.conftest import SHARED_DATA
from tests.factories.flow import AGREED, DONE, NEGATIVE, REJECTED, a_chain, a_consultation, a_process, a_step
from tests.factories.flow_strategies import any_graph, sound_process

TITLES = {role: rule.vi for role, rule in ROLES.items()}
TEMPLATES = list(step_tables.templates().values())
TABLES = SHARED_DATA / "processes" / "internal_processes.json"
MIWG = os.environ.get("MOTCUA_BPMN_MIWG", "")


def nobody(name):
    return None


def written(process, **given):
    return bpmn.write(process, roles=TITLES, **given)


def back(process):
    return bpmn.read(written(process), performer=nobody).process


def a_diagram(inner, beside=""):
    """Return a file as other tools write it: no elements of ours."""
    return (
        '<?xml version="1.0"?>'
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">'
        f'{beside}<process id="p" name="Cấp giấy phép">{inner}</process></definitions>'
    ).encode()


def nodes(**kinds):
    return "".join(f'<{kind} id="{name}" name="{name}"/>' for name, kind in kinds.items())


def flows(*pairs):
    return "".join(
        f'<sequenceFlow id="f{no}" sourceRef="{source}" targetRef="{target}" name="{name}"/>'
        for no, (source, target, name) in enumerate((*pair, "")[:3] for pair in pairs)
    )


@pytest.mark.parametrize("process", TEMPLATES, ids=[process.key for process in TEMPLATES])
def test_the_standard_processes_come_back_as_they_were(process):
    again = back(process)
    assert again == process
    assert flow.to_rows(again) == flow.to_rows(process)


@pytest.mark.skipif(not TABLES.exists(), reason=f"no {TABLES.name} beside the repository")
def test_110_real_processes_come_back_as_they_were():
    tables = [step_tables.build(table).process for table in step_tables.read(TABLES.read_bytes(), TABLES.name)]
    assert len(tables) == 110
    for process in tables:
        assert flow.to_rows(back(process)) == flow.to_rows(process), process.key


@given(any_graph())
@settings(deadline=None)  # a deep graph takes its time on a busy machine
def test_any_graph_comes_back_as_it_was(process):
    assert flow.to_rows(back(process)) == flow.to_rows(process)


@given(sound_process())
def test_any_sound_process_comes_back_as_it_was(process):
    assert flow.to_rows(back(process)) == flow.to_rows(process)


def test_all_that_a_step_says_comes_back():
    step = a_step(
        "b",
        order=7,
        name="Thẩm định <hồ sơ> & “giấy tờ”\nđợt 1",
        next={NEGATIVE: (flow.END,), DONE: (flow.END,)},
        role=None,
        unit_rule=UnitRule.OTHER,
        hours=None,
        budget="chung",
        performers=(
            Performer(Role.CLERK, UnitRule.COMMUNE, Decimal("0.25"), "Văn thư"),
            Performer(None, UnitRule.OTHER),
        ),
        together=Together.ANY_ORDER,
        bulk=True,
        description="  Toàn văn\n hai dòng ",
        output="Dự thảo",
        citizen_sentence="Hồ sơ đang được xem xét.",
        performer_text="Công chức; văn thư",
        time_text="theo lịch",
    )
    higher = a_step("c", "b", kind=StepKind.HIGHER_LEVEL, sub_process="mau-ubnd-tinh@40h#1")
    process = a_process(a_step("a", "c"), higher, step, name="Quy trình", budgets={"chung": Decimal(12)}, template="m")
    read = bpmn.read(written(process, norm_hours=Decimal("20.5")), performer=nobody)
    assert flow.to_rows(read.process) == flow.to_rows(process)
    assert read.norm_hours == Decimal("20.5")
    assert read.remarks == ()


def test_what_xml_cannot_hold_is_replaced_not_a_crash():
    process = a_process(a_step("a", name="x\x0by"))
    assert back(process).step("a").name == "x\ufffdy"


def test_the_document_is_laid_out_for_other_tools():
    root = etree.fromstring(written(a_consultation()))
    di = {"di": "http://www.omg.org/spec/BPMN/20100524/DI"}
    drawn = {each.get("bpmnElement") for each in root.iterfind(".//di:BPMNShape", di)}
    lines = {each.get("bpmnElement") for each in root.iterfind(".//di:BPMNEdge", di)}
    process = root.find("{*}process")
    nodes_of = {each.get("id") for each in process if each.tag.endswith(("Task", "Event", "Gateway", "callActivity"))}
    assert nodes_of <= drawn
    assert {each.get("id") for each in process.iterfind("{*}sequenceFlow")} == lines
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_a_table_that_names_a_step_that_is_not_there_is_not_written():
    with pytest.raises(bpmn.NotDrawable) as refused:
        written(a_process(a_step("a", "nowhere")))
    assert "nowhere" in refused.value.message_vi


def test_moving_a_step_to_another_lane_elsewhere_changes_who_does_it():
    document = written(a_chain()).replace(b'motcua:role="agency_leader"', b'motcua:role="committee_leader"')
    assert bpmn.read(document, performer=nobody).process.step("c").role is Role.COMMITTEE_LEADER


FOREIGN = a_diagram(
    '<laneSet id="ls"><lane id="l1" name="Chuyên viên"><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef></lane>'
    '<lane id="l2" name="Lãnh đạo"><flowNodeRef>c</flowNodeRef></lane></laneSet>'
    + nodes(s="startEvent", a="task", c="userTask", b="manualTask", x="exclusiveGateway", e="endEvent")
    + '<textAnnotation id="n"><text>Theo mẫu</text></textAnnotation>'
    + flows(("s", "a"), ("a", "b"), ("b", "c"), ("c", "x"), ("x", "e", "Duyệt"), ("x", "b", "không duyệt"))
)


def test_a_diagram_of_another_tool_becomes_a_table():
    roles = {"Chuyên viên": Performer(Role.CASE_OFFICER, UnitRule.DIVISION)}
    read = bpmn.read(FOREIGN, performer=roles.get)
    process = read.process
    assert (process.key, process.name, process.start) == ("cap-giay-phep", "Cấp giấy phép", ("a",))
    assert [(step.order, step.key, step.role, step.unit_rule) for step in process.steps] == [
        (1, "a", Role.CASE_OFFICER, UnitRule.DIVISION),
        (2, "b", Role.CASE_OFFICER, UnitRule.DIVISION),
        (3, "c", None, UnitRule.AGENCY),
    ]
    assert process.step("c").next == {AGREED: (flow.END,), REJECTED: ("b",)}
    assert process.step("c").performer_text == "Lãnh đạo"
    assert "Không giữ ghi chú “Theo mẫu”." in [remark.vi for remark in read.remarks]
    assert sum("chưa có số giờ" in remark.vi for remark in read.remarks) == 3


def test_forks_and_joins_of_another_tool_are_understood():
    read = bpmn.read(
        a_diagram(
            nodes(s="startEvent", a="task", g="parallelGateway", b="task", c="task", h="parallelGateway", d="task")
            + flows(("s", "a"), ("a", "g"), ("g", "b"), ("g", "c"), ("b", "h"), ("c", "h"), ("h", "d"))
        ),
        performer=nobody,
    ).process
    assert read.step("a").next == {DONE: ("b", "c")}
    assert read.step("d").joins == ("b", "c")
    assert read.step("d").next == {DONE: (flow.END,)}
    assert flow.run_through(read).hours == 0


TASKS = nodes(s="startEvent", a="task", b="task", c="task", e="endEvent")


@pytest.mark.parametrize(
    ("inner", "named", "words"),
    [
        ('<startEvent id="s" name="Thư đến"><messageEventDefinition/></startEvent>', "s", "Thư đến” (thông điệp)"),
        ('<boundaryEvent id="t" name="2 ngày"><timerEventDefinition/></boundaryEvent>', "t", "hẹn giờ “2 ngày”"),
        ('<subProcess id="u" name="Con"/>', "u", "Quy trình con “Con”"),
        ('<subProcess id="u" triggeredByEvent="true"/>', "u", "do sự kiện kích hoạt (u)"),
        ('<task id="a" name="Lặp"><standardLoopCharacteristics/></task>', "a", "“Lặp” lặp theo điều kiện"),
        ('<task id="a"><multiInstanceLoopCharacteristics/></task>', "a", "lặp nhiều lần"),
        ('<task id="a" isForCompensation="true"/>', "a", "bù trừ"),
        ('<inclusiveGateway id="i"/>', "i", "một hoặc nhiều nhánh (i)"),
        ('<eventBasedGateway id="i"/>', "i", "Cổng chờ sự kiện"),
        ('<serviceTask id="v" name="Gọi thuế"/>', "v", "tự động (dịch vụ) “Gọi thuế”"),
        ('<sendTask id="v"/>', "v", "gửi thông điệp"),
        ('<endEvent id="e"><terminateEventDefinition/></endEvent>', "e", "chấm dứt toàn bộ"),
        (TASKS + flows(("a", "nowhere")), "f0", "nối tới phần tử không có"),
        (nodes(s="startEvent", t="startEvent", a="task"), "t", "chỉ bắt đầu một cách"),
        (TASKS + nodes(x="exclusiveGateway") + flows(
            ("a", "x"), ("x", "b", "sao cũng được"), ("x", "c", "duyệt")), "f1",
         "“sao cũng được” của cổng “x” không nêu kết quả"),
        (TASKS + nodes(x="exclusiveGateway") + flows(("a", "x"), ("x", "b", "duyệt"), ("x", "c", "đạt")), "a",
         "dẫn tới hai nhánh khác nhau"),
        (TASKS + nodes(x="exclusiveGateway") + flows(("s", "x"), ("x", "b", "duyệt"), ("x", "c", "trả lại")), "s",
         "chưa có bước nào để quyết định"),
        (TASKS + nodes(x="exclusiveGateway", y="exclusiveGateway") + flows(
            ("a", "x"), ("x", "b", "duyệt"), ("x", "y", "trả lại"), ("y", "c", "đạt"), ("y", "e", "từ chối")), "x",
         "hai quyết định liền nhau"),
        (TASKS + nodes(g="parallelGateway", x="exclusiveGateway") + flows(
            ("a", "g"), ("b", "g"), ("g", "x"), ("x", "c", "duyệt"), ("x", "e", "trả lại")), "g",
         "sau khi hợp nhánh là quyết định"),
        (TASKS + nodes(x="exclusiveGateway", g="parallelGateway", d="task") + flows(
            ("a", "x"), ("b", "x"), ("x", "g"), ("c", "g"), ("g", "d")), "d", "chờ theo nhiều cách"),
        (TASKS + nodes(x="exclusiveGateway", y="exclusiveGateway") + flows(
            ("a", "x"), ("x", "y"), ("y", "x")), "x", "vòng tròn"),
        (TASKS + '<sequenceFlow id="f8" sourceRef="a" targetRef="b"><conditionExpression/></sequenceFlow>'
         '<sequenceFlow id="f9" sourceRef="a" targetRef="c"/>', "a", "hãy đặt cổng rẽ nhánh"),
    ],
)  # fmt: skip
def test_what_a_step_table_cannot_hold_is_refused_by_name(inner, named, words):
    with pytest.raises(bpmn.BpmnRefused) as refused:
        bpmn.read(a_diagram(inner), performer=nobody)
    assert named in [reason.element for reason in refused.value.reasons]
    assert words in refused.value.message_vi
    assert all(reason.en and reason.en != reason.vi for reason in refused.value.reasons)


def test_several_participants_and_their_messages_are_refused():
    beside = (
        '<collaboration id="k"><participant id="p1" processRef="p"/><participant id="p2" name="Thuế"/>'
        '<messageFlow id="m" name="Hỏi" sourceRef="p1" targetRef="p2"/></collaboration>'
    )
    with pytest.raises(bpmn.BpmnRefused) as refused:
        bpmn.read(a_diagram(TASKS, beside), performer=nobody)
    assert [reason.element for reason in refused.value.reasons] == ["p2", "m"]


def test_two_steps_with_one_key_are_refused():
    document = written(a_chain()).replace(b'key="b"', b'key="a"')
    with pytest.raises(bpmn.BpmnRefused, match="cùng mang mã “a”"):
        bpmn.read(document, performer=nobody)


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>"""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LAUGHS, "DOCTYPE"),
        (LAUGHS.decode().encode("utf-16"), "DOCTYPE"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "DOCTYPE"),
        (b"<a>" * 60 + b"</a>" * 60, "quá lớn"),
        (b"<a>" * 5000 + b"</a>" * 5000, "XML hợp lệ"),
        (b"<a>" + b"<b/>" * 41_000 + b"</a>", "quá lớn"),
        (b" " * (4 * 1024 * 1024 + 1), "4 MB"),
        (b"", "XML hợp lệ"),
        (b"PK\x03\x04", "XML hợp lệ"),
        (b"<a><b></a>", "XML hợp lệ"),
        (b"<html/>", "definitions"),
        (a_diagram(""), "không có quy trình"),
        (a_diagram(nodes(**{f"t{no}": "task" for no in range(1001)})), "1000"),
        (written(a_chain()).replace(b'hours="4"', b'hours="NaN"'), "không phải số giờ"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_damaged_or_does_harm_is_refused(data, words):
    with pytest.raises(bpmn.BpmnUnreadable) as refused:
        bpmn.read(data, performer=nobody)
    assert words in refused.value.message_vi


def test_a_long_chain_of_gateways_is_refused_not_followed():
    chain = {f"x{no}": "exclusiveGateway" for no in range(900)}
    ways = [(f"x{no}", f"x{no + 1}") for no in range(899)]
    with pytest.raises(bpmn.BpmnRefused, match="quá dài"):
        bpmn.read(a_diagram(TASKS + nodes(**chain) + flows(("a", "x0"), *ways, ("x899", "b"))), performer=nobody)


def test_the_outcomes_written_are_the_words_of_the_page():
    names = {each.get("name") for each in etree.fromstring(written(a_chain())).iter("{*}sequenceFlow")}
    assert {flow.OUTCOMES[Outcome.AGREED].vi, flow.OUTCOMES[Outcome.REJECTED].vi} <= names


@pytest.mark.skipif(not MIWG, reason="MOTCUA_BPMN_MIWG names no folder with the reference models of the BPMN MIWG")
def test_of_the_public_reference_models_the_plain_one_is_read_and_the_others_are_refused_by_name():
    """A.1.0 is a chain of tasks; the others have messages, timers, sub-processes, machines, or choices not named."""
    taken, refused = {}, {}
    for path in sorted(Path(MIWG).glob("*.bpmn")):
        try:
            taken[path.stem] = bpmn.read(path.read_bytes(), performer=nobody).process
        except bpmn.BpmnRefused as error:
            refused[path.stem] = error.reasons
    assert len(taken) + len(refused) == 21
    assert list(taken) == ["A.1.0"]
    assert all(reason.element for reasons in refused.values() for reason in reasons)
    assert [step.name for step in taken["A.1.0"].steps] == ["Task 1", "Task 2", "Task 3"]
    again = back(replace(taken["A.1.0"], key="a"))
    assert again.steps == taken["A.1.0"].steps
