"""What a cell says, which column a heading is, what a row would change."""

from datetime import date, datetime

import pytest

from motcua.core import exchange
from motcua.core.exchange import Column, Holds
from motcua.core.vietnam import Unreadable

CODE = Column("code", "Mã", is_needed=True, longest=5)
DAY = Column("since", "Từ ngày", Holds.DAY)
FLAG = Column("flag", "Một cửa", Holds.YES_NO)
TOLD = Column("told", "Tên cấp trên", beside=True)


@pytest.mark.parametrize(
    ("column", "raw", "said"),
    [
        (CODE, "  a  b ", "a b"),
        (CODE, 12.0, "12"),  # a spreadsheet's number
        (CODE, "=1+1", "=1+1"),  # a text, never a formula
        (DAY, "", None),
        (DAY, "01/07/2025", date(2025, 7, 1)),
        (DAY, "2025-07-01", date(2025, 7, 1)),
        (DAY, datetime(2025, 7, 1, 8, 0), date(2025, 7, 1)),  # noqa: DTZ001 — as a spreadsheet has it
        (DAY, date(2025, 7, 1), date(2025, 7, 1)),
        (FLAG, "Có", True),
        (FLAG, "không", False),
        (FLAG, True, True),
        (FLAG, None, False),
    ],
)
def test_a_cell_says_what_its_column_holds(column, raw, said):
    assert exchange.read_value(column, raw) == said


@pytest.mark.parametrize(
    ("column", "raw"),
    [(CODE, ""), (CODE, None), (CODE, "x" * 10_000_000), (DAY, "31/02/2025"), (DAY, "hôm nay"), (FLAG, "có lẽ")],
)
def test_a_cell_that_says_something_else_is_refused_by_its_heading(column, raw):
    with pytest.raises(Unreadable) as refused:
        exchange.read_value(column, raw)
    assert column.heading in refused.value.vi
    assert len(refused.value.vi) < 200


def test_headings_are_found_by_name_or_key_whatever_their_accents():
    assert exchange.columns_of(["MA", "tu ngay", "", "flag"], [CODE, DAY, FLAG, TOLD]) == [CODE, DAY, None, FLAG]
    with pytest.raises(exchange.MissingColumns):
        exchange.columns_of(["Mã"], [CODE, DAY])
    with pytest.raises(exchange.UnknownColumns) as refused:
        exchange.columns_of(["Mã", "Từ ngày", "Ghi chú"], [CODE, DAY])
    assert "Ghi chú" in refused.value.message_vi


def test_a_row_says_what_it_changes():
    columns = [CODE, DAY, FLAG, TOLD]
    before = {"code": "a", "since": None, "flag": False, "told": "x"}
    after = {"code": "a", "since": date(2025, 7, 1), "flag": True, "told": "y"}
    assert [(c.heading, c.before, c.after) for c in exchange.differences(columns, before, after)] == [
        ("Từ ngày", "", "01/07/2025"), ("Một cửa", "không", "có"),
    ]  # fmt: skip
    assert not exchange.differences(columns, before, before | {"told": "z"})
    assert len(exchange.differences(columns, None, after)) == 3
