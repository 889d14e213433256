"""Spreadsheets and JSON somebody hands in: read as text, refused plainly when they are broken, huge or computed."""

import io
import json
import zipfile

import pytest
import xlsxwriter

from motcua.core.exchange import Column, Holds, MissingColumns, UnknownColumns
from motcua.core.refusal import Refusal
from motcua.gateways.documents import rows

COLUMNS = (Column("code", "Mã"), Column("since", "Từ ngày", Holds.DAY))
KIND = "motcua/thu"


def book(*lines, head=("Mã", "Từ ngày"), formula=False):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        page = made.add_worksheet()
        page.write_string(0, 0, "Tên bảng")
        for column, heading in enumerate(head):
            page.write_string(3, column, heading)
        for number, line in enumerate(lines, start=4):
            for column, cell in enumerate(line):
                page.write_string(number, column, cell)
        if formula:
            page.write_formula(5, 1, "=1+1", None, 2)
    return file.getvalue()


def document(**given):
    return json.dumps({"format": KIND, "rows": [{"code": "a", "since": "2025-07-01"}]} | given).encode()


def read(data, name="tep.xlsx"):
    return rows.read(data, name, COLUMNS, kind=KIND)


def test_rows_stand_below_their_headings_wherever_these_are():
    found = read(book(("a", "01/07/2025"), ("", ""), ("=1+1", "")))
    assert [(row.number, row.cells["code"]) for row in found] == [(5, "a"), (7, "=1+1")]


def test_a_document_is_read_by_its_keys():
    assert read(document(), "tep.json")[0].cells == {"code": "a", "since": "2025-07-01"}


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (rows.UNPACKED + 1))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "a.xlsx", rows.UnreadableRows),
        (b"PK\x03\x04broken", "a.xlsx", rows.UnreadableRows),
        (book(("a", ""))[:-40], "a.xlsx", rows.UnreadableRows),
        (bomb(), "a.xlsx", rows.TooLarge),
        (b"x" * (rows.LARGEST + 1), "a.xlsx", rows.TooLarge),
        (book(("a", ""), formula=True), "a.xlsx", rows.HasFormulas),
        (book(("a", ""), head=("Mã", "Khác")), "a.xlsx", UnknownColumns),
        (book(("a", ""), head=("Mã", "")), "a.xlsx", MissingColumns),
        (book(("a", ""), head=("X", "Y")), "a.xlsx", MissingColumns),
        (b"\xff\xfe", "a.json", rows.UnreadableRows),
        (b"[" * 100_000, "a.json", rows.UnreadableRows),
        (document(format="motcua/khac"), "a.json", rows.AnotherKind),
        (document(rows=[{"code": "a"}]), "a.json", MissingColumns),
        (document(rows=[{"code": "a", "since": "", "x": 1}]), "a.json", UnknownColumns),
        (document(rows=[{"code": ["a"], "since": ""}]), "a.json", rows.UnreadableRows),
        (document(rows=["a"]), "a.json", rows.UnreadableRows),
        (document(rows=[{"code": "a", "since": ""}] * 5001), "a.json", rows.TooLarge),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused(data, name, refusal):
    with pytest.raises(Refusal) as refused:
        read(data, name)
    assert type(refused.value) is refusal


def test_the_cell_with_a_formula_is_named():
    with pytest.raises(rows.HasFormulas) as refused:
        read(book(("a", ""), formula=True))
    assert "Ô B6" in refused.value.message_vi
