"""The step table as typed: read back whole, each reference kept on the step it meant, what is unreadable told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from motcua.catalog import step_tables
from motcua.core import flow
from motcua.core.flow import END, Outcome
from motcua.web.console.processes import sheet
from motcua.web.console.processes.sheet import TEXTS, Person, Row, Sheet, Way
from motcua.web.console.processes.understanding import understand
from tests.conftest import SHARED_DATA
from tests.factories.flow import a_chain, a_consultation
from tests.factories.flow_strategies import sound_process

TEMPLATES = list(step_tables.templates().values())
TABLES = SHARED_DATA / "processes" / "internal_processes.json"


def as_form(typed: Sheet) -> dict[str, str]:
    """Return what a browser sends for a sheet."""
    sent = {"name": typed.name, "norm": typed.norm, "start": typed.start, "rows": str(len(typed.rows))}
    for no, row in enumerate(typed.rows):
        sent |= {f"r{no}.{name}": getattr(row, name) for name in TEXTS}
        for each, way in enumerate([*row.ways, Way()]):
            sent |= {f"r{no}.w{each}.outcome": way.outcome, f"r{no}.w{each}.to": way.to}
        for each, one in enumerate([*row.people, Person()]):
            sent |= {f"r{no}.p{each}.{name}": getattr(one, name) for name in ("role", "unit", "hours", "text")}
    for no, (key, hours) in enumerate(typed.budgets):
        sent |= {f"q{no}.key": key, f"q{no}.hours": hours}
    return sent


def read(typed: Sheet, like=None):
    return understand(typed, like or a_chain())


@pytest.mark.parametrize("process", TEMPLATES, ids=[process.key for process in TEMPLATES])
def test_a_process_comes_out_of_its_form_as_it_went_in(process):
    read_back = understand(sheet.posted(as_form(sheet.of(process, Decimal("40.5")))), process)
    assert read_back.problems == []
    assert flow.to_rows(read_back.process) == flow.to_rows(process)
    assert read_back.norm == Decimal("40.5")


@pytest.mark.skipif(not TABLES.exists(), reason=f"no {TABLES.name} beside the repository")
def test_110_real_processes_come_out_of_their_forms_as_they_went_in():
    for table in step_tables.read(TABLES.read_bytes(), TABLES.name):
        process = step_tables.build(table).process
        read_back = understand(sheet.posted(as_form(sheet.of(process, None))), process)
        assert read_back.problems == [], process.key
        assert flow.to_rows(read_back.process) == flow.to_rows(process)


@given(sound_process())
def test_moving_every_step_changes_no_way(process):
    typed = sheet.of(process, None)
    typed.name = "x"
    for at in range(1, len(typed.rows)):
        typed.move(at, 1)
    moved = understand(typed, process).process
    assert {step.key: step.next for step in moved.steps} == {step.key: step.next for step in process.steps}
    assert {step.key: step.joins for step in moved.steps} == {step.key: step.joins for step in process.steps}
    assert moved.start == process.start


def test_a_step_put_in_stands_on_the_way():
    typed = sheet.of(a_chain(), None)
    typed.add(2)
    process = read(typed).process
    assert [step.key for step in process.steps] == ["a", "b", "b1", "c", "d"]
    assert process.step("b").next == {Outcome.DONE: ("b1",)}
    assert process.step("b1").next == {Outcome.DONE: ("c",)}
    assert process.step("c").next == {Outcome.AGREED: ("d",), Outcome.REJECTED: ("b",)}


def test_a_step_taken_out_leaves_nothing_behind_that_names_it():
    typed = sheet.of(a_consultation(), None)
    typed.remove(3)
    process = read(typed).process
    assert process.step("a").next == {Outcome.DONE: ("b",)}
    assert process.step("d").joins == ("b",)
    assert flow.findings(process)


def test_buttons_that_make_no_sense_change_nothing():
    typed, before = sheet.of(a_chain(), None), sheet.of(a_chain(), None)
    typed.move(1, -1)
    typed.move(4, 1)
    typed.remove(9)
    assert typed == before


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", [3]), ("3, 4", [3, 4]), ("3;4", [3, 4]), ("3 4", [3, 4]), ("hết", [0]), ("Hết", [0]), ("end", [0]),
        ("0", [0]), ("", []), (" , ", []), ("5", None), ("ba", None), ("-1", None), ("“x”", None), ("३", None),
    ],
)  # fmt: skip
def test_the_steps_a_field_names(text, numbers):
    assert sheet.read_numbers(text, 4) == numbers


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("4", "4"), ("0,5", "0.5"), ("0.25", "0.25"), ("1 000", "1000"), ("4 giờ", "4"), ("", None), ("0", "0")],
)
def test_hours_are_read_as_written(typed, hours):
    table = sheet.of(a_chain(), None)
    table.name = "x"
    table.rows[0].hours = typed
    understood = read(table)
    assert understood.problems == []
    assert understood.process.steps[0].hours == (None if hours is None else Decimal(hours))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("hours", "bốn", "Số giờ “bốn”"),
        ("hours", "-1", "Số giờ “-1”"),
        ("hours", "1e9", "Số giờ “1e9”"),
        ("hours", "0,333", "Số giờ “0,333”"),
        ("name", "", "Bước cần có tên"),
        ("name", "x" * 301, "tối đa 300"),
        ("joins", "x", "Chờ đủ các nhánh “x”"),
        ("ways", [Way("done", "99")], "Chuyển tiếp “99”"),
        ("ways", [Way("", "2")], "chọn kết quả xử lý"),
        ("ways", [Way("bay", "2")], "chọn kết quả xử lý"),
        ("ways", [Way("done", "2"), Way("done", "3")], "ghi hai lần"),
        ("people", [Person("clerk", "agency", "x")], "từng người “x”"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_step(field, value, words):
    table = sheet.of(a_chain(), None)
    table.name = "x"
    setattr(table.rows[1], field, value)
    problems = read(table).problems
    assert [problem.row for problem in problems] == [2]
    assert words in problems[0].words


def test_what_is_typed_wrongly_stays_as_typed_when_steps_move():
    table = sheet.of(a_chain(), None)
    table.rows[0].ways[0].to = "bước sau"
    table.move(1, 1)
    assert table.rows[1].ways[0].to == "bước sau"


def test_hostile_fields_neither_break_nor_stay_hidden():
    sent = as_form(sheet.of(a_chain(), None))
    sent |= {"rows": "9" * 3, "r0.name": "<script>\x00\u202e", "r1.role": "root", "r2.kind": "x", "r3.unit": "'; DROP"}
    typed = sheet.posted(sent)
    process = read(typed).process
    assert len(typed.rows) == sheet.MOST_ROWS
    assert (process.steps[0].name, process.steps[1].role) == ("<script>", None)
    assert sheet.posted({"rows": "-1"}).rows == sheet.posted({"rows": "10000000"}).rows == []


def test_shared_times_are_read_and_their_faults_told():
    table = sheet.of(a_chain(), None)
    table.name, table.budgets = "x", [("chung", "16"), ("chung", "8"), ("", "4")]
    understood = read(table)
    assert understood.process.budgets == {"chung": Decimal(16)}
    assert len(understood.problems) == 2


def test_the_end_is_no_beginning():
    table = Sheet(name="x", start="hết", rows=[Row(key="a", name="a", ways=[Way("done", "hết")])])
    understood = read(table)
    assert understood.process.steps[0].next == {Outcome.DONE: (END,)}
    assert [problem.row for problem in understood.problems] == [0]
