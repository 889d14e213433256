"""Step tables of internal processes: read from JSON or a spreadsheet, understood, and made into processes.

Pure functions; nothing here knows the database. What cannot be understood is kept and listed, never guessed.
"""

from pathlib import PurePath
from typing import Final

from motcua.catalog.step_tables.building import Built, Report, Unread, build
from motcua.catalog.step_tables.documents import read_json
from motcua.catalog.step_tables.performers import read_performer
from motcua.catalog.step_tables.printing import print_performer, print_rows
from motcua.catalog.step_tables.refusals import FileTooLarge, UnknownKindOfFile
from motcua.catalog.step_tables.sheets import COLUMNS, read_sheet
from motcua.catalog.step_tables.tables import Remark, Row, Table
from motcua.catalog.step_tables.templates import templates
from motcua.catalog.step_tables.whole_sheets import COLUMNS as WHOLE_COLUMNS
from motcua.catalog.step_tables.whole_sheets import NAME as WHOLE_NAME
from motcua.catalog.step_tables.whole_sheets import whole_rows

LARGEST: Final = 30 * 1024 * 1024


def read(data: bytes, name: str) -> tuple[Table, ...]:
    """Read a file of step tables by its ending.

    :raises FileTooLarge, UnknownKindOfFile, UnreadableFile, BadShape, NoStepTable, MissingColumns, RowWithoutProcess:
    """
    if len(data) > LARGEST:
        raise FileTooLarge(name=name, most="30 MB")
    match PurePath(name).suffix.lower():
        case ".json":
            return read_json(data, name)
        case ".xlsx" | ".xls" | ".ods":
            return read_sheet(data, name)
        case _:
            raise UnknownKindOfFile(name=name)


__all__ = [
    "COLUMNS",
    "LARGEST",
    "WHOLE_COLUMNS",
    "WHOLE_NAME",
    "Built",
    "Remark",
    "Report",
    "Row",
    "Table",
    "Unread",
    "build",
    "print_performer",
    "print_rows",
    "read",
    "read_json",
    "read_performer",
    "read_sheet",
    "templates",
    "whole_rows",
]
