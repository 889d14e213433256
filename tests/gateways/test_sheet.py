"""Spreadsheets: figures stay figures, texts stay texts, whatever they begin with."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from motcua.core.vietnam import ZONE
from motcua.gateways.documents.sheet import LONGEST_TEXT, BadCell, Column, Kind, Sheet, Value

ALL_KINDS = Sheet(
    name="II.06a: tháng 10/2021",
    title="Tình hình, kết quả giải quyết thủ tục hành chính",
    formula="Đúng hạn = hồ sơ có ngày xong không sau ngày hẹn. Số liệu lúc 08:00 01/11/2021.",
    columns=tuple(Column(kind.name, kind) for kind in Kind),
)
ROW: tuple[Value, ...] = (
    "Đất đai",
    98_511,
    Decimal("1.5"),
    240_000,
    0.9716,
    date(2021, 10, 31),
    datetime(2021, 10, 31, 16, 30, tzinfo=ZONE),
)


def written(sheet: Sheet, *rows: tuple[Value, ...], total: bool = False) -> bytes:
    target = io.BytesIO()
    sheet.write(target, rows, total=total)
    return target.getvalue()


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_a_table_opens_with_its_title_its_definition_and_its_headings():
    title, formula, _, headings, first = cells(written(ALL_KINDS, ROW))
    assert title[0] == ALL_KINDS.title
    assert formula[0] == ALL_KINDS.formula
    assert headings == [kind.name for kind in Kind]
    assert first == ["Đất đai", 98_511, 1.5, 240_000, 0.9716, date(2021, 10, 31), datetime(2021, 10, 31, 16, 30)]  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84912345678", "-5", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "http://x.vn", "{=1}", "007"],
)
def test_a_text_is_never_a_formula_a_link_or_a_number(text: str):
    content = written(Sheet("x", text, text, (Column(text, Kind.TEXT),)), (text,))
    assert cells(content)[4][0] == text
    page = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert "hyperlink" not in page


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\x00b\x1b\ud800", "ab"),
        ("<b>&amp;", "<b>&amp;"),
        ("x" * 40_000, LONGEST_TEXT),
    ],
)
def test_a_text_is_kept_as_far_as_a_cell_can(text: str, kept: str | int):
    found = cells(written(Sheet("x", "", "", (Column("a", Kind.TEXT),)), (text,)))[-1][0]
    assert isinstance(found, str)
    assert (len(found) if isinstance(kept, int) else found) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.NUMBER, "5"),
        (Kind.NUMBER, True),
        (Kind.NUMBER, 1.5),
        (Kind.TEXT, 5),
        (Kind.PERCENT, float("nan")),
        (Kind.PERCENT, float("inf")),
        (Kind.DAY, datetime(2021, 10, 31, tzinfo=ZONE)),
        (Kind.MOMENT, datetime(2021, 10, 31)),  # noqa: DTZ001
        (Kind.MOMENT, date(2021, 10, 31)),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: Kind, value: Value):
    with pytest.raises(BadCell, match="Dòng 5"):
        written(Sheet("x", "", "", (Column("a", kind),)), (value,))


def test_a_row_with_too_few_values_is_refused():
    with pytest.raises(BadCell):
        written(ALL_KINDS, ROW[:3])


@pytest.mark.parametrize("name", ["", "'", "a/b:c*d?[e]\\f", "x" * 50])
def test_any_name_makes_a_tab(name: str):
    content = written(Sheet(name, "", "", (Column("a", Kind.NUMBER),)), (1,))
    assert 1 <= len(CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names[0]) <= 31


def test_an_empty_table_still_says_what_it_is():
    assert cells(written(ALL_KINDS))[0][0] == ALL_KINDS.title


def test_amounts_and_days_are_shown_the_vietnamese_way():
    styles = part(written(ALL_KINDS, ROW, total=True), "xl/styles.xml")
    assert "dd/mm/yyyy" in styles
    assert "#,##0&quot; đ&quot;" in styles


def test_a_long_table_needs_no_more_memory_than_a_short_one(tmp_path: Path):
    def peak(count: int) -> int:
        tracemalloc.start()
        assert ALL_KINDS.write(tmp_path / "x.xlsx", (ROW for _ in range(count))) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(6_000) < peak(600) + 1_000_000
