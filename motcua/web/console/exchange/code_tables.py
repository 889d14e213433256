"""The codes of one table as rows."""

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.catalog import actions
from motcua.catalog.models import CodeEntry
from motcua.catalog.queries.tables import LONG_AGO
from motcua.core.exchange import Column, Holds
from motcua.core.forms import code_tables
from motcua.web.console.desk import Desk
from motcua.web.console.exchange.judging import Row, RowRefused

COLUMNS = (
    Column("code", "Mã", width=14, longest=40, is_needed=True),
    Column("name", "Tên", width=40, longest=200, is_needed=True),
    Column("name_en", "Tên tiếng Anh", width=40, longest=200),
    Column("position", "Thứ tự", width=10, longest=9),
    Column("valid_from", "Từ ngày", Holds.DAY, width=14, is_needed=True),
    Column("valid_to", "Đến hết ngày", Holds.DAY, width=14),
)


class Codes:
    """The codes of one table."""

    columns: Sequence[Column] = COLUMNS

    def __init__(self, key: str, desk: Desk | None = None) -> None:
        self.key, self.desk = key, desk
        self.format = f"motcua/danh-muc/{key}"

    def standing(self) -> Mapping[str, Row]:
        columns = [column.key for column in self.columns]
        found = CodeEntry.objects.filter(table__key=self.key).order_by("position", "code", "valid_from")
        rows: list[Row] = [row | {"position": str(row["position"])} for row in found.values(*columns)]
        return {self.key_of(row): row for row in rows or self._built_in()}

    def _built_in(self) -> list[Row]:
        return [
            {
                "code": entry.code,
                "name": entry.words.vi,
                "name_en": entry.words.en,
                "position": str(at * 10),
                "valid_from": max(entry.first, LONG_AGO),
                "valid_to": None if entry.last.year == 9999 else entry.last,
            }
            for at, entry in enumerate(code_tables.built_in().get(self.key, ()), start=1)
        ]

    def key_of(self, row: Row) -> str:
        begins = row["valid_from"]
        return f"{row['code']} ({begins:%d/%m/%Y})" if isinstance(begins, date) else str(row["code"])

    def put(self, row: Row, before: Row | None) -> None:
        assert self.desk is not None
        position = str(row["position"]) or "0"
        if not (position.isascii() and position.isdigit()):
            raise RowRefused(vi=f"Thứ tự “{position}” không phải số.", en=f"The order “{position}” is no number.")
        first, last = row["valid_from"], row["valid_to"]
        assert isinstance(first, date)
        actions.keep_code(
            table=self.key,
            code=str(row["code"]),
            name=str(row["name"]),
            name_en=str(row["name_en"]),
            position=int(position),
            valid_from=first,
            valid_to=last if isinstance(last, date) else None,
            by=self.desk.actor,
            now=self.desk.now,
        )

    def told(self) -> tuple[tuple[str, str], ...]:
        return ()
