"""A process on a sheet and back: nothing is lost, whatever it holds; what is typed wrong is named by its place."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from motcua.access.policy import ROLES
from motcua.catalog import step_tables
from motcua.catalog.step_tables.refusals import BadWholeSheet
from motcua.core import flow
from motcua.core.flow import END, Outcome, Performer, StepKind, Together, UnitRule
from motcua.core.roles import Role
from motcua.gateways.documents.sheet import Column, Kind, Sheet, write_book
from tests.conftest import SHARED_DATA
from tests.factories.flow import a_chain, a_step
from tests.factories.flow_strategies import any_graph, sound_process

DECISIONS = SHARED_DATA / "processes" / "internal_processes.json"


def book(process, norm=None, *, printed=None, cells=()):
    """Write a process as the console does; `cells` are changed on the whole sheet: (row, column, text)."""
    whole = [list(row) for row in step_tables.whole_rows(process, norm)]
    for row, column, text in cells:
        whole[row][step_tables.WHOLE_COLUMNS.index(column)] = text
    rows = [("–", process.name, *row, process.key, "") for row in (printed or step_tables.print_rows(process))]
    target = io.BytesIO()
    write_book(
        target,
        [
            (sheet("Bảng in", (*step_tables.COLUMNS,)), rows),
            (sheet(step_tables.WHOLE_NAME, step_tables.WHOLE_COLUMNS), whole),
        ],
    )
    return target.getvalue()


def sheet(name, columns):
    return Sheet(name=name, title=name, formula="", columns=tuple(Column(each, Kind.TEXT) for each in columns))


def back(process, norm=None, **values):
    (table,) = step_tables.read(book(process, norm, **values), "x.xlsx")
    return step_tables.build(table)


def same(process, norm=None):
    built = back(process, norm)
    assert flow.to_rows(built.process) == flow.to_rows(replace(process, version=1))
    assert built.norm_hours == norm
    assert built.report.remarks == ()


@settings(deadline=None, max_examples=50)  # each writes and reads a whole workbook
@given(any_graph())
def test_any_graph_comes_back_as_it_was(process):
    same(process)


@settings(deadline=None, max_examples=50)  # each writes and reads a whole workbook
@given(sound_process())
def test_any_sound_process_comes_back_as_it_was(process):
    same(process, Decimal("12.5"))


@pytest.mark.parametrize("key", step_tables.templates())
def test_every_standard_process_comes_back_as_it_was(key):
    same(step_tables.templates()[key], Decimal(40))


def test_all_that_a_step_of_each_kind_says_comes_back():
    people = (
        Performer(Role.CLERK, UnitRule.OFFICE, Decimal("0.50"), "Văn thư “Sở”"),
        Performer(None, UnitRule.OTHER, None, "Ban chỉ huy"),
    )
    steps = [
        a_step(
            f"k{no}", order=no * 10, name=f"=HYPERLINK(“x”)\nđợt {no}", kind=kind, unit_rule=rule, role=None,
            next={Outcome.NEGATIVE: (END,), Outcome.DONE: (), Outcome.AGREED: ("k0", "không có"),
                  Outcome.NEEDS_SUPPLEMENT: ("k1", END)},
            hours=Decimal("4.00"), budget="chung", joins=("k0", "k1"), performers=people if no % 2 else (),
            together=Together.ANY_ORDER, bulk=True, sub_process="qt-tinh", description="  nội dung\n- gạch ",
            output="Phiếu", citizen_sentence="Hồ sơ đang được xử lý.", performer_text="Phòng", time_text="giấy hẹn",
        )
        for no, (kind, rule) in enumerate([*((kind, UnitRule.AGENCY) for kind in StepKind),
                                           *((StepKind.TASK, rule) for rule in UnitRule)])
    ]  # fmt: skip
    process = replace(a_chain(), key="qt-1", name="Quy trình; “thử”", template="mau", steps=tuple(steps),
                      start=("k0", "k1"), budgets={"chung": Decimal("16.5"), "riêng": Decimal(0)})  # fmt: skip
    same(process, Decimal("120.25"))


def test_steps_with_the_same_number_are_named_by_their_keys():
    chain = a_chain()
    same(replace(chain, steps=tuple(replace(step, order=1) for step in chain.steps)))


@pytest.mark.skipif(not DECISIONS.exists(), reason="the transcribed decisions are not here")
def test_the_processes_of_real_decisions_come_back_as_they_were():
    tables = step_tables.read(DECISIONS.read_bytes(), "x.json")
    assert len(tables) == len(json.loads(DECISIONS.read_bytes())["processes"]) > 100
    for table in tables:
        built = step_tables.build(table)
        same(built.process, built.norm_hours)


def test_what_is_changed_on_the_sheet_is_taken_in():
    chain = replace(a_chain(), key="qt")
    first, second = (step.order for step in chain.steps[:2])
    built = back(chain, cells=[(1, "Tên", "Nhận hồ sơ"), (2, "Chuyển tiếp", f"Đồng ý → hết\nKhông đồng ý → {first}"),
                               (1, "Số giờ", "2,5"), (2, "Vai trò", "cán bộ tiếp nhận")])  # fmt: skip
    assert (built.process.steps[0].name, built.process.steps[0].hours) == ("Nhận hồ sơ", Decimal("2.5"))
    assert built.process.steps[1].next == {Outcome.AGREED: (END,), Outcome.REJECTED: (chain.steps[0].key,)}
    assert built.process.steps[1].role is Role.RECEPTION
    assert second != first


def test_a_printed_sheet_changed_alone_is_told_of_and_not_read():
    chain = replace(a_chain(), key="qt")
    rows = [list(row) for row in step_tables.print_rows(chain)]
    rows[0][1] = "Việc khác"
    built = back(chain, printed=rows)
    assert built.process.steps[0].name == chain.steps[0].name
    assert "chỉ trang" in built.report.remarks[-1].message_vi


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [
        (1, "Số giờ", "nhiều"),
        (1, "Số giờ", "-4"),
        (1, "Số giờ", "NaN"),
        (1, "Vai trò", "Người lạ"),
        (1, "Loại", "Chờ"),
        (1, "Nơi thực hiện", "Ở đâu đó"),
        (1, "Chuyển tiếp", "Có lẽ → 98"),
        (1, "Chuyển tiếp", "Đồng ý → 98\nĐồng ý → 99"),
        (1, "Chuyển tiếp", "Đồng ý → 5000"),
        (1, "Chờ đủ các bước", "7"),
        (0, "Mã", ""),
        (2, "Mã", "a"),
        (0, "Bước", ""),
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_column(row, column, text):
    with pytest.raises(BadWholeSheet) as refused:
        back(replace(a_chain(), key="qt"), cells=[(row, column, text)])
    assert "dòng" in refused.value.message_vi
    assert "column" in refused.value.message_en


def test_every_role_has_a_name_of_its_own():
    names = [rule.vi for rule in ROLES.values()]
    assert len(names) == len(set(names))
