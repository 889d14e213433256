"""Step tables in a spreadsheet: the same columns give the same processes; what is wrong is named by row and column."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from motcua.catalog import step_tables
from motcua.catalog.step_tables import refusals
from tests.factories.step_tables import HEADINGS, ORDINARY, a_table, a_workbook, sheet_of

FIRST = ["1.000123", "Cấp giấy phép"]


def read(rows, name="bang.xlsx"):
    return step_tables.read(a_workbook(rows), name)


def a_sheet(**changes):
    """Return the ordinary table, its code and name on the first row only, as in a sheet with merged cells."""
    rows = [[*(FIRST if place == 0 else ["", ""]), *row] for place, row in enumerate(ORDINARY)]
    for where, value in changes.items():
        place, column = where.removeprefix("r").split("_")
        rows[int(place)][int(column)] = value
    return [list(HEADINGS), *rows]


def printed(table):
    return replace(table, rows=tuple(replace(row, place="") for row in table.rows), source={}, declared="")


def test_a_sheet_gives_the_same_as_the_table_it_was_written_from():
    tables = [a_table(key="mot"), a_table(key="hai", title="Cấp lại giấy phép", codes=("2.000456", "2.000457"))]
    assert [printed(table) for table in read(sheet_of(tables))] == [printed(table) for table in tables]


def test_code_and_name_may_stand_on_the_first_row_only():
    (table,) = read(a_sheet())
    assert (table.codes, table.title, len(table.rows)) == (("1.000123",), "Cấp giấy phép", 7)
    assert table.key == "1.000123-cap-giay-phep"
    assert table.rows[0].place == "“Quy trình”, dòng 2"


def test_titles_above_and_blank_rows_between_are_passed_over():
    rows = [["ỦY BAN NHÂN DÂN TỈNH"], ["Kèm theo Quyết định số 12/QĐ-UBND"], [], *a_sheet()]
    rows.insert(7, ["", "", "", " "])
    (table,) = read(rows)
    assert len(table.rows) == 7
    assert table.rows[0].place.endswith("dòng 5")


def test_headings_are_known_however_they_are_written():
    heading = [["MÃ SỐ TTHC", "tên quy trình ", "TT", "Trình tự", "Đơn vị/ người thực hiện", "Thời gian thực hiện"]]
    (table,) = read(heading + [row[:6] for row in a_sheet()[1:]])
    assert step_tables.build(table).report.sum_hours == 44


def test_a_bare_number_counts_by_the_unit_in_the_heading():
    rows = a_sheet(r0_5=4, r1_5=0.5)
    rows[0][5] = "Thời gian (giờ làm việc)"
    (table,) = read(rows)
    assert [row.time for row in table.rows[:2]] == ["4 giờ", "0.5 giờ"]
    assert step_tables.build(table).report.times_unread == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (2, "“2” không ghi giờ hay ngày"),
        (date(2026, 2, 1), "ô là ngày tháng (2026-02-01)"),
        (time(1, 30), "ô là ngày tháng (01:30:00)"),
    ],
)
def test_a_time_that_is_no_duration_is_named_by_row_and_column(cell, words):
    (table,) = read(a_sheet(r2_5=cell))
    (remark,) = table.remarks
    assert remark.message_vi.startswith("“Quy trình”, dòng 4, cột “Thời gian”: ")
    assert words in remark.message_vi
    assert "row" in remark.message_en.replace("dòng", "row")
    (unread,) = step_tables.build(table).report.times_unread
    assert unread.place == "“Quy trình”, dòng 4"


def test_text_in_the_time_column_is_kept_and_listed():
    (table,) = read(a_sheet(r2_5="khoảng hai hôm"))
    (unread,) = step_tables.build(table).report.times_unread
    assert (unread.place, unread.text) == ("“Quy trình”, dòng 4", "khoảng hai hôm")


def test_a_code_typed_as_a_number_gets_its_zeros_back_and_a_remark():
    (table,) = read(a_sheet(r0_0=2.00074))
    assert table.codes == ("2.000740",)
    assert "2.000740" in table.remarks[0].message_vi


def test_several_processes_of_one_procedure_stay_apart():
    rows = a_sheet() + [["1.000123", "Cấp giấy phép, trường hợp xác minh", *row] for row in ORDINARY]
    assert [len(table.rows) for table in read(rows)] == [7, 7]


def test_a_code_repeated_on_each_row_under_a_merged_name_is_one_process():
    rows = a_sheet()
    for row in rows[1:]:
        row[0] = "1.000123"
    (table,) = read(rows)
    assert len(table.rows) == 7


@pytest.mark.parametrize("gone", [0, 1, 2, 3, 4, 5])
def test_a_missing_column_is_named(gone):
    rows = [[cell for at, cell in enumerate(row) if at != gone] for row in a_sheet()]
    with pytest.raises(refusals.MissingColumns) as refused:
        read(rows)
    assert refused.value.message_vi == f"Bảng “Quy trình”, dòng 1: thiếu cột “{HEADINGS[gone]}”."
    assert refused.value.message_en == f"Sheet “Quy trình”, row 1: the columns “{HEADINGS[gone]}” are missing."


def test_the_products_column_may_be_missing():
    (table,) = read([row[:6] for row in a_sheet()])
    assert table.rows[0].output == ""


@pytest.mark.parametrize("rows", [[["Họ tên", "Ngày sinh"], ["An", 1]], [[]], [list(HEADINGS)]])
def test_a_sheet_without_a_step_table_is_refused(rows):
    with pytest.raises(refusals.NoStepTable):
        read(rows)


def test_a_step_before_any_process_is_named():
    with pytest.raises(refusals.RowWithoutProcess) as refused:
        read(a_sheet(r0_0="", r0_1=""))
    assert "dòng 2" in refused.value.message_vi


@pytest.mark.parametrize("left", [0, 10, 100, 3000])
def test_a_file_cut_short_is_refused(left):
    whole = a_workbook(a_sheet())
    assert len(whole) > 3000
    with pytest.raises(refusals.UnreadableFile) as refused:
        step_tables.read(whole[:left], "bang.xlsx")
    assert "bang.xlsx" in refused.value.message_vi


def test_another_file_under_a_spreadsheets_name_is_refused():
    with pytest.raises(refusals.UnreadableFile):
        step_tables.read(b"%PDF-1.7 \x00\x01", "bang.ods")


def test_a_file_too_large_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(step_tables, "LARGEST", 100)
    with pytest.raises(refusals.FileTooLarge):
        step_tables.read(b"0" * 101, "bang.xlsx")
