"""The columns an inbox can show. Code and due time always stand there; the rest an officer chooses."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.base.words import gettext_lazy as _


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
        Column("procedure", _("Thủ tục"), order="procedure"),
        Column("owner", _("Chủ hồ sơ"), "w-m", "owner"),
        Column("step", _("Bước"), "w-m", "step"),
        Column("field", _("Lĩnh vực"), "w-m"),
        Column("channel", _("Cách nộp"), "w-s"),
        Column("received", _("Nhận lúc"), "w-s", "received"),
        Column("promise", _("Hẹn trả"), "w-s", "promise"),
    )
}
USUAL = ("procedure", "owner", "step")
