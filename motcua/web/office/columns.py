"""The columns an inbox can show. Code and due time always stand there; the rest an officer chooses."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how wide it is, and the order that sorting by it asks for."""

    key: str
    title: str
    width: str = ""
    order: str = ""


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("procedure", "Thủ tục", order="procedure"),
        Column("owner", "Chủ hồ sơ", "w-m", "owner"),
        Column("step", "Bước", "w-m", "step"),
        Column("field", "Lĩnh vực", "w-m"),
        Column("channel", "Cách nộp", "w-s"),
        Column("received", "Nhận lúc", "w-s", "received"),
        Column("promise", "Hẹn trả", "w-s", "promise"),
    )
}
USUAL = ("procedure", "owner", "step")
